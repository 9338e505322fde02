"""What somebody chose for a table, to be chosen again for the next one with the same headings.

It is kept by what stands in the cells and not by their places: next year's table has a column more. Of which
one series or area all figures are is asked each time where the table does not say it, for many have these
headings.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sok_metrics.workbook.exchange.cells import plain_word
from sok_metrics.workbook.exchange.wide_grid import Direction, Grid, Layout, Rest
from sok_metrics.workbook.exchange.wide_periods import resembles_period
from sok_metrics.workbook.exchange.wide_words_around import WordsAround

Choices = Mapping[str, Any]
"""What was chosen, as JSON can hold it."""
_A_PERIOD = "#"


def headings_key(grid: Grid, likely: Layout) -> str:
    """The headings of a table, whatever periods are among them and how many."""
    found: list[str] = []
    for column in range(1, grid.width(likely.sheet) + 1):
        text = _heading(grid, likely, column)
        is_period = resembles_period(text) or (
            likely.direction is Direction.PERIODS_ACROSS and column in likely.value_columns
        )
        word = _A_PERIOD if is_period else plain_word(text)
        if word != _A_PERIOD or found[-1:] != [_A_PERIOD]:
            found.append(word)
    return "|".join(found).strip("|")


def choices_of(grid: Grid, likely: Layout, chosen: Layout) -> Choices:
    """What somebody changed in the likely layout, and what they said that the table does not say."""
    out, back = set(likely.value_columns), set(chosen.value_columns)
    lines_out, lines_back = likely.left_out_lines, chosen.left_out_lines
    return {
        "direction": chosen.direction.value,
        "header": chosen.header_line - likely.header_line,
        "label": _heading(grid, chosen, chosen.label_column),
        "area_column": _name(grid, chosen, chosen.area_column),
        "subject_column": _name(grid, chosen, chosen.subject_column),
        "part_column": _name(grid, chosen, chosen.part_column),
        "columns_out": _names(grid, chosen, out - back),
        "columns_in": _names(grid, chosen, back - out),
        "lines_out": _labels(grid, chosen, lines_back - lines_out),
        "lines_in": _labels(grid, chosen, lines_out - lines_back),
        "words_out": {
            _heading(grid, chosen, column): sorted(_words(grid, chosen, column) - words)
            for column, words in chosen.only
        },
        "no_figure": sorted(chosen.no_figure),
        "takes_times": chosen.takes_times,
        "rest": chosen.rest.value,
        "converts": [[unit, own, is_done] for (unit, own), is_done in chosen.converts],
        "period_line": _above(chosen, chosen.period_line),
        "subject_line": _above(chosen, chosen.subject_line),
    }


def with_choices(grid: Grid, likely: Layout, choices: Choices) -> Layout:
    """The likely layout with what was chosen for a table with these headings before."""
    layout = replace(
        likely,
        direction=Direction(choices["direction"]),
        header_line=max(likely.header_line + choices["header"], 0),
        no_figure=frozenset(choices["no_figure"]),
        takes_times=choices["takes_times"],
        rest=Rest(choices.get("rest", Rest.ASKED)),
        converts=tuple(((unit, own), is_done) for unit, own, is_done in choices.get("converts", ())),
    )
    layout = replace(
        layout,
        period_line=_line(layout, choices.get("period_line")),
        subject_line=_line(layout, choices.get("subject_line")),
    )
    places = {_heading(grid, layout, column): column for column in range(grid.width(layout.sheet), 0, -1)}
    out, back = set(choices["columns_out"]), set(choices["columns_in"])
    values = {one for one in likely.value_columns if _heading(grid, layout, one) not in out}
    layout = replace(
        layout,
        label_column=places.get(choices["label"], likely.label_column),
        area_column=places.get(choices["area_column"]),
        subject_column=places.get(choices["subject_column"]),
        part_column=places.get(choices.get("part_column", _name(grid, layout, likely.part_column))),
        value_columns=tuple(sorted(values | {places[name] for name in back if name in places})),
    )
    only = tuple(
        (places[name], frozenset(_words(grid, layout, places[name]) - set(words)))
        for name, words in choices["words_out"].items()
        if name in places
    )
    lines = range(layout.first_line, len(grid.sheets[layout.sheet]) + 1)
    labels = {line: grid.text(layout.sheet, line, layout.label_column) for line in lines}
    added = {line for line, label in labels.items() if label and label in choices["lines_out"]}
    taken_back = {line for line, label in labels.items() if label in choices["lines_in"]}
    return replace(layout, only=only, left_out_lines=(likely.left_out_lines | added) - taken_back)


def _heading(grid: Grid, layout: Layout, column: int) -> str:
    return " / ".join(WordsAround(grid, layout).path(column))


def _above(layout: Layout, line: int | None) -> int | None:
    """How far a line stands above the last one with headings."""
    return None if line is None else layout.header_line - line


def _line(layout: Layout, above: int | None) -> int | None:
    return None if above is None else max(layout.header_line - above, 1)


def _name(grid: Grid, layout: Layout, column: int | None) -> str | None:
    return None if column is None else _heading(grid, layout, column)


def _names(grid: Grid, layout: Layout, columns: set[int]) -> list[str]:
    return [name for column in sorted(columns) if (name := _heading(grid, layout, column))]


def _labels(grid: Grid, layout: Layout, lines: frozenset[int]) -> list[str]:
    texts = [grid.text(layout.sheet, line, layout.label_column) for line in sorted(lines)]
    return list(dict.fromkeys(text for text in texts if text))


def _words(grid: Grid, layout: Layout, column: int) -> set[str]:
    lines = range(layout.first_line, len(grid.sheets[layout.sheet]) + 1)
    return {grid.text(layout.sheet, line, column) for line in lines}
