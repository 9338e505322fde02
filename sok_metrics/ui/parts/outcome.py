"""What became of what was asked: kept over the next run of the page, and said there once.

A `place` is the part of a page that asks; each says its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from sok_metrics.errors import InvalidDataError, SokError
from sok_metrics.store.changes.undo import undo
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain


def say(place: str, sentence: str) -> None:
    """At the next look it is said that something is done; what a user typed comes in escaped (`plain`)."""
    st.session_state[f"{place}_done"] = sentence


def refuse(place: str, sentence: str) -> None:
    """At the next look it is said that something could not be done."""
    st.session_state[f"{place}_refused"] = sentence


def forget_outcome(place: str) -> None:
    """What was to be said or undone here no longer matters."""
    for name in ("done", "refused", "saved"):
        st.session_state.pop(f"{place}_{name}", None)


def show_outcome(place: str, *, icon: str = "edit") -> None:
    """What became of what was just asked here, once."""
    _show_done(place)
    if refused := st.session_state.pop(f"{place}_refused", None):
        st.error(plain(refused), icon=f":material/{icon}:")


def _show_done(place: str) -> None:
    if done := st.session_state.pop(f"{place}_done", None):
        st.success(done, icon=":material/check_circle:")


@contextmanager
def refusing_at(place: str, *, problems: int = 0) -> Iterator[None]:
    """Around a change: when it cannot be made, it is said at the next look why, with so many problems."""
    try:
        yield
    except SokError as error:
        found = error.problems[:problems] if isinstance(error, InvalidDataError) else ()
        refuse(place, " ".join([error.sentence, *map(str, found)]))


def is_done(change: Callable[[], object], *, icon: str = "edit") -> bool:
    """Make a change; when it cannot be made, say why at once."""
    try:
        change()
    except SokError as error:
        st.error(plain(error.sentence), icon=f":material/{icon}:")
        return False
    return True


def keep_saved(place: str, sentence: str, number: int) -> None:
    """What was saved here, as this change, can be undone until something else is asked."""
    st.session_state[f"{place}_saved"] = sentence, number


def show_saved(place: str, *, undone: str = "") -> None:
    """That it was saved, with a button that undoes it; once it is undone, that."""
    _show_done(place)
    if f"{place}_saved" not in st.session_state:
        return
    show_outcome(place)
    sentence, number = st.session_state[f"{place}_saved"]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(sentence, icon=":material/check_circle:")
        if st.button(_("Ongedaan maken"), icon=":material/undo:", key=f"{place}_undo"):
            with refusing_at(place):
                undo(session.store(), number, by=session.actor())
                forget_outcome(place)
                say(place, undone or _("Teruggedraaid. Alles staat weer zoals het stond."))
            st.rerun()
