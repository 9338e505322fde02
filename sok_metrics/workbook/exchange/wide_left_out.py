"""What is passed over in a table of figures, and what could not be read in it: everything is named."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from openpyxl.utils import get_column_letter

from sok_metrics.texts import _
from sok_metrics.texts.periods import why_no_period
from sok_metrics.workbook.exchange.notation import DecimalSign, Notation, as_number, shown_text
from sok_metrics.workbook.exchange.wide_grid import Direction, Grid, Layout
from sok_metrics.workbook.exchange.wide_periods import Periods, resembles_period
from sok_metrics.workbook.exchange.wide_words import aim_in, bare_cell, times_in
from sok_metrics.workbook.exchange.wide_words_around import WordsAround
from sok_metrics.workbook.file.sheet import Cell

_NAMED = 12
"""Things of one kind that are named; of more only how many."""
_LONGEST_SIGN = 20
_YEAR = re.compile(r"[12]\d{3}")
_LINES_OF_TITLES = 12
_CODES_OF_CBS = re.compile(r"(?:Regioaanduiding\W)?\W*Codering(?: \(code\))?")
_LINES_TO_CHOOSE_FROM, _WORDS_TO_CHOOSE_FROM = 1_000, 100


def left_out(grid: Grid, layout: Layout, today: date) -> list[str]:
    """A sentence for each column, line and sign that is passed over."""
    around = WordsAround(grid, layout)
    return [
        *_columns(grid, layout, around, today),
        *_lines(grid, layout, around),
        *_signs_passed_over(grid, layout),
    ]


def signs_in(grid: Grid, layout: Layout) -> Counter[str]:
    """What stands where figures are expected and may say that there is none, and how often."""
    cells = (
        grid.cell(layout.sheet, line, column)
        for line in grid.lines_of(layout)
        for column in layout.value_columns
    )
    return Counter(cell for cell in cells if isinstance(cell, str) and _is_sign(cell))


def times_words(grid: Grid, layout: Layout) -> list[tuple[str, int]]:
    """The words that say that figures are in thousands, each with how many."""
    around = WordsAround(grid, layout)
    texts = [text for column in layout.value_columns for text in around.above(column)]
    texts += [
        text for line in list(grid.lines_of(layout))[:_LINES_TO_CHOOSE_FROM] for text in around.beside(line)
    ]
    found = {text: times_in(text) for text in (*texts, *around.titles)}
    return [(text, times) for text, times in found.items() if times > 1]


def lines_with_figures(grid: Grid, layout: Layout) -> dict[int, str]:
    """The lines that somebody may want to pass over, each with what it is called."""
    around = WordsAround(grid, layout)
    everything = list(grid.lines_of(replace(layout, left_out_lines=frozenset())))
    return {
        line: _name_of(around, layout, line)
        for line in everything[:_LINES_TO_CHOOSE_FROM]
        if any(around.text(line, column) for column in layout.value_columns)
    }


def columns_to_choose_from(grid: Grid, layout: Layout) -> dict[int, tuple[str, list[str]]]:
    """The columns beside the figures in which few words stand again and again: name and words."""
    around = WordsAround(grid, layout)
    lines = [
        line
        for line in grid.lines_of(replace(layout, left_out_lines=frozenset(), only=()))
        if any(around.text(line, column) for column in layout.value_columns)
    ]
    found = {}
    for column in range(1, grid.width(layout.sheet) + 1):
        if column in layout.value_columns or column == layout.label_column:
            continue
        words = _few_words(around, column, lines)
        is_repeated = len(words) < len(lines) or column == layout.area_column
        if is_repeated and len(words) > 1:
            found[column] = (around.heading(column) or get_column_letter(column), words)
    return found


def _few_words(around: WordsAround, column: int, lines: list[int]) -> list[str]:
    """The words of a column; nothing when there are too many to choose from."""
    words: dict[str, None] = {}
    for line in lines:
        words[around.text(line, column)] = None
        if len(words) > _WORDS_TO_CHOOSE_FROM:
            return []
    return list(words)


def is_of_statline(grid: Grid) -> bool:
    """Whether it has the codes of areas as StatLine of CBS heads them."""
    cells = (cell for rows in grid.sheets.values() for row in rows[:_LINES_OF_TITLES] for cell in row)
    return any(isinstance(cell, str) and _CODES_OF_CBS.fullmatch(cell) for cell in cells)


def unread(grid: Grid, today: date) -> list[str]:
    """What looks like periods and figures in a file without a table that we know, in sentences."""
    cells = [
        (f"{get_column_letter(column)}{line}", cell)
        for rows in grid.sheets.values()
        for line, row in enumerate(rows[:200], 1)
        for column, cell in enumerate(row[:60], 1)
        if isinstance(cell, str) and cell
    ]
    periods = Periods(Notation(), today, [])
    odd_periods = [
        (place, cell)
        for place, cell in cells
        if (resembles_period(cell) or (_YEAR.fullmatch(cell) and _is_at_the_edge(place)))
        and not periods.is_one(cell)
    ]
    odd_figures = [
        _at(place, cell)
        for place, cell in cells
        if any(sign.isdigit() for sign in cell) and len(cell) <= _LONGEST_SIGN
        if not resembles_period(cell) and not periods.is_one(cell) and not _is_figure(cell)
    ]
    said = []
    if odd_periods:
        said.append(
            _("Deze perioden kunnen we niet lezen: {places}.").format(
                places=_listed([_at(place, cell) for place, cell in odd_periods])
            )
        )
        said += filter(None, [why_no_period(odd_periods[0][1])])
    if odd_figures:
        said.append(_("Deze cijfers kunnen we niet lezen: {places}.").format(places=_listed(odd_figures)))
    return said or [_("We vinden geen regel en geen kolom met jaren of andere perioden, met cijfers erbij.")]


def _columns(grid: Grid, layout: Layout, around: WordsAround, today: date) -> Iterator[str]:
    used = {
        layout.label_column, layout.area_column, layout.subject_column, layout.part_column,
        around.unit_column, *layout.value_columns, *(column for column, _words in layout.only),
    }  # fmt: skip
    headings = [
        grid.cell(layout.sheet, layout.header_line, column)
        for column in range(1, grid.width(layout.sheet) + 1)
    ]
    periods = Periods(Notation(counts_from_1904=grid.counts_from_1904), today, headings)
    below = range(layout.first_line, len(grid.sheets[layout.sheet]) + 1)
    not_chosen = []
    for column, heading in enumerate(headings, 1):
        if column in used or not any(around.text(line, column) for line in below):
            continue
        why = _why_not(around, layout, periods, column, heading)
        place = _at(get_column_letter(column), heading)
        if why is None:
            not_chosen.append(place)
        else:
            yield _("Kolom {column} doet niet mee: {why}").format(column=place, why=why)
    if not_chosen:
        yield _("Niet gekozen, en dus niet gelezen: kolom {columns}.").format(columns=_listed(not_chosen))


def _why_not(around: WordsAround, layout: Layout, periods: Periods, column: int, heading: Cell) -> str | None:
    if (aim := around.aim(None, column)) is not None:
        return _("'{aim}' is geen meting.").format(aim=aim)
    if layout.direction is Direction.PERIODS_ACROSS and (
        resembles_period(heading) or isinstance(heading, float)
    ):
        try:
            periods.read(heading)
        except ValueError as error:
            return str(error)
    return None


def _lines(grid: Grid, layout: Layout, around: WordsAround) -> Iterator[str]:
    everything = replace(layout, left_out_lines=frozenset(), only=())
    kept = set(grid.lines_of(layout))
    chosen, filtered = [], defaultdict[tuple[int, str], int](int)
    for line in grid.lines_of(everything):
        if line in kept or not any(around.text(line, column) for column in layout.value_columns):
            continue
        if line in layout.left_out_lines:
            chosen.append(_at(str(line), _name_of(around, layout, line)))
            continue
        place = next((at for at, words in layout.only if around.text(line, at) not in words))
        filtered[place, around.text(line, place)] += 1
    if chosen:
        yield _("Deze regels doen niet mee: {lines}.").format(lines=_listed(chosen))
    for column in {column for column, _word in filtered}:
        words = [f"'{word}' ({count})" for (at, word), count in filtered.items() if at == column]
        yield _("Van kolom {letter} doen deze regels niet mee: {lines}.").format(
            letter=get_column_letter(column), lines=_listed(words)
        )
    above = [
        str(line)
        for line in range(1, around.top_line)
        if sum(_is_figure(grid.cell(layout.sheet, line, column)) for column in layout.value_columns)
        > len(layout.value_columns) // 2
    ]
    if above:
        yield _("Boven de koppen staan ook cijfers. Die doen niet mee: regel {lines}.").format(
            lines=_listed(above)
        )


def _name_of(around: WordsAround, layout: Layout, line: int) -> str:
    texts = (around.text(line, column) for column in (layout.label_column, *layout.value_columns))
    first = next((text for text in texts if text), "")
    aim = next((text for text in around.kinds(line) if aim_in(text) and text != first), None)
    return f"{first}, {aim}" if aim else first


def _signs_passed_over(grid: Grid, layout: Layout) -> Iterator[str]:
    found = [
        f"'{sign}' ({count})" for sign, count in signs_in(grid, layout).items() if sign in layout.no_figure
    ]
    if found:
        yield _("Hier is geen meting: {signs}.").format(signs=_listed(found))


def _is_sign(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_SIGN and not any(sign.isnumeric() for sign in text)


def _is_figure(cell: Cell) -> bool:
    for notation in map(Notation, DecimalSign):
        try:
            as_number(bare_cell(cell), notation)
        except ValueError:
            continue
        return True
    return False


def _is_at_the_edge(place: str) -> bool:
    """Whether it stands in the first column or on the first line: where a heading is expected."""
    return place.startswith("A") or place.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "1"


def _at(place: str, text: Cell) -> str:
    return f"{place} ('{shown_text(text, Notation())}')" if text else place


def _listed(parts: Iterable[str]) -> str:
    first = list(parts)
    named = ", ".join(first[:_NAMED])
    more = len(first) - _NAMED
    return _("{names} en nog {count}").format(names=named, count=more) if more > 0 else named
