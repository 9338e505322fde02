"""The two moments that a visitor compares, and what changed between them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd
import streamlit as st

from sok_metrics.clock import end_of_day
from sok_metrics.since import ChangeKind, Turn, changes_between
from sok_metrics.store.queries.since import (
    Review,
    list_held_reviews,
    list_series_written,
    read_state,
)
from sok_metrics.texts import _, day
from sok_metrics.texts.since import Tally
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain

FROM_PARAMETER = "van"
UNTIL_PARAMETER = "tot"
FIRST_DAY = date(2000, 1, 1)
_WITHOUT_REVIEW_MONTHS = 4
"""How far back we look as long as there was no review: there are at least three a year."""


@dataclass(frozen=True)
class Period:
    """From a moment (naive UTC) until another (None is now), with the days that people call them."""

    from_day: date
    from_moment: datetime
    until_day: date
    until_moment: datetime | None
    review: Review | None = None
    """The review at whose close the period begins."""
    faults: list[str] = field(default_factory=list)
    """What was asked and cannot be, each in a sentence."""


def default_period() -> Period:
    """Since the last review before the shown day, until that day."""
    return _period(None, None, [])


def asked_period() -> Period:
    """The period in the address; what is not there or cannot be becomes the default, with a sentence."""
    faults: list[str] = []
    shown = session.shown_day()
    until = _asked_day(UNTIL_PARAMETER, faults, shown)
    start = _asked_day(FROM_PARAMETER, faults, shown)
    end = until or shown
    if start is not None and start >= end:
        faults.append(
            _("{start} is niet eerder dan {end}. Kies bij 'van' een eerdere dag.").format(
                start=day(start), end=day(end)
            )
        )
        start = None
    return _period(start, until, faults)


def _asked_day(name: str, faults: list[str], latest: date) -> date | None:
    """The day in the address under this name, when it can be compared with."""
    text = st.query_params.get(name)
    if not text:
        return None
    asked = session.day_of(text)
    if asked is None:
        faults.append(
            _("'{text}' is geen datum. Schrijf jaar-maand-dag, zoals 2023-12-04.").format(
                text=plain(text[:40])
            )
        )
    elif asked > latest:
        faults.append(
            _("{day} ligt na {latest}, de dag die u bekijkt. Kies een eerdere dag.").format(
                day=day(asked), latest=day(latest)
            )
        )
    elif asked < FIRST_DAY:
        faults.append(_("{day} is te lang geleden. Kies een latere dag.").format(day=day(asked)))
    else:
        return asked
    return None


def _period(start: date | None, until: date | None, faults: list[str]) -> Period:
    end = until or session.shown_day()
    is_shown = end == session.shown_day()
    reviews = list_held_reviews(session.reader())
    wanted: Callable[[Review], bool] = (
        (lambda review: review.held_on < end) if start is None else (lambda review: review.held_on == start)
    )
    review = next((review for review in reviews if wanted(review)), None)
    if start is None:
        start = review.held_on if review else _months_before(end)
    closed_at = review.closed_at if review else None
    return Period(
        from_day=start,
        from_moment=closed_at or end_of_day(start),
        until_day=end,
        until_moment=session.view().as_of if is_shown else end_of_day(end),
        review=review,
        faults=faults,
    )


def _months_before(end: date) -> date:
    return (pd.Timestamp(end) - pd.DateOffset(months=_WITHOUT_REVIEW_MONTHS)).date()


def changes(period: Period) -> pd.DataFrame:
    """What changed in a period, one row per change; computed once and shared, so read-only."""
    return _changes(
        session.state(), (period.from_moment, period.from_day), (period.until_moment, period.until_day)
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _changes(
    state: session.State, start: tuple[datetime, date], end: tuple[datetime | None, date]
) -> pd.DataFrame:
    before, after = (session.reader_of(state._replace(as_of=moment)) for moment, _day in (start, end))
    written = list_series_written(after, start[0])
    return changes_between(
        read_state(before, session.progress_at(*start), written),
        read_state(after, session.progress_at(*end), written),
    )


def tally(found: pd.DataFrame) -> Tally:
    """The few numbers that the sentence and the overview give."""
    is_status = found["kind"] == ChangeKind.STATUS
    is_new = (found["kind"] == ChangeKind.MEASUREMENT) & (found["turn"] == Turn.NEW)
    return Tally(
        better=int((is_status & (found["turn"] == Turn.BETTER)).sum()),
        worse=int((is_status & (found["turn"] == Turn.WORSE)).sum()),
        measurements=int(is_new.sum()),
        changes=len(found),
    )
