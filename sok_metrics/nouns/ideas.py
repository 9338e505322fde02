"""Table of the idea box: what anybody leaves for the next monthly meeting, without name or number."""

from sok_metrics.nouns.columns import LONG_TEXT, Column, ColumnType, Table, number, visibility
from sok_metrics.nouns.meetings import PARTICIPANT_GROUPS

IDEA_TABLES: tuple[Table, ...] = (
    Table(
        "idea",
        "ideeen",
        ("number",),
        (
            number(),
            Column("submitted_on", "ingediend_op", ColumnType.DATE, required=True),
            Column("title", "titel"),
            Column("text", "tekst", required=True, longest=LONG_TEXT),
            Column("submitted_by", "ingediend_door", choices=PARTICIPANT_GROUPS),
            Column("project_code", "project", refers_to="project"),
            Column("handled_on", "besproken_op", ColumnType.DATE),
            Column("answer", "antwoord", longest=LONG_TEXT),
            visibility(),
        ),
        numbered=True,
    ),
)
