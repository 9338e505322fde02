"""Where the money of the energy budget comes from, and in which parts."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, MONEY, Column, Start, code, number
from sok_metrics.nouns.kept import WORK
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
        Column("ends_on", "besteden_voor", N_("Besteden voor"), N_("Na deze dag vervalt het geld."), DATE),
    ),
    rules=(
        NotBefore("ends_on", "year",
                  sentence=N_("Het geld moet op zijn voor het jaar begint. Verbeter een van de twee.")),
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
    ),
)  # fmt: skip

NOUN = Noun((FUND, FUND_INSTALMENT), place=170)
