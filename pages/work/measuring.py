"""Metingen invullen: all figures of an evening in one grid, saved in one go."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui import measuring, session
from sok_metrics.ui.empty import require_agreement
from sok_metrics.ui.measuring_choice import ask_series, read_asked
from sok_metrics.ui.measuring_row import drafts

require_agreement()
st.title(_("Metingen invullen"))
if measuring.may_enter():
    measuring.show_saved("above")
    rows = read_asked(ask_series(session.progress(), list(drafts())))
    if rows:
        measuring.show_grid(rows)
        measuring.show_saved("below")
    else:
        measuring.show_nothing_asked()
