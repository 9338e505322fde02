"""Bijeenkomst: one meeting, from its agenda to what came of it."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.manage.history import history_link
from sok_metrics.ui.meetings import meeting, minutes_links, room
from sok_metrics.ui.meetings.meetings import read_meetings
from sok_metrics.ui.meetings.unknown import show_unknown
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.references import read_references

asked = st.query_params.get(session.NUMBER_PARAMETER, "")
found = read_meetings().numbered(asked)

link("reviews", _("Alle bijeenkomsten"), icon="arrow_back")
if found is None:
    show_unknown(asked)
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        if buttons.can_change("meeting"):
            link(
                "evening",
                _("Bereid voor en schrijf op"),
                {session.NUMBER_PARAMETER: asked},
                icon="edit_calendar",
            )
        buttons.edit_button("meeting", [asked])
        history_link("meeting", [asked])
        minutes_links.show_notes_link(asked)
        room.show_lead_link(asked)
        minutes_links.show_minutes_link(asked)
    meeting.show_meeting(found, read_references())
