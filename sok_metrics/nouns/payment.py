"""What was paid."""

from sok_metrics.nouns.columns import DATE, INTEGER, MONEY, SOURCE_TEXT, Column, Start, number
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.rule_kinds import NotBefore, NotInFuture, TotalNotAbove
from sok_metrics.nouns.rules import Of
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
    ),
    rules=(
        NotInFuture("paid_on", asks=True,
                    sentence=N_("Deze dag moet nog komen. Is er al betaald?")),
        NotBefore("paid_on", "allocation_number.granted_on", asks=True,
                  sentence=N_("Dit is betaald voor het geld was toegekend. Klopt dit?")),
        TotalNotAbove("amount", ("allocation_number", "fund_code"),
                      Of("allocation_fund", ("allocation_number", "fund_code"), "amount"), asks=True,
                      sentence=N_("Er is dan meer betaald dan uit deze bron is toegekend. Klopt dit?")),
    ),
)  # fmt: skip

NOUN = Noun((PAYMENT,), place=200)
