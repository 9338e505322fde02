"""Money that goes along to another year."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, MONEY, Column, Start, decision
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.rule_kinds import NotBefore
from sok_metrics.nouns.tables import Called, HangsOn, Noun, Pages, Table
from sok_metrics.nouns.words import N_

CARRY_OVER = Table(
    "carry_over", "meegenomen_geld", key=("fund_code", "from_year"),
    called=Called(N_("meegenomen geld"), N_("het meegenomen geld"), N_("bedragen meegenomen geld")),
    purpose=N_("Geld dat meegaat naar een volgend jaar."), kept=WORK,
    named_by=("from_year",),
    hangs_on=HangsOn("fund_code", N_("Meegenomen geld"), 2),
    pages=Pages(shared="budget"),
    columns=(
        Column("fund_code", "bron_van_geld", N_("Bron van geld"), N_("Uit welke pot het geld komt."),
               required=True, refers_to="fund"),
        Column("from_year", "van_jaar", N_("Van jaar"), N_("Uit welk jaar het geld over was."), INTEGER,
               required=True, minimum=1900),
        Column("to_year", "naar_jaar", N_("Naar jaar"), N_("Naar welk jaar het geld meegaat."), INTEGER,
               required=True, minimum=1900),
        Column("amount", "bedrag", N_("Bedrag"), N_("In euro, bijvoorbeeld 1.250,50."), MONEY,
               required=True, minimum=0),
        Column("decided_on", "besloten_op", N_("Besloten op"), N_("De dag van het besluit."), DATE,
               starts_as=Start.TODAY),
        Column("meeting_number", "bijeenkomst", N_("Bijeenkomst"),
               N_("Waar dit is besloten. Mag leeg blijven."), INTEGER, refers_to="meeting"),
        decision(),
        Column("note", "toelichting", N_("Toelichting"), N_("Wat anderen hierover moeten weten."),
               longest=LONG_TEXT, has_lines=True, folded=True),
    ),
    rules=(
        NotBefore("to_year", "from_year", strictly=True,
                  sentence=N_("Geld gaat mee naar een later jaar. Verbeter een van de twee jaren.")),
    ),
)  # fmt: skip

NOUN = Noun((CARRY_OVER,), place=210)
