"""Marks of what happened meanwhile: thin vertical lines, each with a word above the plot."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from sok_metrics.charts.axes import TimeAxis, iso
from sok_metrics.charts.palette import Colours
from sok_metrics.charts.theme import Look, Size, Spec, text_width, wrap


def event_rows(events: pd.DataFrame, time: TimeAxis, size: Size, plot_width: float) -> list[int]:
    """In which row above the plot each event's word stands (0 is the lowest), so that none overlap.

    Events are in the order of their dates. An event that finds no room gets -1 and is left out: a line
    without a word says nothing.
    """
    ends: list[float] = []
    rows = []
    for event in _each(events):
        left, right = _extent(str(event.label), time.across(event.date), size, plot_width)
        row = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        if row == len(ends) and row < size.event_rows:
            ends.append(right)
        elif row < len(ends):
            ends[row] = right
        else:
            row = -1
        rows.append(row)
    return rows


def _each(events: pd.DataFrame) -> Iterable[Any]:
    """The events as named tuples with `date` and `label`."""
    return events.itertuples(index=False)


def _extent(label: str, across: float, size: Size, plot_width: float) -> tuple[float, float]:
    """From where to where a word stands; right of its line, but left of it in the last part of the axis."""
    width = text_width(label, size.font) + 12
    start = across * plot_width
    return (start - width, start) if _leans_left(across) else (start, start + width)


def _leans_left(across: float) -> bool:
    return across > 0.55


def event_marks(
    events: pd.DataFrame, rows: Sequence[int], time: TimeAxis, look: Look
) -> tuple[list[Spec], list[Spec]]:
    """The lines (shapes) and words (annotations) of the events."""
    shapes, words = [], []
    for event, row in zip(_each(events), rows, strict=True):
        if row >= 0:
            shapes.append(_line(iso(event.date), look.palette))
            words.append(_word(event, row, time.across(event.date), look))
    return shapes, words


def _line(day: str, palette: Colours) -> Spec:
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": {"color": palette.muted, "width": 1, "dash": "dot"},
    }


def _word(event: Any, row: int, across: float, look: Look) -> Spec:
    text, place = wrap(str(event.label), 200)[0], (iso(event.date), 1)
    side, above = "right" if _leans_left(across) else "left", round(row * look.line) + 2
    quiet = look.palette.muted
    return look.words(text, place, (side, "bottom"), colour=quiet, yref="paper", yshift=above)
