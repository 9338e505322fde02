"""Who sends a request: by the cookies of its browser, as today's roles have it."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.sign_in import Account, find_account
from sok_metrics.tasks.storage.place import database_path


def account_of(request: Request) -> Account | None:
    """Who has signed in; None when nobody did.

    Raises SokError when the file with the roles cannot be read.
    """
    return find_account(
        read_access(database_path()), request.cookies, _claims(request.cookies), now=clock.timestamp()
    )


def actor_of(request: Request) -> Actor:
    """Who acts with this request; a visitor when nobody is known to have signed in."""
    try:
        account = account_of(request)
    except SokError:
        return VISITOR
    return VISITOR if account is None else account.actor


def _claims(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the cookie of `st.login` says, as Streamlit (1.67) reads it for a page; empty without one.

    Its origin must be ours as it is set up now: another dashboard on this computer may share the secret.
    """

    def one(name: str) -> bytes | None:
        text = cookies.get(name)
        return (
            None if text is None else decode_signed_value(get_cookie_secret(), name, text.encode("latin-1"))
        )

    origin = get_origin_from_redirect_uri()
    if not origin:
        return {}
    try:
        content = get_cookie_with_chunks(one, USER_COOKIE_NAME)
        claims = json.loads(content) if content else {}
    except (ValueError, TypeError):
        return {}
    return claims if isinstance(claims, dict) and claims.get("origin") == origin else {}
