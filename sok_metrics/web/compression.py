"""Packing the front end's files, which Streamlit sends as they are: 9.3 MB for a page with a chart."""

import asyncio
import gzip

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from sok_metrics.web.answers import Answer, accepts_gzip, catch_answer, without_headers
from sok_metrics.web.proxy import client_address, is_loopback

_LEVEL = 6
_SMALLEST = 1_000
_PACKABLE = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/wasm")


class PackedFiles:
    """ASGI middleware that packs each file once and keeps it (at most the front end itself: some 8 MB).

    Streamlit leaves these files unpacked because packing for every visitor costs too much. A browser on this
    computer gets them unpacked too: there is no network in between.
    """

    def __init__(self, app: ASGIApp, folder: str) -> None:
        self._app = app
        self._folder = folder
        self._packed: dict[str, Answer] = {}
        self._packing = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the packed file where that helps, else pass the request on."""
        if not self._helps(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._packed:
            # One at a time: the first visitors after a start ask for the same files at once.
            async with self._packing:
                if path not in self._packed and not await self._pack(scope, receive, send):
                    return
        kept = self._packed[path]
        await Answer(kept.status, MutableHeaders(raw=list(kept.headers.raw)), kept.content).send_to(send)

    def _helps(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._folder):
            return False
        conditional = {b"range", b"if-none-match", b"if-modified-since"}
        asked = {name.lower() for name, _ in scope["headers"]}
        return accepts_gzip(scope) and not asked & conditional and not is_loopback(client_address(scope))

    async def _pack(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Pack and keep the file; False when it should not be packed and has gone out as it is."""
        plain = without_headers(scope, b"accept-encoding")
        answer = await catch_answer(self._app, plain, receive, send, wanted=_is_packable)
        if answer is None:
            return False
        answer.content = await run_in_threadpool(gzip.compress, answer.content, _LEVEL, mtime=0)
        answer.headers["Content-Encoding"] = "gzip"
        answer.vary_by_encoding()
        answer.drop_headers("accept-ranges")
        if "etag" in answer.headers:
            answer.headers["ETag"] = "W/" + answer.headers["etag"].removeprefix("W/")
        self._packed[scope["path"]] = answer
        return True


def _is_packable(answer: Answer) -> bool:
    """Only the front end's own files never change; anything else may be made up by who asks."""
    return (
        answer.status == 200
        and "immutable" in answer.headers.get("cache-control", "")
        and answer.headers.get("content-type", "").startswith(_PACKABLE)
        and int(answer.headers.get("content-length", "0")) >= _SMALLEST
    )
