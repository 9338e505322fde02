"""From the built-in example to an agreement of one's own."""

import streamlit as st

from sok_metrics.tasks.starting.start import restart_empty
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import go
from sok_metrics.ui.parts.outcome import is_done


def show_own_start() -> None:
    """Ask the name of the neighbourhood and begin; only a store with examples may be put aside like this."""
    if not session.holds_examples():
        st.title(_("U werkt al met uw eigen wijk"))
        st.markdown(_("In dit bestand staan geen voorbeelden. Er valt hier dus niets opnieuw te beginnen."))
        return
    st.title(_("Begin een eigen wijk"))
    st.markdown(
        _(
            "U krijgt een lege overeenkomst. Het voorbeeld van Bospolder-Tussendijken gaat niet verloren: "
            "wij bewaren het als reservekopie in de map 'backups'."
        )
    )
    with st.form("own_start"):
        neighbourhood = st.text_input(_("Hoe heet uw wijk of buurt?")).strip()
        municipality = st.text_input(_("In welke gemeente? (mag leeg blijven)")).strip()
        sent = st.form_submit_button(_("Begin met een lege overeenkomst"), type="primary")
    if not sent:
        return
    if not neighbourhood:
        st.error(_("Vul de naam van uw wijk in. Daarna kunt u beginnen."), icon=":material/edit:")
        return
    if not is_done(lambda: _begin(neighbourhood, municipality or None), icon="error"):
        return
    # What is remembered is kept by path and number of changes: the new store starts counting again.
    st.cache_resource.clear()
    session.show_day(None)
    session.show_real_only(False)
    go("guide")


def _begin(neighbourhood: str, municipality: str | None) -> None:
    restart_empty(session.store(), by=session.actor(), neighbourhood=neighbourhood, municipality=municipality)
