"""Werkboek: all projects as cards by status, and the klapper to print."""

import streamlit as st

from sok_metrics.documents.cover import book_sentence
from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.parts.empty import how_to_fill, show_empty
from sok_metrics.ui.work import projects

everything = projects.all_projects()

st.title(book_sentence(everything))
buttons.new_button("project")
if everything:
    filters = projects.ask_filters(everything)
    shown = [one for one in everything if filters.fits(one)]
    if filters.is_active:
        projects.show_count(len(shown))
    if shown:
        projects.show_lanes(shown)
        projects.show_downloads(filters)
    else:
        st.info(
            _("Geen enkel project past bij uw keuze. Haal een filter weg."), icon=":material/filter_alt_off:"
        )
else:
    show_empty(
        _("Hier komt het werkboek: de projecten waarmee u de waarden en doelen waarmaakt."),
        how_to_fill(),
    )
buttons.show_put_away("project")
