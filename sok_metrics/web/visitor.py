"""Who sends a request to a route of our own, asked anew at each of them."""

import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from streamlit import config
from streamlit.web.server.starlette import starlette_websocket

from sok_metrics.errors import SokError
from sok_metrics.model import Actor
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.tasks.access import read_access
from sok_metrics.tasks.place import database_path
from sok_metrics.tasks.sign_in import find_account

_USER_COOKIE = "_streamlit_user"


def actor_of(request: Request) -> Actor:
    """Who sends this request, by the cookies that come with it; a visitor when nobody is signed in."""
    try:
        access = read_access(database_path())
    except SokError:
        return VISITOR
    account = find_account(access, request.cookies, _claims(request), now=time.time())
    return VISITOR if account is None else account.actor


def _claims(request: Request) -> Mapping[str, Any]:
    """What an organisation says of this browser, as Streamlit keeps it in its own signed cookie.

    Streamlit (1.67) offers this to pages only (`st.user`); it reads the cookie in the same way.
    """
    # Without a secret of its own for cookies nobody can have signed in through an organisation.
    if not config.get_option("server.cookieSecret") and _USER_COOKIE not in request.cookies:
        return {}
    read = starlette_websocket._get_signed_cookie_with_chunks(request.cookies, _USER_COOKIE)
    if read is None:
        return {}
    # A GET has no Origin; the cookie itself is HttpOnly and of this host.
    origin = request.headers.get("origin") or f"{request.url.scheme}://{request.headers.get('host', '')}"
    return dict(starlette_websocket._parse_decoded_user_cookie(read, origin))
