"""Toegang: who may do what."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.manage.access import show_access

st.title(_("Toegang"))
show_access()
