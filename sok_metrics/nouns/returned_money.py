"""Money of a grant that goes back to its fund."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, MONEY, Column, Start, exception_note, number
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.money_rules import (
    GRANTED,
    GRANTED_PART,
    NOT_NEEDED_PART,
    PAID_BACK_PART,
    PAID_PART,
    RECEIVED,
    RETURNED,
    Covered,
)
from sok_metrics.nouns.rule_kinds import NotBefore, NotInFuture
from sok_metrics.nouns.tables import Called, HangsOn, Noun, Pages, Table
from sok_metrics.nouns.words import N_

WAYS_BACK = {"teruggestort": "paid_back", "niet nodig": "not_needed"}
RETURNED_MONEY = Table(
    "returned_money", "teruggekomen_geld", key=("number",), numbered=True,
    called=Called(N_("teruggekomen geld"), N_("het teruggekomen geld"), N_("bedragen teruggekomen geld")),
    purpose=N_("Geld van een toekenning dat teruggaat naar de bron."), kept=WORK,
    named_by=("note", "returned_on"),
    hangs_on=HangsOn("allocation_number", N_("Teruggekomen geld"), 3),
    pages=Pages(shared="budget"),
    columns=(
        number(),
        Column("allocation_number", "toekenning", N_("Toekenning"), N_("Van welke toekenning dit over is."),
               INTEGER, required=True, refers_to="allocation"),
        Column("fund_code", "bron_van_geld", N_("Bron van geld"), N_("Naar welke pot het geld teruggaat."),
               required=True, refers_to="fund"),
        Column("returned_on", "teruggekomen_op", N_("Teruggekomen op"),
               N_("De dag waarop het geld weer vrij was."), DATE, required=True, starts_as=Start.TODAY),
        Column("kind", "hoe_terug", N_("Hoe kwam het terug?"),
               N_("Teruggestort: het was al betaald. Niet nodig: het is nooit betaald."), required=True,
               choices=WAYS_BACK),
        Column("amount", "bedrag", N_("Bedrag"), N_("In euro, bijvoorbeeld 1.250,50."), MONEY,
               required=True, minimum=0),
        Column("note", "toelichting", N_("Toelichting"), N_("Waarom er geld over was."), longest=LONG_TEXT,
               has_lines=True),
        exception_note(),
    ),
    rules=(
        NotInFuture("returned_on", sentence=N_("Deze dag moet nog komen. Vul hem in als het geld terug is.")),
        NotBefore("returned_on", "allocation_number.granted_on",
                  sentence=N_("Dit kwam terug voor het was toegekend. Verbeter een van de twee dagen.")),
        Covered((PAID_BACK_PART,), (PAID_PART,), at="amount", weighs_change=True, where={"kind": "paid_back"},
                pardon="exception_note",
                sentence=N_("Zo veel is er niet betaald uit deze bron. Kijk het bedrag na. "
                            "Mag het toch? Dan schrijft het beheer op waarom.")),
        Covered((PAID_PART, NOT_NEEDED_PART), (GRANTED_PART,), at="amount", weighs_change=True,
                where={"kind": "not_needed"}, pardon="exception_note",
                sentence=N_("Zo veel is er niet meer te betalen uit deze bron. Kijk het bedrag na. "
                            "Mag het toch? Dan schrijft het beheer op waarom.")),
        Covered((GRANTED,), (RECEIVED, RETURNED), or_else=("fund_code.amount_promised",), at="amount",
                asks=True, weighs_change=True, sentence=N_("Er is dan meer toegekend dan er is. Klopt dit?")),
    ),
)  # fmt: skip

NOUN = Noun((RETURNED_MONEY,), place=205)
