"""Cijfers ophalen: key figures of CBS for the series that are linked to a field."""

import streamlit as st

from sok_metrics.tasks.figures.cbs_links import list_links
from sok_metrics.texts import _
from sok_metrics.ui.manage import cbs
from sok_metrics.ui.manage.cbs_links import show_links
from sok_metrics.ui.manage.cbs_preview import show_preview
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.past import is_past

links = list_links(session.whole())

st.title(cbs.answer(links))
if not is_past(_("U kijkt naar een dag in het verleden. Ga terug naar vandaag om cijfers op te halen.")):
    cbs.show_fetching(links)
    show_preview(links)
    show_links(links)
