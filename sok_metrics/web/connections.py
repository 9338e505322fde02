"""Connections that take too long or are too many: the server closes them, as uvicorn waits for ever.

`streamlit run` starts uvicorn itself and has no setting for this (Streamlit 1.67, uvicorn 0.54). So we add
to what each server does when it starts: its connections are ours, and somebody looks at them every second.
"""

import asyncio
import logging
import sys
import time
from socket import socket
from typing import Any

from starlette.types import Scope
from uvicorn import Server
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from websockets import http11

from sok_metrics.texts import _
from sok_metrics.web.door import LARGEST_HEADERS, headers_too_large
from sok_metrics.web.messages import LARGEST_MESSAGE
from sok_metrics.web.open_files import raise_limit
from sok_metrics.web.refusals import Refusal

HEADERS_WITHIN = 15.0
"""Seconds from the beginning of a connection, or of a next request on it, until all headers are there."""
PAUSE_WITHIN = 20.0
"""The longest silence in the middle of a body."""
SLOWEST, AFTER = 1_000.0, 30.0
"""The fewest bytes a second of a body, counted after so many seconds."""
STUCK_WITHIN = 60.0
"""How long somebody may read nothing of an answer."""
MOST = 2_000
"""Connections at once, if the computer allows so many open files."""
FILES_FOR_OTHERS = 200
"""Of the store, backups, and what Python itself has open."""

_FAREWELL = 1.0
_EVERY = 1.0
_logger = logging.getLogger(__name__)
_start = Server.startup
_watchers: set[asyncio.Task[None]] = set()
_ENDLESS = "is_endless"


def watch_connections() -> None:
    """Let every server that starts in this process watch its connections; harmless when done twice."""
    Server.startup = _start_watching  # type: ignore[assignment, method-assign]


def mark_endless(scope: Scope) -> None:
    """Say of an answer that it never ends by itself: when the server stops, it is ended."""
    scope.setdefault("state", {})[_ENDLESS] = True


async def _start_watching(server: Server, sockets: list[socket] | None = None) -> None:
    config = server.config
    config.http_protocol_class = WatchedConnection
    # Else a page waits for ever for its websocket, which takes shorter lines (8,192 bytes) than the page.
    # What is too long for it must still be read as a page, to be told so (`web.cookie_room`, `web.door`).
    http11.MAX_LINE_LENGTH = http11.MAX_NUM_HEADERS = LARGEST_HEADERS
    config.h11_max_incomplete_event_size = 4 * LARGEST_HEADERS
    config.ws_max_size = min(config.ws_max_size, LARGEST_MESSAGE)
    WatchedConnection.most = max(50, min(MOST, raise_limit() - FILES_FOR_OTHERS))
    await _start(server, sockets)
    watcher = asyncio.create_task(_watch(server))
    _watchers.add(watcher)  # the loop itself remembers no task
    watcher.add_done_callback(_watchers.discard)


async def _watch(server: Server) -> None:
    """Look at every connection once a second, until the server has stopped and let go of them all."""
    stuck = _Stuck()
    while not server.should_exit or server.server_state.connections:
        await asyncio.sleep(_EVERY)
        now = time.monotonic()
        for connection in list(server.server_state.connections):
            if isinstance(connection, WatchedConnection):
                connection.look(now)
                if server.should_exit:
                    # uvicorn waits until all is answered; a stream of the room would keep it here for ever.
                    connection.end_stream()
            stuck.look(connection.transport, now)
        stuck.forget_closed()


class WatchedConnection(H11Protocol):
    """One connection of HTTP, with the time at which it began what it is doing."""

    most = MOST

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._seen: tuple[str, RequestResponseCycle | None] = ("headers", None)
        self._began = self._heard = time.monotonic()
        self._received = 0
        self._is_over = self._is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; when there are too many, the one that has waited longest makes room."""
        super().connection_made(transport)
        if len(self.connections) > self.most and not self._make_room():
            self._is_refused = True
            self.app = _busy()

    def data_received(self, data: bytes) -> None:
        """Read on, unless the answer has been given already."""
        if self._is_over:
            return
        self._received += len(data)
        self._heard = time.monotonic()
        super().data_received(data)

    def handle_websocket_upgrade(self, event: Any) -> None:
        """Open a websocket, but not when there are too many connections."""
        if self._is_refused:
            self._part_with(_busy())
        else:
            super().handle_websocket_upgrade(event)

    def send_400_response(self, msg: str) -> None:
        """Say in a sentence what is wrong with a request that cannot be read."""
        is_long = getattr(sys.exc_info()[1], "error_status_hint", 400) == 431
        _logger.warning("Not read: %s from %s", "too long headers" if is_long else "no HTTP", self.client)
        self._part_with(headers_too_large() if is_long else _unreadable())

    def look(self, now: float) -> None:
        """Close when the other side takes too long."""
        stage = self._stage()
        if stage != self._seen[0] or self.cycle is not self._seen[1]:
            self._seen, self._began, self._received = (stage, self.cycle), now, 0
            return
        took = now - self._began
        is_slow = took > AFTER and self._received / took < SLOWEST
        if stage == "headers" and took > HEADERS_WITHIN:
            self._part_with(_too_slow())
        elif stage == "body" and (is_slow or now - max(self._heard, self._began) > PAUSE_WITHIN):
            _logger.info("The sender of %s was too slow", self.scope["path"])
            self._part_with(_too_slow())

    def end_stream(self) -> None:
        """Close when the answer never ends by itself; who makes it hears that nobody listens any more."""
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete and cycle.scope["state"].get(_ENDLESS):
            self.transport.close()

    def _stage(self) -> str:
        """What is waited for: headers, a body, or nothing that is up to the other side."""
        if self.cycle is None or self.cycle.response_complete:
            return "headers"
        return "body" if self.cycle.more_body and not self.flow.read_paused else "answer"

    def _make_room(self) -> bool:
        """Close the connection that waits longest without having asked anything; False when none does."""
        waiting = [
            one
            for one in self.connections
            if isinstance(one, WatchedConnection) and one is not self and one._stage() == "headers"
        ]
        if not waiting:
            _logger.warning("All %s connections are in use: a new one is refused", self.most)
            return False
        longest = min(waiting, key=lambda one: one._began)
        self.connections.discard(longest)
        longest.transport.abort()
        return True

    def _part_with(self, refusal: Refusal) -> None:
        """Give an answer if one can still be given, and close; what comes in meanwhile is not read."""
        if self._is_over:
            return
        self._is_over = True
        has_asked, is_answering = self._received > 0 or self._stage() == "body", False
        if (cycle := self.cycle) is not None:
            is_answering = cycle.response_started and not cycle.response_complete
            cycle.disconnected = True
            cycle.message_event.set()
        if has_asked and not is_answering:
            self.transport.write(refusal.raw())
        # If it closed at once with bytes unread, the system would reset it and the answer would be lost.
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.flow.resume_reading()
        self.loop.call_later(_FAREWELL, self.transport.abort)


class _Stuck:
    """Connections of which nobody reads the answer, for as long as that lasts."""

    def __init__(self) -> None:
        self._left: dict[asyncio.Transport, tuple[int, float]] = {}

    def look(self, transport: asyncio.Transport, now: float) -> None:
        """Close it when not a byte has left for a minute."""
        left = transport.get_write_buffer_size()
        before, since = self._left.get(transport, (0, now))
        if left == 0 or left != before:
            self._left[transport] = (left, now)
        elif now - since > STUCK_WITHIN:
            transport.abort()

    def forget_closed(self) -> None:
        """Keep no connection that is over, nor one that has nothing left."""
        self._left = {one: seen for one, seen in self._left.items() if seen[0] and not _is_over(one)}


def _is_over(transport: asyncio.Transport) -> bool:
    return transport.is_closing() and transport.get_write_buffer_size() == 0


def _busy() -> Refusal:
    sentence = _("Te veel mensen kijken tegelijk. Probeer het over een minuut opnieuw.")
    return Refusal(503, _("Het is nu te druk"), sentence, is_last=True)


def _too_slow() -> Refusal:
    return Refusal(408, _("Dit duurde te lang"), _("Uw vraag kwam niet op tijd binnen. Probeer het opnieuw."))


def _unreadable() -> Refusal:
    return Refusal(400, _("Deze vraag is niet te lezen"), _("Vraag het met een gewone browser."))
