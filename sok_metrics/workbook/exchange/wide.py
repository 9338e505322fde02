"""Measurements from a table as people have it: a period and a value, or indicators against years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from openpyxl.utils import get_column_letter

from sok_metrics.errors import Problem
from sok_metrics.nouns.calendar import Period
from sok_metrics.texts import _
from sok_metrics.texts.periods import period_words
from sok_metrics.workbook.exchange.day_order import DAY_FIRST, DayOrder
from sok_metrics.workbook.exchange.doubts import Decide, Doubt, UnitDoubt, WithoutArea, nobody_said
from sok_metrics.workbook.exchange.notation import (
    COMMA,
    DecimalSign,
    Notation,
    doubtful_figure,
    number_text,
    shown_sign,
    shown_text,
)
from sok_metrics.workbook.exchange.wide_areas import SeriesOfAreas
from sok_metrics.workbook.exchange.wide_file import read_grid
from sok_metrics.workbook.exchange.wide_grid import Direction, Grid, Layout, NamedSeries, Rest
from sok_metrics.workbook.exchange.wide_headings import odd_headings
from sok_metrics.workbook.exchange.wide_labels import PeriodLabels
from sok_metrics.workbook.exchange.wide_layout import suggest_layout
from sok_metrics.workbook.exchange.wide_names import SeriesNames
from sok_metrics.workbook.exchange.wide_periods import Periods
from sok_metrics.workbook.exchange.wide_units import UnitsOfFigures, only_shares
from sok_metrics.workbook.exchange.wide_words import aim_in, bare_cell, is_marked, names_area, unit_behind
from sok_metrics.workbook.exchange.wide_words_around import WordsAround
from sok_metrics.workbook.file.sheet import BrokenCell, Cell

__all__ = [
    "Direction",
    "Figures",
    "Grid",
    "Layout",
    "NamedSeries",
    "apply_layout",
    "read_grid",
    "suggest_layout",
]

_COLUMNS = ("series_code", "period_start", "period_end", "value", "_line")


@dataclass(frozen=True)
class Figures:
    """What a table of figures says."""

    rows: pd.DataFrame
    """Rows of `measurement` in canonical text: series_code, period_start, period_end, value, `_line`."""
    problems: tuple[Problem, ...]
    """What is wrong: a name or a period that is not known, a wrong figure, two for one period."""
    questions: tuple[Problem, ...]
    """What may be right, and must be asked."""
    provisional: frozenset[tuple[str, str, str]]
    """The series, start and end of the figures that may still change."""
    times: dict[str, int]
    """Words beside figures that were taken so many times: "x 1 000"."""
    without_area: WithoutArea
    """Those of which the table does not say the area; while nobody said it they give no rows."""
    units: tuple[UnitDoubt, ...] = ()
    """Those in another unit than that of their series; while nobody decided they give no rows."""
    doubts: tuple[Doubt, ...] = ()
    """That the figures or the days can be read in two ways; while nobody decided there are no rows."""


def apply_layout(
    grid: Grid,
    layout: Layout,
    series: Sequence[NamedSeries],
    today: date,
    decide: Decide = nobody_said,
) -> Figures:
    """What the table says when it is laid out like this; empty cells give no row."""
    return _Application(grid, layout, SeriesNames(series), today, decide).run()


class _Application:
    """One layout applied to one sheet."""

    def __init__(self, grid: Grid, layout: Layout, names: SeriesNames, today: date, decide: Decide) -> None:
        self._grid = grid
        self._layout = layout
        self._names = names
        self._rows = grid.sheets[layout.sheet]
        self._around = WordsAround(grid, layout)
        shown = shown_sign(cell for _line, _column, cell in self._figures())
        self._labels = PeriodLabels(grid, layout, self._around)
        days, figures = self._labels.doubt(), self._doubt_of_figures() if shown is None else None
        self._doubts = tuple(doubt for doubt in (figures, days) if doubt is not None)
        self._undecided = [doubt for doubt in self._doubts if decide(doubt) is None]
        sign, order = (decide(doubt) if doubt is not None else None for doubt in (figures, days))
        self._notation = Notation(
            DecimalSign(sign or shown or COMMA), grid.counts_from_1904, DayOrder(order or DAY_FIRST)
        )
        labels = [*self._labels.all(), self._around.heading(layout.label_column)]
        self._periods = Periods(self._notation, today, labels)
        self._problems: list[Problem] = []
        self._questions: dict[tuple[str, str], Problem] = {}
        self._units = UnitsOfFigures(layout, names, self._around, self._ask)
        self._areas = SeriesOfAreas(grid, layout, names, self._around, self._wrong_at)
        self._known: dict[tuple[int, int, bool], str | Period | None] = {}

    def run(self) -> Figures:
        """The rows and the problems, in the order of the lines."""
        found: dict[tuple[str, Period], tuple[str, str, str, str, int]] = {}
        provisional: set[tuple[str, str, str]] = set()
        self._problems += [doubt.problem() for doubt in self._undecided]
        for line, column, cell in [] if self._undecided else self._figures():
            code, period = self._series_at(line, column), self._period_at(line, column)
            value = self._value(line, column, cell, code)
            if code is None or period is None or value is None:
                continue
            if (code, period) in found:
                self._wrong(
                    line, column, cell, _("Deze reeks heeft al een meting in deze periode. Kies er een.")
                )
                continue
            key = code, period.start.isoformat(), period.end.isoformat()
            found[code, period] = (*key, value, line)
            if self._around.is_provisional(line, column) or self._has_mark(line, column):
                provisional.add(key)
        self._ask_of_years()
        self._ask_of_empty_cells()
        self._ask_of_title()
        self._ask_of_area()
        self._ask_of_groups()
        self._ask_of_shares([(code, value) for code, _start, _end, value, _line in found.values()])
        self._say_what_has_no_area()
        decided = dict(self._layout.converts)
        self._problems += [doubt.problem() for doubt in self._units.doubts if doubt.place not in decided]
        rows = pd.DataFrame(list(found.values()), columns=list(_COLUMNS)).astype(object)
        self._problems.sort(key=lambda problem: problem.line or 0)
        return Figures(
            rows.astype({"_line": "int64"}),
            tuple(self._problems),
            tuple(self._questions.values()),
            frozenset(provisional),
            self._units.times,
            self._areas.without,
            self._units.doubts,
            self._doubts,
        )

    def _figures(self) -> Iterator[tuple[int, int, Cell]]:
        """Line, column and cell of all that stands where figures are expected."""
        for line in self._grid.lines_of(self._layout):
            for column in self._layout.value_columns:
                cell = self._grid.cell(self._layout.sheet, line, column)
                if cell is None or cell == "" or cell in self._layout.no_figure:
                    continue
                yield line, column, bare_cell(cell)

    def _doubt_of_figures(self) -> Doubt:
        """That the figures of the table can be read in two ways, with the first of them."""
        example = doubtful_figure(cell for _line, _column, cell in self._figures())
        line, column = next((line, column) for line, column, cell in self._figures() if cell == example)
        heading = self._around.heading(column) or get_column_letter(column)
        return Doubt(self._layout.sheet, heading, line, str(example))

    def _has_mark(self, line: int, column: int) -> bool:
        """Whether the figure itself is marked as provisional: 940*."""
        cell = self._grid.cell(self._layout.sheet, line, column)
        return is_marked(cell)

    def _series_at(self, line: int, column: int) -> str | None:
        """The series of a figure: what its label names, in the area that stands beside it."""
        layout = self._layout
        if layout.direction is Direction.TWO_COLUMNS and layout.subject_column is None:
            return self._areas.find(line, column, layout.series_code, "")
        if layout.direction is Direction.TWO_COLUMNS:
            column = layout.subject_column or 0
            place = self._labels.source(line, column), column
        elif layout.subject_line is not None:
            place = layout.subject_line, self._around.start_of(layout.subject_line, column)
        else:
            place = self._label_place(line, column, is_beside=layout.direction is Direction.PERIODS_ACROSS)
        found = self._label(*place, is_period=False)
        return (
            self._areas.find(line, column, found, self._around.text(*place))
            if isinstance(found, str)
            else None
        )

    def _period_at(self, line: int, column: int) -> Period | None:
        is_down = self._layout.direction is not Direction.PERIODS_ACROSS
        found = self._label(*self._label_place(line, column, is_beside=is_down), is_period=True)
        return found if isinstance(found, Period) else None

    def _label_place(self, line: int, column: int, *, is_beside: bool) -> tuple[int, int]:
        """Where the label of a figure stands: beside it, or above it."""
        label = self._layout.label_column
        if not is_beside:
            return self._layout.header_line, column
        is_across = self._layout.direction is Direction.PERIODS_ACROSS
        return (self._labels.source(line, label) if is_across else line), label

    def _label(self, line: int, column: int, *, is_period: bool) -> str | Period | None:
        """What the label there means; when it means nothing, that is a problem once."""
        key = line, column, is_period
        if key not in self._known:
            cell = self._grid.cell(self._layout.sheet, line, column)
            if is_period:
                cell = self._labels.at(line, column)
            try:
                found = self._meaning(cell, is_period=is_period)
            except ValueError as error:
                self._wrong(line, column, cell, str(error))
                found = None
            self._known[key] = found
        return self._known[key]

    def _meaning(self, cell: Cell, *, is_period: bool) -> str | Period:
        if cell is None or cell == "":
            raise ValueError(
                _("Hier hoort een periode te staan.")
                if is_period
                else _("Hier hoort een indicator te staan.")
            )
        if is_period:
            return self._periods.read(cell)
        text = shown_text(cell, self._notation)
        code = self._names.find(text)
        if code is not None:
            return code
        if self._layout.series_code is not None and self._names.area_of(text):
            return self._names.in_area(self._layout.series_code, text)
        raise ValueError(self._names.what_is_wrong(text))

    def _value(self, line: int, column: int, cell: Cell, code: str | None) -> str | None:
        if isinstance(cell, BrokenCell):
            self._wrong(line, column, cell, cell.sentence)
            return None
        try:
            value = number_text(cell, self._notation)
        except ValueError as error:
            wrong = str(error) if str(error).endswith((".", "?")) else f"{error}."
            sentence = _("{wrong} Is er geen meting? Laat de cel dan leeg.").format(wrong=wrong)
            self._wrong(line, column, cell, sentence)
            return None
        if code is None:
            return value
        written = self._grid.cell(self._layout.sheet, line, column)
        return self._units.value(line, column, value, code, unit_behind(written))

    def _say_what_has_no_area(self) -> None:
        without = self._areas.without
        if without.count and self._layout.rest is Rest.ASKED:
            told = Problem(self._layout.sheet, without.line, None, without.label, without.sentence())
            self._problems.append(told)

    def _ask_of_years(self) -> None:
        """Ask whether years in two digits are those that they can only be."""
        for text, period in list(self._periods.filled_in.items())[:1]:
            sentence = _("'{text}' is gelezen als {period}. Klopt dat?")
            told = sentence.format(text=text, period=period_words(period))
            self._questions["year", text] = Problem(self._layout.sheet, None, None, text, told, asks=True)

    def _ask_of_empty_cells(self) -> None:
        """Ask whether empty cells beside figures continue the ones above them."""
        for column, (line, text) in self._labels.continued.items():
            sentence = _(
                "Op regel {line} staat hier niets. Geldt daar '{text}' van erboven? Zo is het gelezen."
            )
            heading = self._around.heading(column) or get_column_letter(column)
            told = sentence.format(line=line, text=text)
            self._questions["empty", heading] = Problem(
                self._layout.sheet, line, heading, None, told, asks=True
            )

    def _ask_of_area(self) -> None:
        """Ask whether a table is about our area, when a title names one that we don't know."""
        titles = [title for title in self._around.titles if names_area(title)]
        is_known = self._layout.area or self._layout.area_column or any(map(self._names.areas_in, titles))
        for title in [] if is_known else titles:
            sentence = _("Boven de tabel staat '{title}'. Gaan de cijfers over het gebied van de reeks?")
            self._questions["area", title] = Problem(
                self._layout.sheet, None, None, None, sentence.format(title=title), asks=True
            )

    def _ask_of_groups(self) -> None:
        """Ask of words above columns that we don't understand: they may split the figures up."""
        for column in self._layout.value_columns:
            for text in odd_headings(self._layout, self._around, self._names, self._periods, column):
                sentence = _("Boven deze cijfers staat '{text}'. Gaan ze over de hele indicator?")
                heading = get_column_letter(column)
                self._questions.setdefault(
                    ("group", text),
                    Problem(self._layout.sheet, None, heading, text, sentence.format(text=text), asks=True),
                )

    def _ask_of_shares(self, values: list[tuple[str, str]]) -> None:
        """Ask whether percentages that all lie below one are no parts of one."""
        for code in only_shares(values, self._names):
            sentence = _(
                "Alle cijfers zijn 1 of minder. Zijn het procenten, en geen aandelen (0,07 voor 7%)?"
            )
            name = self._names.name_of(code)
            self._questions["share", code] = Problem(
                self._layout.sheet, None, None, name, sentence, asks=True
            )

    def _ask_of_title(self) -> None:
        """Ask whether these are measurements, when a title speaks of targets and nothing else tells which."""
        width = range(1, self._grid.width(self._layout.sheet) + 1)
        if any(map(aim_in, (text for column in width for text in self._around.above(column)))):
            return
        for title in self._around.aims_in_title():
            sentence = _(
                "Boven de tabel staat '{title}'. Zijn dit metingen, en geen streefwaarden of raming?"
            )
            self._questions["", title] = Problem(
                self._layout.sheet, None, None, None, sentence.format(title=title), asks=True
            )

    def _ask(self, sentence: str, line: int, column: int) -> None:
        problem = self._problem(line, column, self._grid.cell(self._layout.sheet, line, column), sentence)
        is_across = self._layout.direction is Direction.PERIODS_ACROSS
        place = str(line) if is_across else str(column)
        self._questions.setdefault(
            (place, sentence),
            Problem(problem.sheet, line, problem.heading, problem.value, sentence, asks=True),
        )

    def _wrong_at(self, line: int, column: int, sentence: str) -> None:
        self._wrong(line, column, self._grid.cell(self._layout.sheet, line, column), sentence)

    def _wrong(self, line: int, column: int, cell: Cell, sentence: str) -> None:
        self._problems.append(self._problem(line, column, cell, sentence))

    def _problem(self, line: int, column: int, cell: Cell, sentence: str) -> Problem:
        heading = self._around.heading(column)
        return Problem(
            self._layout.sheet,
            line,
            heading or get_column_letter(column),
            shown_text(cell, self._notation) or None,
            sentence,
        )
