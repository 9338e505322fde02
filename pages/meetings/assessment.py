"""Beoordeling: the annual assessment in five steps, with what there is and what is still to do."""

import streamlit as st

from sok_metrics.ui.meetings import assessment

found = assessment.read_assessment()

st.title(assessment.answer(found))
assessment.show_meeting(found)
assessment.show_steps(found)
