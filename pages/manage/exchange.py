"""Excel erin en eruit: everything out as a workbook, and a file in, with a look ahead before it is saved."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.manage import exchange, exchange_layout, exchange_preview

st.title(_("Excel erin en eruit"))
if not exchange.is_past():
    exchange.show_downloads()
    kept = exchange.ask_file()
    if kept is not None and (not exchange.is_plain_table(kept) or exchange_layout.show_layout(kept)):
        exchange_preview.show_preview(kept)
