"""Welke gegevens bewaren we: of whom, why, how long, and who sees them."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui import kept_data

kinds = kept_data.kinds_here()
counts = kept_data.counts_here(kinds)

st.title(_("Welke gegevens bewaren we, van wie en waarom?"))
kept_data.show_rights()
kept_data.show_kinds(kinds, counts)
kept_data.show_register()
