"""How charts look: colours for light and dark, sizes of type, the base layout, Dutch in plotly."""

import html
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go  # type: ignore[import-untyped]

from sok_metrics.model import Status
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


@dataclass(frozen=True)
class StatusPaint:
    """How a status is filled; without `fill` it is an outline, `pattern` tells it apart without colour."""

    fill: str | None
    outline: str
    text: str
    pattern: str = ""


@dataclass(frozen=True)
class Colours:
    """The colours of one mode; text and line labels have at least 4.5:1 on the background."""

    background: str
    text: str
    muted: str
    grid: str
    ours: str
    ours_light: str
    other: str
    comparison: str
    target: str
    band: str
    status: Mapping[Status, StatusPaint]
    scores: Sequence[tuple[str, str]]
    """Fill and text colour of the card scores 1 to 5."""


def _outlined(colour: str, text: str, pattern: str = "") -> StatusPaint:
    return StatusPaint(None, colour, text, pattern)


LIGHT = Colours(
    background="#FFFFFF",
    text="#1B2430",
    muted="#4B5563",
    grid="#D5DAE1",
    ours="#003B8E",
    ours_light="#5B82C0",
    other="#7A3E9D",
    comparison="#636B78",
    target="#1B2430",
    band="rgba(0,59,142,0.14)",
    status={
        Status.ACHIEVED: StatusPaint("#003B8E", "#003B8E", "#FFFFFF"),
        Status.ON_TRACK: StatusPaint("#299EAF", "#299EAF", "#000000"),
        Status.RIGHT_WAY: StatusPaint("#299EAF", "#299EAF", "#000000"),
        Status.SLIGHTLY_BEHIND: StatusPaint("#C28B00", "#C28B00", "#000000"),
        Status.FAR_BEHIND: StatusPaint("#982B1B", "#982B1B", "#FFFFFF"),
        Status.WRONG_WAY: StatusPaint("#430A26", "#430A26", "#FFFFFF"),
        Status.UNCHANGED: _outlined("#299EAF", "#1B2430"),
        Status.TOO_FEW: _outlined("#6B7280", "#1B2430", "/"),
        Status.NOT_MEASURED: _outlined("#6B7280", "#1B2430", "/"),
        Status.NO_JUDGEMENT: _outlined("#6B7280", "#1B2430"),
    },
    scores=(
        ("#8A3D00", "#FFFFFF"),
        ("#E89F5B", "#000000"),
        ("#D5DAE1", "#000000"),
        ("#8FA9DC", "#000000"),
        ("#003B8E", "#FFFFFF"),
    ),
)
DARK = Colours(
    background="#0F1720",
    text="#E8EDF2",
    muted="#B6BECA",
    grid="#2F3B48",
    ours="#BCD1F6",
    ours_light="#8298C4",
    other="#E0A3F2",
    comparison="#9AA3B2",
    target="#E8EDF2",
    band="rgba(188,209,246,0.18)",
    status={
        Status.ACHIEVED: StatusPaint("#BCD1F6", "#BCD1F6", "#000000"),
        Status.ON_TRACK: StatusPaint("#26D99D", "#26D99D", "#000000"),
        Status.RIGHT_WAY: StatusPaint("#26D99D", "#26D99D", "#000000"),
        Status.SLIGHTLY_BEHIND: StatusPaint("#F5D741", "#F5D741", "#000000"),
        Status.FAR_BEHIND: StatusPaint("#DE523C", "#DE523C", "#000000"),
        Status.WRONG_WAY: StatusPaint("#D53BDC", "#D53BDC", "#000000"),
        Status.UNCHANGED: _outlined("#26D99D", "#E8EDF2"),
        Status.TOO_FEW: _outlined("#9AA3B2", "#E8EDF2", "/"),
        Status.NOT_MEASURED: _outlined("#9AA3B2", "#E8EDF2", "/"),
        Status.NO_JUDGEMENT: _outlined("#9AA3B2", "#E8EDF2"),
    },
    scores=(
        ("#E07B1F", "#000000"),
        ("#F2C392", "#000000"),
        ("#64748A", "#FFFFFF"),
        ("#BCD1F6", "#000000"),
        ("#5C8FE6", "#000000"),
    ),
)


def colours(dark: bool) -> Colours:
    """The colours of the dark or the light mode."""
    return DARK if dark else LIGHT


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


def empty_figure(title: str, size_name: SizeName = "small", *, dark: bool = False) -> go.Figure:
    """A titled figure that says that there is nothing to draw yet."""
    size, palette = SIZES[size_name], colours(dark)
    layout = base_layout(title, size, palette)
    layout |= {
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
        "annotations": [
            *layout["annotations"],
            {
                "text": _("nog geen metingen"),
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
