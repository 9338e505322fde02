"""Whether a figure is likely: what is not may be a slip of the keyboard, and somebody should look at it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.nouns.rules import Around, Row, Rule, Said, figure
from sok_metrics.nouns.words import N_

TIMES = 10
"""From so many times the last figure on (or that part of it) we ask whether it is right."""


class Unlikely(StrEnum):
    """Why a figure is not likely; a bound goes before the comparison with the last figure."""

    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    MUCH_MORE = "much_more"
    MUCH_LESS = "much_less"


SENTENCES = {
    Unlikely.TOO_LOW: N_("Dit is lager dan kan: het laagste is {lower}. Klopt dit?"),
    Unlikely.TOO_HIGH: N_("Dit is hoger dan kan: het hoogste is {upper}. Klopt dit?"),
    Unlikely.MUCH_MORE: N_("Dit is {times} keer zo veel als de vorige keer ({last}), of meer. Klopt dit?"),
    Unlikely.MUCH_LESS: N_("De vorige keer was dit {times} keer zo veel ({last}), of meer. Klopt dit?"),
}
"""Why a figure asks for a second look; it may be right."""


def sentences_of(rule: Rule) -> Sequence[str]:
    """All that a rule can say."""
    if rule.sentence:
        return [rule.sentence]
    reasons = (Unlikely.TOO_LOW, Unlikely.TOO_HIGH) if isinstance(rule, WithinBounds) else tuple(Unlikely)
    return [SENTENCES[reason] for reason in reasons]


def bounds(kind: str | None, lower: float | None, upper: float | None) -> tuple[float | None, float | None]:
    """The lowest and the highest that can be: those of the indicator, and a share lies from 0 to 100."""
    if kind == IndicatorKind.PERCENTAGE:
        return 0.0 if lower is None else lower, 100.0 if upper is None else upper
    return lower, upper


def unlikely(
    value: float | None, last: float | None, lower: float | None, upper: float | None
) -> Unlikely | None:
    """Why this figure is not likely, given the last one of its series and the indicator's bounds.

    None when it is likely or cannot be judged. Zero is never much less: something may come to an end.
    """
    if value is None:
        return None
    if lower is not None and value < lower:
        return Unlikely.TOO_LOW
    if upper is not None and value > upper:
        return Unlikely.TOO_HIGH
    if not last or not value:
        return None
    if abs(value) >= TIMES * abs(last):
        return Unlikely.MUCH_MORE
    return Unlikely.MUCH_LESS if abs(value) * TIMES <= abs(last) else None


@dataclass(frozen=True)
class WithinBounds(Rule):
    """What is agreed, such as a target, lies within the bounds of its indicator."""

    column: str
    kind: str
    lower: str
    upper: str

    def said(self, row: Row, around: Around) -> Said | None:
        """That the figure is lower or higher than can be."""
        lower, upper = bounds(row[self.kind], figure(row[self.lower]), figure(row[self.upper]))
        reason = unlikely(figure(row[self.column]), None, lower, upper)
        return None if reason is None else Said(SENTENCES[reason], {"lower": lower, "upper": upper})


@dataclass(frozen=True)
class Likely(Rule):
    """A figure lies within the bounds of its indicator, and not far from the one before it in its series."""

    value: str
    series: str
    order: tuple[str, ...]
    kind: str
    lower: str
    upper: str

    @property
    def beside(self) -> tuple[str, ...] | None:
        """The other figures of the series."""
        return (self.series,)

    def said(self, row: Row, around: Around) -> Said | None:
        """Why the figure is not likely, with what it was compared with."""
        series = around.once("series", self._in_order)
        own = self._place(row)
        place = bisect_left(series, own, key=itemgetter(0))
        last = series[place - 1][1] if place else None
        lower, upper = bounds(row[self.kind], figure(row[self.lower]), figure(row[self.upper]))
        reason = unlikely(figure(row[self.value]), last, lower, upper)
        if reason is None:
            return None
        return Said(SENTENCES[reason], {"last": last, "lower": lower, "upper": upper, "times": TIMES})

    def _in_order(self, rows: Sequence[Row]) -> list[tuple[tuple[str, ...], float]]:
        """The places in time of the figures of a series, with the figures."""
        figures = [(self._place(one), figure(one[self.value])) for one in rows]
        return sorted((place, value) for place, value in figures if value is not None)

    def _place(self, row: Row) -> tuple[str, ...]:
        return tuple(row[name] or "" for name in self.order)
