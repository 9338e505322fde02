"""Metingen invullen: all figures of an evening in one grid, saved in one go."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui import measuring
from sok_metrics.ui.empty import require_agreement
from sok_metrics.ui.measuring_choice import ask_rows, known_progress
from sok_metrics.ui.measuring_row import drafts

progress = known_progress(is_saving=measuring.is_saving())
if progress.commitments.empty:
    require_agreement()
st.title(_("Metingen invullen"))
if measuring.may_enter():
    measuring.save_if_pressed(progress)
    measuring.show_saved("above")
    rows = ask_rows(progress, list(drafts()))
    if rows:
        measuring.show_grid(rows)
        measuring.show_saved("below")
    else:
        measuring.show_nothing_asked()
