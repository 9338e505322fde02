"""The year of an agreement: its meetings, the ends of its money, its second looks, and what is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.views.agreement_checks.counts import missed_months
from sok_metrics.views.agreement_checks.period import Period
from sok_metrics.views.rows import rows_of


class Lane(StrEnum):
    """The kinds of days in a year, in the order from top to bottom; the first are kinds of meetings."""

    REVIEW = "review"
    ASSESSMENT = "assessment"
    MONTHLY = "monthly"
    OTHER = "other"
    FUND = "money_ends"
    SECOND_LOOK = "second_look"
    WITHHELD = "not_shared"


class DayState(StrEnum):
    """Whether what belongs to a day took place, still comes, or should have been."""

    HELD = "held"
    PLANNED = "planned"
    LATE = "late"


@dataclass(frozen=True)
class YearDay:
    """One thing with its day."""

    day: date
    lane: Lane
    state: DayState
    title: str
    number: str
    """The number or code of what it is."""
    is_example: bool


@dataclass(frozen=True)
class Year:
    """One calendar year as it stands on a day."""

    year: int
    today: date
    days: Sequence[YearDay]
    """What falls in it, in the order of time."""
    late: Sequence[YearDay]
    """All that should have been by now, of earlier years too; longest ago first."""
    late_actions: int
    reviews_held: int
    reviews_promised: int | None
    missed_months: Sequence[int] = ()
    """The months (1 to 12) that have passed without a monthly meeting, where each must have one."""

    @property
    def is_current(self) -> bool:
        """Whether today falls in it."""
        return self.year == self.today.year

    @property
    def reviews_to_plan(self) -> int:
        """How many review meetings of this year are promised, and neither held nor planned; none of a year
        that is over.
        """
        if self.year < self.today.year:
            return 0
        found = [one for one in self.days if one.lane is Lane.REVIEW and one.state is not DayState.LATE]
        return max(0, (self.reviews_promised or 0) - len(found))

    @property
    def has_assessment(self) -> bool:
        """Whether the assessment of this year was held or is planned."""
        return any(one.lane is Lane.ASSESSMENT for one in self.days)

    @property
    def late_count(self) -> int:
        """How many things are late."""
        return len(self.late) + self.late_actions

    def by_month(self) -> dict[int, list[YearDay]]:
        """Month (1 to 12) -> what falls in it; every month is there."""
        return {month: [one for one in self.days if one.day.month == month] for month in range(1, 13)}


def year_of(
    year: int,
    today: date,
    *,
    meetings: pd.DataFrame,
    reminders: pd.DataFrame,
    funds: pd.DataFrame,
    late_actions: int,
    reviews_promised: int | None,
    each_month_in: Period | None = None,
) -> Year:
    """The year. In: rows of list_meetings, list_reminders and list_funds; what is cancelled is left out.

    `each_month_in` is the part of the year in which each month must have its monthly meeting.
    """
    found = sorted(
        [*_meetings(meetings, today), *_reminders(reminders, today), *_funds(funds, today)],
        key=lambda one: (one.day, list(Lane).index(one.lane), one.number),
    )
    days = [one for one in found if one.day.year == year]
    held = [one for one in days if one.lane is Lane.REVIEW and one.state is DayState.HELD]
    monthly = [
        one.day
        for one in days
        if one.lane is Lane.MONTHLY
        and one.state is DayState.HELD
        and each_month_in is not None
        and each_month_in.has_had(one.day)
    ]
    return Year(
        year=year,
        today=today,
        days=days,
        late=[one for one in found if one.state is DayState.LATE],
        late_actions=late_actions,
        reviews_held=len(held),
        reviews_promised=reviews_promised,
        missed_months=missed_months(monthly, each_month_in) if each_month_in is not None else (),
    )


def years_of(meetings: pd.DataFrame, funds: pd.DataFrame, today: date) -> list[int]:
    """The years that there is something to show of, this one and the next too; newest first."""
    known = {int(row.held_on.year) for row in rows_of(meetings)}
    known |= {int(row.ends_on.year) for row in rows_of(funds) if pd.notna(row.ends_on)}
    return sorted(known | {today.year, today.year + 1}, reverse=True)


def _meetings(rows: pd.DataFrame, today: date) -> Iterator[YearDay]:
    lanes = {kind.value: Lane(kind.value) for kind in MeetingKind}
    for row in rows_of(rows[rows["status"] != "cancelled"]):
        day = row.held_on.date()
        planned = DayState.PLANNED if day >= today else DayState.LATE
        state = DayState.HELD if row.status == "held" else planned
        yield YearDay(day, lanes[row.kind], state, row.title, str(row.number), bool(row.is_example))


def _reminders(rows: pd.DataFrame, today: date) -> Iterator[YearDay]:
    lanes: dict[Any, Lane] = {"decision": Lane.SECOND_LOOK}
    lanes["withheld"] = Lane.WITHHELD
    for row in rows_of(rows[rows["kind"].isin(list(lanes))]):
        day = row.day.date()
        state = DayState.LATE if day < today else DayState.PLANNED
        yield YearDay(day, lanes[row.kind], state, row.text, str(row.number), bool(row.is_example))


def _funds(rows: pd.DataFrame, today: date) -> Iterator[YearDay]:
    for row in rows_of(rows[rows["ends_on"].notna()]):
        day = pd.Timestamp(row.ends_on).date()
        state = DayState.HELD if day < today else DayState.PLANNED
        yield YearDay(day, Lane.FUND, state, row.name, row.code, bool(row.is_example))
