"""Who has signed in: what the browser's cookies say, or the account of an organisation."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.tasks.accounts.access import SIGN_IN_PATH, SIGN_OUT_PATH, Access, read_access
from sok_metrics.tasks.accounts.sign_in import Account, find_account, sign_out_token
from sok_metrics.tasks.storage.place import database_path


def account() -> Account | None:
    """Who has signed in; None when nobody did."""
    return find_account(access(), st.context.cookies, st.user.to_dict(), now=clock.timestamp())


def access() -> Access:
    """Who may sign in; nobody while the file with the secrets cannot be read."""
    try:
        return read_access(database_path())
    except SokError:
        return Access()


def has_organisations() -> bool:
    """Whether people can sign in with the account of an organisation (.streamlit/secrets.toml)."""
    return "is_logged_in" in st.user


def sign_in_address() -> str:
    """The address of the form to sign in, which comes back here."""
    return own_address(SIGN_IN_PATH, {"terug": _here()})


def sign_out_address(who: Account) -> str:
    """The address that signs this person out and comes back here."""
    token = sign_out_token(access(), who.number)
    return own_address(SIGN_OUT_PATH, {"teken": token, "terug": _here()})


def own_address(path: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """The address of a page or file beside Streamlit."""
    asked = urlencode(parameters, doseq=True)
    return f"{_base()}{path}" + (f"?{asked}" if asked else "")


def _here() -> str:
    """The path of this page with what it shows."""
    place = (st.context.url or "").split("://", 1)[-1].partition("/")[2]
    asked = urlencode(dict(st.query_params))
    return f"/{place}" + (f"?{asked}" if asked else "")


def _base() -> str:
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""
