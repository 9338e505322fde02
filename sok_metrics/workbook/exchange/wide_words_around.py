"""All that a table says around its figures: above a column, beside a line, and over the whole."""

from functools import cached_property

from sok_metrics.workbook.exchange.wide_grid import Direction, Grid, Layout
from sok_metrics.workbook.exchange.wide_words import (
    aim_in,
    count_in,
    heads_unit,
    is_only_unit,
    says_provisional,
    times_in,
    unit_in,
)


class WordsAround:
    """What stands around the figures of a layout, as the sheet shows it."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self._grid = grid
        self._layout = layout
        self._above: dict[int, tuple[str, ...]] = {}

    def text(self, line: int, column: int) -> str:
        """One cell."""
        return self._grid.text(self._layout.sheet, line, column)

    def heading(self, column: int) -> str:
        """What stands on the line with the headings, or above it where the cells are merged."""
        lines = range(self._layout.header_line, self.top_line - 1, -1) if self._layout.header_line else ()
        return next((text for line in lines if (text := self.text(line, column))), "")

    @cached_property
    def top_line(self) -> int:
        """The first line of the headings: those above the last one speak of groups of columns."""
        top = self._layout.header_line
        while top > 1 and any(self.text(top - 1, column) for column in self._grouped):
            top -= 1
        return top

    @property
    def heading_lines(self) -> range:
        """All lines of the headings."""
        return range(self.top_line, self._layout.header_line + 1)

    def path(self, column: int) -> tuple[str, ...]:
        """The headings of a column from top to bottom, with those of the groups that it is in."""
        if column not in self._grouped or self.top_line == self._layout.header_line:
            return (heading,) if (heading := self.heading(column)) else ()
        texts = (self.text(line, self.start_of(line, column)) for line in self.heading_lines)
        return tuple(text for text in texts if text)

    @cached_property
    def _grouped(self) -> range:
        """The columns that a heading of a group may stand above."""
        label, values = self._layout.label_column, self._layout.value_columns
        first = label + 1 if not values or label < min(values) else min(values)
        return range(first, self._grid.width(self._layout.sheet) + 1)

    def start_of(self, line: int, column: int) -> int:
        """The column with the heading of the group that a column is in; empty cells continue it."""
        places = (place for place in range(column, self._grouped.start - 1, -1) if self.text(line, place))
        return next(places, column)

    def above(self, column: int) -> tuple[str, ...]:
        """The headings of a column: its own, the unit under it, and those of groups of columns above it."""
        if column not in self._above:
            own = self.text(self._layout.header_line, column) if self._layout.header_line else ""
            unit = self.text(self.unit_line, column) if self.unit_line else ""
            groups = [self._group(line, column) for line in range(self._layout.header_line - 1, 0, -1)]
            self._above[column] = tuple(text for text in (own, unit, *groups) if text)
        return self._above[column]

    def _group(self, line: int, column: int) -> str:
        """The heading of the group that the column is in: it stands above the first column of these."""
        return self.text(line, self.start_of(line, column)) if column in self._grouped else ""

    def beside(self, line: int) -> tuple[str, ...]:
        """What stands beside the figures of a line: its label, subject and unit."""
        places = [self._layout.subject_column, self.unit_column]
        if self._layout.direction is Direction.PERIODS_ACROSS:
            places.append(self._layout.label_column)
        return tuple(text for place in places if place and (text := self.text(line, place)))

    @cached_property
    def columns(self) -> range:
        """All columns of the sheet."""
        return range(1, self._grid.width(self._layout.sheet) + 1)

    @cached_property
    def unit_column(self) -> int | None:
        """The column with units."""
        return next((column for column in self.columns if heads_unit(self.heading(column))), None)

    @cached_property
    def unit_line(self) -> int | None:
        """The line under the headings, when it holds units only."""
        line = self._layout.first_line
        columns = self.columns[self._layout.label_column :]
        texts = [text for column in columns if (text := self.text(line, column))]
        is_units = bool(texts) and self._layout.header_line > 0 and all(map(is_only_unit, texts))
        return line if is_units else None

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What stands above the whole table, and the name of the sheet."""
        lines = range(1, max(self._layout.header_line, 1))
        texts = [
            self.text(line, column) for line in lines for column in range(1, self._layout.label_column + 1)
        ]
        return (*[text for text in texts if text], self._layout.sheet)

    def aims_in_title(self) -> tuple[str, ...]:
        """What stands above the table and speaks of what is wanted or expected."""
        return tuple(text for text in self.titles if aim_in(text))

    def aim(self, line: int | None, column: int) -> str | None:
        """The words that say that a figure is wanted or expected; without a line: all of its column."""
        texts = self.above(column) if line is None else (*self.above(column), *self.kinds(line))
        return next((text for text in texts if aim_in(text)), None)

    def kinds(self, line: int, before: int | None = None) -> tuple[str, ...]:
        """Words of a line outside the columns with figures, such as "prognose"; `before` one of them.

        With periods across, what stands further is about one figure only.
        """
        columns = self.columns
        if before is not None and self._layout.direction is Direction.PERIODS_ACROSS:
            columns = range(1, before)
        others = [column for column in columns if column not in self._layout.value_columns]
        texts = [self.text(line, column) for column in others]
        return tuple(text for text in texts if text and len(text) <= 60)

    def times(self, line: int, column: int) -> tuple[int, str]:
        """How many times the figure must be taken, and the words that say so."""
        for text in (*self.beside(line), *self.above(column), *self.titles):
            if (times := times_in(text)) > 1:
                return times, text
        return 1, ""

    def unit(self, line: int, column: int) -> str | None:
        """The unit that stands beside or above a figure, or else the only one that a title names."""
        units = (unit_in(text) for text in (*self.beside(line), *self.above(column)))
        return next((unit for unit in units if unit), self._unit_of_titles)

    def count(self, line: int, column: int) -> str | None:
        """What is counted, where no unit stands beside or above a figure: "aantal" or "index"."""
        counts = (count_in(text) for text in (*self.beside(line), *self.above(column)))
        return next((count for count in counts if count), None)

    @cached_property
    def _unit_of_titles(self) -> str | None:
        """Of the lines above the table: its name may be that of a file."""
        units = {unit for text in self.titles[:-1] if (unit := unit_in(text))}
        return units.pop() if len(units) == 1 else None

    def is_provisional(self, line: int, column: int) -> bool:
        """Whether it says beside or above a figure that it may change."""
        texts = self.above(column)
        if self._layout.direction is not Direction.PERIODS_ACROSS:
            texts = (*texts, self.text(line, self._layout.label_column))
        return any(map(says_provisional, texts))
