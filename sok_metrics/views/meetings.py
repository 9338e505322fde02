"""The meetings as they stand on a day: what comes, what was, and whether it is as often as promised."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

import pandas as pd

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.views.rows import first_row


@dataclass(frozen=True)
class Meetings:
    """All meetings that somebody may see, on one day."""

    rows: pd.DataFrame
    """As `list_meetings`, with resident_share: in percents of who came; missing where it is unknown."""
    today: date
    reviews_promised: int | None
    """How many review meetings the agreement promises per year; None when it does not say."""

    @cached_property
    def _is_coming(self) -> "pd.Series[bool]":
        return (self.rows["status"] == "planned") & (self.rows["held_on"] >= pd.Timestamp(self.today))

    @property
    def coming(self) -> pd.DataFrame:
        """What is planned, first to come first; today counts."""
        return self.rows[self._is_coming]

    @property
    def past(self) -> pd.DataFrame:
        """All others, newest first."""
        return self.rows[~self._is_coming][::-1]

    def past_by_year(self) -> dict[int, pd.DataFrame]:
        """All others per year, newest first."""
        past = self.past
        return {int(year): rows for year, rows in past.groupby(past["held_on"].dt.year, sort=False)}

    def next(self, kind: MeetingKind | None = None) -> Any | None:
        """The next one that is planned, of a kind or of all; None when there is none."""
        coming = self.coming if kind is None else self.coming[self.coming["kind"] == kind.value]
        return first_row(coming)

    def next_day(self, kind: MeetingKind) -> date | None:
        """The day of the next one of a kind."""
        found = self.next(kind)
        return None if found is None else found.held_on.date()

    def numbered(self, text: str) -> Any | None:
        """The meeting with this number; None when there is none."""
        return first_row(self.rows[self.rows["number"].astype(str) == text])

    @property
    def reviews_held(self) -> int:
        """How many review meetings were held this calendar year."""
        held = self.rows[(self.rows["kind"] == MeetingKind.REVIEW.value) & (self.rows["status"] == "held")]
        days = held["held_on"]
        return int(((days.dt.year == self.today.year) & (days <= pd.Timestamp(self.today))).sum())

    def of_kinds(self, kinds: Collection[str]) -> Self:
        """The meetings of these kinds; without any, all."""
        return replace(self, rows=self.rows[self.rows["kind"].isin(kinds)]) if kinds else self


def meetings_on(today: date, meetings: pd.DataFrame, reviews_promised: int | None) -> Meetings:
    """The meetings on a day. In: rows of list_meetings."""
    people = meetings["attendance"].astype("Float64")
    share = 100 * meetings["resident_count"].astype("Float64") / people.mask(people == 0)
    return Meetings(meetings.assign(resident_share=share), today, reviews_promised)
