"""Vergeet een persoon: remove somebody for good."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.people import forgetting, people

done = forgetting.report()

st.title(_("Iemand vergeten"))
if done is not None:
    forgetting.show_report(done)
elif (person := people.choose_person(people.people_here(), _("Wie?"))) is not None:
    forgetting.show_forgetting(person)
