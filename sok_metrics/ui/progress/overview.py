"""The parts of the overview: a row per value and goal, and the work in short."""

import pandas as pd
import streamlit as st

from sok_metrics.nouns.model import CommitmentKind, MeetingKind
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.commitments import no_answers_words, people_words
from sok_metrics.texts.formats import day, number, whole_euros
from sok_metrics.texts.sentences import counts_sentence
from sok_metrics.ui.meetings.meetings import read_meetings
from sok_metrics.ui.money.budget import read_books
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import counted_badge, show_examples_count
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.statuses import count_badges, count_chips
from sok_metrics.ui.progress.since import show_block
from sok_metrics.ui.work.actions import read_actions
from sok_metrics.views.meetings import Meetings
from sok_metrics.views.progress import Progress, way_of
from sok_metrics.views.rows import rows_of
from sok_metrics.views.work import Work


def show_name() -> None:
    """Which agreement this is about, and whether examples are counted: the bar on top has no room for it."""
    agreement = session.agreement()
    if agreement is not None:
        st.markdown(f"**{plain(agreement.name)}**{counted_badge(session.progress().counts_examples)}")


@session.kept(16)
def show_panel(kind: CommitmentKind, entry: str, title: str) -> None:
    """One line per commitment: its name, how many indicators have each status, and what the room gave it.

    On a phone there is no room for heads: there the line says in words what its icons are.
    """
    progress = session.progress()
    with st.container(key=f"panel-{entry}"):
        with st.container(horizontal=True, key=f"line-head-{entry}"):
            st.header(title, anchor=False)
            st.markdown(_("Gemeten"))
            st.markdown(_("Ervaren (mensen)"))
        for row in rows_of(progress.commitments[progress.commitments["kind"] == kind.value]):
            with st.container(horizontal=True, key=f"line-{row.code}"):
                link(entry, plain(row.title), {session.CODE_PARAMETER: row.code})
                counts = progress.status_counts_of(row.code)
                score, people = _experienced(progress, row.code)
                nothing = _("nog geen cijfers")
                with st.container(key=f"beside-measured-{row.code}"):
                    st.markdown(count_chips(counts) or nothing)
                with st.container(key=f"beside-experienced-{row.code}"):
                    st.markdown(f"{score} ({people})" if people else score)
                with st.container(gap="small", key=f"below-{row.code}"):
                    experienced = f"{score} ({people_words(people)})" if people else score
                    st.markdown(_("Gemeten: {what}").format(what=count_badges(counts) or nothing))
                    st.markdown(_("Ervaren: {what}").format(what=experienced))


def _experienced(progress: Progress, code: str) -> tuple[str, int]:
    """What the room gave it at last (or why there is nothing), and how many gave that."""
    card = progress.latest_card_of(code)
    if card is None:
        return no_answers_words(is_hidden=progress.hides_answers_of(code)), 0
    words = _("**{score}** van 5").format(score=number(card.median))
    arrow = {"up": " :material/arrow_upward:", "down": " :material/arrow_downward:"}.get(way_of(card), "")
    return f"{words}{arrow}", int(card.n)


def show_work() -> None:
    """What changed, meetings, money and actions in short, as many beside each other as fit."""
    work = Work(read_meetings(), read_actions(), read_books())
    late_count = work.actions.late_count
    late = ngettext("{n} is te laat", "{n} zijn te laat", late_count).format(n=late_count)
    next_on = work.meetings.next_day(MeetingKind.REVIEW)
    planned = (
        _("volgende op {day}").format(day=day(next_on)) if next_on else _("de volgende is nog niet gepland")
    )
    facts = (
        (
            _("Bijeenkomsten dit jaar"),
            _review_words(work.meetings),
            planned,
            ("reviews", _("Alle bijeenkomsten")),
        ),
        (
            _("Energiebegroting"),
            _("{amount} toegekend").format(amount=whole_euros(work.money.granted)),
            _("van {amount}").format(amount=whole_euros(work.money.available)),
            ("budget", _("Waar het geld naartoe gaat")),
        ),
        (_("Acties"), _("{n} open").format(n=work.actions.open_count), late, ("actions", _("Alle acties"))),
    )
    with st.container(horizontal=True, key="work"):
        with st.container(gap=None):
            show_block()
        for label, value, below, (entry, words) in facts:
            with st.container(gap=None):
                st.metric(label, value)
                st.markdown(below)
                link(entry, words)
    if work.has_examples:
        show_examples_count()


def _review_words(meetings: Meetings) -> str:
    if meetings.reviews_promised is None:
        return _("{held} gehouden").format(held=meetings.reviews_held)
    return _("{held} van {promised}").format(held=meetings.reviews_held, promised=meetings.reviews_promised)


@session.kept(16)
def show_words(answer: str) -> None:
    """The same as the panels, in a table of words; `answer` is the sentence that they say together."""
    show_table(_words(session.progress()), alt=answer)


def _words(progress: Progress) -> pd.DataFrame:
    rows = progress.commitments[progress.commitments["kind"].isin(["value", "goal"])]
    return pd.DataFrame(
        {
            _("Code"): [plain(row.code) for row in rows_of(rows)],
            _("Waarde of doel"): [plain(row.title) for row in rows_of(rows)],
            _("Gemeten"): [counts_sentence(progress.status_counts_of(row.code)) for row in rows_of(rows)],
            _("Ervaren (1 tot 5)"): [_card_words(progress, row.code) for row in rows_of(rows)],
        }
    )


def _card_words(progress: Progress, code: str) -> str:
    card = progress.latest_card_of(code)
    return (
        no_answers_words(is_hidden=progress.hides_answers_of(code))
        if card is None
        else _("{score} ({people})").format(score=number(card.median), people=people_words(card.n))
    )
