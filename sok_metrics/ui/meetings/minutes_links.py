"""From a meeting to its notes, and to the minutes that come of them."""

import streamlit as st

from sok_metrics.nouns.model import Role
from sok_metrics.texts import _
from sok_metrics.texts.notes import NOTES_PATH
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import own_address
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.references import may_see_minutes


def show_notes_link(number: str) -> None:
    """For editors: to the page on which somebody notes during the meeting."""
    if session.may(Role.EDITOR) and session.as_of_day() is None:
        address = own_address(NOTES_PATH, {session.NUMBER_PARAMETER: number})
        st.link_button(_("Notuleren"), address, icon=":material/edit_note:")


def show_minutes_link(number: str) -> None:
    """To the minutes: for editors as soon as the meeting is there, for all others once they are public."""
    known = session.number_of(number)
    if known is not None and may_see_minutes(known):
        link("minutes", _("Verslag"), {session.NUMBER_PARAMETER: number}, icon="description")
