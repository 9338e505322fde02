"""The colours of charts in light and dark; both sets differ for colour-blind people too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sok_metrics.nouns.model import Status


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
    flow: str
    """A stream of money; words stand on it, so it is light (dark in the dark)."""
    flow_strong: str
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
    flow="#DCE1E8",
    flow_strong="#B4BDC9",
    status={
        Status.ACHIEVED: StatusPaint("#003B8E", "#003B8E", "#FFFFFF"),
        Status.ON_TRACK: StatusPaint("#299EAF", "#299EAF", "#000000"),
        Status.RIGHT_WAY: StatusPaint("#299EAF", "#299EAF", "#000000"),
        Status.SLIGHTLY_BEHIND: StatusPaint("#C28B00", "#C28B00", "#000000"),
        Status.FAR_BEHIND: StatusPaint("#982B1B", "#982B1B", "#FFFFFF"),
        Status.MISSED: StatusPaint("#982B1B", "#982B1B", "#FFFFFF"),
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
    flow="#2B3642",
    flow_strong="#4A5868",
    status={
        Status.ACHIEVED: StatusPaint("#BCD1F6", "#BCD1F6", "#000000"),
        Status.ON_TRACK: StatusPaint("#26D99D", "#26D99D", "#000000"),
        Status.RIGHT_WAY: StatusPaint("#26D99D", "#26D99D", "#000000"),
        Status.SLIGHTLY_BEHIND: StatusPaint("#F5D741", "#F5D741", "#000000"),
        Status.FAR_BEHIND: StatusPaint("#DE523C", "#DE523C", "#000000"),
        Status.MISSED: StatusPaint("#DE523C", "#DE523C", "#000000"),
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
