"""How charts look: sizes of type, the base layout, and Dutch in plotly."""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from sok_metrics.charts.palette import Colours, colours
from sok_metrics.texts import _
from sok_metrics.texts.formats import DUTCH
from sok_metrics.texts.signs import with_small_figures

SizeName = Literal["small", "room", "room_tall", "large", "screen", "projector"]
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
    year_lines: float = 2
    """How many lines the years take below the plot when they stand in one."""

    @property
    def lowest(self) -> float:
        """The least height of what lies between the axes; a low chart gives up some of it for its words."""
        return min(120, self.height * 0.55)


SIZES: dict[SizeName, Size] = {
    "small": Size(14, 17, 3, 9, 300, 38, 14, 330, 1),
    # In a page that a room looks at; style.css makes these as large as the window allows.
    "room": Size(14, 17, 3, 9, 185, 38, 14, 330, 1, 1.4),
    "room_tall": Size(14, 17, 3, 9, 300, 38, 14, 330, 1, 1.4),
    "large": Size(18, 22, 4, 12, 480, 46, 14, 480, 3),
    # Two beside each other on a screen for a room, in pixels of 1080 lines; alone there stands "projector".
    "screen": Size(24, 29, 5, 15, 560, 38, 14, 640, 1),
    "projector": Size(26, 34, 7, 18, 640, 56, 14, 900, 2),
}


def wrap(text: str, characters: int) -> list[str]:
    """The text in lines of about equal length, safe to show: "<" in a name is no markup."""
    text = with_small_figures(text)
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


ON_PAPER: Spec = {"xref": "paper", "yref": "paper"}
"""For words of which the place is told in parts of the plot, not in figures of its axes."""


@dataclass(frozen=True)
class Look:
    """The sizes and colours of a chart, and what every chart makes with them."""

    size: Size
    palette: Colours

    @property
    def line(self) -> float:
        """The height of a line of text, in pixels."""
        return self.size.font * LINE_HEIGHT

    def width(self, text: str) -> float:
        """About how many pixels a line of text takes."""
        return text_width(text, self.size.font)

    def layout(self, title: str) -> Spec:
        """The layout that every chart starts from; `title` is the finding, left out when empty."""
        lines = wrap(title, self.size.title_characters) if title else []
        font = {"family": FONT, "size": self.size.font, "color": self.palette.text}
        return {
            "template": {"layout": {}},
            "annotations": [self._title(lines)] if lines else [],
            "meta": {"title": title},
            "font": font,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": ",.",
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {
                "font": font,
                "bgcolor": self.palette.background,
                "bordercolor": self.palette.muted,
                "align": "left",
            },
            "dragmode": False,
            "height": self.size.height,
            "margin": {"l": 8, "r": 8, "b": 8, "t": self._title_height(lines), "pad": 0},
        }

    def _title(self, lines: Sequence[str]) -> Spec:
        """The title as an annotation: plotly places a title of several lines too high."""
        text = "<br>".join(f"<b>{line}</b>" for line in lines)
        return self.words(text, (0, 1), ("left", "top"), font=self.size.title, name="title", **ON_PAPER)

    def _title_height(self, lines: Sequence[str]) -> int:
        """The pixels that the title takes above the plot."""
        return round(len(lines) * self.size.title * LINE_HEIGHT) + 10 if lines else 6

    def words(
        self,
        text: str,
        place: tuple[Any, Any],
        side: tuple[str, str],
        *,
        colour: str = "",
        font: float = 0,
        **more: Any,
    ) -> Spec:
        """Words in a chart; `side` says which corner or side of them stands at the place."""
        return {
            "text": text,
            "x": place[0],
            "y": place[1],
            "xanchor": side[0],
            "yanchor": side[1],
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": font or self.size.font, "color": colour or self.palette.text},
            **more,
        }

    def axis(self, ticks: Sequence[Any], texts: Sequence[str], *, colour: str = "") -> Spec:
        """An axis with these words at its ticks, and no lines."""
        return {
            "tickmode": "array",
            "tickvals": ticks,
            "ticktext": texts,
            "tickangle": 0,
            "tickfont": {"size": self.size.font, "color": colour or self.palette.text},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        }


def look_of(size: SizeName, *, dark: bool) -> Look:
    """The look of a chart of this size, on a light or a dark page."""
    return Look(SIZES[size], colours(dark))


def hover(texts: Sequence[str]) -> Spec:
    """What shows beside the pointer at each point of a trace, and nothing else."""
    return {"hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}


def words_inside(texts: Sequence[str], font: float, colour: str) -> Spec:
    """Upright words in the middle of bars, never made smaller to fit."""
    return {
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": colour, "size": font},
    }


def hidden_axis(low: float, high: float) -> Spec:
    """An axis of which nothing shows."""
    return {"visible": False, "range": [low, high], "fixedrange": True}


def fitting_rows(parts: Sequence[tuple[str, float]], widest: float, between: str) -> list[str]:
    """The parts (each with its width in pixels) in rows that are no wider, in their order."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for text, width in parts:
        if rows[-1] and used + width > widest:
            rows.append([])
            used = 0.0
        rows[-1].append(text)
        used += width
    return [between.join(row) for row in rows if row]


def set_margins(layout: Spec, *, left: float, right: float, top: float, bottom: float) -> None:
    """Set the margins around the plot, in pixels, and put the title in the left top corner of them."""
    layout["margin"] = {"l": round(left), "r": round(right), "t": round(top), "b": round(bottom), "pad": 0}
    for annotation in layout["annotations"]:
        if annotation.get("name") == "title":
            annotation |= {"xshift": 2 - round(left), "yshift": round(top) - 2}


def to_figure(data: list[Spec], layout: Spec) -> go.Figure:
    """The figure, without plotly's slow check of each property (the tests do that check)."""
    return go.Figure({"data": data, "layout": layout}, _validate=False)


def empty_figure(title: str, look: Look, words: str = "") -> go.Figure:
    """A titled figure that says that there is nothing to draw yet: no measurements, or what `words` say."""
    text, colour = words or _("nog geen metingen"), look.palette.muted
    layout = look.layout(title) | {"xaxis": {"visible": False}, "yaxis": {"visible": False}}
    layout["annotations"].append(
        look.words(text, (0.5, 0.5), ("center", "middle"), colour=colour, **ON_PAPER)
    )
    set_margins(layout, left=8, right=8, top=layout["margin"]["t"], bottom=8)
    return to_figure([], layout)


_DAYS, _MONTHS = DUTCH.days["format"], DUTCH.months["format"]
_FROM_SUNDAY = (6, 0, 1, 2, 3, 4, 5)
PLOTLY_CONFIG: Spec = {
    "locale": "nl",
    "locales": {
        "nl": {
            "dictionary": {},
            "format": {
                "days": [_DAYS["wide"][day] for day in _FROM_SUNDAY],
                "shortDays": [_DAYS["abbreviated"][day] for day in _FROM_SUNDAY],
                "months": [_MONTHS["wide"][month] for month in range(1, 13)],
                "shortMonths": [_MONTHS["abbreviated"][month] for month in range(1, 13)],
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
