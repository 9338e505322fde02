"""Overzicht: how is the agreement doing, in one look."""

import streamlit as st

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.texts import _
from sok_metrics.texts.sentences import agreement_sentence
from sok_metrics.ui.meetings import year
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.statuses import count_badges, show_notes
from sok_metrics.ui.progress import overview

progress = session.progress()
answer = agreement_sentence(progress.counts)

overview.show_name()
st.title(answer)
st.markdown(count_badges(progress.counts))
year.show_late_line()
with st.container(horizontal=True, key="panels"):
    overview.show_panel(CommitmentKind.VALUE, "values", _("Waarden"))
    overview.show_panel(CommitmentKind.GOAL, "goals", _("Doelen"))
overview.show_work()
show_notes(progress.with_areas, progress.outdated)
overview.show_words(answer)
