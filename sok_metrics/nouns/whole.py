"""The whole store as sheets: every table of the exchange format with its history, and who changed what.

The exchange format tells what an agreement holds now; this is that and all that it ever held.
"""

from dataclasses import dataclass

from sok_metrics.nouns.columns import INTEGER, MOMENT, Column
from sok_metrics.nouns.tables import Table


@dataclass(frozen=True)
class WholeSheet:
    """One table of the store as it stands in a dump: its name in the store, its Dutch sheet, its columns."""

    name: str
    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    """What tells its rows apart; a history twin has none."""

    def column(self, name: str) -> Column:
        """The column with this name in the store."""
        return next(column for column in self.columns if column.name == name)

    @property
    def is_past(self) -> bool:
        """Whether it is a history twin: every version of the rows of a table, the current one too."""
        return self.sheet.startswith(PAST)


PAST = "oud_"
"""Before the name of a sheet: Excel takes no more than 31 characters."""
_KEPT = (
    Column("version", "rijversie", type=INTEGER, required=True, minimum=1),
    Column("change_set", "wijziging", type=INTEGER, required=True, minimum=1, refers_to="change_set"),
)
_SUPERSEDED = Column("superseded_at", "vervangen_op", type=MOMENT)

CHANGE_SETS = WholeSheet(
    "change_set",
    "wijzigingen",
    (
        Column("number", "nummer", type=INTEGER, required=True, minimum=1),
        Column("made_at", "gemaakt_op", type=MOMENT, required=True),
        Column("made_by", "door", required=True),
        Column("reason", "reden", required=True),
        Column("source", "langs_welke_weg", required=True),
        Column("undoes", "maakt_ongedaan", type=INTEGER, refers_to="change_set"),
    ),
    ("number",),
)
CHANGE_LINES = WholeSheet(
    "change_line",
    "wijzigingsregels",
    (
        Column("change_set", "wijziging", type=INTEGER, required=True, refers_to="change_set"),
        Column("line", "regel", type=INTEGER, required=True),
        Column("table_name", "tabel", required=True),
        Column("row_key", "sleutel", required=True),
        Column("row_before", "eerst"),
        Column("row_after", "daarna", required=True),
    ),
    ("change_set", "line"),
)
COUNTERS = WholeSheet(
    "counter",
    "tellers",
    (
        Column("name", "naam", required=True),
        Column("last_number", "laatste_nummer", type=INTEGER, required=True),
    ),
    ("name",),
)


def whole_sheets(tables: tuple[Table, ...]) -> tuple[WholeSheet, ...]:
    """Every table of a store, each after the tables that it refers to.

    Only the list of migrations is no part of it: that tells of the file, not of the agreement.
    """
    sheets = [CHANGE_SETS]
    for table in tables:
        columns = (*table.all_columns, *_KEPT)
        sheets.append(WholeSheet(table.name, table.sheet, columns, table.key))
        sheets.append(WholeSheet(f"{table.name}_history", PAST + table.sheet, (*columns, _SUPERSEDED)))
    return (*sheets, CHANGE_LINES, COUNTERS)
