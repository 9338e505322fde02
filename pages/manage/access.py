"""Toegang: who may do what."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.access import show_who_you_are

st.title(_("Toegang"))
show_who_you_are()
