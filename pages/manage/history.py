"""Wie veranderde wat: every change, one change, or everything that one thing ever was."""

import streamlit as st

from sok_metrics.ui.manage import history, past

thing, change = history.asked_thing(), history.asked_change()

if change is not None:
    past.show_change(change)
elif thing is not None:
    past.show_thing(*thing)
else:
    headline = st.container()
    wanted = history.ask_filters()
    sentence, count = history.answer(wanted)
    headline.title(sentence)
    history.show_changes(wanted, count)
