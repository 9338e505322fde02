"""Overzicht: how is the agreement doing, in one look."""

import streamlit as st

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.texts import _
from sok_metrics.texts.sentences import agreement_sentence
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.statuses import count_badges, show_areas, show_outdated
from sok_metrics.ui.progress import overview

progress = session.progress()
answer = agreement_sentence(progress.counts)

overview.show_name()
st.title(answer)
st.markdown(count_badges(progress.counts))
with st.container(horizontal=True, key="panels"):
    overview.show_panel(CommitmentKind.VALUE, "values", _("Waarden"))
    overview.show_panel(CommitmentKind.GOAL, "goals", _("Doelen"))
overview.show_work()
show_areas(progress.with_areas)
show_outdated(progress.outdated)
overview.show_words(answer)
