"""Besluiten: what was decided, and when to look at it again."""

import streamlit as st

from sok_metrics.store.queries.meetings import read_decisions
from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.meetings import decisions
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.empty import show_empty
from sok_metrics.ui.parts.references import read_references

judged = read_decisions(session.reader(), session.shown_day())

st.title(decisions.answer(judged))
buttons.new_button("decision")
if not judged.count:
    show_empty(
        _("Hier komen de besluiten, met de dag waarop u er opnieuw naar kijkt."),
        _("Schrijf op de volgende bijeenkomst op wat u samen besluit."),
    )
else:
    decisions.show_decisions(judged, read_references())
buttons.show_put_away("decision")
