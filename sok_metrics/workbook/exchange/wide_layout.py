"""Guessing how somebody's table of figures is laid out, so that people need only look and agree."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from sok_metrics.workbook.exchange.notation import DecimalSign, Notation, as_number
from sok_metrics.workbook.exchange.wide_grid import (
    Direction,
    Grid,
    Layout,
    NamedSeries,
    SeriesNames,
    period_of,
)
from sok_metrics.workbook.file.sheet import BrokenCell, Cell, DateNumber

_FIRST_LINES = 30
_LINES_THAT_COUNT, _COLUMNS_THAT_COUNT = 200, 60


def suggest_layout(grid: Grid, series: Sequence[NamedSeries], sheet: str | None = None) -> Layout | None:
    """The likeliest layout of the grid (of one sheet when named); None when nothing looks like figures."""
    names = SeriesNames(series)
    found = [
        candidate
        for name in ([sheet] if sheet is not None else grid.sheets)
        for candidate in _Guess(grid, name, names).candidates()
    ]
    return max(found, key=lambda candidate: candidate[0])[1] if found else None


class _Guess:
    """What one sheet may be, each with a weight: how many periods and known names it explains."""

    def __init__(self, grid: Grid, sheet: str, names: SeriesNames) -> None:
        self._sheet = sheet
        self._names = names
        self._rows = [row[:_COLUMNS_THAT_COUNT] for row in grid.sheets[sheet][:_LINES_THAT_COUNT]]
        self._cell = partial(Grid({sheet: self._rows}).cell, sheet)
        self._notation = Notation(counts_from_1904=grid.counts_from_1904)
        self._width = max((len(row) for row in self._rows), default=0)

    def candidates(self) -> Iterator[tuple[float, Layout]]:
        yield from self._across()
        yield from self._down()

    def _across(self) -> Iterator[tuple[float, Layout]]:
        """A line of periods, with figures under them."""
        for header, row in enumerate(self._rows[:_FIRST_LINES], 1):
            columns = [place for place, cell in enumerate(row, 1) if self._is_period(cell)]
            columns = [column for column in columns if self._figures(column, header + 1)]
            if len(columns) >= 2 and columns[0] > 1:
                labels = range(1, columns[0])
                label = max(labels, key=lambda column: (self._known(self._below(column, header)), -column))
                known = self._known(self._below(label, header))
                direction = Direction.PERIODS_ACROSS
                yield len(columns) + 3 * known, Layout(self._sheet, direction, header, label, tuple(columns))

    def _down(self) -> Iterator[tuple[float, Layout]]:
        """A column of periods, with figures beside them."""
        for label in range(1, self._width + 1):
            lines = [
                line for line in range(1, len(self._rows) + 1) if self._is_period(self._cell(line, label))
            ]
            lines = [line for line in lines if any(map(self._is_figure, self._rows[line - 1][label:]))]
            if len(lines) < 2:
                continue
            columns = [
                column for column in range(label + 1, self._width + 1) if self._figures(column, lines[0])
            ]
            yield self._down_layout(label, lines, columns)

    def _down_layout(self, label: int, lines: list[int], columns: list[int]) -> tuple[float, Layout]:
        header = self._header_above(lines[0], columns)
        headings = [self._cell(header, column) for column in columns]
        # A column further to the right that happens to hold years weighs less.
        weight = len(lines) + 3 * self._known(headings) - 2 * (label - 1)
        if len(columns) > 1:
            return weight, Layout(self._sheet, Direction.PERIODS_DOWN, header, label, tuple(columns))
        above = [cell for row in self._rows[: lines[0] - 1] for cell in row]
        code = next(self._codes([*headings, *above, self._sheet]), None)
        return weight, Layout(self._sheet, Direction.TWO_COLUMNS, header, label, tuple(columns), code)

    def _header_above(self, line: int, columns: list[int]) -> int:
        """The nearest line above with words in these columns; 0 when there is none."""
        for above in range(line - 1, 0, -1):
            cells = [self._cell(above, column) for column in columns]
            if any(isinstance(cell, str) and cell and not self._is_figure(cell) for cell in cells):
                return above
        return 0

    def _below(self, column: int, line: int) -> list[Cell]:
        return [self._cell(below, column) for below in range(line + 1, len(self._rows) + 1)]

    def _figures(self, column: int, first: int) -> int:
        """How many figures stand in a column from a line on."""
        return sum(map(self._is_figure, self._below(column, first - 1)))

    def _known(self, cells: Iterable[Cell]) -> int:
        """How many of the cells name a series."""
        return sum(1 for _code in self._codes(cells))

    def _codes(self, cells: Iterable[Cell]) -> Iterator[str]:
        for cell in cells:
            code = self._names.find(cell) if isinstance(cell, str) else None
            if code is not None:
                yield code

    def _is_period(self, cell: Cell) -> bool:
        if cell is None or cell == "" or isinstance(cell, (bool, BrokenCell)):
            return False
        try:
            period_of(cell, self._notation)
        except ValueError:
            return False
        return True

    def _is_figure(self, cell: Cell) -> bool:
        if cell is None or cell == "" or isinstance(cell, (bool, BrokenCell, DateNumber)):
            return False
        return any(_is_number(cell, notation) for notation in map(Notation, DecimalSign))


def _is_number(cell: Cell, notation: Notation) -> bool:
    try:
        as_number(cell, notation)
    except ValueError:
        return False
    return True
