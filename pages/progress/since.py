"""Sinds de vorige keer: what changed between two moments, by default since the last review."""

import streamlit as st

from sok_metrics.ui.parts import comparison
from sok_metrics.ui.progress import since

period, faults = comparison.asked_period()
changes = comparison.changes(period)

st.title(since.sentence(period, changes))
since.ask_period(period, faults)
since.show_changes(changes)
