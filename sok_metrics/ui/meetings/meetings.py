"""The parts of the page with all meetings: what is planned, and what was held per year."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.model import MeetingKind
from sok_metrics.store.queries.summary import Summary
from sok_metrics.texts import (
    _,
    attendance_words,
    choice_word,
    is_present,
    reviews_sentence,
    short_day,
    weekday,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.references import example_badge
from sok_metrics.ui.parts.rows import rows_of

KIND_KEY = "soort"
"""Also the name of the choice in the address."""
YEARS_AT_FIRST = 2
_LABEL_WIDTH = 460
"""Pixels; on a phone what follows comes under it."""


def answer(summary: Summary) -> str:
    """How many review meetings there were this year of those promised, and the next one."""
    return reviews_sentence(
        summary.reviews_held,
        summary.reviews_promised,
        summary.next_review_on,
        year=session.shown_day().year,
    )


def ask_kinds(meetings: pd.DataFrame) -> list[str]:
    """The kinds of meeting that the visitor wants to see; none chosen is all. It stands in the address."""
    present = sorted(meetings["kind"].unique(), key=["review", "assessment", "monthly", "other"].index)
    return st.pills(
        _("Soort"),
        present,
        format_func=lambda kind: choice_word("meeting", "kind", kind).capitalize(),
        selection_mode="multi",
        key=KIND_KEY,
        bind="query-params",
    )


def of_kinds(meetings: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    """The meetings of these kinds; without any, all."""
    return meetings[meetings["kind"].isin(kinds)] if kinds else meetings


def show_meetings(meetings: pd.DataFrame) -> None:
    """What is planned, first to come first; then what was, newest first, per year."""
    today = pd.Timestamp(session.shown_day())
    is_coming = (meetings["status"] == "planned") & (meetings["held_on"] >= today)
    coming, past = meetings[is_coming], meetings[~is_coming][::-1]
    if len(coming):
        st.header(_("Gepland"))
    for row in rows_of(coming):
        _show_meeting(row, _coming_words(row))
    years = past["held_on"].dt.year.drop_duplicates().tolist()
    for year in years[:YEARS_AT_FIRST]:
        _show_year(year, past)
    older = years[YEARS_AT_FIRST:]
    if older and st.toggle(_("Ook eerdere jaren"), key="eerder", bind="query-params"):
        for year in older:
            _show_year(year, past)


def _show_year(year: int, past: pd.DataFrame) -> None:
    st.header(str(year))
    for row in rows_of(past[past["held_on"].dt.year == year]):
        _show_meeting(row, _past_words(row))


def _show_meeting(row: Any, words: str) -> None:
    label = f"{short_day(row.held_on)} · {plain(row.title)}"
    with st.container(horizontal=True, vertical_alignment="center", gap=None):
        with st.container(width=_LABEL_WIDTH):
            is_monthly = row.kind == MeetingKind.MONTHLY
            link(
                "meeting",
                label if is_monthly else f"**{label}**",
                {session.NUMBER_PARAMETER: str(row.number)},
            )
        st.markdown(f"{words}{example_badge(row)}", width="content")


def _coming_words(row: Any) -> str:
    place = f" · {plain(row.place)}" if is_present(row.place) else ""
    time = f" · {plain(row.start_time)}" if is_present(row.start_time) else ""
    return f"{weekday(row.held_on).split(' ')[0]}{time}{place}"


def _past_words(row: Any) -> str:
    if row.status == "cancelled":
        return f":gray-badge[:material/event_busy: {_('ging niet door')}]"
    if row.status == "planned":
        return _("was gepland; nog niets over opgeschreven")
    return attendance_words(row)
