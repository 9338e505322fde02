"""A table of figures as people have it: its cells, its layout, and the periods and series that it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

import pandas as pd
from openpyxl.utils import get_column_letter

from sok_metrics.errors import Problem, RefusedError
from sok_metrics.nouns.calendar import Period, span_of
from sok_metrics.texts import _
from sok_metrics.texts.periods import parse_period
from sok_metrics.workbook.exchange.cells import plain_word
from sok_metrics.workbook.exchange.notation import Notation, moment_of_serial, shown_text
from sok_metrics.workbook.exchange.read import read_sheets
from sok_metrics.workbook.file.sheet import BrokenCell, Cell, DateNumber, MonthNumber, Sheet

_TWO_YEARS = re.compile(r"(\d{4})\s*[-/]\s*(\d{4}|\d{2})")


class Direction(StrEnum):
    """How a table of figures is laid out."""

    TWO_COLUMNS = "two_columns"
    """A column of periods and a column of values, of one series."""
    PERIODS_ACROSS = "periods_across"
    """One indicator a row; the headings are periods."""
    PERIODS_DOWN = "periods_down"
    """One period a row; the headings are indicators."""


@dataclass(frozen=True)
class Grid:
    """The sheets of a file: name -> rows of cells as they stand there, with the problems of opening it.

    The first row is line 1 of the sheet; a row ends at its last cell that holds something.
    """

    sheets: dict[str, list[list[Cell]]]
    problems: tuple[Problem, ...] = ()
    counts_from_1904: bool = False
    delimiter: str | None = None

    def cell(self, sheet: str, line: int, column: int) -> Cell:
        """The cell on a line and in a column, both counted from 1; None outside the table."""
        rows = self.sheets[sheet]
        row = rows[line - 1] if 0 < line <= len(rows) else []
        return row[column - 1] if 0 < column <= len(row) else None

    def shown(self, sheet: str, lines: int = 30) -> pd.DataFrame:
        """The first lines as text, to look at: columns A, B, ..., the index is the line."""
        rows = self.sheets[sheet][:lines]
        width = max((len(row) for row in rows), default=0)
        notation = Notation(counts_from_1904=self.counts_from_1904)
        texts = [[shown_text(cell, notation) for cell in row] + [""] * (width - len(row)) for row in rows]
        letters = [get_column_letter(place) for place in range(1, width + 1)]
        return pd.DataFrame(texts, columns=letters, index=range(1, len(rows) + 1), dtype=object)


@dataclass(frozen=True)
class NamedSeries:
    """A series that figures may belong to: its code and everything that people call it."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Which column is what; rows and columns count from 1, as in Excel (column A is 1)."""

    sheet: str
    direction: Direction
    header_line: int
    """The line with the headings; 0 when the figures begin at once."""
    label_column: int
    """The column with the periods (or, with periods across, the one with the indicators)."""
    value_columns: tuple[int, ...]
    """The columns that hold figures."""
    series_code: str | None = None
    """The series that the figures are of, for TWO_COLUMNS."""


class SeriesNames:
    """Finds the series that people mean by a code or a name, whatever its case and accents."""

    def __init__(self, series: Sequence[NamedSeries]) -> None:
        self._by_code = {plain_word(one.code): one.code for one in series}
        self._by_name: dict[str, set[str]] = {}
        self._shown = {}
        for one in series:
            for name in one.names:
                self._by_name.setdefault(plain_word(name), set()).add(one.code)
                self._shown[plain_word(name)] = f"{name} ({one.code})"
            self._shown[plain_word(one.code)] = one.code

    def find(self, text: str) -> str | None:
        """The code of the series with this code, or the only one with this name."""
        word = plain_word(text)
        named = self._by_name.get(word, set())
        return self._by_code.get(word) or (next(iter(named)) if len(named) == 1 else None)

    def what_is_wrong(self, text: str) -> str:
        """What to say of a text that `find` does not know."""
        if len(codes := self._by_name.get(plain_word(text), set())) > 1:
            return _("Zo heten meer reeksen. Schrijf de code: {codes}.").format(
                codes=", ".join(sorted(codes))
            )
        close = get_close_matches(plain_word(text), self._shown, n=1, cutoff=0.6)
        if close:
            return _("Deze indicator kennen we niet. Bedoelt u {name}?").format(name=self._shown[close[0]])
        return _("Deze indicator kennen we niet. Schrijf de naam of de code zoals op de pagina Indicatoren.")


def read_grid(content: bytes, name: str) -> Grid:
    """The cells of every sheet of an .xlsx or .csv file (hidden ones too)."""
    try:
        sheets = read_sheets(content, name)
    except RefusedError as refusal:
        return Grid({}, (Problem.of_sheet(name, refusal.sentence),))
    return Grid(
        {sheet.name: _all_lines(sheet) for sheet in sheets if sheet.rows},
        counts_from_1904=any(sheet.counts_from_1904 for sheet in sheets),
        delimiter=sheets[0].delimiter if sheets else None,
    )


def _all_lines(sheet: Sheet) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[]] * (sheet.lines[-1])
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        rows[line - 1] = row
    return rows


def period_of(cell: Cell, notation: Notation) -> Period:
    """The period in a cell: a year, quarter, month or day; ValueError with a sentence when there is none."""
    if isinstance(cell, BrokenCell):
        raise ValueError(cell.sentence)
    if isinstance(cell, DateNumber):
        day = moment_of_serial(float(cell), notation).date()
        return span_of(day, 1) if isinstance(cell, MonthNumber) else Period(day, day)
    text = shown_text(cell, notation)
    two = _TWO_YEARS.fullmatch(text.strip())
    if two and (len(two[2]) == 4 or int(two[2]) > 12):
        sentence = _("'{text}' zijn twee jaren. Kies het jaar waar de meting bij hoort, zoals {year}.")
        raise ValueError(sentence.format(text=text, year=two[1]))
    return parse_period(text)
