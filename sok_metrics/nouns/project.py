"""The projects of the project book (werkboek), with their links and their milestones."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
    LONG_TEXT,
    Column,
    Start,
    code,
    commitment,
    number,
    project,
    visibility,
)
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.rule_kinds import NotBefore, NotInFuture
from sok_metrics.nouns.tables import Called, CodeRule, Found, HangsOn, Noun, Pages, Referred, Table
from sok_metrics.nouns.words import N_

PROJECT_STATUSES = {
    "idee": "idea",
    "plan": "plan",
    "loopt": "running",
    "afgerond": "finished",
    "gestopt": "stopped",
}
PROJECT = Table(
    "project", "projecten", key=("code",),
    called=Called(N_("project"), N_("het project"), N_("projecten")),
    purpose=N_("De projecten uit het werkboek."), kept=WORK,
    referred=Referred(N_("Project"), N_("Bij welk project dit hoort. Mag leeg blijven."),
        several=N_("Projecten die hierbij horen")),
    code=CodeRule("P"),
    pages=Pages(own="project", shared="projects"),
    found=Found(2, "title", ("summary", "plan"), (("project_party", "party_code"),)),
    columns=(
        code(),
        Column("title", "titel", N_("Titel"), N_("Een korte naam die iedereen begrijpt."), required=True),
        Column("summary", "samenvatting", N_("Waar gaat het om?"), N_("In een of twee gewone zinnen."),
               longest=LONG_TEXT, has_lines=True),
        Column("plan", "plan", N_("Plan"),
               N_("Wat gaan we doen, met wie, en wanneer? Elk project begint met een plan."),
               longest=LONG_TEXT, has_lines=True),
        Column("planned_on", "plan_klaar_op", N_("Plan klaar op"), N_("De dag waarop het plan er lag."),
               DATE, folded=True),
        Column("status", "status", N_("Hoe ver is het?"), N_("Van idee tot afgerond of gestopt."),
               required=True, choices=PROJECT_STATUSES),
        Column("series_year", "jaar_van_de_klapper", N_("Jaar van de klapper"),
               N_("In welk jaar het project in het werkboek kwam."), INTEGER, minimum=1900, folded=True,
               starts_as=Start.THIS_YEAR),
        Column("starts_on", "begint_op", N_("Begint op"), N_("De eerste dag van de uitvoering."), DATE,
               folded=True),
        Column("ends_on", "eindigt_op", N_("Eindigt op"), N_("De laatste dag van de uitvoering."), DATE,
               folded=True),
        Column("contact_person_code", "contactpersoon", N_("Contactpersoon"),
               N_("Bij wie kunnen mensen terecht? Staat die er niet bij? Het beheer voegt mensen toe "
               "bij 'Mensen en toestemming'."), refers_to="person"),
        visibility(),
    ),
    rules=(
        NotBefore("ends_on", "starts_on",
                  sentence=N_("Het project eindigt voor het begint. Verbeter een van de twee dagen.")),
    ),
)  # fmt: skip

PROJECT_COMMITMENT = Table(
    "project_commitment", "project_waarden_doelen", key=("project_code", "commitment_code"),
    called=Called(N_("koppeling"), N_("de koppeling"), N_("koppelingen van projecten")),
    purpose=N_("Welk project werkt aan welke waarde of welk doel."), kept=WORK,
    columns=(
        project(required=True),
        commitment(required=True),
    ),
)  # fmt: skip

PROJECT_PARTY = Table(
    "project_party", "project_partijen", key=("project_code", "party_code"),
    called=Called(N_("partij bij het project"), N_("de partij bij het project"),
        N_("partijen bij projecten")),
    purpose=N_("Welke partij meedoet aan welk project."), kept=WORK,
    named_by=("party_code",),
    hangs_on=HangsOn("project_code", N_("Partijen"), 2),
    columns=(
        project(required=True),
        Column("party_code", "partij", N_("Partij"), N_("Welke partij meedoet."), required=True,
               refers_to="party"),
        Column("role", "rol", N_("Rol"), N_("De trekker is het eerste aanspreekpunt."), required=True,
               choices={"trekker": "lead", "partner": "partner", "geldgever": "funder"}, default="partner"),
        Column("contribution", "bijdrage", N_("Bijdrage"), N_("Wat deze partij in dit project inbrengt."),
               longest=LONG_TEXT),
    ),
)  # fmt: skip

MILESTONE = Table(
    "milestone", "mijlpalen", key=("number",), numbered=True,
    called=Called(N_("mijlpaal"), N_("de mijlpaal"), N_("mijlpalen")),
    purpose=N_("De mijlpalen van de projecten."), kept=WORK,
    hangs_on=HangsOn("project_code", N_("Mijlpalen"), 1),
    columns=(
        number(),
        project(required=True),
        Column("title", "titel", N_("Wat is er dan klaar?"), N_("Iets dat iedereen kan zien of navragen."),
               required=True),
        Column("due_on", "gepland_op", N_("Gepland op"), N_("Wanneer het klaar moet zijn."), DATE),
        Column("reached_on", "gehaald_op", N_("Gehaald op"), N_("Invullen zodra het klaar is."), DATE),
        Column("note", "toelichting", N_("Toelichting"), N_("Wat anderen hierover moeten weten."),
               longest=LONG_TEXT, has_lines=True),
    ),
    rules=(
        NotInFuture("reached_on",
                    sentence=N_("Deze dag moet nog komen. Vul hem in als de mijlpaal is gehaald.")),
    ),
)  # fmt: skip

NOUN = Noun((PROJECT, PROJECT_COMMITMENT, PROJECT_PARTY, MILESTONE), place=80)
