"""The parts of the overview: a row per value and goal, and the work in short."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.model import CommitmentKind
from sok_metrics.store.queries.progress import Progress
from sok_metrics.store.queries.summary import Summary
from sok_metrics.texts import (
    _,
    counts_sentence,
    day,
    is_present,
    ngettext,
    number,
    whole_euros,
)
from sok_metrics.ui import session
from sok_metrics.ui.escaping import plain
from sok_metrics.ui.navigation import link
from sok_metrics.ui.rows import first_row, rows_of, status_counts
from sok_metrics.ui.statuses import status_icons


def show_panel(progress: Progress, kind: CommitmentKind, entry: str, title: str) -> None:
    """One row per commitment: its name, an icon per indicator, and what the room gave it."""
    name, measured, experienced = st.columns([5, 5, 3], vertical_alignment="bottom", wrap=False)
    name.subheader(title, anchor=False)
    measured.markdown(_("Gemeten"))
    experienced.markdown(_("Ervaren"))
    for row in rows_of(progress.commitments[progress.commitments["kind"] == kind.value]):
        name, measured, experienced = st.columns([5, 5, 3], vertical_alignment="center", wrap=False)
        with name:
            link(entry, plain(row.title), {session.CODE_PARAMETER: row.code})
        measured.markdown(status_icons(_statuses(progress, row.code)) or "–")
        experienced.markdown(_experienced(progress, row.code))


def _statuses(progress: Progress, code: str) -> list[str]:
    linked = progress.links[progress.links["commitment_code"] == code]["indicator_code"]
    main = progress.main_series()
    statuses: list[str] = main[main["indicator_code"].isin(linked)]["status"].tolist()
    return statuses


def _latest_card(progress: Progress, code: str) -> Any | None:
    cards = progress.cards
    rows = cards[(cards["commitment_code"] == code) & (cards["group_name"] == "")]
    return first_row(rows.sort_values("held_on", ascending=False))


def _experienced(progress: Progress, code: str) -> str:
    card = _latest_card(progress, code)
    if card is None:
        return "–"
    words = f"**{number(card.median)}**"
    if is_present(card.previous_median) and card.median != card.previous_median:
        arrow = "arrow_upward" if card.median > card.previous_median else "arrow_downward"
        words += f" :material/{arrow}:"
    return _("{score} :small[n={n}]").format(score=words, n=card.n)


def show_work(summary: Summary) -> None:
    """Meetings, money and actions in short."""
    meetings, money, actions = st.columns(3, gap="large")
    with meetings:
        st.markdown("**" + _("Bijeenkomsten dit jaar") + "**")
        st.markdown(f"### {_review_words(summary)}")
        if summary.next_review_on:
            st.markdown(_("volgende op {day}").format(day=day(summary.next_review_on)))
        else:
            st.markdown(_("de volgende is nog niet gepland"))
    with money:
        st.markdown("**" + _("Energiebegroting") + "**")
        st.markdown(f"### {_('{amount} toegekend').format(amount=whole_euros(summary.money_granted))}")
        st.markdown(_("van {amount}").format(amount=whole_euros(summary.money_promised)))
    with actions:
        st.markdown("**" + _("Acties") + "**")
        st.markdown("### " + _("{n} open").format(n=summary.open_actions))
        st.markdown(
            ngettext("{n} is te laat", "{n} zijn te laat", summary.late_actions).format(
                n=summary.late_actions
            )
        )
    if summary.has_examples:
        st.markdown(":gray-badge[" + _("voorbeeld") + "] " + _("Hierbij zijn voorbeelden meegeteld."))


def _review_words(summary: Summary) -> str:
    if summary.reviews_promised is None:
        return _("{held} gehouden").format(held=summary.reviews_held)
    return _("{held} van {promised}").format(held=summary.reviews_held, promised=summary.reviews_promised)


def table(progress: Progress) -> pd.DataFrame:
    """The same as the panels, in words."""
    rows = progress.commitments[progress.commitments["kind"].isin(["value", "goal"])]
    main = progress.main_series()
    return pd.DataFrame(
        {
            _("Code"): [row.code for row in rows_of(rows)],
            _("Waarde of doel"): [plain(row.title) for row in rows_of(rows)],
            _("Gemeten"): [_count_words(progress, main, row.code) for row in rows_of(rows)],
            _("Ervaren (1 tot 5)"): [_card_words(progress, row.code) for row in rows_of(rows)],
        }
    )


def _count_words(progress: Progress, main: pd.DataFrame, code: str) -> str:
    linked = progress.links[progress.links["commitment_code"] == code]["indicator_code"]
    return counts_sentence(status_counts(main[main["indicator_code"].isin(linked)]))


def _card_words(progress: Progress, code: str) -> str:
    card = _latest_card(progress, code)
    return (
        _("nog niet gevraagd")
        if card is None
        else _("{score} (n = {n})").format(score=number(card.median), n=card.n)
    )
