"""Verslag: the minutes of one meeting, from a draft to what stands fixed."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.meetings import minutes, minutes_links, minutes_steps
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.references import read_references

asked = st.query_params.get(session.NUMBER_PARAMETER, "").strip()
book = minutes_steps.find_minutes(asked)

if book is None:
    minutes_steps.show_unknown()
else:
    link("meeting", _("De bijeenkomst"), {session.NUMBER_PARAMETER: asked}, icon="arrow_back")
    with st.container(horizontal=True):
        show_file(_("Verslag als Word-bestand"), "verslag.docx", {session.NUMBER_PARAMETER: asked})
        minutes_links.show_notes_link(asked)
    minutes_steps.show_next_step(book)
    minutes.show_minutes(book, read_references())
