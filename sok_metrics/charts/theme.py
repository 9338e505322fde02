"""How charts look: sizes of type, the base layout, and Dutch in plotly."""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from sok_metrics.charts.palette import Colours, colours
from sok_metrics.texts import _

SizeName = Literal["small", "large", "projector"]
Spec = dict[str, Any]
"""A part of a plotly figure as a plain dict: a fifth of the cost of the graph objects."""

FONT = "'Atkinson Hyperlegible Next', 'Source Sans', sans-serif"
CHARACTER_WIDTH = 0.54
"""Mean width of a bold character, as a part of the font size (rounded up: labels must not be cut off)."""
LINE_HEIGHT = 1.3


@dataclass(frozen=True)
class Size:
    """The sizes of a chart in pixels; `narrowest` is the least width at which all must still fit,
    `event_rows` how many rows of words about events may stand above the plot.
    """

    font: int
    title: int
    line: int
    marker: int
    height: int
    title_characters: int
    label_characters: int
    narrowest: int
    event_rows: int


SIZES: dict[SizeName, Size] = {
    "small": Size(14, 17, 3, 9, 300, 38, 14, 330, 1),
    "large": Size(18, 22, 4, 12, 480, 46, 14, 480, 3),
    "projector": Size(26, 34, 7, 18, 640, 56, 14, 900, 2),
}


def wrap(text: str, characters: int) -> list[str]:
    """The text in lines of about equal length, safe to show: "<" in a name is no markup."""
    lines = textwrap.wrap(text, characters) or [""]
    if len(lines) > 1:
        even = textwrap.wrap(text, max(len(text) // len(lines) + 4, max(map(len, text.split()))))
        lines = even if len(even) == len(lines) else lines
    return [html.escape(line, quote=False) for line in lines]


def text_width(text: str, font: float) -> float:
    """About how many pixels a line of text takes."""
    shown = html.unescape(text)
    wide = sum(shown.count(character) for character in "%€mMwW")
    return (len(shown) + 0.6 * wide) * font * CHARACTER_WIDTH


def base_layout(title: str, size: Size, palette: Colours) -> Spec:
    """The layout that every chart starts from; `title` is the finding, left out when empty."""
    lines = wrap(title, size.title_characters) if title else []
    return {
        "template": {"layout": {}},
        "annotations": [_title(lines, size, palette)] if lines else [],
        "meta": {"title": title},
        "font": {"family": FONT, "size": size.font, "color": palette.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "font": {"family": FONT, "size": size.font, "color": palette.text},
            "bgcolor": palette.background,
            "bordercolor": palette.muted,
            "align": "left",
        },
        "dragmode": False,
        "height": size.height,
        "margin": {"l": 8, "r": 8, "b": 8, "t": title_height(lines, size), "pad": 0},
    }


def _title(lines: Sequence[str], size: Size, palette: Colours) -> Spec:
    """The title as an annotation: plotly places a title of several lines too high."""
    return {
        "name": "title",
        "text": "<br>".join(f"<b>{line}</b>" for line in lines),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "align": "left",
        "borderpad": 0,
        "showarrow": False,
        "font": {"size": size.title, "color": palette.text},
    }


def set_margins(layout: Spec, *, left: float, right: float, top: float, bottom: float) -> None:
    """Set the margins around the plot, in pixels, and put the title in the left top corner of them."""
    layout["margin"] = {"l": round(left), "r": round(right), "t": round(top), "b": round(bottom), "pad": 0}
    for annotation in layout["annotations"]:
        if annotation.get("name") == "title":
            annotation |= {"xshift": 2 - round(left), "yshift": round(top) - 2}


def title_height(lines: Sequence[str], size: Size) -> int:
    """The pixels that the title takes above the plot."""
    return round(len(lines) * size.title * LINE_HEIGHT) + 10 if lines else 6


def to_figure(data: list[Spec], layout: Spec) -> go.Figure:
    """The figure, without plotly's slow check of each property (the tests do that check)."""
    return go.Figure({"data": data, "layout": layout}, _validate=False)


def empty_figure(
    title: str, size_name: SizeName = "small", *, dark: bool = False, words: str = ""
) -> go.Figure:
    """A titled figure that says that there is nothing to draw yet: no measurements, or what `words` say."""
    size, palette = SIZES[size_name], colours(dark)
    layout = base_layout(title, size, palette)
    layout |= {
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
        "annotations": [
            *layout["annotations"],
            {
                "text": words or _("nog geen metingen"),
                "x": 0.5,
                "y": 0.5,
                "xref": "paper",
                "yref": "paper",
                "showarrow": False,
                "font": {"size": size.font, "color": palette.muted},
            },
        ],
    }
    set_margins(layout, left=8, right=8, top=layout["margin"]["t"], bottom=8)
    return to_figure([], layout)


_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_DAYS = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"]

PLOTLY_CONFIG: Spec = {
    "locale": "nl",
    "locales": {
        "nl": {
            "dictionary": {},
            "format": {
                "days": _DAYS,
                "shortDays": [day[:2] for day in _DAYS],
                "months": _MONTHS,
                "shortMonths": [
                    "jan",
                    "feb",
                    "mrt",
                    "apr",
                    "mei",
                    "jun",
                    "jul",
                    "aug",
                    "sep",
                    "okt",
                    "nov",
                    "dec",
                ],
                "date": "%d-%m-%Y",
                "decimal": ",",
                "thousands": ".",
                "grouping": [3],
                "currency": ["€ ", ""],
            },
        }
    },
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
}
"""The `config` of every `st.plotly_chart`: Dutch months and decimal comma, no tool bar."""
