"""Wat we nog missen: values, goals and rules without figures, project or card."""

import streamlit as st

from sok_metrics.texts.coverage import coverage_sentence
from sok_metrics.ui.progress import coverage

found = coverage.read_coverage()

st.title(coverage_sentence(len(found.covered), found.incomplete))
coverage.show_holes(found)
coverage.show_matrix(found)
