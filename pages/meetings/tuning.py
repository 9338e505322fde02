"""Afstemmen: what goes by the parties before it is public."""

import streamlit as st

from sok_metrics import clock
from sok_metrics.model import Role
from sok_metrics.texts import _
from sok_metrics.ui import session, tuning, tuning_editor
from sok_metrics.ui.empty import require_agreement
from sok_metrics.ui.navigation import link

require_agreement()
today = clock.today()
publications = tuning.all_publications()
asked = st.query_params.get(session.NUMBER_PARAMETER, "").strip()

if not asked:
    # A link to the page that is open (Streamlit 1.67) leaves the number in the address: write it anew.
    st.query_params.from_dict(st.query_params.to_dict())
    st.title(tuning.answer(publications, today))
    if session.may(Role.EDITOR) and session.as_of_day() is None:
        tuning_editor.show_start()
    tuning.show_list(publications, today)
else:
    found = next((one for one in publications if str(one.number) == asked), None)
    link("tuning", _("Alles over afstemmen"), icon="arrow_back")
    if found is None or not tuning.may_read(found, today):
        tuning.show_closed()
    else:
        guest = tuning.guest_of(found.number)
        tuning.show_publication(found, guest, today)
        if guest.is_editor and session.as_of_day() is None:
            tuning_editor.show_management(found, today)
