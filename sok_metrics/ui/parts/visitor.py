"""Telling visitors apart without knowing who they are."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sok_metrics.store.changes.floods import Sender
from sok_metrics.tasks.accounts.attempts import Caller
from sok_metrics.tasks.accounts.known_browsers import KnownBrowser
from sok_metrics.tasks.accounts.sources import source_of
from sok_metrics.ui.parts.account import account

_COOKIE = "_streamlit_xsrf"


def sender() -> Sender:
    """Who sends something in, for the limits: this browser, and where it is. It is never stored."""
    return Sender(_browser(), _source())


def caller() -> Caller:
    """Who tries a passphrase on a page: who signed in with one does not wait for the tries of strangers."""
    who = account()
    if who is None or who.is_of_organisation:
        return Caller(_source())
    return Caller(_source(), browser=KnownBrowser(who.role, epoch=0, ends_at=0, number=who.number))


def _source() -> str:
    # None is who sits at this computer. Behind a proxy it is the browser's address (web/proxy.py).
    return source_of(st.context.ip_address or "")


def _browser() -> str:
    """What this browser has and others do not, or else this window."""
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
