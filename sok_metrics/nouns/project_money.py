"""What a project gets or brings in itself, beside the energy budget."""

from sok_metrics.nouns.columns import DATE, LONG_TEXT, MONEY, Column, number, project
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.tables import Called, HangsOn, Noun, Table
from sok_metrics.nouns.words import N_

KINDS_OF_MONEY = {"eigen bijdrage": "own", "ander geld": "other"}
PROJECT_MONEY = Table(
    "project_money", "ander_geld_van_projecten", key=("number",), numbered=True,
    called=Called(N_("ander geld"), N_("het andere geld"), N_("bedragen van elders")),
    purpose=N_("Wat projecten zelf bijdragen of van anderen krijgen."), kept=WORK,
    named_by=("giver", "note"),
    hangs_on=HangsOn("project_code", N_("Eigen bijdrage en ander geld"), 4),
    columns=(
        number(),
        project(required=True),
        Column("kind", "soort", N_("Soort"), N_("Van het project zelf, of van een ander."), required=True,
               choices=KINDS_OF_MONEY),
        Column("giver", "van_wie", N_("Van wie?"),
               N_("De groep of organisatie die dit geeft. Zonder namen van mensen.")),
        Column("amount", "bedrag", N_("Bedrag"), N_("In euro, bijvoorbeeld 1.250,50."), MONEY,
               required=True, minimum=0),
        Column("agreed_on", "afgesproken_op", N_("Afgesproken op"), N_("De dag waarop dit zeker was."), DATE),
        Column("note", "toelichting", N_("Toelichting"), N_("Wat anderen hierover moeten weten."),
               longest=LONG_TEXT, has_lines=True),
    ),
)  # fmt: skip

NOUN = Noun((PROJECT_MONEY,), place=206)
