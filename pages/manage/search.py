"""Zoeken: one box finds everything that a visitor may see."""

import streamlit as st

from sok_metrics.store.queries.search import find
from sok_metrics.ui.manage import search
from sok_metrics.ui.parts import session

place_of_answer = st.container()
question = search.ask_question()
hits = find(session.reader(), question)

place_of_answer.title(search.answer(question, hits))
search.show_hits(question, hits)
