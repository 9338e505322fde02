"""The calendar: days as they are in Amsterdam, and the periods that figures are about. No clock, no store."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


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
    following = first_of_month(day.year, first + months)
    return Period(date(day.year, first, 1), following - timedelta(days=1))


def day_of(moment: datetime) -> date:
    """The day in Amsterdam of a stored moment (naive UTC)."""
    return moment.replace(tzinfo=UTC).astimezone(AMSTERDAM).date()


def end_of_day(day: date) -> datetime:
    """The last moment of a day in Amsterdam, as the store keeps moments (naive UTC)."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, AMSTERDAM)
    return midnight.astimezone(UTC).replace(tzinfo=None) - timedelta(microseconds=1)


def first_of_month(year: int, month: int) -> date:
    """The first day of a month, which may lie in a later year when it is beyond twelve."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def clock_time(text: str) -> time:
    """The time that the store keeps as "19:30", "9:05" or "9.05 uur"."""
    hour, minute = text.removesuffix("uur").replace(".", ":").split(":")
    return time(int(hour), int(minute))
