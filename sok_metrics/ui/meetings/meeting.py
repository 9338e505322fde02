"""The parts of the page of one meeting: agenda, who came, the cards, what was said, and what came of it."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import attendance_bars, card_alt, card_distribution
from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.meetings import list_attendance
from sok_metrics.store.queries.publications import PublicationKind
from sok_metrics.texts import _
from sok_metrics.texts.agenda import minutes_words
from sok_metrics.texts.formats import NOTHING, is_present, listed, number, short_day, shown_figure
from sok_metrics.texts.meetings import (
    attendance_title,
    hidden_people_note,
    kind_word,
    meeting_sentence,
    unshown_cards_note,
)
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.meetings.decisions import show_decision, show_money
from sok_metrics.ui.meetings.meeting_content import content_of, invited_to
from sok_metrics.ui.meetings.papers import papers_of, show_papers
from sok_metrics.ui.meetings.waiting import show_waiting
from sok_metrics.ui.money.budget import read_books
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import is_dark, show_chart, show_table
from sok_metrics.ui.parts.escaping import plain, plain_paragraphs
from sok_metrics.ui.parts.examples import example_badge, example_badge_of
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.references import References
from sok_metrics.ui.work.actions import show_action
from sok_metrics.views.meeting import closed_before
from sok_metrics.views.rows import rows_of

CARDS_AT_FIRST = 4
CARD_WIDTH = 436
"""Pixels: four beside each other at 1920, two at 1024, one on a phone."""


def show_meeting(meeting: Any, references: References) -> None:
    """Everything about one meeting that visitors may see."""
    kind = kind_word(meeting.kind, session.monthly_name())
    is_in_title = meeting.title.casefold().startswith(kind.casefold())
    st.markdown(
        f"{'' if is_in_title else f'{plain(kind)} · '}**{plain(meeting.title)}**{example_badge(meeting)}"
    )
    st.title(meeting_sentence(meeting, session.shown_day()))
    times = " - ".join(time for time in (meeting.start_time, meeting.end_time) if is_present(time))
    facts = [short_day(meeting.held_on), times, meeting.place if is_present(meeting.place) else ""]
    st.markdown(" · ".join(plain(fact) for fact in facts if fact))
    _show_invitation(meeting)
    if meeting.status != "held" and session.may(Role.EDITOR):
        st.info(
            _(
                "Zet de bijeenkomst na afloop op 'gehouden'. "
                "Pas dan telt zij mee, en ziet iedereen wat u opschrijft."
            ),
            icon=":material/visibility_off:",
        )
    if is_present(meeting.minutes):
        st.markdown(plain_paragraphs(meeting.minutes))
    show_waiting(PublicationKind.MINUTES, meeting.number)
    _show_closing_moment(meeting)
    # Beside the agenda of what is to come there is nothing yet.
    agenda, came = (
        st.columns(2, gap="large") if meeting.status == "held" else (st.container(), st.container())
    )
    with agenda:
        _show_agenda(meeting, references)
    with came:
        _show_attendance(meeting.number, attendance_title(meeting), meeting.status == "held", is_dark())
        _show_spotlights(meeting.number, references)
    _show_outcome(meeting, references)
    _show_cards(meeting.number)
    _show_remarks(meeting.number, references)


def _show_invitation(meeting: Any) -> None:
    """Who organises it and who is invited, and while it is to come the file for a calendar."""
    if is_present(meeting.organised_by):
        st.markdown(_("Georganiseerd door: {names}").format(names=plain(meeting.organised_by)))
    if invited := invited_to(meeting.number):
        st.markdown(_("Uitgenodigd: {names}").format(names=plain(listed(invited))))
    if meeting.status != "held" and meeting.held_on.date() >= session.shown_day():
        choice = {session.NUMBER_PARAMETER: str(meeting.number)}
        show_file(_("Zet in mijn agenda"), "bijeenkomst.ics", choice, icon="event")


def _show_closing_moment(meeting: Any) -> None:
    closed_on = closed_before(meeting, session.shown_day())
    if closed_on is not None and st.button(
        _("Bekijk alles zoals het op die dag bekend was"), icon=":material/history:"
    ):
        session.show_day(closed_on)
        st.rerun()


def _show_agenda(meeting: Any, references: References) -> None:
    st.header(_("Agenda"))
    agenda = content_of(meeting.number).agenda
    if not agenda:
        st.markdown(_("Er staat nog niets op de agenda."))
    papers = papers_of(meeting.number)
    for row in agenda:
        show_agenda_item(row, references)
        show_papers(papers.get(row.number, ()))


def show_agenda_item(row: Any, references: References) -> None:
    """One point of the agenda: what, why, who brought it and leads it, how long, and what it is about."""
    parts = [
        _("ingebracht door: {group}").format(group=choice_word("agenda_item", "brought_by", row.brought_by))
        if is_present(row.brought_by)
        else "",
        _("geleid door: {who}").format(who=plain(row.led_by)) if is_present(row.led_by) else "",
        minutes_words(int(row.minutes_planned)) if is_present(row.minutes_planned) else "",
        choice_word("agenda_item", "outcome", row.outcome) if is_present(row.outcome) else "",
    ]
    below = " · ".join(part for part in parts if part)
    with st.container(gap=None):
        st.markdown(f"{row.position}\\. **{plain(row.title)}**{example_badge(row)}  \n{below}")
        if is_present(row.reason):
            st.markdown(f":small[{plain(row.reason)}]")
        references.show(row, with_meeting=False)


@session.kept(64)
def _show_attendance(meeting_number: int, title: str, was_held: bool, dark: bool) -> None:
    present = list_attendance(session.reader(), meeting_number)
    if present.empty and not was_held:
        return
    st.header(_("Wie er waren"))
    if present.empty:
        st.markdown(_("Dat is niet geteld."))
        return
    if present["count_hidden"].notna().any():
        st.markdown(f"{title}. {hidden_people_note()}")
        return
    rows = list(rows_of(present))
    words = [(choice_word("attendance", "group_name", row.group_name), row) for row in rows]
    counts = ", ".join(f"{name} {row.count}" for name, row in words)
    show_chart(attendance_bars(present, title, dark=dark), key="attendance", alt=f"{title}: {counts}.")
    if badge := example_badge_of(present):
        st.markdown(badge)
    show_table(
        pd.DataFrame(
            {
                _("Groep"): [name for name, _row in words],
                _("Aantal"): [row.count for row in rows],
                _("Voor het eerst"): [
                    number(shown_figure(row, "first_time_count", "first_time_hidden")) for row in rows
                ],
            }
        ),
        alt=title,
    )
    if present["first_time_hidden"].notna().any():
        st.markdown(f":small[{hidden_people_note()}]")


def _show_spotlights(number: int, references: References) -> None:
    spotlights = content_of(number).spotlights
    if not spotlights:
        return
    st.header(_("In het zonnetje"))
    for row in spotlights:
        with st.container(gap=None):
            st.markdown(f":material/sunny: **{plain(row.text)}**{example_badge(row)}")
            references.show_project(row.project_code)


def _show_outcome(meeting: Any, references: References) -> None:
    found = content_of(meeting.number)
    if meeting.status != "held" and not found.decided and not found.promised:
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("Besluiten"))
        show_money(read_books().moved_at(meeting.number))
        if not found.decided:
            st.markdown(_("Er zijn hier geen besluiten opgeschreven."))
        for row in found.decided:
            show_decision(row, references, with_meeting=False)
    with right:
        st.header(_("Acties"))
        if not found.promised:
            st.markdown(_("Er zijn hier geen acties opgeschreven."))
        for row in found.promised:
            show_action(row, references, with_meeting=False)


def _show_cards(number: int) -> None:
    rows, unshown = content_of(number).cards, content_of(number).unshown_cards
    if rows.empty and unshown.empty:
        return
    st.header(_("De stemkaarten"))
    if not unshown.empty:
        st.markdown(unshown_cards_note(unshown))
    if rows.empty:
        return
    st.markdown(
        _("Boven deze bijeenkomst, eronder de vorige. Wat het meest veranderde, staat vooraan.")
        + example_badge_of(rows)
    )
    codes = rows["indicator_code"].drop_duplicates().tolist()
    show_all = len(codes) <= CARDS_AT_FIRST or st.toggle(
        _("Laat alle {n} kaarten zien").format(n=len(codes)), key="all_cards"
    )
    with st.container(horizontal=True, gap="small"):
        for code in codes if show_all else codes[:CARDS_AT_FIRST]:
            with st.container(width=CARD_WIDTH):
                _draw_card(number, code, is_dark())
    _draw_card_table(number)


@session.kept(128)
def _draw_card(number: int, code: str, dark: bool) -> None:
    rows = content_of(number).cards
    own = rows[rows["indicator_code"] == code]
    title = str(own["question"].iloc[0] or own["indicator_name"].iloc[0])
    show_chart(card_distribution(own, title, dark=dark), key=f"card-{code}", alt=card_alt(own, title))


@session.kept(64)
def _draw_card_table(number: int) -> None:
    rows = content_of(number).cards
    here = rows[rows["meeting_number"] == number].sort_values("indicator_code")
    show_table(_card_words(here), alt=_("De middelste score per kaart, met die van de vorige keer"))


def _card_words(cards: pd.DataFrame) -> pd.DataFrame:
    rows = list(rows_of(cards))
    return pd.DataFrame(
        {
            _("Kaart"): [plain(str(row.question or row.indicator_name)) for row in rows],
            _("Middelste score"): [number(row.median) for row in rows],
            _("Vorige keer"): [number(row.previous_median) for row in rows],
            _("Antwoorden"): [row.n for row in rows],
            **{
                _("Score {score}").format(score=s): [getattr(row, f"n{s}") for row in rows]
                for s in range(1, 6)
            },
            _("Herkomst"): [_("voorbeeld") if row.is_example else NOTHING for row in rows],
        }
    )


def _show_remarks(number: int, references: References) -> None:
    said = content_of(number).said
    if not said:
        return
    st.header(_("Wat er gezegd is"))
    with st.container(horizontal=True, gap="medium"):
        for rows in said:
            with st.container(width=CARD_WIDTH, gap=None):
                references.show(rows[0], with_meeting=False)
                for row in rows:
                    who = (
                        f" {choice_word('remark', 'said_by', row.said_by)}" if is_present(row.said_by) else ""
                    )
                    st.markdown(f"*“{plain(row.text)}”*{who}{example_badge(row)}")
