"""What stands in the place of a thing that the address names and that is not there."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.parts import session


def show_not_found(sentence: str, *, maybe_later: str = "", todo: str = "") -> None:
    """That it is not there; `maybe_later` is said where examples or later days are left out."""
    st.title(_("Niet gevonden"))
    if maybe_later and (session.is_real_only() or session.as_of_day()):
        sentence = f"{sentence} {maybe_later}"
    st.error(sentence, icon=":material/search_off:")
    if todo:
        st.markdown(todo)


def show_none_chosen(question: str, sentence: str, todo: str) -> None:
    """That the address names nothing: no mistake, as after something was put away."""
    st.title(question)
    st.info(sentence, icon=":material/touch_app:")
    st.markdown(todo)
