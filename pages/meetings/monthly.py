"""Energiewijk-overleg: the evening's worklist."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui import worklist
from sok_metrics.ui.empty import require_agreement

require_agreement()
todo = worklist.read_worklist()

st.markdown(_("De werklijst van de avond"))
st.title(todo.answer())
worklist.show_worklist(todo)
