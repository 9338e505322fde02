"""The parts of the overview: a row per value and goal, and the work in short."""

import pandas as pd
import streamlit as st

from sok_metrics.model import CommitmentKind
from sok_metrics.store.queries.progress import Progress
from sok_metrics.store.queries.summary import Summary, read_summary
from sok_metrics.texts import (
    _,
    counts_sentence,
    day,
    is_present,
    ngettext,
    no_answers_words,
    number,
    whole_euros,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.rows import rows_of
from sok_metrics.ui.parts.statuses import count_chips
from sok_metrics.ui.progress.since import show_block

PANEL_WIDTH = 880
WORK_WIDTH = 420
"""Pixels: four blocks beside each other at 1920, two at 1024, one on a phone."""
_NAME_WIDTH, _MEASURED_WIDTH, _EXPERIENCED_WIDTH = 330, 336, 176
"""Pixels: two panels beside each other at 1920, one at 1024; on a phone each part of a row has its line."""


def show_panel(progress: Progress, kind: CommitmentKind, entry: str, title: str) -> None:
    """One row per commitment: its name, how many indicators have each status, and what the room gave it."""
    with st.container(key=f"panel-{entry}", width=PANEL_WIDTH):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"panelhead-{entry}"):
            st.header(title, anchor=False, width=_NAME_WIDTH)
            st.markdown(_("Gemeten"), width=_MEASURED_WIDTH)
            st.markdown(_("Ervaren"), width=_EXPERIENCED_WIDTH)
        for row in rows_of(progress.commitments[progress.commitments["kind"] == kind.value]):
            with st.container(horizontal=True, vertical_alignment="center"):
                with st.container(width=_NAME_WIDTH):
                    link(entry, plain(row.title), {session.CODE_PARAMETER: row.code})
                chips = count_chips(progress.status_counts_of(row.code))
                st.markdown(chips or f":small[{_('nog geen cijfers')}]", width=_MEASURED_WIDTH)
                st.markdown(_experienced(progress, row.code), width=_EXPERIENCED_WIDTH)


def _experienced(progress: Progress, code: str) -> str:
    card = progress.latest_card_of(code)
    if card is None:
        return f":small[{no_answers_words(is_hidden=progress.hides_answers_of(code))}]"
    words = _("**{score}** van 5").format(score=number(card.median))
    if is_present(card.previous_median) and card.median != card.previous_median:
        arrow = "arrow_upward" if card.median > card.previous_median else "arrow_downward"
        words += f" :material/{arrow}:"
    return f"{words} :small[n={card.n}]"


@st.cache_resource(max_entries=16, show_spinner=False)
def _summary(state: session.State) -> Summary:
    return read_summary(session.reader_of(state), state.today)


def show_work() -> None:
    """What changed, meetings, money and actions in short, as many beside each other as fit."""
    summary = _summary(session.state())
    late = ngettext("{n} is te laat", "{n} zijn te laat", summary.late_actions).format(n=summary.late_actions)
    planned = (
        _("volgende op {day}").format(day=day(summary.next_review_on))
        if summary.next_review_on
        else _("de volgende is nog niet gepland")
    )
    facts = (
        (_("Bijeenkomsten dit jaar"), _review_words(summary), planned, ("reviews", _("Alle bijeenkomsten"))),
        (
            _("Energiebegroting"),
            _("{amount} toegekend").format(amount=whole_euros(summary.money_granted)),
            _("van {amount}").format(amount=whole_euros(summary.money_promised)),
            ("budget", _("Waar het geld naartoe gaat")),
        ),
        (_("Acties"), _("{n} open").format(n=summary.open_actions), late, ("actions", _("Alle acties"))),
    )
    with st.container(horizontal=True, gap="medium", key="work"):
        with st.container(width=WORK_WIDTH):
            show_block()
        for label, value, below, (entry, words) in facts:
            with st.container(width=WORK_WIDTH):
                st.metric(label, value)
                st.markdown(below)
                link(entry, words)
    if summary.has_examples:
        st.markdown(":gray-badge[" + _("voorbeeld") + "] " + _("Hierbij zijn voorbeelden meegeteld."))


def _review_words(summary: Summary) -> str:
    if summary.reviews_promised is None:
        return _("{held} gehouden").format(held=summary.reviews_held)
    return _("{held} van {promised}").format(held=summary.reviews_held, promised=summary.reviews_promised)


def show_words(answer: str) -> None:
    """The same as the panels, in a table of words; `answer` is the sentence that they say together."""
    _draw_words(session.state(), answer)


@st.cache_resource(max_entries=16, show_spinner=False)
def _draw_words(state: session.State, answer: str) -> None:
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
        else _("{score} (n = {n})").format(score=number(card.median), n=card.n)
    )
