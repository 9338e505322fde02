"""What was saved last, above every page: one message, with the one button that undoes it or does it again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from sok_metrics.errors import SokError
from sok_metrics.store.changes.undo import undo
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link

_SAVED = "saved"
_LONGEST_NAME = 40
"""Characters of what is undone, on the button."""


@dataclass(frozen=True)
class _Saved:
    sentence: str
    what: str
    first: int | None = None
    """The change that was saved; None when nothing changed."""
    newest: int | None = None
    """The change that the button undoes: this one, or the undoing of it."""
    is_undone: bool = False
    after: Callable[[], object] | None = None
    """What must be done once it is undone, or done again."""


def keep_saved(
    sentence: str, number: int | None, what: str, after: Callable[[], object] | None = None
) -> None:
    """Say above the pages that something was saved; `number` is the change, `what` names it on the button.

    `after` is done once it is undone, or done again: the page of what went is left.
    """
    st.session_state[_SAVED] = _Saved(sentence, what, number, number, after=after)


def undo_saved(number: int, what: str) -> None:
    """Undo a change, and say so above the pages with a button that does it again. Raises SokError."""
    _turn(_Saved("", what, number, number))


def forget_saved() -> None:
    """Leave the message out from now on."""
    st.session_state.pop(_SAVED, None)


def is_undone(number: int) -> bool | None:
    """Whether this change was undone above the pages, or done again; None when it is not the last one."""
    saved: _Saved | None = st.session_state.get(_SAVED)
    return saved.is_undone if saved is not None and saved.first == number else None


def show_saved() -> None:
    """What was saved last, until it is closed or something else is saved."""
    saved: _Saved | None = st.session_state.get(_SAVED)
    if saved is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="form-saved"):
        st.success(plain(saved.sentence), icon=":material/check_circle:", width="stretch")
        if saved.newest is not None:
            _show_undo(saved, saved.newest)
        if st.button(_("Sluit deze melding"), type="tertiary", key="close-saved"):
            forget_saved()
            st.rerun()


def _show_undo(saved: _Saved, number: int) -> None:
    """The button while this is the newest change; after that only the way to the change."""
    if session.store().reader().last_change != number:
        words = _("Bekijk wijziging {n}").format(n=number)
        link("history", words, {session.CHANGE_PARAMETER: str(number)}, icon="history")
        return
    label = _("Opnieuw doen: {what}") if saved.is_undone else _("Ongedaan maken: {what}")
    icon = ":material/redo:" if saved.is_undone else ":material/undo:"
    if st.button(label.format(what=plain(_in_short(saved.what))), icon=icon, key="undo-saved"):
        try:
            _turn(saved)
        except SokError as error:
            st.error(plain(error.sentence), icon=":material/error:")
        else:
            if saved.after is not None:
                saved.after()
            st.rerun()


def _turn(saved: _Saved) -> None:
    """Undo what is done, or do again what is undone."""
    number = undo(session.store(), saved.newest or 0, by=session.actor())
    if saved.is_undone:
        sentence = _("Opnieuw gedaan: {what}")
    else:
        sentence = _("Teruggedraaid: {what}. Alles staat weer zoals het stond.")
    said = sentence.format(what=saved.what)
    st.session_state[_SAVED] = replace(saved, sentence=said, newest=number, is_undone=not saved.is_undone)


def _in_short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME].rstrip()}…"
