"""Mensen en toestemming: what is kept of whom, and what they agreed to."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.people import people

known = people.people_here()

st.title(people.answer(known))
people.show_people(known)
if (
    known
    and (person := people.choose_person(known, _("Kies iemand om toestemming vast te leggen"))) is not None
):
    people.show_person(person)
