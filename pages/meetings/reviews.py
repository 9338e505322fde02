"""Bijeenkomsten: what is planned, what was, and whether it is as often as promised."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.meetings import meetings
from sok_metrics.ui.parts.empty import show_empty
from sok_metrics.ui.parts.files import show_file

found = meetings.read_meetings()

st.title(meetings.answer(found))
buttons.new_button("meeting")
if found.rows.empty:
    show_empty(
        _("Hier komen de bijeenkomsten: wie er waren, wat er gezegd is en wat er is besloten."),
        _("Kies samen een dag voor de eerste voortgangsbijeenkomst."),
    )
else:
    show_file(_("Zet de bijeenkomsten in uw agenda"), "bijeenkomsten.ics", icon="calendar_add_on")
    kinds = meetings.ask_kinds(found)
    meetings.show_meetings(found.of_kinds(kinds))
buttons.show_put_away("meeting")
