"""Charts of statuses: how many series have each, and one cell per indicator, with words and counts."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go  # type: ignore[import-untyped]

from sok_metrics.charts.palette import Colours, StatusPaint, colours
from sok_metrics.charts.theme import (
    LINE_HEIGHT,
    SIZES,
    Size,
    SizeName,
    Spec,
    base_layout,
    empty_figure,
    set_margins,
    text_width,
    to_figure,
)
from sok_metrics.model import Status
from sok_metrics.texts import short_status_word, status_word

SYMBOLS: dict[Status, str] = {
    Status.ACHIEVED: "✓",
    Status.ON_TRACK: "▲",
    Status.RIGHT_WAY: "▲",
    Status.SLIGHTLY_BEHIND: "‹",
    Status.FAR_BEHIND: "«",
    Status.MISSED: "×",
    Status.WRONG_WAY: "▼",
    Status.UNCHANGED: "=",
    Status.TOO_FEW: "?",
    Status.NOT_MEASURED: "?",
    Status.NO_JUDGEMENT: "…",
}
"""The sign in a cell, so that cells differ without colour; the words stand under the strip."""

_WIDEST = {"small": 320, "large": 520, "projector": 920}


def status_bar(
    counts: Mapping[Any, int], title: str = "", *, size: SizeName = "small", dark: bool = False
) -> go.Figure:
    """One bar with a part per status, its count in it, and under it "2 op schema", "1 ver achter" ...

    counts: number of series per status, in any order and with or without zeros.
    """
    parts = _parts(counts)
    if not parts:
        return empty_figure(title, size, dark=dark)
    proportions, palette = SIZES[size], colours(dark)
    traces = [
        _cell(
            status,
            count,
            proportions,
            palette,
            text=f"<b>{count}</b>",
            hover=f"{count} {status_word(status)}",
        )
        for status, count in parts.items()
    ]
    return to_figure(traces, _bar_layout(parts, title, size, palette))


def status_strip(
    assessed: pd.DataFrame, title: str = "", *, size: SizeName = "small", dark: bool = False
) -> go.Figure:
    """One cell per indicator in the order of the statuses; its name on hover, the words under it.

    assessed: indicator_name and status.
    """
    if assessed.empty:
        return empty_figure(title, size, dark=dark)
    proportions, palette = SIZES[size], colours(dark)
    order = list(Status)
    cells = sorted(
        (
            (Status(status), str(name))
            for status, name in zip(assessed["status"], assessed["indicator_name"], strict=True)
        ),
        key=lambda cell: order.index(cell[0]),
    )
    traces = [
        _cell(
            status,
            1,
            proportions,
            palette,
            text=f"<b>{SYMBOLS[status]}</b>",
            hover=f"{html.escape(name, quote=False)}: {status_word(status)}",
        )
        for status, name in cells
    ]
    parts = _parts(assessed["status"].value_counts().to_dict())
    return to_figure(traces, _bar_layout(parts, title, size, palette))


def _parts(counts: Mapping[Any, int]) -> dict[Status, int]:
    """The statuses that occur, in the fixed order."""
    found = {Status(status): int(count) for status, count in counts.items()}
    return {status: found[status] for status in Status if found.get(status)}


def _cell(status: Status, width: int, size: Size, palette: Colours, *, text: str, hover: str) -> Spec:
    """A part of the bar; the parts stack from left to right."""
    paint = palette.status[status]
    return {
        "type": "bar",
        "orientation": "h",
        "name": status_word(status),
        "x": [width],
        "y": [0],
        "width": 0.9,
        "marker": _marker(paint, palette),
        "text": [text],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": paint.text, "size": round(size.font * 1.15)},
        "hovertext": [hover],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _marker(paint: StatusPaint, palette: Colours) -> Spec:
    line = {"color": palette.background if paint.fill else paint.outline, "width": 2}
    if not paint.pattern:
        return {"color": paint.fill or palette.background, "line": line}
    pattern = {"shape": paint.pattern, "fgcolor": palette.grid, "bgcolor": palette.background, "size": 8}
    return {"color": palette.background, "line": line, "pattern": pattern | {"fillmode": "overlay"}}


def _bar_layout(parts: Mapping[Status, int], title: str, size_name: SizeName, palette: Colours) -> Spec:
    size = SIZES[size_name]
    layout = base_layout(title, size, palette)
    rows = _word_rows(parts, size, _WIDEST[size_name])
    words = "<br>".join(
        "  ".join(_coloured(status, parts[status], palette) for status in row) for row in rows
    )
    layout |= {
        "barmode": "stack",
        "bargap": 0,
        "xaxis": {"visible": False, "range": [0, sum(parts.values())], "fixedrange": True},
        "yaxis": {"visible": False, "range": [-0.5, 0.5], "fixedrange": True},
    }
    layout["annotations"].append(_words(words, size, palette))
    bottom = len(rows) * size.font * LINE_HEIGHT + 10
    layout["height"] = round(layout["margin"]["t"] + size.font * 2.6 + bottom)
    set_margins(layout, left=4, right=4, top=layout["margin"]["t"], bottom=bottom)
    return layout


def _word_rows(parts: Mapping[Status, int], size: Size, widest: float) -> list[list[Status]]:
    """The words in the order of the bar, in rows that fit on a phone."""
    rows: list[list[Status]] = [[]]
    used = 0.0
    for status, count in parts.items():
        width = text_width(f"■ {count} {short_status_word(status)}  ", size.font)
        if rows[-1] and used + width > widest:
            rows.append([])
            used = 0.0
        rows[-1].append(status)
        used += width
    return rows


def _coloured(status: Status, count: int, palette: Colours) -> str:
    """A small square in the status colour (open for an outline), then count and word in the text colour."""
    paint = palette.status[status]
    square = "■" if paint.fill else "□"
    return f'<span style="color:{paint.outline}">{square}</span> {count} {short_status_word(status)}'


def _words(text: str, size: Size, palette: Colours) -> Spec:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -4,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size.font, "color": palette.text},
    }
