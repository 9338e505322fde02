"""From a meeting to its notes, and to the minutes that come of them."""

import streamlit as st

from sok_metrics.nouns.model import Role
from sok_metrics.texts import _
from sok_metrics.texts.notes import NOTES_PATH
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import own_address


def show_notes_link(number: str) -> None:
    """For editors: to the page on which somebody notes during the meeting."""
    if session.may(Role.EDITOR) and session.as_of_day() is None:
        address = own_address(NOTES_PATH, {session.NUMBER_PARAMETER: number})
        st.link_button(_("Notuleren"), address, icon=":material/edit_note:")
