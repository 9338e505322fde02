"""The front door: `streamlit run dashboard.py` starts everything."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sok_metrics.ui.parts import frame
from sok_metrics.web.parts import app_parts

# The server imports this file once outside a script run, to find `app`; every visit then runs it as a script.
if get_script_run_ctx(suppress_warning=True) is None:
    app = st.App(__file__, **app_parts())
else:
    frame.run()
