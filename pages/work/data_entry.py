"""Metingen invullen: all figures of an evening in one grid, saved in one go."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.parts.past import is_past
from sok_metrics.ui.work import data_entry
from sok_metrics.ui.work.data_entry_choice import ask_rows, known_progress
from sok_metrics.ui.work.data_entry_row import drafts

progress = known_progress(is_saving=data_entry.is_saving())

st.title(_("Metingen invullen"))
if not is_past(_("U kijkt naar een dag in het verleden. Ga terug naar vandaag om metingen in te vullen.")):
    data_entry.save_if_pressed(progress)
    data_entry.follow_undo()
    rows = ask_rows(progress, list(drafts()))
    if rows:
        data_entry.show_grid(rows)
    else:
        data_entry.show_nothing_asked()
    data_entry.show_links()
