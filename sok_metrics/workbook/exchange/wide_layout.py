"""Guessing how somebody's table of figures is laid out, so that people need only look and agree."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

from sok_metrics.workbook.exchange.notation import DecimalSign, Notation, as_number
from sok_metrics.workbook.exchange.wide_beside import with_what_stands_beside
from sok_metrics.workbook.exchange.wide_grid import Direction, Grid, Layout, NamedSeries
from sok_metrics.workbook.exchange.wide_headings import last_heading, subject_line
from sok_metrics.workbook.exchange.wide_names import SeriesNames
from sok_metrics.workbook.exchange.wide_periods import (
    Periods,
    heads_end,
    heads_part,
    is_far_year,
    is_part_of_year,
)
from sok_metrics.workbook.exchange.wide_words import (
    aim_in,
    bare_cell,
    heads_subject,
    heads_unit,
    heads_value,
    is_only_unit,
    is_total,
)
from sok_metrics.workbook.exchange.wide_words_around import WordsAround
from sok_metrics.workbook.file.sheet import BrokenCell, Cell, DateNumber

_FIRST_LINES = 30
_LINES_THAT_COUNT, _COLUMNS_THAT_COUNT = 200, 60
_MOST_HEADINGS = 3
"""Lines of headings above the periods, at most."""
_LONGEST_STEP = 30
"""Years between two headings, at most."""


def suggest_layout(
    grid: Grid, series: Sequence[NamedSeries], today: date, sheet: str | None = None
) -> Layout | None:
    """The likeliest layout of the grid (of one sheet when named); None when nothing looks like figures."""
    names = SeriesNames(series)
    found = [
        candidate
        for name in ([sheet] if sheet is not None else grid.sheets)
        for candidate in _Guess(grid, name, names, today).candidates()
    ]
    if not found:
        return None
    likely = max(found, key=lambda candidate: candidate[0])[1]
    return with_what_stands_beside(grid, likely, names)


class _Guess:
    """What one sheet may be, each with a weight: how many periods and known names it explains."""

    def __init__(self, grid: Grid, sheet: str, names: SeriesNames, today: date) -> None:
        self._grid = grid
        self._sheet = sheet
        self._names = names
        self._rows = [row[:_COLUMNS_THAT_COUNT] for row in grid.sheets[sheet][:_LINES_THAT_COUNT]]
        self._cell = partial(Grid({sheet: self._rows}).cell, sheet)
        self._width = max((len(row) for row in self._rows), default=0)
        self._periods = partial(Periods, Notation(counts_from_1904=grid.counts_from_1904), today)

    def candidates(self) -> Iterator[tuple[float, Layout]]:
        yield from self._across()
        yield from self._down()

    def _across(self) -> Iterator[tuple[float, Layout]]:
        """A line of periods, with figures under them."""
        for header, row in enumerate(self._rows[:_FIRST_LINES], 1):
            periods = self._periods(row)
            named = [place for place, cell in enumerate(row, 1) if periods.is_one(cell)]
            named = [column for column in named if any(self._below(column, header))]
            if not named or named[0] == 1 or not self._may_be_headings(header, named, periods):
                continue
            size = len(self._rows), self._width
            last = last_heading(self._cell, header, named, size, self._is_figure, self._names)
            columns = named if last == header else self._columns_of_figures(named[0], last)
            if any(self._figures(column, last + 1) for column in columns):
                yield from self._across_below(header, last, columns)

    def _columns_of_figures(self, first: int, line: int) -> list[int]:
        return [column for column in range(first, self._width + 1) if self._figures(column, line + 1)]

    def _across_below(self, header: int, last: int, columns: list[int]) -> Iterator[tuple[float, Layout]]:
        """The layout with the periods on one line, and the headings up to the last."""
        labels = range(1, columns[0])
        label = max(labels, key=lambda column: (self._known(self._below(column, last)), -column))
        known, subject = self._known(self._below(label, last)), None
        if not known:
            lines = [line for line in range(max(header - _MOST_HEADINGS, 1), last + 1) if line != header]
            subject, known = subject_line(self._cell, lines, columns, self._names)
        if subject is not None:
            label = max(labels, key=lambda column: (self._areas(self._below(column, last)), -column))
        elif len(columns) < 2 and not self._has_names(self._below(label, last)):
            return
        layout = Layout(
            self._sheet,
            Direction.PERIODS_ACROSS,
            last,
            label,
            tuple(columns),
            period_line=header if last > header else None,
            subject_line=subject,
        )
        yield len(columns) + 3 * known, self._measured_only(layout)

    def _may_be_headings(self, header: int, columns: list[int], periods: Periods) -> bool:
        """Whether this line of years is no line of figures that happen to look like years."""
        row, first = self._rows[header - 1], columns[0]
        labels = row[: first - 1]
        if self._known(labels):
            return False
        others = [cell for place, cell in enumerate(row, 1) if place > first and place not in columns]
        if any(self._is_figure(cell) and not is_far_year(cell) for cell in others):
            return False
        years = list(dict.fromkeys(filter(None, (_year_of(cell, periods) for cell in row[first - 1 :]))))
        steps = [later - earlier for earlier, later in pairwise(years)]
        if any(abs(step) > _LONGEST_STEP for step in steps) or (
            years not in (sorted(years), sorted(years, reverse=True))
        ):
            return False
        words = [cell for cell in labels if isinstance(cell, str) and cell]
        if not words or any(map(heads_subject, words)):
            return True
        places = [row.index(words[0]) + 1, *columns]
        return not any(
            all(self._cell(line, place) not in (None, "") for place in places) for line in range(1, header)
        )

    def _down(self) -> Iterator[tuple[float, Layout]]:
        """A column of periods, with figures beside them."""
        for label in range(1, self._width + 1):
            cells = self._below(label, 0)
            periods = self._periods(cells)
            lines = [line for line, cell in enumerate(cells, 1) if periods.is_one(cell)]
            lines = [line for line in lines if self._has_figure_beside(line, label)]
            if not lines or self._are_figures(cells[lines[0] - 1 :], periods):
                continue
            places = range(label + 1, self._width + 1)
            columns = [column for column in places if self._figures(column, lines[0])]
            columns = columns or [column for column in range(1, label) if self._figures(column, lines[0])]
            part = self._part_column(label, lines[0])
            columns = [column for column in columns if column != part]
            weight, layout = self._down_layout(label, lines, columns)
            layout = replace(layout, part_column=part)
            headings = [self._cell(layout.header_line, column) for column in columns]
            if columns and (len(lines) > 1 or layout.series_code or self._has_names(headings)):
                yield weight, self._measured_only(layout)

    def _part_column(self, label: int, line: int) -> int | None:
        """The column that says which part of the year is meant, or until when."""
        for column in range(1, self._width + 1):
            texts = [cell for above in range(1, line) if isinstance(cell := self._cell(above, column), str)]
            if column == label:
                continue
            below = [cell for cell in self._below(column, line - 1) if cell not in (None, "")]
            if any(heads_part(text) or heads_end(text) for text in texts) or (
                below
                and not any(map(self._is_figure, below))
                and all(is_part_of_year(str(cell)) for cell in below)
            ):
                return column
        return None

    def _has_figure_beside(self, line: int, label: int) -> bool:
        return any(
            self._is_figure(cell) for place, cell in enumerate(self._rows[line - 1], 1) if place != label
        )

    def _are_figures(self, cells: Sequence[Cell], periods: Periods) -> bool:
        """Whether among these are numbers that are no year: then those that look like one are none either."""
        return any(self._is_figure(cell) and not periods.is_one(cell) for cell in cells)

    def _down_layout(self, label: int, lines: list[int], columns: list[int]) -> tuple[float, Layout]:
        header = self._header_above(lines[0], label, columns)
        headings = [self._cell(header, column) for column in columns]
        # A column further to the right that happens to hold years weighs less.
        known, above = self._known(headings), None
        if not known and len(columns) > 1:
            above, known = subject_line(self._cell, range(max(header - 1, 1), header), columns, self._names)
        weight = len(lines) + 3 * known - 2 * (label - 1)
        subject = self._subject_column(label, header, columns)
        if subject is not None:
            columns = [column for column in columns if self._heads_value(header, column)][:1] or columns[:1]
        if len(columns) > 1:
            down = Direction.PERIODS_DOWN
            return weight, Layout(self._sheet, down, header, label, tuple(columns), subject_line=above)
        before = [cell for row in self._rows[: lines[0] - 1] for cell in row]
        codes = self._names.codes_in([*headings, *before, self._sheet])
        code = codes[0] if codes and subject is None else None
        direction = Direction.TWO_COLUMNS
        layout = Layout(self._sheet, direction, header, label, tuple(columns), code, subject_column=subject)
        return weight + 3 * (subject is not None), layout

    def _subject_column(self, label: int, header: int, columns: list[int]) -> int | None:
        """The column that names a series on each line, in a long table."""
        for column in range(1, self._width + 1):
            if column == label or column in columns:
                continue
            heading = self._cell(header, column) if header else None
            if isinstance(heading, str) and heads_subject(heading):
                return column
            if self._known(self._below(column, header)):
                return column
        return None

    def _heads_value(self, header: int, column: int) -> bool:
        heading = self._cell(header, column)
        return isinstance(heading, str) and heads_value(heading)

    def _measured_only(self, layout: Layout) -> Layout:
        """Without the columns that are targets or forecasts, if anything is left."""
        around = WordsAround(self._grid, layout)
        kept = tuple(
            column
            for column in layout.value_columns
            if not any(aim_in(text) and not self._names.find(text) for text in around.above(column))
        )
        if layout.direction is Direction.PERIODS_DOWN:
            measured = tuple(column for column in kept if not self._is_total(around.heading(column)))
            kept = measured or kept
        return replace(layout, value_columns=kept)

    def _is_total(self, heading: str) -> bool:
        """Whether a column adds up the others, and is no series by that name."""
        return is_total(heading) and not self._names.find(heading)

    def _header_above(self, line: int, label: int, columns: list[int]) -> int:
        """The nearest line above with words in these columns; 0 when there is none.

        A line of units is not meant, nor one beside a period: there stand signs for no figure.
        """
        periods = self._periods(self._below(label, 0))
        for above in range(line - 1, 0, -1):
            cells = [self._cell(above, column) for column in columns]
            words = [cell for cell in cells if isinstance(cell, str) and cell and not self._is_figure(cell)]
            beside = self._cell(above, label)
            is_units = all(map(is_only_unit, words)) and (not beside or heads_unit(str(beside)))
            if words and not is_units and not periods.is_one(beside):
                return above
        return 0

    def _below(self, column: int, line: int) -> list[Cell]:
        return [self._cell(below, column) for below in range(line + 1, len(self._rows) + 1)]

    def _figures(self, column: int, first: int) -> int:
        """How many figures stand in a column from a line on."""
        return sum(map(self._is_figure, self._below(column, first - 1)))

    def _known(self, cells: Sequence[Cell]) -> int:
        """How many of the cells name a series."""
        return len(self._names.codes_in(cells))

    def _areas(self, cells: Sequence[Cell]) -> int:
        """How many of the cells are areas."""
        return sum(isinstance(cell, str) and self._names.area_of(cell) is not None for cell in cells)

    def _has_names(self, cells: Sequence[Cell]) -> bool:
        """Whether one of the cells names a series or an area."""
        return self._known(cells) > 0 or any(
            isinstance(cell, str) and self._names.area_of(cell) for cell in cells
        )

    def _is_figure(self, cell: Cell) -> bool:
        if cell is None or cell == "" or isinstance(cell, (bool, BrokenCell, DateNumber)):
            return False
        return any(_is_number(bare_cell(cell), notation) for notation in map(Notation, DecimalSign))


def _year_of(cell: Cell, periods: Periods) -> float | None:
    """When the period of a heading begins, in years; also of a year beyond those of measurements."""
    if periods.is_one(cell):
        start = periods.read(cell).start
        return start.year + start.timetuple().tm_yday / 1000
    return float(str(cell)[:4]) if is_far_year(cell) else None


def _is_number(cell: Cell, notation: Notation) -> bool:
    try:
        as_number(cell, notation)
    except ValueError:
        return False
    return True
