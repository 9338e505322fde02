"""The parts of the page with all meetings: what is planned, and what was held per year."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.nouns.model import MeetingKind, Role
from sok_metrics.store.queries import meetings as queries
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present, short_day, weekday
from sok_metrics.texts.meetings import attendance_words, kind_word, reviews_sentence
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.views.meetings import Meetings
from sok_metrics.views.rows import rows_of

KIND_KEY = "soort"
"""Also the name of the choice in the address."""
YEARS_AT_FIRST = 2
_LABEL_WIDTH = 460
"""Pixels; on a phone what follows comes under it."""


@session.kept(16)
def read_meetings() -> Meetings:
    """The meetings that this visitor may see."""
    return queries.read_meetings(session.reader(), session.shown_day())


def answer(meetings: Meetings) -> str:
    """How many review meetings there were this year of those promised, and the next one."""
    return reviews_sentence(
        meetings.reviews_held,
        meetings.reviews_promised,
        meetings.next_day(MeetingKind.REVIEW),
        year=meetings.today.year,
    )


def ask_kinds(meetings: Meetings) -> list[str]:
    """The kinds of meeting that the visitor wants to see; none chosen is all. It stands in the address."""
    present = sorted(meetings.rows["kind"].unique(), key=["review", "assessment", "monthly", "other"].index)
    return st.pills(
        _("Soort"),
        present,
        format_func=lambda kind: plain(kind_word(kind, session.monthly_name())),
        selection_mode="multi",
        key=KIND_KEY,
        bind="query-params",
    )


def show_meetings(meetings: Meetings) -> None:
    """What is planned, first to come first; then what was, newest first, per year."""
    if not meetings.coming.empty:
        st.header(_("Gepland"))
    for row in rows_of(meetings.coming):
        _show_meeting(row, _coming_words(row))
    years = list(meetings.past_by_year().items())
    older = years[YEARS_AT_FIRST:]
    _show_years(years[:YEARS_AT_FIRST])
    if older and st.toggle(_("Ook eerdere jaren"), key="eerder", bind="query-params"):
        _show_years(older)


def _show_years(years: Sequence[tuple[int, pd.DataFrame]]) -> None:
    for year, past in years:
        st.header(str(year))
        for row in rows_of(past):
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
        if row.status == "planned" and session.may(Role.EDITOR) and session.as_of_day() is None:
            number = {session.NUMBER_PARAMETER: str(row.number)}
            link("evening", _("Bereid voor"), number, icon="edit_calendar")


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
