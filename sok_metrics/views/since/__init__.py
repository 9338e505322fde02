"""From when until when is compared, and how much changed in between.

Both moments are states that the store gives for its day ("zoals op"); `compare` only compares them. A status
may get better or worse without a new measurement, because time passes. A figure that the store computes
itself is never corrected by somebody: of those only a new period counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from sok_metrics.nouns.calendar import end_of_day
from sok_metrics.nouns.outcomes import ChangeKind, Tally, Turn

_WITHOUT_REVIEW_MONTHS = 4
"""How far back we look as long as there was no review: there are at least three a year."""


@dataclass(frozen=True)
class Review:
    """A review meeting that was held; `closed_at` (naive UTC) is None when nobody wrote that down."""

    number: int
    title: str
    held_on: date
    closed_at: datetime | None


@dataclass(frozen=True)
class Period:
    """From a moment (naive UTC) until another (None is now), with the days that people call them."""

    from_day: date
    from_moment: datetime
    until_day: date
    until_moment: datetime | None
    review: Review | None = None
    """The review at whose close the period begins."""
    is_over: bool = False
    """Whether it ended before the day that is looked at."""


def period_since(
    reviews: Sequence[Review],
    shown: date,
    shown_moment: datetime | None,
    *,
    start: date | None = None,
    until: date | None = None,
) -> Period:
    """From `start`, or else the last review before the end, until the end: `until`, or the day that is shown.

    `reviews` are those that were held, newest first.
    """
    end = until or shown
    before = [one for one in reviews if (one.held_on < end if start is None else one.held_on == start)]
    review = before[0] if before else None
    if start is None:
        start = review.held_on if review else _months_before(end)
    return Period(
        from_day=start,
        from_moment=(review.closed_at if review else None) or end_of_day(start),
        until_day=end,
        until_moment=shown_moment if end == shown else end_of_day(end),
        review=review,
        is_over=end < shown,
    )


def tally(changes: pd.DataFrame) -> Tally:
    """The few numbers that the sentence and the overview give. In: rows of changes_between."""
    is_better, is_worse = changes["turn"] == Turn.BETTER, changes["turn"] == Turn.WORSE
    is_new = (changes["kind"] == ChangeKind.MEASUREMENT) & (changes["turn"] == Turn.NEW)
    return Tally(
        better=int(is_better.sum()),
        worse=int(is_worse.sum()),
        measurements=int(is_new.sum()),
        changes=len(changes),
        cards=int(((is_better | is_worse) & (changes["kind"] == ChangeKind.CARD)).sum()),
    )


def _months_before(end: date) -> date:
    return (pd.Timestamp(end) - pd.DateOffset(months=_WITHOUT_REVIEW_MONTHS)).date()
