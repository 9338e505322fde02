"""Of which period the next figure is asked, and when."""

from datetime import date, timedelta

from sok_metrics.nouns.calendar import Period, first_of_month, span_of
from sok_metrics.nouns.model import Frequency


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
    following = first_of_month(last.end.year, last.end.month + frequency.months)
    return following.replace(day=min(last.end.day, span_of(following, 1).end.day))
