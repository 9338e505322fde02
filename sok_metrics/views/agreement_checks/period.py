"""The year that is judged: which part of it the agreement covers, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """The days of a calendar year that fall within the agreement, seen from one day."""

    start: date
    end: date
    today: date

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.start.year

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.today > self.end

    @property
    def is_partial(self) -> bool:
        """Whether the agreement began or ended within the year: a full count cannot be asked then."""
        return (self.start.month, self.start.day, self.end.month, self.end.day) != (1, 1, 12, 31)

    @property
    def judged_on(self) -> date:
        """The day whose state counts: today, or the last day of a period that is over."""
        return min(self.today, self.end)

    @property
    def days_left(self) -> int:
        """Days on which something can still happen, today too; 0 when it is over."""
        return max(0, (self.end - max(self.today, self.start)).days + 1)

    def has_had(self, day: date) -> bool:
        """Whether a day lies in the period and has come."""
        return self.start <= day <= self.judged_on

    def is_coming(self, day: date) -> bool:
        """Whether a day lies in what is left of the period; today counts."""
        return not self.is_over and max(self.today, self.start) <= day <= self.end

    def ends_within(self, days: int) -> bool:
        """Whether the period ends within so many days from today."""
        return not self.is_over and (self.end - self.today).days <= days


def period_of(year: int, today: date, starts_on: date | None, ends_on: date | None) -> Period:
    """The part of a year that the agreement covers; all of it where the two do not meet."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    start = starts_on if starts_on is not None and first < starts_on <= last else first
    end = ends_on if ends_on is not None and start <= ends_on < last else last
    return Period(start, end, today)


def years_to_judge(today: date, starts_on: date | None, ends_on: date | None) -> Sequence[int]:
    """The years that can be judged, newest first: full years up to now, and this one if it has begun late.

    A first year that was not a full one and is over is left out: nothing was promised for it.
    """
    last = min(today.year, ends_on.year) if ends_on is not None else today.year
    if starts_on is None:
        return [today.year]
    began_late = (starts_on.month, starts_on.day) != (1, 1)
    first = starts_on.year + 1 if began_late else starts_on.year
    return list(range(last, first - 1, -1)) or [today.year]
