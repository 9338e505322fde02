"""A plain table of figures: what of it does not count, with a tap."""

from dataclasses import replace

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.parts.choices import choose_several
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.workbook.exchange.wide import Grid, Layout
from sok_metrics.workbook.exchange.wide_left_out import (
    columns_to_choose_from,
    lines_with_figures,
    signs_in,
    times_words,
)


def ask_passed_over(grid: Grid, chosen: Layout, likely: Layout, key: str) -> Layout:
    """Which lines and signs do not count, beginning with what is likeliest."""
    chosen = _ask_signs(grid, chosen, likely, key)
    chosen = _ask_times(grid, chosen, likely, key)
    with st.expander(
        _("Regels weglaten"),
        icon=":material/filter_alt:",
        expanded=bool(likely.left_out_lines or likely.only),
    ):
        chosen = _ask_words(grid, chosen, likely, key)
        return _ask_lines(grid, chosen, likely, key)


def _ask_signs(grid: Grid, chosen: Layout, likely: Layout, key: str) -> Layout:
    """Which signs say that there is no figure."""
    found = signs_in(grid, replace(chosen, no_figure=frozenset()))
    if not found:
        return chosen
    signs = list(found)
    tapped = st.pills(
        _("Hier staat geen cijfer. Tik aan wat 'geen meting' betekent:"),
        signs,
        selection_mode="multi",
        default=[sign for sign in signs if sign in likely.no_figure],
        format_func=lambda sign: f"{plain(sign)} ({found[sign]})",
        key=f"{key}_signs",
    )
    return replace(chosen, no_figure=frozenset(tapped))


def _ask_times(grid: Grid, chosen: Layout, likely: Layout, key: str) -> Layout:
    """Whether figures beside "x 1 000" are to be taken a thousand times."""
    words = times_words(grid, chosen)
    if not words:
        return chosen
    takes = st.checkbox(
        _("Doe de cijfers keer {times}, want er staat '{words}'").format(
            times=words[0][1], words=plain(words[0][0])
        ),
        value=likely.takes_times,
        key=f"{key}_times",
    )
    return replace(chosen, takes_times=takes)


def _ask_words(grid: Grid, chosen: Layout, likely: Layout, key: str) -> Layout:
    """Of columns with few words: which of these a line must have."""
    before = dict(likely.only)
    only = []
    for column, (name, words) in columns_to_choose_from(grid, chosen).items():
        kept = choose_several(
            _("Welke regels doen mee, naar kolom {name}?").format(name=plain(name)),
            {word: word or _("(leeg)") for word in words},
            [word for word in words if word in before.get(column, words)],
            key=f"{key}_only_{column}",
            placeholder=_("Kies er een of meer"),
        )
        if len(kept) < len(words):
            only.append((column, frozenset(kept)))
    return replace(chosen, only=tuple(only))


def _ask_lines(grid: Grid, chosen: Layout, likely: Layout, key: str) -> Layout:
    """Which lines do not count: totals and units are there already."""
    lines = lines_with_figures(grid, chosen)
    passed = choose_several(
        _("Welke regels doen niet mee?"),
        {line: _("regel {line}: {name}").format(line=line, name=name) for line, name in lines.items()},
        [line for line in lines if line in likely.left_out_lines],
        key=f"{key}_lines",
        placeholder=_("Kies regels"),
        help=_("Bijvoorbeeld een totaal, een regel met eenheden of een raming."),
    )
    beyond = likely.left_out_lines - set(lines) if chosen.header_line == likely.header_line else frozenset()
    return replace(chosen, left_out_lines=frozenset(passed) | beyond)
