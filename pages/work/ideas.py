"""Ideeën: a box that is always open, for the next monthly meeting."""

import streamlit as st

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.store.queries.ideas import list_ideas
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.meetings.meetings import read_meetings
from sok_metrics.ui.parts import session
from sok_metrics.ui.work import idea_removal
from sok_metrics.ui.work import ideas as box
from sok_metrics.ui.work.idea_sifting import show_sifting

today = session.shown_day()
ideas = list_ideas(session.reader(), today)
next_on = read_meetings().next_day(MeetingKind.MONTHLY)

st.title(box.answer(ideas, next_on))
box.show_form()
show_sifting()
box.show_ideas(ideas)
buttons.show_put_away("idea", idea_removal.is_removed)
idea_removal.show_removed()
idea_removal.show_removal()
