"""The time axis and the value axis: Dutch dates, honest ranges, few ticks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR
from typing import Any

import pandas as pd

from sok_metrics.charts.theme import Look, Spec
from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.texts import _
from sok_metrics.texts.formats import figure, is_present, month_year, period_word, short_day

_DAYS_PER_YEAR = 365.25
_YEAR_STEPS = (1, 2, 3, 4, 5, 10, 20, 50)
_MONTH_STEPS = (1, 2, 3, 4, 6, 12)


@dataclass(frozen=True)
class TimeAxis:
    """From when to when the axis runs, with a little room at both ends."""

    first: pd.Timestamp
    last: pd.Timestamp

    def across(self, moment: pd.Timestamp) -> float:
        """Where a moment lies: 0 at the left, 1 at the right."""
        return float((moment - self.first) / (self.last - self.first))


def time_axis(moments: "pd.Series[Any]") -> TimeAxis:
    """An axis that holds all moments."""
    first, last = moments.min(), moments.max()
    room = max((last - first) * 0.03, pd.Timedelta(days=20))
    return TimeAxis(first - room, last + room)


def time_layout(axis: TimeAxis, ends: "pd.Series[Any]", look: Look) -> Spec:
    """The plotly settings of the time axis; `ends` are the period ends of our own measurements."""
    ticks = time_ticks(axis, ends, most=5 if look.size.narrowest < 900 else 7)
    return {
        **look.axis([iso(tick) for tick, _word in ticks], [word for _tick, word in ticks]),
        "type": "date",
        "range": [iso(axis.first), iso(axis.last)],
        "ticks": "outside",
        "ticklen": round(look.size.font * 0.45),
        "tickcolor": look.palette.muted,
        "showline": True,
        "linecolor": look.palette.muted,
        "automargin": False,
    }


def time_ticks(axis: TimeAxis, ends: "pd.Series[Any]", *, most: int) -> list[tuple[pd.Timestamp, str]]:
    """At most `most` ticks with their words: years on a long axis, months on a short one.

    Figures of one day in the year (its last, or the first of January) have the year's word right under them;
    among figures of other moments a year's word stands at the middle of the year.
    """
    days_of_year = {(end.month, end.day) for end in ends}
    is_yearly = len(days_of_year) == 1 and (len(ends) > 1 or (12, 31) in days_of_year)
    if not is_yearly and (axis.last - axis.first).days < 2.2 * _DAYS_PER_YEAR:
        return _month_ticks(axis, most)
    month, day = days_of_year.pop() if is_yearly else (7, 1)
    years = [
        year
        for year in range(axis.first.year, min(axis.last.year, MAXYEAR) + 1)
        if axis.first <= pd.Timestamp(year, month, day) <= axis.last
    ]
    fitting = (step for step in _YEAR_STEPS if math.ceil(len(years) / step) <= most)
    # A store of before the limits may hold a day in the year 9999.
    step = next(fitting, len(years))
    return [(pd.Timestamp(year, month, day), str(year)) for year in years[::step]]


def _month_ticks(axis: TimeAxis, most: int) -> list[tuple[pd.Timestamp, str]]:
    starts = pd.date_range(axis.first, axis.last, freq="MS")
    fitting = (step for step in _MONTH_STEPS if math.ceil(len(starts) / step) <= min(most, 4))
    step = next(fitting, 12)
    return [(start, short_day(start).split(" ", 1)[1].replace(" ", "<br>")) for start in starts[::step]]


def iso(moment: pd.Timestamp) -> str:
    """The date as plotly wants it."""
    return moment.date().isoformat()


def period_label(start: Any, end: pd.Timestamp) -> str:
    """The words for a period: "2017", "maart 2024" or "3 dec 2026"."""
    if not is_present(start) or (end - start).days < 27:
        return short_day(end)
    return period_word(end) if (end - start).days > 360 else month_year(end)


@dataclass(frozen=True)
class ValueAxis:
    """From which to which figure the axis runs, and the distance between its ticks."""

    low: float
    high: float
    step: float

    @property
    def is_cut(self) -> bool:
        """Whether the axis starts above zero, which the chart must say."""
        return self.low > 0


def value_axis(values: Sequence[float], *, lower: Any = None, upper: Any = None) -> ValueAxis:
    """An axis with whole steps that holds all figures and stays within their natural bounds.

    It starts at zero, unless all figures lie in the upper half of that: then the changes would be too small
    to see, and the chart says where its axis starts.
    """
    low, high = min(values), max(values)
    if 0 <= low < high * 0.5 or low == high == 0:
        low = 0.0
    elif low == high:
        low, high = low - abs(low) * 0.1, high + abs(high) * 0.1
    room = 0.0 if low == 0 else (high - low) * 0.08
    step = _nice_step((high - low + 2 * room) / 4 or 1.0)
    low, high = math.floor((low - room) / step) * step, math.ceil((high + room) / step) * step
    if is_present(lower):
        low = max(low, float(lower))
    if is_present(upper):
        high = min(high, float(upper))
    return ValueAxis(low, high, step) if high > low else ValueAxis(low, low + step, step)


def _nice_step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5, 10 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)


def value_layout(axis: ValueAxis, row: Any, look: Look) -> Spec:
    """The plotly settings of the value axis, its ticks written the Dutch way."""
    return {
        **look.axis(value_ticks(axis), tick_words(axis, row), colour=look.palette.muted),
        "range": [axis.low, axis.high],
        "showgrid": True,
        "gridcolor": look.palette.grid,
        "gridwidth": 1,
        "automargin": False,
    }


def value_ticks(axis: ValueAxis) -> list[float]:
    """The figures at which the axis has a line."""
    count = math.floor((axis.high - axis.low) / axis.step + 1e-9)
    return [round(axis.low + number * axis.step, 10) for number in range(count + 1)]


def tick_words(axis: ValueAxis, row: Any) -> list[str]:
    """The ticks as Dutch figures with their sign."""
    kind = IndicatorKind.NUMBER if row.kind == IndicatorKind.CARD else row.kind
    return [figure(tick, row.unit, kind) for tick in value_ticks(axis)]


def cut_note(axis: ValueAxis, row: Any) -> str:
    """The words that say that the axis does not start at zero; empty when it does."""
    return (
        _("as begint bij {value}").format(value=figure(axis.low, row.unit, row.kind)) if axis.is_cut else ""
    )
