"""Excel erin en eruit: everything out as a workbook, and a file in, with a look ahead before it is saved."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.manage import (
    exchange,
    exchange_areas,
    exchange_doubts,
    exchange_layout,
    exchange_preview,
    exchange_units,
)
from sok_metrics.ui.parts.past import is_past

st.title(_("Excel erin en eruit"))
if not is_past(_("U kijkt naar een dag in het verleden. Ga terug naar vandaag om een bestand in te lezen.")):
    exchange.show_downloads()
    kept = exchange.ask_file()
    is_laid_out = kept is not None and (not kept.is_plain_table or exchange_layout.show_layout(kept))
    is_clear = kept is not None and is_laid_out and exchange_areas.is_clear(kept)
    is_clear = kept is not None and is_clear and exchange_units.is_clear(kept)
    if kept is not None and is_clear and exchange_doubts.is_clear(kept):
        exchange_preview.show_preview(kept)
