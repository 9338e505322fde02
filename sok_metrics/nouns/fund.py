"""Where the money of the energy budget comes from, and in which parts."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
    LONG_TEXT,
    MONEY,
    PARTICIPANT_GROUPS,
    Column,
    Start,
    code,
    number,
)
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.money_rules import (
    GRANTED,
    GRANTED_OF_FUND,
    RECEIVED,
    RECEIVED_OF_FUND,
    RETURNED,
    RETURNED_TO_FUND,
    Covered,
)
from sok_metrics.nouns.rule_kinds import NotBefore, NotInFuture
from sok_metrics.nouns.tables import Called, CodeRule, HangsOn, Noun, Pages, Table
from sok_metrics.nouns.words import N_

FUND = Table(
    "fund", "bronnen_van_geld", key=("code",),
    called=Called(N_("bron van geld"), N_("de bron van geld"), N_("bronnen van geld")),
    purpose=N_("Waar het geld van de energiebegroting vandaan komt."), kept=WORK,
    code=CodeRule(is_name=True),
    pages=Pages(shared="budget"),
    columns=(
        code(),
        Column("name", "naam", N_("Naam"), N_("Zoals iedereen deze pot kent."), required=True),
        Column("party_code", "partij", N_("Van welke partij"), N_("Wie het geld geeft."), refers_to="party"),
        Column("year", "jaar", N_("Jaar"), N_("Voor welk jaar het geld is."), INTEGER, required=True,
               minimum=1900, starts_as=Start.THIS_YEAR),
        Column("amount_promised", "toegezegd", N_("Toegezegd"), N_("Hoeveel er is beloofd, in euro."),
               MONEY, required=True, minimum=0),
        Column("conditions", "voorwaarden", N_("Voorwaarden"), N_("Waar het geld wel en niet voor is."),
               longest=LONG_TEXT, has_lines=True),
        Column("only_group", "alleen_voor_groep", N_("Alleen voor voorstellen van"),
               N_("Alleen invullen als het geld voor één groep is."), choices=PARTICIPANT_GROUPS,
               folded=True),
        Column("only_commitment_code", "alleen_voor_waarde_of_doel",
               N_("Alleen voor deze waarde of dit doel"),
               N_("Alleen invullen als een project hieraan moet werken om dit geld te krijgen."),
               refers_to="commitment", folded=True),
        Column("ends_on", "besteden_voor", N_("Besteden voor"), N_("Na deze dag vervalt het geld."), DATE),
    ),
    rules=(
        NotBefore("ends_on", "year",
                  sentence=N_("Het geld moet op zijn voor het jaar begint. Verbeter een van de twee.")),
        Covered((GRANTED_OF_FUND,), (RECEIVED_OF_FUND, RETURNED_TO_FUND), or_else=("amount_promised",),
                weighs=("amount_promised",), at="amount_promised", asks=True, weighs_change=True,
                sentence=N_("Er is dan meer toegekend dan er is. Klopt dit?")),
    ),
)  # fmt: skip

FUND_INSTALMENT = Table(
    "fund_instalment", "termijnen", key=("number",), numbered=True,
    called=Called(N_("termijn"), N_("de termijn"), N_("termijnen")),
    purpose=N_("In welke delen dat geld binnenkomt."), kept=WORK,
    named_by=("due_on", "received_on"),
    hangs_on=HangsOn("fund_code", N_("Termijnen"), 1),
    pages=Pages(shared="budget"),
    columns=(
        number(),
        Column("fund_code", "bron_van_geld", N_("Bron van geld"), N_("Uit welke pot het geld komt."),
               required=True, refers_to="fund"),
        Column("amount", "bedrag", N_("Bedrag"), N_("In euro, bijvoorbeeld 1.250,50."), MONEY,
               required=True, minimum=0),
        Column("due_on", "verwacht_op", N_("Verwacht op"), N_("Wanneer het geld zou komen."), DATE),
        Column("received_on", "ontvangen_op", N_("Ontvangen op"), N_("Invullen zodra het geld er is."),
               DATE),
    ),
    rules=(
        NotInFuture("received_on",
                    sentence=N_("Deze dag moet nog komen. Vul hem in als het geld er is.")),
        Covered((GRANTED,), (RECEIVED, RETURNED), or_else=("fund_code.amount_promised",),
                weighs=("amount", "received_on"), at="amount", asks=True, weighs_change=True,
                sentence=N_("Er is dan meer toegekend dan er is ontvangen. Klopt dit?")),
    ),
)  # fmt: skip

NOUN = Noun((FUND, FUND_INSTALMENT), place=170)
