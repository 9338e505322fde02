"""Who or what was put in the spotlight."""

from sok_metrics.nouns.columns import MEDIUM_TEXT, Column, meeting, number, project
from sok_metrics.nouns.kept import TEXTS
from sok_metrics.nouns.tables import Called, HangsOn, Noun, ShowsOnce, Table
from sok_metrics.nouns.words import N_

SPOTLIGHT = Table(
    "spotlight", "in_het_zonnetje", key=("number",), numbered=True,
    called=Called(N_("mens of project in het zonnetje"), N_("het zonnetje"),
        N_("mensen en projecten in het zonnetje")),
    purpose=N_("Wie of wat er in het zonnetje is gezet."), kept=TEXTS,
    hangs_on=HangsOn("meeting_number", N_("In het zonnetje"), 6),
    shows_once=ShowsOnce({"status": "held"}, by="meeting_number"),
    columns=(
        number(),
        meeting(required=True),
        project(),
        Column("text", "tekst", N_("Wie of wat, en waarom"),
               N_("Noem alleen namen van mensen die dat goed vinden."), required=True, longest=MEDIUM_TEXT,
               has_lines=True),
    ),
)  # fmt: skip

NOUN = Noun((SPOTLIGHT,), place=160)
