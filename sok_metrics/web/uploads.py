"""Files on their way to a page: only from who may change something, to a page that asks, and not too many."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.files.asked_files import asking, is_asked, stop_asking
from sok_metrics.texts import _
from sok_metrics.web.refusals import Refusal
from sok_metrics.web.who import actor_of

MOST_FILES = 5
"""In one session; a page asks for one, and another may replace it."""
MOST_BYTES = 60_000_000
"""In one session."""
MOST_BYTES_IN_ALL = 200_000_000
"""Of all sessions, with what is still coming in."""

_PLACE = "/_stcore/upload_file/"
_MARGIN = 1_000_000
"""What stands around a file in a request, at most."""
_logger = logging.getLogger(__name__)


class UploadGate:
    """ASGI middleware before Streamlit's own address for files, which takes any number from anybody."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._place = base + _PLACE
        self._coming: dict[str, list[int]] = {}
        """Session -> the bytes of each file that is on its way."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file through, or say why not."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(self._place):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self._place).partition("/")[0]
        request = Request(scope)
        length = _length(request)
        refusal = self._refusal(request, session, length)
        if refusal is not None:
            _logger.warning("A file is refused: %s", refusal.title)
            await _throw_away(receive)
            await refusal(scope, receive, send)
            return
        with self._on_its_way(session, length or 0):
            await self._app(scope, receive, send)

    def _refusal(self, request: Request, session: str, length: int | None) -> Refusal | None:
        _forget_closed()
        if not actor_of(request).role.covers(Role.EDITOR):
            return _refused(403, _("Alleen wie is aangemeld, kan een bestand sturen."))
        if not is_asked(session):
            return _refused(403, _("Deze pagina vraagt nu geen bestand."))
        if length is None:
            return _refused(411, _("Het is niet te zien hoe groot dit bestand is."))
        if length > _largest() + _MARGIN:
            return _refused(413, _("Dit bestand is te groot."))
        return self._refusal_for_room(session, length)

    def _refusal_for_room(self, session: str, length: int) -> Refusal | None:
        """A server that is full says so; what a session may hold counts with what is on its way."""
        held, coming = _held(), self._coming
        own = held.get(session, []) + coming.get(session, [])
        if len(own) >= MOST_FILES or sum(own) + length > MOST_BYTES:
            return _refused(413, _("U hebt al genoeg bestanden gestuurd. Open de pagina opnieuw."))
        everything = sum(map(sum, held.values())) + sum(map(sum, coming.values()))
        if everything + length > MOST_BYTES_IN_ALL:
            return _refused(503, _("Er komen nu te veel bestanden binnen. Probeer het straks opnieuw."))
        return None

    @contextmanager
    def _on_its_way(self, session: str, length: int) -> Iterator[None]:
        """Count a file while it comes in; the server reads no more bytes than the length that it names."""
        sizes = self._coming.setdefault(session, [])
        sizes.append(length)
        try:
            yield
        finally:
            sizes.remove(length)
            if not sizes:
                self._coming.pop(session, None)


async def _throw_away(receive: Receive) -> None:
    """Let a refused file come in without keeping it: a sender that is cut off never reads why."""
    left = _largest() + 2 * _MARGIN
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def _largest() -> int:
    return int(config.get_option("server.maxUploadSize")) * 2**20


def _length(request: Request) -> int | None:
    text = request.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _held() -> dict[str, list[int]]:
    """Session -> the bytes of each file that Streamlit keeps for it."""
    keeper = get_instance().uploaded_file_mgr
    if not isinstance(keeper, MemoryUploadedFileManager):
        return {}
    return {
        session: [len(file.data) for file in list(files.values())]
        for session, files in list(keeper.file_storage.items())
    }


def _forget_closed() -> None:
    """Sessions that ended while their page asked for a file."""
    stop_asking([session for session in asking() if not get_instance().is_active_session(session)])


def _refused(status: int, sentence: str) -> Refusal:
    return Refusal(status, _("Het bestand is niet aangenomen"), sentence)
