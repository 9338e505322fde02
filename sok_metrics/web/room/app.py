"""The application of the phones' server: the pages of the room, for who asks by an address of our own."""

import logging
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sok_metrics.tasks.room.addresses import own_addresses
from sok_metrics.tasks.room.director import Director
from sok_metrics.texts import _
from sok_metrics.web.door import LARGEST_HEADERS, headers_too_large
from sok_metrics.web.headers import SecurityHeaders
from sok_metrics.web.refusals import Refusal
from sok_metrics.web.room.assets import asset_routes
from sok_metrics.web.room.places import JOIN_PATH
from sok_metrics.web.room.screen import ScreenRoutes

_OWN_FOR = 5.0
"""Seconds that our own addresses are remembered: another wifi gives another one."""
_HERE = ("127.0.0.1", "localhost")
_LONGEST_PATH = 300
_logger = logging.getLogger(__name__)


def room_app(director: Director, more: Sequence[BaseRoute] = ()) -> ASGIApp:
    """What phones and screens on the network can reach; `more` are the cards and the tally."""
    screen = ScreenRoutes(director, "")

    async def front(_request: Request) -> Response:
        code = director.room.state.join_code
        return RedirectResponse(f"{JOIN_PATH}/{code}", status_code=307, headers={"Cache-Control": "no-store"})

    async def unknown(_request: Request, _error: Exception) -> Response:
        return _nothing_here().response()

    return Starlette(
        routes=[
            Route("/", front, methods=["GET"]),
            screen.page_route(),
            *screen.routes(),
            *asset_routes(""),
            *more,
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(RoomDoor)],
        exception_handlers={404: unknown, 405: unknown},
    )


class RoomDoor:
    """ASGI middleware that lets in who asks by an address of this computer, as a browser in the room does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._own: tuple[float, frozenset[str]] = (-_OWN_FOR, frozenset())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say why not."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        try:
            await (self._app if refusal is None else refusal)(scope, receive, send)
        except ClientDisconnect:
            _logger.info("The sender of %s broke off", scope["path"][:_LONGEST_PATH])

    def _refusal(self, scope: Scope) -> Refusal | None:
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
            return headers_too_large()
        if len(scope["path"]) > _LONGEST_PATH:
            return _nothing_here()
        if _name_in(Headers(scope=scope).get("host", "")) not in self._names():
            # Somebody else's name that leads here may belong to a page that wants what we show.
            return Refusal(421, _("Dit adres hoort niet bij deze avond"), _scan_again())
        return None

    def _names(self) -> frozenset[str]:
        now = time.monotonic()
        if now - self._own[0] > _OWN_FOR:
            self._own = (now, frozenset([*own_addresses(), *_HERE]))
        return self._own[1]


def _name_in(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _nothing_here() -> Refusal:
    return Refusal(404, _("Hier is niets te zien"), _scan_again())


def _scan_again() -> str:
    return _("Scan de code op het scherm opnieuw, of typ het adres dat erbij staat.")
