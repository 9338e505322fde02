"""The front door: who asks under a strange name, from a strange page or at a closed address stays outside."""

import logging

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from sok_metrics.tasks.storage.place import COMMAND_PATH, HEALTH_PATH
from sok_metrics.texts import _
from sok_metrics.web.refusals import Refusal
from sok_metrics.web.same_place import is_from_here

LARGEST_HEADERS = 65_536
"""Bytes of names and values together: the account of an organisation may bring hundreds of groups along."""

_READING = ("GET", "HEAD", "OPTIONS")
_OPEN_INSIDE = ("health", "host-config", "stream", "upload_file/")
"""What our pages use of Streamlit's own addresses. Its figures about the server, its interface for other
programs and its components are no visitor's business."""
_FOR_EVERY_NAME = (HEALTH_PATH, f"{COMMAND_PATH}/", "/_stcore/health")
"""What programs on this computer ask, under whatever name: it reads no cookie."""

_logger = logging.getLogger(__name__)


class FrontDoor:
    """ASGI middleware that looks at each request before anything else does."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say why not."""
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            # Nobody is left to answer; that is no fault of ours.
            _logger.info("The sender of %s broke off", scope["path"])

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers, path = Headers(scope=scope), scope["path"].removeprefix(self._base)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
            _logger.warning("Headers of more than %s bytes are refused at %r", LARGEST_HEADERS, path[:100])
            return headers_too_large()
        if not path.startswith(_FOR_EVERY_NAME) and not is_host_allowed(headers.get("host")):
            _logger.warning("Refused: asked as %r (server.allowedHosts)", headers.get("host", "")[:100])
            return _strange_name()
        if _is_closed(path):
            return Refusal(404, _("Deze pagina bestaat niet"), _("Ga naar het begin van het dashboard."))
        if _must_come_from_here(scope, headers) and not is_from_here(scope):
            _logger.warning("Refused: %r comes from %r", path[:100], headers.get("origin", "")[:100])
            return Refusal(403, _("Dit mag hier niet"), _("Deze vraag kwam van een ander adres."))
        return None


def _is_closed(path: str) -> bool:
    if path.startswith("/_stcore/"):
        return not path.removeprefix("/_stcore/").startswith(_OPEN_INSIDE)
    return path.startswith("/component/")


def _must_come_from_here(scope: Scope, headers: Headers) -> bool:
    """Whether the origin counts: for what changes something, and for the line that shows all pages.

    A browser always names its origin there; who names none is a program, which brings nobody's cookies.
    """
    return "origin" in headers and (scope["type"] == "websocket" or scope["method"] not in _READING)


def headers_too_large() -> Refusal:
    """For who brings too many cookies along."""
    return Refusal(
        431,
        _("Uw browser stuurt te veel mee"),
        _("Wis de cookies van dit adres en probeer het opnieuw. Helpt dat niet? Vraag de beheerder."),
    )


def _strange_name() -> Refusal:
    return Refusal(
        421,
        _("Dit adres hoort niet bij dit dashboard"),
        _("Kijk of u het adres goed hebt getypt. De beheerder bepaalt onder welke namen het te vinden is."),
    )
