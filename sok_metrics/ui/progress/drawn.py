"""The progress charts of one value, goal or rule beside each other, as large as the window allows."""

import streamlit as st

from sok_metrics.charts import SizeName
from sok_metrics.ui.parts import session
from sok_metrics.ui.progress.series import show_series_card
from sok_metrics.ui.progress.standing import standing_of

_ONE_ROW = 3
"""So many charts stand beside each other, and are higher: nothing comes below them."""
_TWO_ROWS = 4
"""Two above two: larger than three with one below them."""


@session.kept(64)
def draw_charts(code: str, dark: bool) -> None:
    """All charts of a commitment; Streamlit keeps what was sent and sends it again."""
    drawn = standing_of(code).drawn
    columns = 2 if len(drawn) == _TWO_ROWS else min(len(drawn), _ONE_ROW)
    size: SizeName = "room_tall" if len(drawn) <= _ONE_ROW else "room"
    with st.container(horizontal=True, key=f"charts-{columns}"):
        for row in drawn:
            with st.container(key=f"drawn-{row.series_code}"):
                show_series_card(row.series_code, size, dark=dark)
