"""What became of what was asked: kept over the next run of the page, and said there once.

A `place` is the part of a page that asks; each says its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from sok_metrics.errors import InvalidDataError, SokError
from sok_metrics.ui.parts.escaping import plain


def say(place: str, sentence: str) -> None:
    """At the next look it is said that something is done; what a user typed comes in escaped (`plain`)."""
    st.session_state[f"{place}_done"] = sentence


def refuse(place: str, sentence: str) -> None:
    """At the next look it is said that something could not be done."""
    st.session_state[f"{place}_refused"] = sentence


def forget_outcome(place: str) -> None:
    """What was to be said here no longer matters."""
    for name in ("done", "refused"):
        st.session_state.pop(f"{place}_{name}", None)


def show_outcome(place: str, *, icon: str = "edit") -> None:
    """What became of what was just asked here, once."""
    if done := st.session_state.pop(f"{place}_done", None):
        st.success(done, icon=":material/check_circle:")
    if refused := st.session_state.pop(f"{place}_refused", None):
        st.error(plain(refused), icon=f":material/{icon}:")


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
