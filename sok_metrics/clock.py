"""The one place that asks the system for the time: moments are UTC, days are Amsterdam's.

It is asked at the door (a look at a page, a route, a command, a write); what is below gets the day as an
argument.
"""

import os
from datetime import UTC, date, datetime, timedelta

from sok_metrics.nouns.calendar import day_of

SHIFT_NAME = "SOK_CLOCK_SHIFT"
"""Seconds that this clock runs ahead of the system's: the tests live on other days than today."""

_shift = timedelta(seconds=float(os.environ.get(SHIFT_NAME) or 0))


def now() -> datetime:
    """This moment, as the store keeps moments (naive UTC)."""
    return datetime.now(UTC).replace(tzinfo=None) + _shift


def today() -> date:
    """Today in Amsterdam."""
    return day_of(now())


def timestamp() -> float:
    """This moment in seconds since 1970, as tickets keep moments."""
    return now().replace(tzinfo=UTC).timestamp()


def at(timestamp: float) -> datetime:
    """The moment of a timestamp, with its time zone (UTC)."""
    return datetime.fromtimestamp(timestamp, UTC)
