"""Zoeken: one box finds everything that a visitor may see."""

import streamlit as st

from sok_metrics.store.queries.search import find, find_wider, likely_question
from sok_metrics.ui.manage import search
from sok_metrics.ui.parts import session

place_of_answer = st.container()
question = search.ask_question()
hits, meant = find(session.reader(), question), ""
if question and hits.empty and (meant := likely_question(session.reader(), question)):
    hits = find(session.reader(), meant)

place_of_answer.title(search.answer(question, hits, meant))
search.show_hits(meant or question, hits)
search.show_others(*find_wider(session.reader(), meant or question, hits))
