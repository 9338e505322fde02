"""What a page may say to the server over its websocket; the rest of what Streamlit understands is not done.

Anybody can say anything over a websocket: "clear_cache" would throw away what was computed for everybody.
"""

import asyncio
import logging
import time

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

LARGEST_MESSAGE = 2_000_000
"""Bytes: a long form is some kilobytes."""
MOST_FILES = 20
"""For how many files at once a page may ask an address."""
BURST, PER_SECOND = 60, 20.0
"""So many messages at once and a second; the next ones wait, which only who sends them notices."""

_SAID = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"}
_OPERATIONS = {"deferred_file", "dataframe_chunk"}
_UNSUPPORTED, _PROTOCOL_ERROR = 1003, 1002
_logger = logging.getLogger(__name__)


class PageMessages:
    """ASGI middleware that lets through what pages say, and closes the line to who says no message at all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; on a websocket listen to each message first."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        ear = _Ear(receive)
        await self._app(scope, ear.hear, send)
        if ear.close_code is not None:
            await send({"type": "websocket.close", "code": ear.close_code})


class _Ear:
    """Of one websocket."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._pace = _Pace()
        self._has_told = False
        self.close_code: int | None = None
        """Why the line must be closed, once nobody listens any more."""

    async def hear(self) -> Message:
        """The next message that a page of ours may send."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            await self._pace.wait()
            said = _read(message)
            if isinstance(said, int):
                self.close_code = said
                return {"type": "websocket.disconnect", "code": said}
            if _is_of_a_page(said):
                return message
            self._tell_once(said)

    def _tell_once(self, said: BackMsg) -> None:
        if not self._has_told:
            self._has_told = True
            _logger.warning("A visitor sent %r, which no page of ours does: ignored", said.WhichOneof("type"))


def _read(message: Message) -> BackMsg | int:
    """What was said, or the code to close with when it is none of Streamlit's messages."""
    content = message.get("bytes")
    if content is None:
        return _UNSUPPORTED
    try:
        said = BackMsg()
        said.ParseFromString(content)
    except DecodeError:
        return _PROTOCOL_ERROR
    return said


def _is_of_a_page(said: BackMsg) -> bool:
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    if kind == "file_urls_request":
        return len(said.file_urls_request.file_names) <= MOST_FILES
    return kind in _SAID


class _Pace:
    """How fast somebody may go on: a number at once, then so many a second."""

    def __init__(self) -> None:
        self._left, self._at = float(BURST), time.monotonic()

    async def wait(self) -> None:
        """Wait for one's turn."""
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._at) * PER_SECOND) - 1
        self._at = now
        if self._left < 0:
            await asyncio.sleep(-self._left / PER_SECOND)
