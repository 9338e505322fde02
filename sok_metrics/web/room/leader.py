"""The page of who leads the evening, on the server of the dashboard only: for editors."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.meetings import read_meetings
from sok_metrics.tasks.accounts.access import SIGN_IN_PATH
from sok_metrics.tasks.room.director import Director
from sok_metrics.tasks.room.leader_state import leader_state
from sok_metrics.tasks.room.leading import StoreCommand, lead
from sok_metrics.tasks.room.pictures import LARGEST, charts_of_point, keep_picture
from sok_metrics.texts import _
from sok_metrics.texts.formats import short_day
from sok_metrics.views.rows import rows_of
from sok_metrics.web.bodies import read_body
from sok_metrics.web.own_computer import is_private_server
from sok_metrics.web.proxy import is_https, visible_host
from sok_metrics.web.room.assets import version
from sok_metrics.web.room.leader_words import leader_html, script_words
from sok_metrics.web.room.pages import room_page
from sok_metrics.web.room.places import LEADER_PATH, PICTURES_PATH, ROOM_PATH, SCREEN_PATH
from sok_metrics.web.room.screen import screen_page
from sok_metrics.web.same_place import is_from_here
from sok_metrics.web.same_site import TOKEN, form_token, keep_token, problem_with, read_form
from sok_metrics.web.sign_in import BACK
from sok_metrics.web.who import actor_of

_NO_STORE = {"Cache-Control": "no-store"}
_MEETINGS_SHOWN = 8
Answer = Callable[[Request, Actor], Awaitable[Response]]


class LeaderRoutes:
    """The pages for who leads, and a screen that leads too: a clicker works in the window in front."""

    def __init__(self, director: Director, base: str, more: Mapping[str, StoreCommand]) -> None:
        self._director = director
        self._base = base
        self._more = more

    def routes(self) -> Sequence[BaseRoute]:
        """What the server of the dashboard must know of them."""
        pictures = f"{self._base}{PICTURES_PATH}/{{point:int}}"
        return [
            Route(f"{self._base}{SCREEN_PATH}", self._screen, methods=["GET"]),
            Route(f"{self._base}{LEADER_PATH}", self._page, methods=["GET"]),
            Route(f"{self._base}{LEADER_PATH}/stand", self._for_editors(self._state), methods=["GET"]),
            Route(f"{self._base}{LEADER_PATH}/doe", self._for_editors(self._do), methods=["POST"]),
            Route(pictures, self._for_editors(self._wanted), methods=["GET"]),
            Route(f"{pictures}/{{place:int}}", self._for_editors(self._keep), methods=["POST"]),
        ]

    def _for_editors(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        async def for_who_may(request: Request) -> Response:
            actor = await asyncio.to_thread(actor_of, request)
            if not actor.role.covers(Role.EDITOR):
                return _problem(403, _("U bent niet meer aangemeld. Meld u opnieuw aan in het dashboard."))
            try:
                return await answer(request, actor)
            except SokError as error:
                return _problem(409, error.sentence)

        return for_who_may

    async def _screen(self, request: Request) -> Response:
        actor = await asyncio.to_thread(actor_of, request)
        if not actor.role.covers(Role.EDITOR):
            return screen_page(self._base)
        token = form_token(request)
        answer = screen_page(self._base, {"token": token, "lead": f"{self._base}{LEADER_PATH}"})
        keep_token(answer, request, token, self._base)
        return answer

    async def _page(self, request: Request) -> Response:
        actor = await asyncio.to_thread(actor_of, request)
        if not actor.role.covers(Role.EDITOR):
            back = quote(f"{request.url.path}?{request.url.query}".rstrip("?"))
            return RedirectResponse(f"{self._base}{SIGN_IN_PATH}?{BACK}={back}", status_code=303)
        token = form_token(request)
        meetings = await asyncio.to_thread(self._meetings, request.query_params.get("nummer", ""))
        answer = room_page(
            _("De avond leiden"),
            self._base,
            styles=["leader.css"],
            scripts=["plotly.min.js", "follow.js", "pictures.js", "keys.js", "leader.js"],
            data={
                "base": f"{self._base}{ROOM_PATH}",
                "lead": f"{self._base}{LEADER_PATH}",
                "version": version(),
                "token": token,
                "asked": request.query_params.get("nummer", "")[:12],
                "words": json.dumps(script_words(), ensure_ascii=False),
            },
            content=leader_html(self._base, meetings),
        )
        keep_token(answer, request, token, self._base)
        return answer

    def _meetings(self, asked: str) -> list[tuple[int, str]]:
        """The meetings to choose from: what is asked, and what comes next."""
        store = open_store(self._director.path)
        meetings = read_meetings(store.reader(), clock.today())
        chosen = [one for one in rows_of(meetings.rows) if str(one.number) == asked]
        coming = list(rows_of(meetings.coming))
        recent = list(rows_of(meetings.past.head(2)))
        found = {int(one.number): one for one in [*chosen, *coming, *recent]}
        rows = list(found.values())[:_MEETINGS_SHOWN]
        return [(int(one.number), f"{short_day(one.held_on)} · {one.title}") for one in rows]

    async def _state(self, _request: Request, _actor: Actor) -> Response:
        return JSONResponse(await asyncio.to_thread(leader_state, self._director), headers=_NO_STORE)

    async def _do(self, request: Request, actor: Actor) -> Response:
        typed = await read_form(request)
        problem = problem_with(request, typed)
        if typed is None or problem is not None:
            return _problem(403, problem or "")
        command, value = typed.get("opdracht", ""), typed.get("waarde", "")[:200]
        if command == "open_room":
            value = self._public_address(request)
        await asyncio.to_thread(lead, self._director, command, value, actor, self._more)
        return JSONResponse({"ok": True}, headers=_NO_STORE)

    def _public_address(self, request: Request) -> str:
        """Where phones find a server that others can reach; "" for the one of a single computer."""
        if is_private_server():
            return ""
        scheme = "https" if is_https(request.scope) else "http"
        return f"{scheme}://{visible_host(request.scope)}{self._base}"

    async def _wanted(self, request: Request, _actor: Actor) -> Response:
        """The charts of a point, for a browser that makes pictures of them."""
        point = request.path_params["point"]
        charts = await asyncio.to_thread(charts_of_point, self._director, point)
        figures = await asyncio.to_thread(lambda: [chart.figure(dark=False) for chart in charts])
        return JSONResponse({"figures": figures}, headers=_NO_STORE)

    async def _keep(self, request: Request, _actor: Actor) -> Response:
        point, place = request.path_params["point"], request.path_params["place"]
        state = self._director.room.state
        if request.headers.get(TOKEN, "") != request.cookies.get("sok_formulier") or not is_from_here(
            request.scope
        ):
            return _problem(403, _("Dit beeld kwam van een ander adres."))
        if state.meeting_number is None or state.pictures_of != point:
            return _problem(409, _("Om dit beeld is niet gevraagd."))
        content = await read_body(request, LARGEST)
        charts = await asyncio.to_thread(charts_of_point, self._director, point)
        if content is None or place >= len(charts):
            return _problem(413, _("Dit beeld is niet te gebruiken."))
        path = self._director.path
        await asyncio.to_thread(
            keep_picture, path, state.meeting_number, point, place, charts[place], content
        )
        return JSONResponse({"ok": True}, headers=_NO_STORE)


def _problem(status: int, sentence: str) -> Response:
    return JSONResponse({"sentence": sentence}, status_code=status, headers=_NO_STORE)
