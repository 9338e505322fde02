"""The progress charts of one value, goal or rule beside each other, as large as the window allows."""

import streamlit as st

from sok_metrics.charts import SizeName
from sok_metrics.ui.parts import session
from sok_metrics.ui.progress.series import show_series_card
from sok_metrics.ui.progress.standing import standing_of

_GRID: dict[int, tuple[int, SizeName]] = {
    1: (1, "room_tall"),
    2: (2, "room_tall"),
    3: (3, "room_tall"),
    4: (2, "room"),  # two above two: larger than three with one below them
}
"""For so many charts: how many stand beside each other, and how high they are (one row is higher)."""
_MANY: tuple[int, SizeName] = (3, "room")


@session.kept(64)
def draw_charts(code: str, dark: bool) -> None:
    """All charts of a commitment; Streamlit keeps what was sent and sends it again."""
    drawn = standing_of(code).drawn
    columns, size = _GRID.get(len(drawn), _MANY)
    with st.container(horizontal=True, key=f"charts-{columns}"):
        for row in drawn:
            with st.container(key=f"drawn-{row.series_code}"):
                show_series_card(row.series_code, size, dark=dark)
