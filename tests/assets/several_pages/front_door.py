"""A front door with page files in a folder of a section, as dashboard.py has them (tests/web)."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sok_metrics.web.parts import app_parts

if get_script_run_ctx(suppress_warning=True) is None:
    app = st.App(__file__, **app_parts())
else:
    first = st.Page("pages/section/first.py", title="Eerste", url_path="eerste", default=True)
    second = st.Page("pages/section/second.py", title="Tweede", url_path="tweede")
    st.navigation([first, second], position="top").run()
