"""The barest Streamlit form: what saving costs whatever we do. `?fields=17` says how many fields."""

import streamlit as st

st.title("Kaal formulier")
with st.form("bare"):
    for number in range(int(st.query_params.get("fields", "1"))):
        st.text_input(f"Veld {number + 1}")
    if st.form_submit_button("Opslaan"):
        st.session_state["count"] = st.session_state.get("count", 0) + 1
if "count" in st.session_state:
    st.success(f"Opgeslagen: {st.session_state['count']}.")
