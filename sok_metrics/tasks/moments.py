"""Days and moments as people in Amsterdam know them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def current_day() -> date:
    """Today in Amsterdam."""
    return datetime.now(AMSTERDAM).date()


def end_of_day(day: date) -> datetime:
    """The last moment of a day in Amsterdam, as the store keeps moments (naive UTC)."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, AMSTERDAM)
    return midnight.astimezone(UTC).replace(tzinfo=None) - timedelta(microseconds=1)


def day_of(moment: datetime) -> date:
    """The day in Amsterdam of a stored moment (naive UTC)."""
    return moment.replace(tzinfo=UTC).astimezone(AMSTERDAM).date()
