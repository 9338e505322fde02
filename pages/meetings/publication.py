"""Afstemmen: what goes by the parties before it is public."""

import streamlit as st

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.publications import list_publications
from sok_metrics.texts import _
from sok_metrics.ui.meetings import minutes, publication, publication_editor
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import link

today = clock.today()
publications = list_publications(session.reader())
asked = st.query_params.get(session.NUMBER_PARAMETER, "").strip()

if not asked:
    # A link to the page that is open (Streamlit 1.67) leaves the number in the address: write it anew.
    st.query_params.from_dict(st.query_params.to_dict())
    st.title(publication.answer(publications, today))
    if session.may(Role.EDITOR) and session.as_of_day() is None:
        publication_editor.show_start()
    publication.show_list(publications, today)
else:
    found = next((one for one in publications if str(one.number) == asked), None)
    link("publication", _("Alles over afstemmen"), icon="arrow_back")
    if found is None or not publication.may_read(found, today):
        publication.show_closed()
    else:
        guest = publication.guest_of(found.number)
        publication.show_publication(found, guest, today, minutes.show_for_parties)
        if guest.is_editor and session.as_of_day() is None:
            publication_editor.show_management(found, today)
