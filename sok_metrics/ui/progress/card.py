"""The parts of the page of one card: what the room answered over the meetings, and per group."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import card_alt, card_distribution, card_trend
from sok_metrics.texts import _
from sok_metrics.texts.commitments import card_sentence
from sok_metrics.texts.formats import number, short_day
from sok_metrics.texts.meetings import unshown_card_note
from sok_metrics.ui.parts.charts import is_dark, show_chart, show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE
from sok_metrics.ui.parts.places import PAGE_OF_KIND, show_commitment_link
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import first_row, rows_of


def show_card(card: Any, progress: Progress) -> None:
    """A card: what the room answered over the meetings, and per group at the last one."""
    answers = progress.cards[progress.cards["indicator_code"] == card.indicator_code]
    everybody = answers[answers["group_name"] == ""].sort_values("held_on")
    latest = first_row(everybody[::-1])
    st.markdown(f"{_('Stemkaart')} {plain(card.indicator_code)} · **{plain(card.indicator_name)}**")
    unshown = progress.unshown_cards[progress.unshown_cards["indicator_code"] == card.indicator_code]
    scores = (latest.median, latest.previous_median) if latest else (None, None)
    st.title(card_sentence(*scores, is_hidden=not unshown.empty))
    st.markdown(plain(card.question or ""))
    for row in rows_of(unshown[unshown["group_name"] == ""]):
        st.markdown(f":small[{short_day(row.held_on)}: {unshown_card_note(row)}]")
    if latest is None:
        return
    if latest.is_example:
        st.markdown(EXAMPLE_BADGE)
    trend, groups = st.columns(2, gap="large")
    with trend:
        title = _("De middelste score per bijeenkomst")
        show_chart(
            card_trend(everybody, title, dark=is_dark()), key="card-trend", alt=card_alt(everybody, title)
        )
    with groups:
        per_group = answers[(answers["meeting_number"] == latest.meeting_number)]
        title = _("Antwoorden per groep op {day}").format(day=short_day(latest.held_on))
        show_chart(
            card_distribution(per_group, title, dark=is_dark()),
            key="card-groups",
            alt=card_alt(per_group, title),
        )
        of_groups = unshown[
            (unshown["meeting_number"] == latest.meeting_number) & (unshown["group_name"] != "")
        ]
        if (group := first_row(of_groups)) is not None:
            st.markdown(f":small[{unshown_card_note(group)}]")
    show_table(_card_words(everybody), alt=card_alt(everybody, _("De middelste score per bijeenkomst")))
    row = progress.commitments[progress.commitments["code"] == card.commitment_code]
    for commitment in rows_of(row):
        if commitment.kind in PAGE_OF_KIND:
            st.header(_("Hoort bij"))
            show_commitment_link(commitment.kind, commitment.code, commitment.title)


def _card_words(everybody: pd.DataFrame) -> pd.DataFrame:
    newest_first = everybody[::-1]
    table = pd.DataFrame(
        {
            _("Bijeenkomst"): [short_day(held_on) for held_on in newest_first["held_on"]],
            _("Middelste score"): [number(value) for value in newest_first["median"]],
            _("Antwoorden"): newest_first["n"].tolist(),
        }
    )
    for score in range(1, 6):
        table[_("Score {score}").format(score=score)] = newest_first[f"n{score}"].tolist()
    return table
