"""What was paid."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
    MONEY,
    SOURCE_TEXT,
    YES_NO,
    Column,
    Start,
    exception_note,
    number,
)
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.money_rules import (
    GRANTED_PART,
    NOT_NEEDED_PART,
    PAID,
    PAID_BACK,
    PAID_BACK_PART,
    PAID_PART,
    RECEIVED,
    Covered,
)
from sok_metrics.nouns.rule_kinds import NotBefore, NotInFuture
from sok_metrics.nouns.tables import Called, HangsOn, Noun, Pages, Table
from sok_metrics.nouns.words import N_

PAYMENT = Table(
    "payment", "betalingen", key=("number",), numbered=True,
    called=Called(N_("betaling"), N_("de betaling"), N_("betalingen")),
    purpose=N_("De betalingen."), kept=WORK,
    named_by=("description", "paid_on"),
    hangs_on=HangsOn("allocation_number", N_("Betalingen"), 2),
    pages=Pages(shared="budget"),
    columns=(
        number(),
        Column("allocation_number", "toekenning", N_("Toekenning"), N_("Waar deze betaling bij hoort."),
               INTEGER, required=True, refers_to="allocation"),
        Column("fund_code", "bron_van_geld", N_("Bron van geld"), N_("Uit welke pot het geld komt."),
               required=True, refers_to="fund"),
        Column("paid_on", "betaald_op", N_("Betaald op"), N_("De dag van de betaling."), DATE,
               required=True, starts_as=Start.TODAY),
        Column("amount", "bedrag", N_("Bedrag"), N_("In euro, bijvoorbeeld 1.250,50."), MONEY,
               required=True, minimum=0),
        Column("description", "waarvoor", N_("Waarvoor"),
               N_("Wat er is gekocht of betaald. Zonder namen van mensen."), longest=SOURCE_TEXT),
        Column("supplier", "leverancier", N_("Leverancier"),
               N_("Wie het geld kreeg: een bedrijf of organisatie. Alleen de redactie ziet dit."),
               folded=True),
        Column("supplier_is_public", "leverancier_tonen", N_("Mag iedereen de leverancier zien?"),
               N_("Zeg alleen ja als de leverancier dat goedvindt."), YES_NO, required=True,
               default="false", folded=True),
        exception_note(),
    ),
    rules=(
        NotInFuture("paid_on", asks=True,
                    sentence=N_("Deze dag moet nog komen. Is er al betaald?")),
        NotBefore("paid_on", "allocation_number.granted_on", asks=True,
                  sentence=N_("Dit is betaald voor het geld was toegekend. Klopt dit?")),
        Covered((PAID_PART, NOT_NEEDED_PART), (GRANTED_PART,), at="amount", weighs_change=True,
                pardon="exception_note",
                sentence=N_("Er is dan meer betaald dan uit deze bron is toegekend. Kijk het bedrag na. "
                            "Mag het toch? Dan schrijft het beheer op waarom.")),
        Covered((PAID,), (RECEIVED, PAID_BACK), or_else=("fund_code.amount_promised",), at="amount",
                weighs_change=True, pardon="exception_note",
                sentence=N_("Er is dan meer betaald dan er van deze bron is ontvangen. "
                            "Wacht op het geld, of kijk het bedrag na. "
                            "Mag het toch? Dan schrijft het beheer op waarom.")),
        Covered((PAID_BACK_PART,), (PAID_PART,), at="amount", weighs_change=True, pardon="exception_note",
                sentence=N_("Er is dan meer teruggestort dan betaald. Kijk het bedrag na. "
                            "Mag het toch? Dan schrijft het beheer op waarom.")),
        NotBefore("fund_code.ends_on", "paid_on", at="paid_on", holds_both_ways=True, pardon="exception_note",
                  sentence=N_("Deze bron was op die dag al afgelopen. Kies een andere bron. "
                              "Mag het toch? Dan schrijft het beheer op waarom.")),
    ),
)  # fmt: skip

NOUN = Noun((PAYMENT,), place=200)
