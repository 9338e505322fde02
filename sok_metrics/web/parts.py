"""What `st.App` needs besides the script: our routes, our middleware, and what happens at start and end."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from sok_metrics.tasks.room.state import room_of
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.web.compression import PackedFiles
from sok_metrics.web.connections import watch_connections
from sok_metrics.web.door import FrontDoor
from sok_metrics.web.files import FileRoutes
from sok_metrics.web.headers import SecurityHeaders
from sok_metrics.web.messages import PageMessages
from sok_metrics.web.notes import NotesRoutes
from sok_metrics.web.own_computer import SetupCode
from sok_metrics.web.proxy import BrowserAddress
from sok_metrics.web.put_back import PutBackRoutes
from sok_metrics.web.room.counting import counting_routes
from sok_metrics.web.room.rooms import room_routes, rooms
from sok_metrics.web.routes import command_routes
from sok_metrics.web.server import announced
from sok_metrics.web.shell import DutchShell, shell_routes
from sok_metrics.web.sign_in import SignInRoutes
from sok_metrics.web.uploads import UploadGate

Lifespan = Callable[[st.App], AbstractAsyncContextManager[dict[str, Any] | None]]


class AppParts(TypedDict):
    """The arguments of `st.App`."""

    routes: Sequence[BaseRoute]
    middleware: Sequence[Middleware]
    lifespan: Lifespan


def app_parts() -> AppParts:
    """Our part of the server: `app = st.App(__file__, **app_parts())`.

    That line must stand in the script itself: `streamlit run` looks for it in the text of the file.
    """
    # Streamlit takes a folder pages/ for its older kind of pages until the first visit shows otherwise. If
    # that visit is to another page than the main one, it gets a dialog that the page does not exist.
    PagesManager.uses_pages_directory = False
    if _has_organisations():
        # Only then: Authlib takes half a second to load.
        from sok_metrics.web.organisation import keep_accounts_small

        keep_accounts_small()
    watch_connections()
    token = secrets.token_urlsafe(32)
    base, code = _base_path(), SetupCode()
    return AppParts(
        routes=[
            *command_routes(base, token),
            *shell_routes(base),
            *SignInRoutes(base, code).routes(),
            *PutBackRoutes(base).routes(),
            *FileRoutes(base).routes(),
            *room_routes(database_path(), base),
            *counting_routes(room_of(database_path()), base),
            *NotesRoutes(base).routes(),
        ],
        middleware=[
            Middleware(BrowserAddress),
            Middleware(SecurityHeaders),
            Middleware(FrontDoor, base=base),
            Middleware(PageMessages),
            Middleware(UploadGate, base=base),
            Middleware(PackedFiles, folder=f"{base}/static/"),
            Middleware(DutchShell, base=base),
        ],
        lifespan=announced(base, token, code, rooms),
    )


def _has_organisations() -> bool:
    """Whether .streamlit/secrets.toml lets people sign in with the account of an organisation."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def _base_path() -> str:
    """The path under which the dashboard stands on its server: "" or "/name"."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""
