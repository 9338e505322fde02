"""Cijfers ophalen: key figures of CBS for the series that are linked to a field."""

import streamlit as st

from sok_metrics.tasks.cbs_links import list_links
from sok_metrics.ui import cbs, session
from sok_metrics.ui.cbs_links import show_links
from sok_metrics.ui.cbs_preview import show_preview

links = list_links(session.store().reader())

st.title(cbs.answer(links))
if not cbs.is_past():
    cbs.show_fetching(links)
    show_preview(links)
    show_links(links)
