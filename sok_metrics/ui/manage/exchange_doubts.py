"""Figures that can be read in two ways: asked once for each column, and remembered for the file."""

from collections.abc import Mapping, Sequence

import streamlit as st

from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.tasks.files.importing import look_at_file
from sok_metrics.texts import _
from sok_metrics.ui.manage.exchange import Kept
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.workbook.exchange.doubts import Doubt
from sok_metrics.workbook.exchange.notation import DecimalSign

Signs = Mapping[tuple[str, str], DecimalSign]
"""Sheet and heading of a column -> what stands before its decimals."""


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
    st.subheader(_("Hoe leest u deze getallen?"))
    st.markdown(_("Ze kunnen twee dingen betekenen. Kies wat er bedoeld is; het geldt voor de hele kolom."))
    signs = {}
    for doubt in doubts:
        earlier = given.get(doubt.place)
        chosen: DecimalSign | None = st.radio(
            _("Kolom **{heading}** op het blad '{sheet}': wat is {figure}?").format(
                heading=plain(doubt.heading), sheet=plain(doubt.sheet), figure=plain(doubt.figure)
            ),
            list(DecimalSign),
            index=None if earlier is None else list(DecimalSign).index(earlier),
            format_func=lambda sign, doubt=doubt: _words(doubt, sign),
            key=f"exchange_sign_{key}_{doubt.sheet}_{doubt.heading}",
        )
        if chosen is not None:
            signs[doubt.place] = chosen
    return signs


def _words(doubt: Doubt, sign: DecimalSign) -> str:
    """What the example is with this sign before the decimals, and what the sign in it is for then."""
    used = _("de punt") if "." in doubt.figure else _("de komma")
    sentence = _("{number}: {used} staat voor de decimalen")
    if sign not in doubt.figure:
        sentence = _("{number}: {used} staat tussen de duizendtallen")
    return sentence.format(number=doubt.reading(sign), used=used)
