"""What a table and a column of the exchange format are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sok_metrics.model import Origin


class ColumnType(StrEnum):
    """What a cell holds; MOMENT is naive UTC, MONEY is euros with two decimals."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes_no"


CODE_TEXT, SHORT_TEXT, SOURCE_TEXT, MEDIUM_TEXT, LONG_TEXT, LONGEST_TEXT = 40, 200, 500, 2_000, 10_000, 30_000
"""How many characters texts may have: codes, titles and names, sources, some sentences, stories, and minutes
of a meeting. A cell of Excel has room for 32,767.
"""
LARGEST: Mapping[ColumnType, float] = {
    ColumnType.INTEGER: 999_999_999,
    ColumnType.NUMBER: 999_999_999_999_999,
    ColumnType.MONEY: 999_999_999_999,
}
"""The largest figure of each type, below zero too: it keeps its value in Excel and in a browser."""


@dataclass(frozen=True)
class Column:
    """One column: its name in the store, its Dutch heading, and what may stand in it."""

    name: str
    heading: str
    type: ColumnType = ColumnType.TEXT
    required: bool = False
    choices: Mapping[str, str] | None = None
    """Dutch word -> code in the store, where only a few words are allowed."""
    refers_to: str | None = None
    """The table whose (single) key stands in this column."""
    default: str | None = None
    """What an empty cell means, as it stands in the store."""
    minimum: float | None = None
    maximum: float | None = None
    longest: int = SHORT_TEXT
    """How many characters a text may have."""

    @property
    def lowest(self) -> float | None:
        """The smallest figure that may stand in it; None in a column without figures."""
        if self.type not in LARGEST:
            return None
        return -LARGEST[self.type] if self.minimum is None else self.minimum

    @property
    def highest(self) -> float | None:
        """The largest figure that may stand in it."""
        return LARGEST.get(self.type) if self.maximum is None else self.maximum

    @property
    def is_free_text(self) -> bool:
        """Whether people write what they want in it."""
        return self.type is ColumnType.TEXT and self.choices is None


@dataclass(frozen=True)
class Table:
    """One table: its name in the store, its Dutch sheet, its key and its columns."""

    name: str
    sheet: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    numbered: bool = False
    """The key is a number that the store hands out (what happens), not a code (what people name)."""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns of the table itself and those that every table has."""
        return self.columns + COMMON_COLUMNS

    def column(self, name: str) -> Column:
        """The column with this name in the store."""
        return next(column for column in self.all_columns if column.name == name)


ORIGINS = {"echt": Origin.REAL.value, "voorbeeld": Origin.EXAMPLE.value}
VISIBILITIES = {"openbaar": "public", "intern": "internal", "concept": "draft"}

COMMON_COLUMNS: tuple[Column, ...] = (
    Column("origin", "herkomst", required=True, choices=ORIGINS, default=Origin.REAL.value),
    Column("archived_at", "gearchiveerd_op", ColumnType.MOMENT),
    Column("recorded_at", "vastgelegd_op", ColumnType.MOMENT),
)
"""Columns that every table has; an empty `recorded_at` means the moment of writing."""


def visibility() -> Column:
    """The column that says who may see a row; an empty cell means everybody."""
    return Column("visibility", "zichtbaarheid", required=True, choices=VISIBILITIES, default="public")


def number(heading: str = "nummer") -> Column:
    """The key of a numbered table."""
    return Column("number", heading, ColumnType.INTEGER, required=True, minimum=1)
