"""Headings on more lines than one: a year, a subject, an area or a unit above a group of columns."""

from collections.abc import Callable, Iterator, Sequence

from sok_metrics.workbook.exchange.wide_grid import Direction, Layout
from sok_metrics.workbook.exchange.wide_names import SeriesNames
from sok_metrics.workbook.exchange.wide_periods import Periods, is_part_of_year
from sok_metrics.workbook.exchange.wide_words import (
    aim_in,
    bare_period,
    heads_area,
    heads_subject,
    heads_unit,
    heads_value,
    is_only_unit,
    times_in,
    unit_in,
)
from sok_metrics.workbook.exchange.wide_words_around import WordsAround
from sok_metrics.workbook.file.sheet import Cell

CellAt = Callable[[int, int], Cell]
"""The cell on a line and in a column."""


def last_heading(
    cell_at: CellAt,
    header: int,
    columns: Sequence[int],
    last: tuple[int, int],
    is_figure: Callable[[Cell], bool],
    names: SeriesNames,
) -> int:
    """The last line of the headings that begin with a line of periods: words only, with nothing beside them.

    `last` are the last line and column. One line of units or areas below a period for each column is no
    heading: it is read where it stands.
    """
    line = header
    while line < last[0] and _is_line_of_words(cell_at, line + 1, columns[0], last[1], is_figure):
        line += 1
    if line == header:
        return header
    filled = [place for place in range(columns[0], last[1] + 1) if is_figure(cell_at(line + 1, place))]
    texts = [str(cell) for place in filled if (cell := cell_at(line, place)) not in (None, "")]
    is_read_in_place = all(map(is_only_unit, texts)) or all(map(names.area_of, texts))
    if set(filled) <= set(columns) and line == header + 1 and is_read_in_place:
        return header
    return line


def _is_line_of_words(
    cell_at: CellAt, line: int, first: int, last: int, is_figure: Callable[[Cell], bool]
) -> bool:
    beside = [cell_at(line, column) for column in range(1, first)]
    if any(cell not in (None, "") and not _heads(str(cell)) for cell in beside):
        return False
    cells = [cell for column in range(first, last + 1) if (cell := cell_at(line, column)) not in (None, "")]
    words = [cell for cell in cells if isinstance(cell, str) and _is_word(cell)]
    return len(words) == len(cells) > 0 and not any(map(is_figure, words))


def _is_word(text: str) -> bool:
    return any(sign.isalpha() or sign in "%€" for sign in text)


def subject_line(
    cell_at: CellAt, lines: Sequence[int], columns: Sequence[int], names: SeriesNames
) -> tuple[int | None, int]:
    """The line of the headings on which the series stand, and how many columns it names."""
    counts = {line: len(names.codes_in(filled(cell_at, line, columns))) for line in lines}
    best = max(counts, key=lambda line: (counts[line], line), default=None)
    return (best, counts[best]) if best is not None and counts[best] else (None, 0)


def filled(cell_at: CellAt, line: int, columns: Sequence[int]) -> list[Cell]:
    """What stands above each column; an empty cell continues the one before it."""
    found: list[Cell] = []
    for place in range(min(columns, default=1), max(columns, default=0) + 1):
        cell = cell_at(line, place)
        found.append(found[-1] if cell in (None, "") and found else cell)
    return [found[column - min(columns)] for column in columns]


def odd_headings(
    layout: Layout, around: WordsAround, names: SeriesNames, periods: Periods, column: int
) -> Iterator[str]:
    """The words of groups of columns that say something that we don't understand."""
    if around.top_line == layout.header_line and layout.period_line is None and layout.subject_line is None:
        return
    for line in around.heading_lines:
        text = around.text(line, around.start_of(line, column))
        is_series = line == layout.subject_line or (
            line == layout.header_line
            and layout.subject_line is None
            and layout.direction is not Direction.PERIODS_ACROSS
        )
        if text and not is_series and not _is_understood(text, names, periods):
            yield text


def _is_understood(text: str, names: SeriesNames, periods: Periods) -> bool:
    return bool(
        periods.is_one(text)
        or is_part_of_year(text)
        or names.area_of(text)
        or names.areas_in(text)
        or names.find(text)
        or unit_in(text)
        or is_only_unit(text)
        or times_in(text) > 1
        or aim_in(text)
        or not bare_period(text)
        or _heads(text)
    )


def _heads(text: str) -> bool:
    return (
        heads_area(text)
        or heads_subject(text)
        or heads_unit(text)
        or heads_value(text)
        or _heads_periods(text)
    )


def _heads_periods(text: str) -> bool:
    return text.strip().casefold().rstrip(":") in (
        "jaar",
        "jaren",
        "periode",
        "perioden",
        "kwartaal",
        "maand",
    )
