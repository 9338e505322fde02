"""Figures and days that can be read in two ways: asked once for each column, and remembered for the file."""

from collections.abc import Mapping, Sequence

import streamlit as st

from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.tasks.files.importing import look_at_file
from sok_metrics.texts import _
from sok_metrics.ui.manage.exchange import Kept
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.workbook.exchange.cells import Choice
from sok_metrics.workbook.exchange.day_order import DAY_FIRST, DayOrder
from sok_metrics.workbook.exchange.doubts import DayDoubt, Doubt

Signs = Mapping[tuple[str, str], Choice]
"""Sheet and heading of a column -> how it is read."""


def is_clear(kept: Kept) -> bool:
    """Ask what is not clear in the file and read it so; tells whether nothing is left to ask."""
    doubts = kept.file.doubts
    if not doubts:
        return True
    signs = ask_signs(doubts, kept.signs, key=kept.name)
    if signs != kept.signs:
        kept.signs = signs
        kept.file = _read_again(kept)
    return len(signs) == len(doubts)


def _read_again(kept: Kept) -> FileToImport:
    if kept.look is not None:
        return kept.look(kept.decide)
    store, by = session.store(), session.actor()
    return look_at_file(store, kept.content, kept.name, by=by, decide=kept.decide)


def ask_signs(doubts: Sequence[Doubt], given: Signs, *, key: str) -> Signs:
    """What the visitor says of each column that can be read in two ways, with an example of both."""
    is_of_days = [isinstance(doubt, DayDoubt) for doubt in doubts]
    st.subheader(
        _("Hoe leest u deze datums?")
        if all(is_of_days)
        else _("Hoe leest u deze getallen en datums?")
        if any(is_of_days)
        else _("Hoe leest u deze getallen?")
    )
    st.markdown(_("Ze kunnen twee dingen betekenen. Kies wat er bedoeld is; het geldt voor de hele kolom."))
    signs = {}
    for doubt in doubts:
        earlier = given.get(doubt.place)
        chosen: Choice | None = st.radio(
            _("Kolom **{heading}** op het blad '{sheet}': wat is {figure}?").format(
                heading=plain(doubt.heading), sheet=plain(doubt.sheet), figure=plain(doubt.figure)
            ),
            doubt.choices,
            index=None if earlier is None else doubt.choices.index(earlier),
            format_func=lambda choice, doubt=doubt: _words(doubt, choice),
            key=f"exchange_sign_{key}_{doubt.sheet}_{doubt.heading}",
        )
        if chosen is not None:
            signs[doubt.place] = chosen
    return signs


def _words(doubt: Doubt, choice: Choice) -> str:
    """What the example is by this choice, and what stands in it then."""
    if isinstance(choice, DayOrder):
        first = _("{day}: de dag staat voorop") if choice is DAY_FIRST else _("{day}: de maand staat voorop")
        return first.format(day=doubt.reading(choice))
    used = _("de punt") if "." in doubt.figure else _("de komma")
    sentence = _("{number}: {used} staat voor de decimalen")
    if choice not in doubt.figure:
        sentence = _("{number}: {used} staat tussen de duizendtallen")
    return sentence.format(number=doubt.reading(choice), used=used)
