"""What was said in a meeting."""

from sok_metrics.nouns.columns import (
    MEDIUM_TEXT,
    PARTICIPANT_GROUPS,
    Column,
    agenda_item,
    commitment,
    meeting,
    number,
    project,
    visibility,
)
from sok_metrics.nouns.kept import TEXTS
from sok_metrics.nouns.rule_kinds import minutes_fixed
from sok_metrics.nouns.tables import Called, HangsOn, Noted, Noun, ShowsOnce, Table, Waits
from sok_metrics.nouns.words import N_

REMARK = Table(
    "remark", "gezegd", key=("number",), numbered=True,
    called=Called(N_("uitspraak"), N_("de uitspraak"), N_("uitspraken")),
    waits=Waits("meeting_number"),
    purpose=N_("Wat er gezegd is tijdens de bijeenkomsten."), kept=TEXTS,
    hangs_on=HangsOn("meeting_number", N_("Wat er gezegd is"), 3),
    noted=Noted(6, ("text", "said_by")),
    shows_once=ShowsOnce({"status": "held"}, by="meeting_number"),
    columns=(
        number(),
        meeting(required=True),
        commitment(),
        project(),
        agenda_item(),
        Column("text", "tekst", N_("Wat er gezegd is"), N_("In de woorden van de zaal, zonder naam."),
               required=True, longest=MEDIUM_TEXT, has_lines=True),
        Column("said_by", "door", N_("Gezegd door"), N_("Van welke groep de spreker was."),
               choices=PARTICIPANT_GROUPS),
        visibility(),
    ),
    rules=(
        minutes_fixed("text", "meeting_number", "agenda_item_number", "text", "said_by"),
    ),
)  # fmt: skip

NOUN = Noun((REMARK,), place=130)
