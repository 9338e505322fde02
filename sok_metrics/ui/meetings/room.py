"""From a meeting to its screen and to who leads it, for editors."""

import streamlit as st

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.room.paths import LEADER_PATH
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import own_address


def show_lead_link(number: str) -> None:
    """For editors: to the page that puts this meeting on the screen, and opens the room for phones."""
    if session.may(Role.EDITOR) and session.as_of_day() is None:
        address = own_address(LEADER_PATH, {session.NUMBER_PARAMETER: number})
        st.link_button(_("Scherm en zaalmodus"), address, icon=":material/present_to_all:")
