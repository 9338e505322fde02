"""A plain table with headings on more lines or periods in two columns: what stands where."""

from dataclasses import replace

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.workbook.exchange.wide import Direction, Grid, Layout
from sok_metrics.workbook.exchange.wide_words_around import WordsAround

_WIDE = 400
_BESIDE = _NONE = 0
"""No line and no column: these count from 1."""


def ask_heading_lines(grid: Grid, chosen: Layout, likely: Layout, key: str) -> Layout:
    """What each line of the headings says, where there are more than one."""
    lines = WordsAround(grid, chosen).heading_lines
    if chosen.direction is Direction.TWO_COLUMNS or len(lines) < 2:
        return replace(chosen, period_line=None, subject_line=None)
    names = {line: _("regel {line}").format(line=line) for line in lines}
    last = chosen.header_line
    with st.container(horizontal=True):
        is_across = chosen.direction is Direction.PERIODS_ACROSS
        period = None
        if is_across:
            period = choose_one(
                _("Op welke regel staan de jaren?"),
                names,
                likely.period_line if likely.period_line in names else last,
                key=f"{key}_period_line",
                width=_WIDE,
            )
        beside = _("in de kolom ernaast") if is_across else names[last]
        subject = choose_one(
            _("Op welke regel staan de indicatoren?"),
            {_BESIDE: beside, **{line: words for line, words in names.items() if is_across or line != last}},
            likely.subject_line if likely.subject_line in names else _BESIDE,
            key=f"{key}_subject_line",
            width=_WIDE,
        )
    return replace(chosen, period_line=period if period != last else None, subject_line=subject or None)


def ask_part(chosen: Layout, likely: Layout, columns: dict[int, str], key: str) -> Layout:
    """Which column completes the periods: a quarter or month of the year, or their last day."""
    taken = (chosen.label_column, chosen.subject_column, *chosen.value_columns)
    others = [column for column in columns if column not in taken]
    if chosen.direction is Direction.PERIODS_ACROSS or not others:
        return replace(chosen, part_column=None)
    part = choose_one(
        _("Staat een deel van de periode in een andere kolom?"),
        {_NONE: _("nee"), **{column: columns[column] for column in others}},
        likely.part_column if likely.part_column in others else _NONE,
        key=f"{key}_part",
        help=_("Bijvoorbeeld het kwartaal of de maand naast het jaar, of tot en met welke dag."),
        width=_WIDE,
    )
    return replace(chosen, part_column=part or None)
