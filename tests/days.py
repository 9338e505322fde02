"""The moment at which a run of the tests takes place: any of a list of hard ones, unless one is asked for."""

import os
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from sok_metrics import clock

HARD_MOMENTS: dict[str, datetime | timedelta | None] = {
    "vandaag": None,
    "schrikkeldag": datetime(2028, 2, 29, 11, 0),
    "oudjaar": datetime(2026, 12, 31, 22, 30),  # half past eleven at night in Amsterdam
    "zomertijd": datetime(2027, 3, 28, 0, 50),  # ten minutes before the clock goes forward
    "wintertijd": datetime(2027, 10, 31, 0, 50),  # ten minutes before the clock goes back
    "na-afloop": datetime(2029, 1, 1, 9, 0),  # the day after BoTu's agreement ends
    "een-jaar-verder": timedelta(days=365),
}
"""Name -> moment (naive UTC), time from now, or None for now."""
ANY = "willekeurig"


_NAME = "SOK_TESTS_MOMENT"


def start(asked: str) -> None:
    """Let this process, and each that it starts, live at the moment that was asked for."""
    os.environ[_NAME] = name = random.choice(list(HARD_MOMENTS)) if asked == ANY else asked
    moment = HARD_MOMENTS[name]
    shift = timedelta() if moment is None else moment if isinstance(moment, timedelta) else _from_now(moment)
    os.environ[clock.SHIFT_NAME] = str(shift.total_seconds())
    clock._shift = shift


def describe() -> str:
    """When these tests take place, and how to let them take place then again."""
    return f"moment: {clock.now():%Y-%m-%d %H:%M} UTC; again with --moment {os.environ[_NAME]}"


def be_at(monkeypatch: pytest.MonkeyPatch, moment: date) -> None:
    """Let the product live from this moment on (naive UTC, or a day: then from noon), for one test."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12)
    monkeypatch.setattr(clock, "_shift", _from_now(moment))


def _from_now(moment: datetime) -> timedelta:
    return moment - datetime.now(UTC).replace(tzinfo=None)
