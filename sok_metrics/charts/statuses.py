"""A bar that says how many series have each status, with words and counts."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from sok_metrics.charts.palette import Colours, StatusPaint
from sok_metrics.charts.theme import (
    ON_PAPER,
    Look,
    SizeName,
    Spec,
    empty_figure,
    fitting_rows,
    hidden_axis,
    hover,
    look_of,
    set_margins,
    to_figure,
    words_inside,
)
from sok_metrics.nouns.model import Status
from sok_metrics.texts.statuses import short_status_word, status_word

_WIDEST = {"small": 320, "room": 320, "room_tall": 320, "large": 520, "screen": 640, "projector": 920}


def status_bar(
    counts: Mapping[Any, int], title: str = "", *, size: SizeName = "small", dark: bool = False
) -> go.Figure:
    """One bar with a part per status, its count in it, and under it "2 op schema", "1 ver achter" ...

    counts: number of series per status, in any order and with or without zeros.
    """
    parts = _parts(counts)
    look = look_of(size, dark=dark)
    if not parts:
        return empty_figure(title, look)
    traces = [_cell(status, count, look) for status, count in parts.items()]
    return to_figure(traces, _bar_layout(parts, title, look, _WIDEST[size]))


def _parts(counts: Mapping[Any, int]) -> dict[Status, int]:
    """The statuses that occur, in the fixed order."""
    found = {Status(status): int(count) for status, count in counts.items()}
    return {status: found[status] for status in Status if found.get(status)}


def _cell(status: Status, count: int, look: Look) -> Spec:
    """A part of the bar; the parts stack from left to right."""
    paint = look.palette.status[status]
    return {
        "type": "bar",
        "orientation": "h",
        "name": status_word(status),
        "x": [count],
        "y": [0],
        "width": 0.9,
        "marker": _marker(paint, look.palette),
        **words_inside([f"<b>{count}</b>"], round(look.size.font * 1.15), paint.text),
        **hover([f"{count} {status_word(status)}"]),
    }


def _marker(paint: StatusPaint, palette: Colours) -> Spec:
    line = {"color": palette.background if paint.fill else paint.outline, "width": 2}
    if not paint.pattern:
        return {"color": paint.fill or palette.background, "line": line}
    pattern = {"shape": paint.pattern, "fgcolor": palette.grid, "bgcolor": palette.background, "size": 8}
    return {"color": palette.background, "line": line, "pattern": pattern | {"fillmode": "overlay"}}


def _bar_layout(parts: Mapping[Status, int], title: str, look: Look, widest: float) -> Spec:
    layout = look.layout(title)
    counted = [
        (_coloured(status, count, look.palette), look.width(f"■ {count} {short_status_word(status)}  "))
        for status, count in parts.items()
    ]
    rows = fitting_rows(counted, widest, "  ")
    layout |= {
        "barmode": "stack",
        "bargap": 0,
        "xaxis": hidden_axis(0, sum(parts.values())),
        "yaxis": hidden_axis(-0.5, 0.5),
    }
    words = look.words("<br>".join(rows), (0, 0), ("left", "top"), yshift=-4, **ON_PAPER)
    layout["annotations"].append(words)
    bottom = len(rows) * look.line + 10
    layout["height"] = round(layout["margin"]["t"] + look.size.font * 2.6 + bottom)
    set_margins(layout, left=4, right=4, top=layout["margin"]["t"], bottom=bottom)
    return layout


def _coloured(status: Status, count: int, palette: Colours) -> str:
    """A small square in the status colour (open for an outline), then count and word in the text colour."""
    paint = palette.status[status]
    square = "■" if paint.fill else "□"
    return f'<span style="color:{paint.outline}">{square}</span> {count} {short_status_word(status)}'
