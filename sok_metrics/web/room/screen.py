"""The screen of the room: its page, the stream that tells what to show, and the slides themselves."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from sok_metrics.errors import SokError
from sok_metrics.tasks.room.director import Director
from sok_metrics.tasks.room.slide_words import plotly_settings
from sok_metrics.texts import _
from sok_metrics.web.connections import mark_endless
from sok_metrics.web.room.assets import version
from sok_metrics.web.room.pages import room_page
from sok_metrics.web.room.places import JOIN_PATH, ROOM_PATH, SCREEN_PATH
from sok_metrics.web.room.slide_html import slide_answer

_SPEAK_EVERY = 5.0
"""Seconds of silence after which the whole state goes out again: a page that hears nothing looks for us."""
_MOST_STREAMS = 200
_NO_STORE = {"Cache-Control": "no-store"}
_SEVERAL_LINES = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class ScreenRoutes:
    """What every screen of the room needs, on both servers; `extra` is for browsers of who leads."""

    def __init__(self, director: Director, base: str) -> None:
        self._director = director
        self._base = base

    def routes(self) -> Sequence[BaseRoute]:
        """All but the page itself."""
        start = f"{self._base}{ROOM_PATH}"
        return [
            Route(f"{start}/stand", self._state, methods=["GET"]),
            Route(f"{start}/stroom", self._stream, methods=["GET"]),
            Route(f"{start}/dia/{{fingerprint}}", self._slide, methods=["GET"]),
            Route(f"{start}/qr.svg", self._qr, methods=["GET"]),
        ]

    def page_route(self) -> BaseRoute:
        """The page of a screen that only follows."""

        async def page(_request: Request) -> Response:
            return screen_page(self._base)

        return Route(f"{self._base}{SCREEN_PATH}", page, methods=["GET"])

    async def _state(self, _request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._director.message), headers=_NO_STORE)

    async def _stream(self, request: Request) -> Response:
        if self._director.screen_count >= _MOST_STREAMS:
            return Response(status_code=503, headers=_NO_STORE)
        mark_endless(request.scope)
        return StreamingResponse(self._messages(), media_type="text/event-stream", headers=_SEVERAL_LINES)

    async def _messages(self) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        with self._director.subscribe() as bell:
            while True:
                bell.clear()
                with suppress(SokError):
                    # While the store is put back there is nothing new to tell.
                    message = await asyncio.to_thread(self._director.message)
                    yield f"data: {json.dumps(message)}\n\n"
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), _SPEAK_EVERY)

    async def _slide(self, request: Request) -> Response:
        words = self._director.slide(request.path_params["fingerprint"])
        if words is None:
            return Response(status_code=404, headers=_NO_STORE)
        is_dark = request.query_params.get("donker") == "1"
        answer = await asyncio.to_thread(slide_answer, words, dark=is_dark)
        return JSONResponse(answer, headers={"Cache-Control": "private, max-age=3600"})

    async def _qr(self, _request: Request) -> Response:
        """The address where phones come in, to scan; there is none while the room is closed."""
        state = self._director.room.state
        if not state.is_open or not state.address:
            return Response(status_code=404, headers=_NO_STORE)
        code = segno.make(f"{state.address}{JOIN_PATH}/{state.join_code}", error="m", micro=False)
        drawing = code.svg_inline(scale=8, border=2, omitsize=True, light="#fff")
        drawing = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        headers = {**_NO_STORE, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
        return Response(drawing, media_type="image/svg+xml", headers=headers)


def screen_page(base: str, lead: dict[str, str] | None = None) -> Response:
    """The page of a screen; `lead` has what a browser of who leads may do as well."""
    extra = ["keys.js", "pictures.js"] if lead is not None else []
    data = {
        "base": f"{base}{ROOM_PATH}",
        "version": version(),
        "settings": plotly_settings(),
        "join": _("Doe mee met uw telefoon:"),
        "then": _("woorden: {words}"),
        "more": _("en nog {n}"),
        **(lead or {}),
    }
    lost = _(
        "Geen verbinding met de computer van de avond. Dit beeld blijft staan, en we proberen het opnieuw."
    )
    content = (
        f'<main id="stage"></main><div id="blank"></div><p id="lost" role="status">{lost}</p>'
        f"<noscript>{_('Zet JavaScript aan in deze browser.')}</noscript>"
    )
    return room_page(
        _("Scherm"),
        base,
        styles=["screen.css"],
        scripts=["plotly.min.js", "follow.js", *extra, "screen.js"],
        data=data,
        content=content,
    )
