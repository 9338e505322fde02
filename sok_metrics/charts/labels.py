"""Labels at the ends of lines, instead of a legend: never over each other or a line, never cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sok_metrics.charts.theme import LINE_HEIGHT, Look, Size, Spec, text_width

_STEP = 4
_FARTHEST = 160

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class EndLabel:
    """Lines of text beside the point where a line ends; `across` is 0 at the left of the axis, 1 right."""

    lines: tuple[str, ...]
    x: str
    across: float
    y: float
    colour: str
    bold: bool = False


@dataclass(frozen=True)
class Plot:
    """The plot in pixels at its narrowest, with the lines (x and y in pixels) that labels keep clear of."""

    width: float
    height: float
    low: float
    high: float
    lines: tuple[tuple[Floats, Floats], ...] = ()

    def up(self, value: float) -> float:
        """How many pixels above the bottom a figure lies."""
        return (value - self.low) / (self.high - self.low) * self.height


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    bottom: float
    top: float

    def overlaps(self, other: "_Box") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.top <= other.bottom or other.top <= self.bottom)

    def is_crossed(self, line: tuple[Floats, Floats]) -> bool:
        xs, ys = line
        span = np.arange(max(self.left, xs[0]), min(self.right, xs[-1]), 3.0)
        heights = np.interp(span, xs, ys)
        return bool(((heights > self.bottom) & (heights < self.top)).any())


def label_width(label: EndLabel, size: Size) -> float:
    """The pixels that a label takes beside its point."""
    return max(text_width(line, _font(label, size)) for line in label.lines) + _gap(size)


def right_margin(labels: Sequence[EndLabel], size: Size, left: float) -> int:
    """The margin with which every label ends before the right edge, also at the narrowest width.

    A label at a part `across` of the axis ends at `left + across * (width - left - margin) + label`.
    """
    room = size.narrowest - left
    needed = [
        (label_width(label, size) - (1 - label.across) * room) / label.across
        for label in labels
        if label.across > 0
    ]
    return round(max([12.0, *needed]))


def shifts(labels: Sequence[EndLabel], size: Size, plot: Plot) -> list[float] | None:
    """How many pixels each label moves up (negative: down) to the nearest free place; None if one has none.

    Bold labels choose first, so that what matters most stays beside its point.
    """
    placed: list[_Box] = []
    moved = [0.0] * len(labels)
    for index in sorted(range(len(labels)), key=lambda i: (not labels[i].bold, -labels[i].y)):
        boxes = ((offset, _box(labels[index], size, plot, offset)) for offset in _offsets())
        free = next((found for found in boxes if _is_free(found[1], placed, plot, size)), None)
        if free is None:
            return None
        moved[index] = free[0]
        placed.append(free[1])
    return moved


def _offsets() -> Iterator[float]:
    """0, then up and down in growing steps."""
    yield 0.0
    for distance in range(_STEP, _FARTHEST, _STEP):
        yield float(distance)
        yield float(-distance)


def _is_free(box: _Box, placed: Sequence[_Box], plot: Plot, size: Size) -> bool:
    if box.bottom < -size.font * 0.5 or box.top > plot.height + size.font * 0.9:
        return False
    return not any(box.overlaps(other) for other in placed) and not any(map(box.is_crossed, plot.lines))


def _box(label: EndLabel, size: Size, plot: Plot, offset: float) -> _Box:
    left = label.across * plot.width + _gap(size) / 2
    middle = plot.up(label.y) + offset
    half = len(label.lines) * _font(label, size) * LINE_HEIGHT / 2
    return _Box(left, left + label_width(label, size), middle - half, middle + half)


def label_annotations(labels: Sequence[EndLabel], moved: Sequence[float], look: Look) -> list[Spec]:
    """The labels as plotly annotations, each moved by its pixels."""
    return [
        look.words(
            "<br>".join(f"<b>{line}</b>" if label.bold else line for line in label.lines),
            (label.x, label.y),
            ("left", "middle"),
            font=_font(label, look.size),
            colour=label.colour,
            xshift=_gap(look.size),
            yshift=round(shift),
        )
        for label, shift in zip(labels, moved, strict=True)
    ]


def _gap(size: Size) -> int:
    """The pixels between the end of a line, with its mark, and the label."""
    return round(size.marker / 2) + 6


def _font(label: EndLabel, size: Size) -> int:
    """What matters most is a quarter larger than the rest."""
    return round(size.font * 1.25) if label.bold else size.font
