"""One slide in finished words and charts, for the screen and for who leads."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from sok_metrics.charts import PLOTLY_CONFIG

MakeFigure = Callable[[bool], Any]
"""Makes the figure for a light (False) or a dark page."""


@dataclass(frozen=True)
class Line:
    """One line of a list: what, more about it in smaller words, and a sign before it."""

    text: str
    detail: str = ""
    sign: str = ""
    is_example: bool = False


@dataclass(frozen=True)
class Badge:
    """A word in its colours (light, dark): fill, outline and text of each."""

    word: str
    light: tuple[str, str, str]
    dark: tuple[str, str, str]


@dataclass(frozen=True)
class Chart:
    """A chart, what it shows for who cannot see it, and the words below it."""

    name: str
    alt: str
    make: MakeFigure
    badges: tuple[Badge, ...] = ()
    below: str = ""

    def figure(self, *, dark: bool) -> str:
        """The figure as JSON for plotly.js: made once for all screens."""
        return self._dark if dark else self._light

    @cached_property
    def _light(self) -> str:
        return str(self.make(False).to_json(validate=False))

    @cached_property
    def _dark(self) -> str:
        return str(self.make(True).to_json(validate=False))


@dataclass(frozen=True)
class SlideWords:
    """All that stands on one slide."""

    kind: str
    kicker: str
    """The small line on top: which point this is."""
    place: str
    """Which point of how many."""
    heading: str
    text: str = ""
    lines: tuple[Line, ...] = ()
    charts: tuple[Chart, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Below the charts: a head and what it says."""
    card: str = ""
    """The code of the card that is answered on this slide while it is open."""
    is_example: bool = False
    notes: tuple[str, ...] = ()
    """For who leads; they do not go to the screen."""

    @cached_property
    def parts(self) -> dict[str, Any]:
        """What goes to the screen, but for the charts."""
        found = {**asdict(self._without_charts), "charts": [chart.name for chart in self.charts]}
        del found["notes"]
        return found

    @cached_property
    def _without_charts(self) -> "SlideWords":
        return replace(self, charts=(), notes=())

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same content: a screen that shows it need not change."""
        drawn = [
            (chart.name, chart.below, [asdict(badge) for badge in chart.badges], chart.figure(dark=False))
            for chart in self.charts
        ]
        content = json.dumps([self.parts, drawn], ensure_ascii=False, default=str)
        return hashlib.sha256(content.encode()).hexdigest()[:20]


def plotly_settings() -> str:
    """The settings of every chart on the screen, as JSON."""
    return json.dumps({**PLOTLY_CONFIG, "responsive": False, "staticPlot": True})
