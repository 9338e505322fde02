"""Figures of a plain table in another unit than their indicator: converted only when somebody says so."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.manage.exchange import Kept
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.workbook.exchange.doubts import UnitDoubt


def is_clear(kept: Kept) -> bool:
    """Ask of each other unit whether its figures are converted; tells whether nothing is left to ask."""
    doubts = kept.file.units
    if kept.layout is None or not doubts:
        return True
    st.subheader(_("Rekenen we deze cijfers om?"))
    before = dict(kept.layout.converts)
    answers = {doubt.place: _ask(kept, doubt, before.get(doubt.place)) for doubt in doubts}
    said = {place: answer for place, answer in answers.items() if answer is not None}
    if any(before.get(place) != answer for place, answer in said.items()):
        kept.converts = {**kept.converts, **said}
        st.rerun()
    return len(said) == len(doubts)


def _ask(kept: Kept, doubt: UnitDoubt, earlier: bool | None) -> bool | None:
    answers = {
        True: _("ja: {example}").format(example=doubt.example()),
        False: _("nee: de cijfers staan al in {own}").format(own=doubt.own),
    }
    chosen: bool | None = st.radio(
        _("In de tabel staat **{unit}**, en de indicator telt in **{own}**. Omrekenen?").format(
            unit=plain(doubt.unit), own=plain(doubt.own)
        ),
        list(answers),
        index=None if earlier is None else list(answers).index(earlier),
        format_func=lambda answer: answers[answer],
        key=f"exchange_unit_{kept.name}_{doubt.unit}_{doubt.own}",
    )
    return chosen
