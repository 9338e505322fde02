"""Tables of the participatory energy budget: funds, proposals, allocations and payments."""

from sok_metrics.nouns.columns import (
    CODE_TEXT,
    LONG_TEXT,
    SOURCE_TEXT,
    Column,
    ColumnType,
    Table,
    number,
    visibility,
)
from sok_metrics.nouns.meetings import PARTICIPANT_GROUPS

_FUND = Column("fund_code", "bron_van_geld", required=True, refers_to="fund")


def _amount(name: str = "amount", heading: str = "bedrag") -> Column:
    return Column(name, heading, ColumnType.MONEY, required=True, minimum=0)


MONEY_TABLES: tuple[Table, ...] = (
    Table(
        "fund",
        "bronnen_van_geld",
        ("code",),
        (
            Column("code", "code", required=True, longest=CODE_TEXT),
            Column("name", "naam", required=True),
            Column("party_code", "partij", refers_to="party"),
            Column("year", "jaar", ColumnType.INTEGER, required=True, minimum=1900),
            _amount("amount_promised", "toegezegd"),
            Column("conditions", "voorwaarden", longest=LONG_TEXT),
            Column("ends_on", "besteden_voor", ColumnType.DATE),
        ),
    ),
    Table(
        "fund_instalment",
        "termijnen",
        ("number",),
        (
            number(),
            _FUND,
            _amount(),
            Column("due_on", "verwacht_op", ColumnType.DATE),
            Column("received_on", "ontvangen_op", ColumnType.DATE),
        ),
        numbered=True,
    ),
    Table(
        "proposal",
        "voorstellen",
        ("number",),
        (
            number(),
            Column("title", "titel", required=True),
            Column("summary", "samenvatting", longest=LONG_TEXT),
            Column("project_code", "project", refers_to="project"),
            Column("submitted_by", "ingediend_door", choices=PARTICIPANT_GROUPS),
            Column("submitted_on", "ingediend_op", ColumnType.DATE, required=True),
            _amount("amount_requested", "gevraagd"),
            Column(
                "status",
                "status",
                required=True,
                choices={
                    "ingediend": "submitted",
                    "toegekend": "granted",
                    "afgewezen": "rejected",
                    "ingetrokken": "withdrawn",
                },
                default="submitted",
            ),
            visibility(),
        ),
        numbered=True,
    ),
    Table(
        "allocation",
        "toekenningen",
        ("number",),
        (
            number(),
            Column("proposal_number", "voorstel", ColumnType.INTEGER, refers_to="proposal"),
            Column("project_code", "project", refers_to="project"),
            Column("meeting_number", "bijeenkomst", ColumnType.INTEGER, refers_to="meeting"),
            Column("granted_on", "toegekend_op", ColumnType.DATE, required=True),
            Column("note", "toelichting", longest=LONG_TEXT),
        ),
        numbered=True,
    ),
    Table(
        "allocation_fund",
        "toekenning_per_bron",
        ("allocation_number", "fund_code"),
        (
            Column(
                "allocation_number", "toekenning", ColumnType.INTEGER, required=True, refers_to="allocation"
            ),
            _FUND,
            _amount(),
        ),
    ),
    Table(
        "payment",
        "betalingen",
        ("number",),
        (
            number(),
            Column(
                "allocation_number", "toekenning", ColumnType.INTEGER, required=True, refers_to="allocation"
            ),
            _FUND,
            Column("paid_on", "betaald_op", ColumnType.DATE, required=True),
            _amount(),
            Column("description", "waarvoor", longest=SOURCE_TEXT),
        ),
        numbered=True,
    ),
    Table(
        "carry_over",
        "meegenomen_geld",
        ("fund_code", "from_year"),
        (
            _FUND,
            Column("from_year", "van_jaar", ColumnType.INTEGER, required=True, minimum=1900),
            Column("to_year", "naar_jaar", ColumnType.INTEGER, required=True, minimum=1900),
            _amount(),
            Column("decided_on", "besloten_op", ColumnType.DATE),
        ),
        numbered=False,
    ),
)
