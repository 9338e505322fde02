"""Shared Streamlit parts: the frame of a page, what the visitor looks at, links and small widgets."""
