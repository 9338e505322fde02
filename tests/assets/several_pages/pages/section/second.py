"""The second page."""

import streamlit as st

st.title("De tweede pagina")
