"""The periods of a table as they stand there: above a column or beside a line, and completed by others."""

from openpyxl.utils import get_column_letter

from sok_metrics.texts import _
from sok_metrics.workbook.exchange.day_order import doubtful_day, shown_order
from sok_metrics.workbook.exchange.doubts import DayDoubt
from sok_metrics.workbook.exchange.wide_grid import Direction, Grid, Layout
from sok_metrics.workbook.exchange.wide_periods import completed, with_part_of_year
from sok_metrics.workbook.exchange.wide_words_around import WordsAround
from sok_metrics.workbook.file.sheet import Cell


class PeriodLabels:
    """What stands where the periods of a layout are expected."""

    def __init__(self, grid: Grid, layout: Layout, around: WordsAround) -> None:
        self._grid = grid
        self._layout = layout
        self._around = around
        self.continued: dict[int, tuple[int, str]] = {}
        """Columns with an empty cell that continues the one above it: the first such line, and that word."""
        self._is_across = layout.direction is Direction.PERIODS_ACROSS

    def at(self, line: int, column: int) -> Cell:
        """The period of the figure there."""
        if self._is_across:
            return self._above(column)
        self.source(line, self._layout.label_column)
        return self._beside(line)

    def source(self, line: int, column: int) -> int:
        """The line on which stands what a column says on this one: an empty cell continues the one above."""
        above = self._above_empty(line, column)
        if above != line:
            self.continued.setdefault(column, (line, self._around.text(above, column)))
        return above

    def _above_empty(self, line: int, column: int) -> int:
        layout = self._layout
        others = {layout.area_column, layout.subject_column, layout.part_column} - {None, column}
        if not others or line < layout.first_line or self._around.text(line, column):
            return line
        lines = range(line - 1, layout.header_line, -1)
        return next((above for above in lines if self._around.text(above, column)), line)

    def all(self) -> list[Cell]:
        """Those of the whole table."""
        if self._is_across:
            return [self._above(column) for column in self._layout.value_columns]
        return [self._beside(line) for line in self._grid.lines_of(self._layout)]

    def doubt(self) -> DayDoubt | None:
        """That days among them can be read in two ways, with the first of them."""
        labels = self.all()
        if shown_order(labels) is not None:
            return None
        example, layout = str(doubtful_day(labels)), self._layout
        if self._is_across:
            line = layout.period_line or layout.header_line
            return DayDoubt(layout.sheet, _("regel {line}").format(line=line), line, example)
        line = list(self._grid.lines_of(layout))[labels.index(example)]
        heading = self._around.heading(layout.label_column) or get_column_letter(layout.label_column)
        return DayDoubt(layout.sheet, heading, line, example)

    def _above(self, column: int) -> Cell:
        """The period above a column, with its part of a year where that stands on a line of its own."""
        line = self._layout.period_line or self._layout.header_line
        start = column if self._layout.period_line is None else self._around.start_of(line, column)
        cell = self._grid.cell(self._layout.sheet, line, start)
        return with_part_of_year(cell, self._around.text(line, start), self._around.above(column))

    def _beside(self, line: int) -> Cell:
        """The period on a line, with its month, quarter or last day where that has a column of its own."""
        column, part = self._layout.label_column, self._layout.part_column
        source = self._above_empty(line, column)
        cell = self._grid.cell(self._layout.sheet, source, column)
        if part is None:
            return cell
        beside, text = self._grid.cell(self._layout.sheet, line, part), self._around.text(line, part)
        return completed(cell, self._around.text(source, column), beside, text, self._around.heading(part))
