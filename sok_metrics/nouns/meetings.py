"""Tables of the meetings: who came, what was on the agenda, said, felt, decided and promised."""

from sok_metrics.nouns.columns import (
    LONGEST_TEXT,
    MEDIUM_TEXT,
    Column,
    ColumnType,
    Table,
    number,
    visibility,
)

MEETING_KINDS = {
    "voortgangsbijeenkomst": "review",
    "energiewijk-overleg": "monthly",
    "beoordeling": "assessment",
    "anders": "other",
}
PARTICIPANT_GROUPS = {
    "bewoner": "resident",
    "initiatief": "initiative",
    "ondernemer": "entrepreneur",
    "gemeente": "municipality",
    "corporatie": "housing_corporation",
    "energiebedrijf": "energy_company",
    "anders": "other",
}


def _meeting(*, required: bool = True) -> Column:
    return Column("meeting_number", "bijeenkomst", ColumnType.INTEGER, required=required, refers_to="meeting")


def _group(name: str, heading: str, *, required: bool = True) -> Column:
    return Column(name, heading, required=required, choices=PARTICIPANT_GROUPS)


def _count(name: str, heading: str) -> Column:
    return Column(name, heading, ColumnType.INTEGER, required=True, minimum=0, default="0")


_COMMITMENT = Column("commitment_code", "code", refers_to="commitment")
_PROJECT = Column("project_code", "project", refers_to="project")

MEETING_TABLES: tuple[Table, ...] = (
    Table(
        "meeting",
        "bijeenkomsten",
        ("number",),
        (
            number(),
            Column("kind", "soort", required=True, choices=MEETING_KINDS),
            Column("title", "titel", required=True),
            Column("held_on", "datum", ColumnType.DATE, required=True),
            Column("start_time", "begintijd", longest=20),
            Column("place", "plaats"),
            Column(
                "status",
                "status",
                required=True,
                choices={"gepland": "planned", "gehouden": "held", "vervallen": "cancelled"},
                default="planned",
            ),
            Column("closed_at", "afgesloten_op", ColumnType.MOMENT),
            Column("minutes", "verslag", longest=LONGEST_TEXT),
            visibility(),
        ),
        numbered=True,
    ),
    Table(
        "attendance",
        "aanwezigen",
        ("meeting_number", "group_name"),
        (
            _meeting(),
            _group("group_name", "groep"),
            _count("count", "aantal"),
            _count("first_time_count", "voor_het_eerst"),
        ),
    ),
    Table(
        "agenda_item",
        "agendapunten",
        ("number",),
        (
            number(),
            _meeting(),
            Column("position", "volgorde", ColumnType.INTEGER, required=True, minimum=1),
            Column("title", "titel", required=True),
            _group("brought_by", "ingebracht_door", required=False),
            _COMMITMENT,
            _PROJECT,
            Column("minutes_planned", "minuten", ColumnType.INTEGER, minimum=0),
        ),
        numbered=True,
    ),
    Table(
        "card_answer",
        "kaartantwoorden",
        ("meeting_number", "indicator_code", "group_name", "score"),
        (
            _meeting(),
            Column("indicator_code", "kaart", required=True, refers_to="indicator"),
            _group("group_name", "groep"),
            Column("score", "score", ColumnType.INTEGER, required=True, minimum=1, maximum=5),
            _count("count", "aantal"),
        ),
    ),
    Table(
        "remark",
        "gezegd",
        ("number",),
        (
            number(),
            _meeting(),
            _COMMITMENT,
            _PROJECT,
            Column("text", "tekst", required=True, longest=MEDIUM_TEXT),
            _group("said_by", "door", required=False),
            visibility(),
        ),
        numbered=True,
    ),
    Table(
        "decision",
        "besluiten",
        ("number",),
        (
            number(),
            _meeting(required=False),
            Column("decided_on", "datum", ColumnType.DATE, required=True),
            Column("text", "besluit", required=True, longest=MEDIUM_TEXT),
            _COMMITMENT,
            _PROJECT,
            Column("review_on", "opnieuw_bekijken_op", ColumnType.DATE),
            Column("reviewed_on", "opnieuw_bekeken_op", ColumnType.DATE),
            Column("withdrawn_on", "ingetrokken_op", ColumnType.DATE),
        ),
        numbered=True,
    ),
    Table(
        "action",
        "acties",
        ("number",),
        (
            number(),
            _meeting(required=False),
            Column("text", "actie", required=True, longest=MEDIUM_TEXT),
            Column("owner_party_code", "partij", refers_to="party"),
            _COMMITMENT,
            _PROJECT,
            Column("agreed_on", "afgesproken_op", ColumnType.DATE, required=True),
            Column("due_on", "klaar_voor", ColumnType.DATE),
            Column("done_on", "klaar_op", ColumnType.DATE),
            Column("dropped_on", "vervallen_op", ColumnType.DATE),
        ),
        numbered=True,
    ),
    Table(
        "spotlight",
        "in_het_zonnetje",
        ("number",),
        (number(), _meeting(), _PROJECT, Column("text", "tekst", required=True, longest=MEDIUM_TEXT)),
        numbered=True,
    ),
)
