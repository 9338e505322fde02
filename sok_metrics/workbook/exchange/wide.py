"""Measurements from a table as people have it: a period and a value, or indicators against years."""

from collections.abc import Iterator, Sequence

import pandas as pd
from openpyxl.utils import get_column_letter

from sok_metrics.errors import Problem
from sok_metrics.nouns.calendar import Period
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.notation import find_notation, number_text, shown_text
from sok_metrics.workbook.exchange.wide_grid import (
    Direction,
    Grid,
    Layout,
    NamedSeries,
    SeriesNames,
    period_of,
    read_grid,
)
from sok_metrics.workbook.exchange.wide_layout import suggest_layout
from sok_metrics.workbook.file.sheet import BrokenCell, Cell, Sheet

__all__ = ["Direction", "Grid", "Layout", "NamedSeries", "apply_layout", "read_grid", "suggest_layout"]

_COLUMNS = ("series_code", "period_start", "period_end", "value", "_line")


def apply_layout(
    grid: Grid, layout: Layout, series: Sequence[NamedSeries]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Rows of `measurement` in canonical text (series_code, period_start, period_end, value, `_line`).

    Empty cells give no row. Every problem is found: a name or a period that is not known, a wrong figure, and
    a series with two figures for one period.
    """
    return _Application(grid, layout, SeriesNames(series)).run()


class _Application:
    """One layout applied to one sheet."""

    def __init__(self, grid: Grid, layout: Layout, names: SeriesNames) -> None:
        self._grid = grid
        self._layout = layout
        self._names = names
        self._rows = grid.sheets[layout.sheet]
        plain = Sheet(layout.sheet, counts_from_1904=grid.counts_from_1904, delimiter=grid.delimiter)
        self._notation = find_notation(plain, (cell for _line, _column, cell in self._figures()))
        self._problems: list[Problem] = []
        self._known: dict[tuple[int, int], str | Period | None] = {}

    def run(self) -> tuple[pd.DataFrame, list[Problem]]:
        """The rows and the problems, in the order of the lines."""
        found: list[tuple[str, str, str, str, int]] = []
        keys: set[tuple[str, Period]] = set()
        for line, column, cell in self._figures():
            code, period = self._series_at(line, column), self._period_at(line, column)
            value = self._value(line, column, cell)
            if code is None or period is None or value is None:
                continue
            if (code, period) in keys:
                self._wrong(
                    line, column, cell, _("Deze reeks heeft al een meting in deze periode. Kies er een.")
                )
                continue
            keys.add((code, period))
            found.append((code, period.start.isoformat(), period.end.isoformat(), value, line))
        rows = pd.DataFrame(found, columns=list(_COLUMNS)).astype(object)
        self._problems.sort(key=lambda problem: problem.line or 0)
        return rows.astype({"_line": "int64"}), self._problems

    def _figures(self) -> Iterator[tuple[int, int, Cell]]:
        """Line, column and cell of all that stands where figures are expected."""
        first = self._layout.header_line + 1
        for line, row in enumerate(self._rows[first - 1 :], first):
            for column in self._layout.value_columns:
                cell = row[column - 1] if column <= len(row) else None
                if cell is not None and cell != "":
                    yield line, column, cell

    def _series_at(self, line: int, column: int) -> str | None:
        if self._layout.direction is Direction.TWO_COLUMNS:
            return self._layout.series_code
        is_across = self._layout.direction is Direction.PERIODS_ACROSS
        found = self._label(*self._label_place(line, column, is_beside=is_across), is_period=False)
        return found if isinstance(found, str) else None

    def _period_at(self, line: int, column: int) -> Period | None:
        is_down = self._layout.direction is not Direction.PERIODS_ACROSS
        found = self._label(*self._label_place(line, column, is_beside=is_down), is_period=True)
        return found if isinstance(found, Period) else None

    def _label_place(self, line: int, column: int, *, is_beside: bool) -> tuple[int, int]:
        """Where the label of a figure stands: beside it, or above it."""
        return (line, self._layout.label_column) if is_beside else (self._layout.header_line, column)

    def _label(self, line: int, column: int, *, is_period: bool) -> str | Period | None:
        """What the label there means; when it means nothing, that is a problem once."""
        if (line, column) not in self._known:
            cell = self._grid.cell(self._layout.sheet, line, column)
            try:
                found = self._meaning(cell, is_period=is_period)
            except ValueError as error:
                self._wrong(line, column, cell, str(error))
                found = None
            self._known[line, column] = found
        return self._known[line, column]

    def _meaning(self, cell: Cell, *, is_period: bool) -> str | Period:
        if cell is None or cell == "":
            raise ValueError(
                _("Hier hoort een periode te staan.")
                if is_period
                else _("Hier hoort een indicator te staan.")
            )
        if is_period:
            return period_of(cell, self._notation)
        text = shown_text(cell, self._notation)
        code = self._names.find(text)
        if code is None:
            raise ValueError(self._names.what_is_wrong(text))
        return code

    def _value(self, line: int, column: int, cell: Cell) -> str | None:
        if isinstance(cell, BrokenCell):
            self._wrong(line, column, cell, cell.sentence)
            return None
        try:
            return number_text(cell, self._notation)
        except ValueError as error:
            wrong = str(error).rstrip(".")
            sentence = _("{wrong}. Is er geen meting? Laat de cel dan leeg.").format(wrong=wrong)
            self._wrong(line, column, cell, sentence)
            return None

    def _wrong(self, line: int, column: int, cell: Cell, sentence: str) -> None:
        heading = shown_text(
            self._grid.cell(self._layout.sheet, self._layout.header_line, column), self._notation
        )
        self._problems.append(
            Problem(
                self._layout.sheet,
                line,
                heading or get_column_letter(column),
                shown_text(cell, self._notation) or None,
                sentence,
            )
        )
