"""What money is granted, and out of which fund."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
    LONG_TEXT,
    MONEY,
    Column,
    Start,
    decision,
    exception_note,
    number,
)
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.money_rules import (
    GRANTED,
    GRANTED_PART,
    NOT_NEEDED_PART,
    PAID_PART,
    RECEIVED,
    RETURNED,
    Covered,
    Fits,
)
from sok_metrics.nouns.rule_kinds import AtLeastOne, Exists, NotBefore
from sok_metrics.nouns.rules import Of
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
        decision(),
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
        exception_note(),
    ),
    rules=(
        Covered((GRANTED,), (RECEIVED, RETURNED), or_else=("fund_code.amount_promised",), at="amount",
                weighs_change=True, pardon="exception_note",
                sentence=N_("Zo veel geld is er niet in deze bron. Kies een lager bedrag of een andere bron. "
                            "Mag het toch? Dan schrijft het beheer op waarom.")),
        Covered((PAID_PART, NOT_NEEDED_PART), (GRANTED_PART,), at="amount", weighs_change=True,
                pardon="exception_note",
                sentence=N_("Er is al meer betaald dan dit bedrag. Kijk de betalingen na. "
                            "Mag het toch? Dan schrijft het beheer op waarom.")),
        NotBefore("fund_code.ends_on", "allocation_number.granted_on", at="fund_code", holds_both_ways=True,
                  pardon="exception_note",
                  sentence=N_("Deze bron was op die dag al afgelopen. Kies een andere bron. "
                              "Mag het toch? Dan schrijft het beheer op waarom.")),
        Fits("allocation_number.proposal_number.submitted_by", "fund_code.only_group", at="fund_code",
             pardon="exception_note",
             sentence=N_("Dit geld is voor voorstellen van een andere groep. Kies een andere bron. "
                         "Mag het toch? Dan schrijft het beheer op waarom.")),
        Exists(Of("project_commitment",
                  ("allocation_number.project_code", "fund_code.only_commitment_code"), "project_code"),
               at="fund_code", pardon="exception_note",
               sentence=N_("Dit project werkt niet aan de waarde of het doel van deze bron. "
                           "Kies een andere bron. Mag het toch? Dan schrijft het beheer op waarom.")),
    ),
)  # fmt: skip

NOUN = Noun((ALLOCATION, ALLOCATION_FUND), place=190)
