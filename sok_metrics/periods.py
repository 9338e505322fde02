"""The periods that figures are about: a day, a month, a quarter, half a year, a year. No clock, no store."""

from dataclasses import dataclass
from datetime import date, timedelta

from sok_metrics.model import Frequency


@dataclass(frozen=True, order=True)
class Period:
    """From the first up to and including the last day."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        """Whether it is one day: a moment at which something was counted or asked."""
        return self.start == self.end

    @property
    def is_year(self) -> bool:
        """Whether it is exactly one year of the calendar."""
        return self == span_of(self.start, 12)


def span_of(day: date, months: int) -> Period:
    """The month (1), quarter (3), half year (6) or year (12) of the calendar in which a day lies."""
    first = (day.month - 1) // months * months + 1
    following = _first_of_month(day.year, first + months)
    return Period(date(day.year, first, 1), following - timedelta(days=1))


def due_period(frequency: Frequency, last: Period | None, today: date) -> Period:
    """The period of which the next figure is asked: the newest that is over and not measured yet.

    What was last measured at a moment, or is measured when people meet, is asked of today. When the newest
    period that is over was measured, the figure is about the running one so far.
    """
    months = {Frequency.TWO_YEARLY: 12}.get(frequency, frequency.months)
    at_a_moment = frequency in (Frequency.PER_REVIEW, Frequency.ONCE) or (last is not None and last.is_day)
    if at_a_moment or months is None:
        return Period(today, today)
    running = span_of(today, months)
    over = span_of(running.start - timedelta(days=1), months)
    if running.end == today:
        over = running
    if last is None or last.end < over.end:
        return over
    return Period(running.start, today)


def next_due(frequency: Frequency, last: Period) -> date | None:
    """The day on which the next figure is asked; None when there is no next one."""
    if frequency.months is None:
        return None
    following = _first_of_month(last.end.year, last.end.month + frequency.months)
    return following.replace(day=min(last.end.day, span_of(following, 1).end.day))


def _first_of_month(year: int, month: int) -> date:
    """The first day of a month, which may lie in a later year when it is beyond twelve."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
