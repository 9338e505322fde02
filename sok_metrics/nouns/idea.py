"""What anybody leaves in the idea box, without name or number."""

from sok_metrics.nouns.columns import (
    DATE,
    LONG_TEXT,
    PARTICIPANT_GROUPS,
    Column,
    Start,
    agenda_item,
    number,
    visibility,
)
from sok_metrics.nouns.kept import TEXTS
from sok_metrics.nouns.model import REMOVED_IDEA
from sok_metrics.nouns.rule_kinds import Final, NotBefore
from sok_metrics.nouns.tables import Called, Found, Noted, Noun, Pages, Table
from sok_metrics.nouns.words import N_

IDEA = Table(
    "idea", "ideeen", key=("number",), numbered=True,
    called=Called(N_("idee"), N_("het idee"), N_("ideeën")),
    purpose=N_("De ideeën uit de ideeënbus."), kept=TEXTS,
    pages=Pages(shared="ideas"),
    found=Found(7, "title", ("text", "answer"), day="submitted_on"),
    noted=Noted(5, ("text", "submitted_by"), dated="submitted_on"),
    anybody_adds=True,
    columns=(
        number(),
        Column("submitted_on", "ingediend_op", N_("Ingediend op"),
               N_("De dag waarop het idee in de bus kwam."), DATE, required=True, folded=True,
               starts_as=Start.TODAY),
        Column("title", "titel", N_("Titel"), N_("Een paar woorden boven het idee."), folded=True),
        Column("text", "tekst", N_("Idee"), N_("De tekst zoals die in de bus kwam."), required=True,
               longest=LONG_TEXT, has_lines=True),
        Column("submitted_by", "ingediend_door", N_("Namens wie"), N_("Van welke groep het idee komt."),
               choices=PARTICIPANT_GROUPS, folded=True),
        Column("project_code", "project", N_("Project"), N_("Het project dat met dit idee verdergaat."),
               refers_to="project"),
        agenda_item(),
        Column("handled_on", "besproken_op", N_("Besproken op"),
               N_("De dag van het overleg waarin het idee is besproken."), DATE),
        Column("answer", "antwoord", N_("Antwoord"),
               N_("Wat gaan we met het idee doen? Iedereen kan dit lezen."), longest=LONG_TEXT,
               has_lines=True),
        visibility(),
    ),
    rules=(
        NotBefore("handled_on", "submitted_on",
                  sentence=N_("Het idee is besproken voor het er was. Verbeter een van de twee dagen.")),
        # Whatever an old file or an old version says. Who typed just these words wrote an idea.
        Final({"text": REMOVED_IDEA}, at="number", is_about_change=True, filled=("archived_at",),
              columns=("text", "visibility", "title", "answer", "submitted_by", "project_code",
                       "archived_at"),
              sentence=N_("Dit idee is voorgoed verwijderd en komt niet terug. Haal de regel weg.")),
    ),
)  # fmt: skip

NOUN = Noun((IDEA,), place=220)
