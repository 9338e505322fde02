"""Who sends a plain request: the same answer as a page gets (`ui.account`), from the same cookies."""

import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    _parse_decoded_user_cookie,
    gather_user_info,
)

from sok_metrics.errors import SokError
from sok_metrics.model import Role
from sok_metrics.tasks.access import Access, read_access
from sok_metrics.tasks.place import database_path
from sok_metrics.tasks.sign_in import find_account


def role_of(connection: HTTPConnection) -> Role:
    """What the sender of this request may do at this moment."""
    try:
        access = read_access(database_path())
    except SokError:
        access = Access()
    account = find_account(access, connection.cookies, _claims(connection), now=time.time())
    return Role.VISITOR if account is None else account.role


def _claims(connection: HTTPConnection) -> Mapping[str, Any]:
    """What an organisation says about the sender, read and checked by Streamlit as for its websocket."""
    origin = connection.headers.get("origin", "")
    content = _get_signed_cookie_with_chunks(connection.cookies, USER_COOKIE_NAME)
    claims = _parse_decoded_user_cookie(content, origin) if content else {}
    return {**claims, **gather_user_info(connection.headers)}
