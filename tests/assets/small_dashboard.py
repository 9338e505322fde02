"""A dashboard of a few elements, served with our part of the server (tests/web)."""

import time

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.ui.parts.file_box import choose_file, files_go_with_their_page
from sok_metrics.web.parts import app_parts


@st.cache_resource
def kept() -> float:
    return time.monotonic()


if get_script_run_ctx(suppress_warning=True) is None:
    app = st.App(__file__, **app_parts())
else:
    st.set_page_config(page_title="Kleine proef", layout="wide")
    agreement = read_agreement(open_store(database_path()).reader())
    st.title(agreement.name if agreement else "Leeg")
    st.markdown("Running...")
    st.markdown(f"Bewaard: {kept()}")
    st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[3, 1, 2])), theme=None)
    st.dataframe(pd.DataFrame({"Waarde": ["W1", "W2"], "Cijfer": [1.5, 2.5]}), hide_index=True)
    st.selectbox("Kies", ["Stop", "Print"], index=None)
    st.multiselect("Kies er meer", ["een", "twee"])
    st.date_input("Dag", value=None, format="DD-MM-YYYY")
    st.text_input("Tekst")
    with files_go_with_their_page():
        if "zonder" not in st.query_params:
            choose_file("Bestand", kinds=["xlsx"])
    st.download_button("Haal op", data=b"abc", file_name="proef.txt")
