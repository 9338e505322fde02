"""Overzicht: how is the agreement doing, in one look."""

import streamlit as st

from sok_metrics.model import CommitmentKind
from sok_metrics.texts import _, agreement_sentence
from sok_metrics.ui import overview, session
from sok_metrics.ui.empty import require_agreement
from sok_metrics.ui.rows import status_counts
from sok_metrics.ui.statuses import show_outdated, show_status_key

require_agreement()
progress = session.progress()
counts = status_counts(progress.main_series())
answer = agreement_sentence(counts)

st.title(answer)
show_status_key(counts)
show_outdated(int(progress.main_series()["is_outdated"].sum()))
with st.container(horizontal=True, gap="medium"):
    overview.show_panel(progress, CommitmentKind.VALUE, "values", _("Waarden"))
    overview.show_panel(progress, CommitmentKind.GOAL, "goals", _("Doelen"))
overview.show_work()
overview.show_words(answer)
