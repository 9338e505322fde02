"""Welke gegevens bewaren we: of whom, why, how long, and who sees them."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.people import privacy_register

st.title(_("Welke gegevens bewaren we, van wie en waarom?"))
privacy_register.show_rights()
privacy_register.show_kinds()
privacy_register.show_register()
