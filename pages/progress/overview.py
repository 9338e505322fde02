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

st.title(answer)
st.markdown(count_badges(progress.counts))
show_notes(progress.with_areas, progress.outdated)
with st.container(horizontal=True, gap="medium"):
    overview.show_panel(progress, CommitmentKind.VALUE, "values", _("Waarden"))
    overview.show_panel(progress, CommitmentKind.GOAL, "goals", _("Doelen"))
overview.show_work()
year.show_late_line()
overview.show_words(answer)
