"""The barest Streamlit page with charts: what a visit costs whatever we do. `?charts=4` says how many."""

import plotly.graph_objects as go
import streamlit as st

YEARS = list(range(2015, 2027))

st.title("Kale pagina")
for number in range(int(st.query_params.get("charts", "1"))):
    st.plotly_chart(go.Figure(go.Scatter(x=YEARS, y=[year % 7 for year in YEARS])), key=f"chart-{number}")
