"""What cannot be done while a day in the past is shown."""

import streamlit as st

from sok_metrics.ui.parts import session


def is_past(sentence: str) -> bool:
    """Whether a day in the past is shown; then this sentence tells what to go back to today for."""
    if session.as_of_day() is None:
        return False
    st.info(sentence, icon=":material/history:")
    return True
