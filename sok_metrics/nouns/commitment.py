"""What the parties agreed: values, goals and rules, with their texts and figures per version."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, NUMBER, Column, Start, code, commitment
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.tables import Called, CodeRule, Companion, Found, HangsOn, Noun, Pages, Referred, Table
from sok_metrics.nouns.words import N_

COMMITMENT_KINDS = {
    "waarde": "value",
    "doel": "goal",
    "samenwerkingsafspraak": "cooperation_rule",
    "organisatieafspraak": "organisation_rule",
}
RULE_NAMES = {
    "bijeenkomsten_per_jaar": "reviews_per_year",
    "overleggen_per_jaar": "monthly_meetings_per_year",
    "beoordelingen_per_jaar": "assessments_per_year",
    "nieuwe_reeks_per_jaar": "project_series_per_year",
    "bijstellingen_per_jaar": "adjustments_per_year",
    "agendapunten_met_waarde_of_doel": "linked_items_per_review",
    "kaarten_per_bijeenkomst": "cards_per_review",
    "bronnen_van_geld_per_jaar": "budget_funds_per_year",
    "nieuwe_mensen_per_jaar": "first_timers_per_year",
    "leden_procesgroep": "process_group_members",
    "plan_per_project": "plans_per_project",
    "contactpersoon_per_project": "contacts_per_project",
    "loopt_tot_en_met_jaar": "runs_until_year",
    "dagen_vooraf_waarschuwen": "warning_days",
}
COMMITMENT = Table(
    "commitment", "waarden_doelen_afspraken", key=("code",),
    called=Called(N_("waarde, doel of afspraak"), N_("de waarde, het doel of de afspraak"),
        N_("waarden, doelen en afspraken")),
    purpose=N_("De codes van alle waarden, doelen en afspraken."), kept=WORK,
    referred=Referred(N_("Waarde, doel of afspraak"), N_("Waar dit over gaat. Mag leeg blijven."),
        several=N_("Waarden, doelen en afspraken waar dit aan werkt")),
    code=CodeRule(prefix="A", by="kind", prefixes={"value": "W", "goal": "D", "cooperation_rule": "S",
        "organisation_rule": "O"}),
    companion=Companion("commitment_text", ("title", "description", "position")),
    pages=Pages(by="kind", of_kind={"value": "values", "goal": "goals", "cooperation_rule": "rules",
        "organisation_rule": "checks"}),
    found=Found(1),
    columns=(
        code(),
        Column("kind", "soort", N_("Soort"), N_("Is dit een waarde, een doel of een afspraak?"),
               required=True, choices=COMMITMENT_KINDS, from_address=True),
        Column("measuring_asked_on", "gevraagd_hoe_we_meten_op", N_("Gevraagd hoe we dit meten"),
               N_("Op deze dag kozen we hoe we dit meten, of dat we het nu niet meten."), DATE, folded=True),
    ),
)  # fmt: skip

COMMITMENT_TEXT = Table(
    "commitment_text", "teksten", key=("commitment_code", "agreement_version"),
    called=Called(N_("tekst"), N_("de tekst"), N_("teksten van waarden, doelen en afspraken")),
    purpose=N_("De teksten van de waarden, doelen en afspraken, per versie."), kept=WORK,
    pages=Pages(via="commitment_code"),
    columns=(
        commitment(required=True),
        Column("agreement_version", "versie", N_("Versie"),
               N_("In welke versie van de overeenkomst deze tekst staat."), INTEGER, required=True,
               refers_to="agreement_version"),
        Column("position", "volgorde", N_("Volgorde"), N_("Op welke plaats het staat: 1 is bovenaan."),
               INTEGER, required=True, minimum=1, starts_as=Start.NEXT, beside="commitment_code.kind"),
        Column("title", "titel", N_("Titel"), N_("Een paar woorden, zoals ze op het scherm komen."),
               required=True),
        Column("description", "omschrijving", N_("Omschrijving"),
               N_("In een of twee gewone zinnen: wat spreken we af?"), longest=LONG_TEXT, has_lines=True),
    ),
)  # fmt: skip

RULE_PARAMETER = Table(
    "rule_parameter", "regels", key=("commitment_code", "agreement_version", "name"),
    called=Called(N_("getal bij een afspraak"), N_("het getal bij de afspraak"),
        N_("getallen bij afspraken")),
    purpose=N_("De getallen in de afspraken, zoals drie bijeenkomsten per jaar."), kept=WORK,
    named_by=("name",),
    hangs_on=HangsOn("commitment_code", N_("Getallen bij deze afspraak"), 1,
        only_where=("kind", "organisation_rule")),
    pages=Pages(via="commitment_code"),
    columns=(
        commitment(required=True),
        Column("agreement_version", "versie", N_("Versie"),
               N_("In welke versie van de overeenkomst dit staat."), INTEGER, required=True,
               refers_to="agreement_version", from_address=True),
        Column("name", "regel", N_("Wat telt er?"), N_("Waar de SOK-monitor op let bij deze afspraak."),
               required=True, choices=RULE_NAMES),
        Column("value", "getal", N_("Getal"),
               N_("Hoeveel er is afgesproken, bijvoorbeeld 3 bijeenkomsten per jaar."), NUMBER,
               required=True, minimum=0),
    ),
)  # fmt: skip

NOUN = Noun((COMMITMENT, COMMITMENT_TEXT, RULE_PARAMETER), place=20)
