"""What money is granted, and out of which fund."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, MONEY, Column, Start, number
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.rule_kinds import AtLeastOne, NotBefore
from sok_metrics.nouns.tables import Called, HangsOn, Noun, Pages, Table
from sok_metrics.nouns.words import N_

ALLOCATION = Table(
    "allocation", "toekenningen", key=("number",), numbered=True,
    called=Called(N_("toekenning"), N_("de toekenning"), N_("toekenningen")),
    purpose=N_("De toekenningen: welk voorstel geld krijgt."), kept=WORK,
    named_by=("note", "granted_on"),
    opens_again=True,
    pages=Pages(shared="budget"),
    columns=(
        number(),
        Column("proposal_number", "voorstel", N_("Voorstel"), N_("Welk voorstel het geld krijgt."), INTEGER,
               refers_to="proposal"),
        Column("project_code", "project", N_("Project"), N_("Welk project het geld krijgt."),
               refers_to="project"),
        Column("meeting_number", "bijeenkomst", N_("Bijeenkomst"),
               N_("Waar dit is besloten. Mag leeg blijven."), INTEGER, refers_to="meeting"),
        Column("granted_on", "toegekend_op", N_("Toegekend op"), N_("De dag van het besluit."), DATE,
               required=True, starts_as=Start.TODAY),
        Column("note", "toelichting", N_("Toelichting"), N_("Wat anderen hierover moeten weten."),
               longest=LONG_TEXT, has_lines=True),
    ),
    rules=(
        AtLeastOne(("proposal_number", "project_code"), at="project_code",
                   sentence=N_("Kies een voorstel of een project: waar gaat het geld heen?")),
        NotBefore("granted_on", "proposal_number.submitted_on",
                  sentence=N_("Het geld is toegekend voor het voorstel er was. Verbeter een van de twee.")),
    ),
)  # fmt: skip

ALLOCATION_FUND = Table(
    "allocation_fund", "toekenning_per_bron", key=("allocation_number", "fund_code"),
    called=Called(N_("bedrag uit een bron"), N_("het bedrag uit de bron"), N_("bedragen uit bronnen")),
    purpose=N_("Uit welke bron het geld van een toekenning komt."), kept=WORK,
    named_by=("fund_code",),
    hangs_on=HangsOn("allocation_number", N_("Bedragen per bron"), 1,
        missing=N_("Zet hier nog bij hoeveel geld het is, en uit welke bron.")),
    pages=Pages(shared="budget"),
    columns=(
        Column("allocation_number", "toekenning", N_("Toekenning"), N_("Bij welke toekenning dit hoort."),
               INTEGER, required=True, refers_to="allocation"),
        Column("fund_code", "bron_van_geld", N_("Bron van geld"), N_("Uit welke pot het geld komt."),
               required=True, refers_to="fund"),
        Column("amount", "bedrag", N_("Bedrag"), N_("In euro, bijvoorbeeld 1.250,50."), MONEY,
               required=True, minimum=0),
    ),
)  # fmt: skip

NOUN = Noun((ALLOCATION, ALLOCATION_FUND), place=190)
