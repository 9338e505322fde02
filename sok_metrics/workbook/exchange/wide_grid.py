"""A table of figures as people have it: its cells, and its layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
from openpyxl.utils import get_column_letter

from sok_metrics.errors import Problem
from sok_metrics.workbook.exchange.notation import Notation, shown_text
from sok_metrics.workbook.file.sheet import Cell


class Direction(StrEnum):
    """How a table of figures is laid out."""

    TWO_COLUMNS = "two_columns"
    """A column of periods and a column of values, of one series."""
    PERIODS_ACROSS = "periods_across"
    """One indicator a row; the headings are periods."""
    PERIODS_DOWN = "periods_down"
    """One period a row; the headings are indicators."""


class Rest(StrEnum):
    """What becomes of figures of which the table does not say the area, where there is more than one."""

    ASKED = "asked"
    """Nobody said it yet: they are not read."""
    MAIN = "main"
    """They are of the main series of their indicator."""
    ABOVE = "above"
    """They are of the area that was named last in the column above them."""
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class NamedSeries:
    """A series that figures may belong to: its code and everything that people call it."""

    code: str
    names: tuple[str, ...]
    indicator: str = ""
    """The code of its indicator: those of other areas have the same."""
    areas: tuple[str, ...] = ()
    """What its area is called, first its name."""
    unit: str = ""


@dataclass(frozen=True)
class Layout:
    """Which column is what; rows and columns count from 1, as in Excel (column A is 1)."""

    sheet: str
    direction: Direction
    header_line: int
    """The line with the headings, of more lines the last; 0 when the figures begin at once."""
    label_column: int
    """The column with the periods (or, with periods across, the one with the indicators)."""
    value_columns: tuple[int, ...]
    """The columns that hold figures."""
    series_code: str | None = None
    """The series that the figures are of, for TWO_COLUMNS and where the labels are areas."""
    is_series_guessed: bool = False
    """Whether only the indicator of `series_code` is known, and not its area."""
    area_column: int | None = None
    """The column that says of which area the figures are."""
    area: str | None = None
    """The area of all figures; with a column of areas, that of those beside which none stands."""
    rest: Rest = Rest.ASKED
    """What becomes of figures without an area."""
    subject_column: int | None = None
    """The column that says of which series the figures are, for TWO_COLUMNS."""
    period_line: int | None = None
    """With periods across: the line that they stand on, where other headings stand below them."""
    subject_line: int | None = None
    """The line of the headings that says of which series a column is, where it is not the usual one."""
    part_column: int | None = None
    """The column that completes the periods: a month, a quarter, or until when."""
    left_out_lines: frozenset[int] = frozenset()
    """Lines that are passed over."""
    only: tuple[tuple[int, frozenset[str]], ...] = ()
    """Columns with the words that a line must have there, or it is passed over."""
    no_figure: frozenset[str] = frozenset()
    """What stands where there is no figure."""
    converts: tuple[tuple[tuple[str, str], bool], ...] = ()
    """Of a unit in the table and that of a series: whether figures are converted, where somebody said it."""
    takes_times: bool = True
    """Whether figures beside "x 1 000" are taken a thousand times."""

    @property
    def first_line(self) -> int:
        """The first line under the headings."""
        return self.header_line + 1


@dataclass(frozen=True)
class Grid:
    """The sheets of a file: name -> rows of cells as they stand there, with the problems of opening it.

    The first row is line 1 of the sheet; a row ends at its last cell that holds something.
    """

    sheets: dict[str, list[list[Cell]]]
    problems: tuple[Problem, ...] = ()
    counts_from_1904: bool = False
    notes: tuple[str, ...] = ()
    """What the reader saw that people should know."""

    def cell(self, sheet: str, line: int, column: int) -> Cell:
        """The cell on a line and in a column, both counted from 1; None outside the table."""
        rows = self.sheets[sheet]
        row = rows[line - 1] if 0 < line <= len(rows) else []
        return row[column - 1] if 0 < column <= len(row) else None

    def text(self, sheet: str, line: int, column: int) -> str:
        """The same cell as the sheet shows it."""
        cell = self.cell(sheet, line, column)
        if cell is None or isinstance(cell, str):  # nearly all of a large CSV file
            return cell or ""
        return shown_text(cell, Notation(counts_from_1904=self.counts_from_1904))

    def width(self, sheet: str) -> int:
        """The last column that holds something."""
        return max((len(row) for row in self.sheets[sheet]), default=0)

    def lines_of(self, layout: Layout) -> Iterator[int]:
        """The lines under the headings that are not passed over."""
        for line in range(layout.first_line, len(self.sheets[layout.sheet]) + 1):
            if line not in layout.left_out_lines and all(
                self.text(layout.sheet, line, column) in words for column, words in layout.only
            ):
                yield line

    def shown(self, sheet: str, lines: int = 30) -> pd.DataFrame:
        """The first lines as text, to look at: columns A, B, ..., the index is the line."""
        rows = self.sheets[sheet][:lines]
        width = max((len(row) for row in rows), default=0)
        notation = Notation(counts_from_1904=self.counts_from_1904)
        texts = [[shown_text(cell, notation) for cell in row] + [""] * (width - len(row)) for row in rows]
        letters = [get_column_letter(place) for place in range(1, width + 1)]
        return pd.DataFrame(texts, columns=letters, index=range(1, len(rows) + 1), dtype=object)
