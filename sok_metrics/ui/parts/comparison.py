"""The two moments that a visitor compares, and what changed between them."""

from datetime import date, datetime

import pandas as pd
import streamlit as st

from sok_metrics.store.queries.since import (
    list_held_reviews,
    list_series_written,
    read_state,
)
from sok_metrics.texts import _
from sok_metrics.texts.formats import day
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.views.since import Period, period_since
from sok_metrics.views.since.compare import changes_between

FROM_PARAMETER = "van"
UNTIL_PARAMETER = "tot"
FIRST_DAY = date(2000, 1, 1)


def default_period() -> Period:
    """Since the last review before the shown day, until that day."""
    return _period(None, None)


def asked_period() -> tuple[Period, list[str]]:
    """The period in the address, and what was asked and cannot be, each in a sentence.

    What is not there or cannot be becomes the default.
    """
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
    return _period(start, until), faults


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


def _period(start: date | None, until: date | None) -> Period:
    reviews = list_held_reviews(session.reader())
    return period_since(reviews, session.shown_day(), session.view().as_of, start=start, until=until)


def changes(period: Period) -> pd.DataFrame:
    """What changed in a period, one row per change."""
    return _changes((period.from_moment, period.from_day), (period.until_moment, period.until_day))


@session.kept(16)
def _changes(start: tuple[datetime, date], end: tuple[datetime | None, date]) -> pd.DataFrame:
    state = session.state()
    before, after = (session.reader_of(state._replace(as_of=moment)) for moment, _day in (start, end))
    written = list_series_written(after, start[0])
    return changes_between(
        read_state(before, session.progress_at(*start), written),
        read_state(after, session.progress_at(*end), written),
    )
