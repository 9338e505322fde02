"""Telling visitors apart without knowing who they are."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_COOKIE = "_streamlit_xsrf"


def visitor() -> str:
    """What this visitor has and others do not: the browser, or else this window. It is never stored.

    Not the address on the network: a whole room shares one.
    """
    token = _token(st.context.cookies.get(_COOKIE, ""))
    if token:
        return f"browser {token}"
    context = get_script_run_ctx()
    return f"window {context.session_id if context else ''}"


def _token(cookie: str) -> str:
    """The part of Streamlit's cookie that stays the same (version|mask|masked token|time); empty without."""
    parts = cookie.split("|")
    if len(parts) != 4 or parts[0] != "2":
        return ""
    try:
        mask, masked = bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
    except ValueError:
        return ""
    return bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(masked)).hex() if mask else ""
