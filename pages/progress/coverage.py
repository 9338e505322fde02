"""Wat we nog missen: values, goals and rules without figures, project or card."""

import streamlit as st

from sok_metrics.progress.coverage import holes
from sok_metrics.texts.coverage import coverage_sentence
from sok_metrics.ui import coverage, session
from sok_metrics.ui.empty import require_agreement

require_agreement()
year = session.shown_day().year
covered = coverage.read_coverage(session.progress(), session.reader(), year)
found = holes(covered)

st.title(coverage_sentence(len(covered), found["code"].nunique()))
coverage.show_holes(found, year)
coverage.show_matrix(covered, year)
