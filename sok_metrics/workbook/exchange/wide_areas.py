"""Of which area a figure is: what stands beside it, above it or over the table, and what to ask otherwise."""

from collections.abc import Callable

from sok_metrics.texts import _
from sok_metrics.workbook.exchange.cells import plain_word
from sok_metrics.workbook.exchange.doubts import WithoutArea
from sok_metrics.workbook.exchange.wide_beside import is_line_of_areas
from sok_metrics.workbook.exchange.wide_grid import Grid, Layout, Rest
from sok_metrics.workbook.exchange.wide_names import SeriesNames
from sok_metrics.workbook.exchange.wide_words_around import WordsAround


class SeriesOfAreas:
    """Finds for each figure the series of its indicator in its own area."""

    def __init__(
        self,
        grid: Grid,
        layout: Layout,
        names: SeriesNames,
        around: WordsAround,
        say_wrong: Callable[[int, int, str], None],
    ) -> None:
        self.without = WithoutArea()
        self._grid = grid
        self._layout = layout
        self._names = names
        self._around = around
        self._say_wrong = say_wrong
        self._above: dict[int, str | None] = {}
        self._told: set[int] = set()
        self._last: dict[int, str] = {}

    def find(self, line: int, figures: int, code: str | None, label: str) -> str | None:
        """The series of a figure in the column `figures`, of which the label names a series.

        None when it has none, or when nobody said yet of which area it is. Without a label the series itself
        was chosen, and with it its area.
        """
        above = self._area_above(figures) if label else None
        column, area = self._layout.area_column, above or self._layout.area
        if code is None:
            return None
        is_named_whole = plain_word(label) == plain_word(code) or bool(self._names.areas_in(label))
        if column is None:
            if area is None:
                is_sure = is_named_whole or not (label or self._layout.is_series_guessed)
                return code if is_sure else self._of_rest(line, code, label or self._around.heading(figures))
            if is_named_whole:
                return code
            column = self._layout.label_column
        else:
            area = self._beside(line, column) or above or self._layout.area
            if not area:
                return code if is_named_whole else self._of_rest(line, code, label)
        try:
            found = self._names.in_area(code, area)
            if is_named_whole and found != code:
                raise ValueError(_("Deze reeks is van een ander gebied. Kies de reeks van dit gebied."))
            return found
        except ValueError as error:
            if line not in self._told:
                self._told.add(line)
                self._say_wrong(line, column, str(error))
            return None

    def _of_rest(self, line: int, code: str, label: str) -> str | None:
        """The series of a figure without an area: as somebody said, when there is more than one."""
        if len(self._names.areas_of(code)) < 2:
            return code
        own = self._names.by_code[code].areas
        self.without.add(line, label, own[0] if own else "")
        return code if self._layout.rest is Rest.MAIN else None

    def _beside(self, line: int, column: int) -> str:
        """The area beside a figure, or as somebody said the last one above it."""
        text = self._around.text(line, column)
        if text or self._layout.rest is not Rest.ABOVE:
            return text
        if line not in self._last:
            place = line
            while place > self._layout.first_line and not self._around.text(place, column):
                place -= 1
                if place in self._last:
                    break
            self._last[line] = self._last.get(place) or self._around.text(place, column)
        return self._last[line]

    def _area_above(self, column: int) -> str | None:
        """The area that heads a group of columns, or stands under the heading of one."""
        if column not in self._above:
            is_in_usual_place = self._layout.period_line is None and self._layout.subject_line is None
            texts = list(self._around.above(column)[is_in_usual_place:])
            if is_line_of_areas(self._layout, self._names, self._around):
                texts.append(self._around.text(self._layout.first_line, column))
            self._above[column] = next(filter(None, map(self._names.area_of, texts)), None)
        return self._above[column]
