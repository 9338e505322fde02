"""The first page."""

import streamlit as st

st.title("De eerste pagina")
