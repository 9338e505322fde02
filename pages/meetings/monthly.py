"""The monthly meeting, under its own name: the evening's worklist."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.work import worklist

todo = worklist.read_worklist()

st.markdown(_("De werklijst van de avond"))
st.title(worklist.answer(todo))
worklist.show_worklist(todo)
