"""The year in one picture: a row for each kind of day, a mark at each day with its number."""

import html
from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from sok_metrics.charts.theme import (
    ON_PAPER,
    Look,
    SizeName,
    Spec,
    empty_figure,
    hidden_axis,
    hover,
    look_of,
    set_margins,
    to_figure,
)
from sok_metrics.texts import _
from sok_metrics.texts.formats import DUTCH
from sok_metrics.texts.year import sign_words, state_words
from sok_metrics.views.year import DayState, Lane, Year, YearDay

_NAMED_MONTHS = (1, 4, 7, 10)
_SIGNS = {DayState.HELD: "circle", DayState.PLANNED: "circle-open", DayState.LATE: "diamond"}


def year_chart(
    year: Year, title: str, lanes: Mapping[str, str], *, size: SizeName = "large", dark: bool = False
) -> go.Figure:
    """The days of a year: `lanes` has the word of each kind; a kind without a day is left out."""
    look = look_of(size, dark=dark)
    missed = _missed(year)
    present = [lane for lane in Lane if any(one.lane is lane for one in (*year.days, *missed))]
    if not present:
        return empty_figure(title, look, _("nog niets gepland"))
    names = DUTCH.months["stand-alone"]["abbreviated"]
    # So many words fit on a phone too; the lines tell the other months.
    months = {date(year.year, month, 15).isoformat(): names[month] for month in _NAMED_MONTHS}
    layout = look.layout(title)
    layout["xaxis"] = {
        **look.axis(list(months), list(months.values())),
        "type": "date",
        "side": "bottom",
        "range": [date(year.year, 1, 1).isoformat(), date(year.year, 12, 31).isoformat()],
    }
    layout["yaxis"] = hidden_axis(len(present) - 0.65, -0.75)
    layout["shapes"] = _month_lines(year.year, look.palette.grid)
    if year.is_current:
        layout["shapes"].append(_line(year.today, look.palette.text, 2))
    traces = [
        _marks([one for one in year.days if one.state is state], present, state, look, lanes)
        for state in DayState
        if any(one.state is state for one in year.days)
    ]
    if missed:
        traces.append(_marks(missed, present, DayState.LATE, look, lanes) | {"mode": "markers"})
    row = look.size.font * 4.9
    top = layout["margin"]["t"]
    bottom = look.line * 2.6
    layout["height"] = round(top + row * len(present) + bottom)
    # Above its row, so that the row has the whole width.
    for place, lane in enumerate(present):
        named = look.words(html.escape(lanes[lane]), (0, place), ("left", "bottom"), xref="paper")
        layout["annotations"].append(named | {"yshift": look.line * 1.55})
    signs = look.words(sign_words(), (0, 0), ("left", "top"), **ON_PAPER)
    layout["annotations"].append(signs | {"yshift": -look.line * 1.4})
    set_margins(layout, left=12, right=12, top=top, bottom=bottom)
    return to_figure(traces, layout)


def _missed(year: Year) -> list[YearDay]:
    """A mark in the middle of each month that passed without its monthly meeting."""
    return [
        YearDay(date(year.year, month, 15), Lane.MONTHLY, DayState.LATE, _("niet geweest"), "", False)
        for month in year.missed_months
    ]


def _marks(
    days: Sequence[YearDay], present: Sequence[Lane], state: DayState, look: Look, lanes: Mapping[str, str]
) -> Spec:
    size, palette = look.size, look.palette
    colour = palette.target if state is DayState.LATE else palette.ours
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": state_words()[state],
        "x": [one.day.isoformat() for one in days],
        "y": [present.index(one.lane) for one in days],
        "marker": {
            "symbol": _SIGNS[state],
            "size": size.marker * 1.5,
            "color": colour,
            "line": {"color": colour, "width": size.line},
        },
        "text": [str(one.day.day) for one in days],
        "textposition": "top center",
        "textfont": {"size": size.font, "color": palette.text},
        "cliponaxis": False,
        **hover([f"{one.title}<br>{lanes[one.lane]}: {state_words()[one.state]}" for one in days]),
    }


def _month_lines(year: int, colour: str) -> list[Spec]:
    return [_line(date(year, month, 1), colour, 1) for month in range(2, 13)]


def _line(day: date, colour: str, width: int) -> Spec:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": colour, "width": width},
    }
