"""The last step of taking something out for good, when it could not be done at once."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.parts import session


def is_rewritten() -> bool:
    """Whether the file was just written anew: until then somebody was reading, or the disk was full."""
    st.warning(
        _("Eén stap is nog niet gelukt: het bestand opnieuw schrijven. Tot dan kan er iets in achterblijven.")
    )
    if not st.button(_("Schrijf het bestand opnieuw"), icon=":material/refresh:"):
        return False
    session.store().rewrite()
    return True
