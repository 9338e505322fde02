"""Avond: one meeting prepared and written down in place."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.meetings.evening import page
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import link

link("reviews", _("Alle bijeenkomsten"), icon="arrow_back")
page.show_evening(st.query_params.get(session.NUMBER_PARAMETER, "").strip())
