"""Wat we nog missen: values, goals and rules without figures, project or card."""

import streamlit as st

from sok_metrics.texts.coverage import coverage_sentence
from sok_metrics.ui import coverage, session
from sok_metrics.ui.empty import require_agreement

require_agreement()
found = coverage.coverage_of(session.state())

st.title(coverage_sentence(len(found.covered), found.holes["code"].nunique()))
coverage.show_holes(found)
coverage.show_matrix(found)
