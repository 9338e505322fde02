"""A chart on a page, with the words for who cannot see it and its table one click away."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.charts import PLOTLY_CONFIG
from sok_metrics.texts import _


def is_dark() -> bool:
    """Whether this visitor's browser shows the dark theme."""
    return st.context.theme.type == "dark"


def show_chart(figure: Any, *, key: str, alt: str) -> None:
    """The figure in our own style, as wide as its place."""
    st.plotly_chart(figure, key=key, theme=None, config=PLOTLY_CONFIG, alt=alt)


def show_table(rows: pd.DataFrame, *, alt: str, label: str | None = None) -> None:
    """A table of finished words, one click away; `alt` says what it shows, in one sentence."""
    with st.expander(label or _("Bekijk als tabel"), icon=":material/table:"):
        st.table(rows, hide_index=True, alt=alt)
