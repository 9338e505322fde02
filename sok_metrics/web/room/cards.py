"""The cards on the phones in the room: come in with the code, say as what you are here, and tap.

Everything works by plain forms; the script only makes it quicker and keeps trying while the wifi is gone.
Nothing here writes a line in a log. How answers are kept: `tasks.room.card_box`.
"""

import asyncio
import hashlib
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_file import SCORES, Answer
from sok_metrics.tasks.room.cards_now import CardsNow, KnownCards
from sok_metrics.tasks.room.state import FOLDER_END, Room, RoomState
from sok_metrics.tasks.room.tokens import is_token, new_token
from sok_metrics.texts import _
from sok_metrics.texts.room_cards import counted_words
from sok_metrics.web.connections import mark_endless
from sok_metrics.web.room.card_pages import cards_content, group_form, whole_page
from sok_metrics.web.room.news import News
from sok_metrics.web.room.places import JOIN_PATH, ROOM_PATH
from sok_metrics.web.room.plain import (
    go_to,
    is_from_elsewhere,
    keep_cookie,
    keep_out_of_logs,
    plain_page,
    script_answer,
    sentence_page,
)
from sok_metrics.web.same_site import read_form

CARDS_PATH = f"{ROOM_PATH}/kaarten"
_TOKEN, _GROUP = "sok_zaal", "sok_zaal_als"
"""The cookies of a phone: its token, and as what somebody is here."""
_PATIENCE = 25.0
"""Seconds that a phone waits for news before it asks again: networks drop what is silent for longer."""
_MOST_WAITING = 2_500
_BUSY_PAUSE = 10
"""Seconds until a phone asks again when so many wait already."""
_GROUPS = {group.value for group in ParticipantGroup}


def card_routes(room: Room, base: str) -> Sequence[BaseRoute]:
    """The pages of the cards on a server under `base`."""
    keep_out_of_logs(base)
    return CardRoutes(room, base).routes()


class CardRoutes:
    """The pages of the cards of one room."""

    def __init__(self, room: Room, base: str) -> None:
        self._room, self._base = room, base
        self._box = card_box_of(room)
        self._cards = KnownCards()
        self._news = News(room, stamp_of)
        self._address = base + CARDS_PATH

    def routes(self) -> Sequence[BaseRoute]:
        """What the server must know of them."""
        join = self._base + JOIN_PATH
        return [
            Route(join, self._ask_words, methods=["GET"]),
            Route(join, self._take_words, methods=["POST"]),
            Route(join + "/{code}", self._join, methods=["GET"]),
            Route(self._address, self._show, methods=["GET"]),
            Route(self._address, self._take, methods=["POST"]),
            Route(f"{self._address}/groep", self._choose_group, methods=["POST"]),
            Route(f"{self._address}/stand", self._tell, methods=["GET"]),
            Route(f"{self._address}.js", self._script, methods=["GET"]),
        ]

    async def _script(self, _request: Request) -> Response:
        return script_answer("room_cards.js")

    async def _ask_words(self, _request: Request) -> Response:
        if self._room.state.meeting_number is None:
            return _no_evening()
        return self._words_form()

    async def _take_words(self, request: Request) -> Response:
        typed = (await read_form(request) or {}).get("woorden", "")
        return go_to(f"{self._base}{JOIN_PATH}/{_as_code(typed) or '-'}")

    async def _join(self, request: Request) -> Response:
        state = self._room.state
        if state.meeting_number is None:
            return _no_evening()
        if _as_code(request.path_params["code"]) != state.join_code:
            return self._words_form(_old_link())
        answer = go_to(self._address)
        token = request.cookies.get(_TOKEN, "")
        if not is_token(self._room, token):
            # In a thread of its own: the first of an evening makes the key, and waits for the disk.
            token = await run_in_threadpool(new_token, self._room)
            keep_cookie(answer, _TOKEN, token, self._base)
        return answer

    async def _show(self, request: Request) -> Response:
        state = self._room.state
        if state.meeting_number is None:
            return _no_evening()
        token = request.cookies.get(_TOKEN, "")
        if not is_token(self._room, token):
            return self._stranger(request)
        cards = await self._read(state)
        group = _group_of(request)
        if group is None or request.query_params.get("wijzig") == "groep":
            return plain_page(cards.meeting, group_form(cards, self._address, group or ""))
        content = whole_page(
            cards,
            self._content(cards, token),
            address=self._address,
            evening=state.join_code,
            stamp=stamp_of(state),
            group=group.value,
        )
        return plain_page(cards.meeting, content, script=f"{self._address}.js")

    async def _choose_group(self, request: Request) -> Response:
        typed = await read_form(request) or {}
        token = request.cookies.get(_TOKEN, "")
        if not is_token(self._room, token):
            return self._stranger(request)
        group = typed.get("groep", "")
        if is_from_elsewhere(request) or group not in _GROUPS:
            return go_to(self._address)
        with suppress(RefusedError):  # a card that closes in this moment keeps the group of before
            await run_in_threadpool(self._box.change_group, token, ParticipantGroup(group))
        answer = go_to(self._address)
        keep_cookie(answer, _GROUP, group, self._base)
        return answer

    async def _take(self, request: Request) -> Response:
        """One tap, of the script (which wants an answer in JSON) or of the form."""
        typed = await read_form(request) or {}
        is_script = "x-sok-zaal" in request.headers
        group, score = _group_of(request), typed.get("score", "")
        try:
            if is_from_elsewhere(request) or score not in map(str, SCORES):
                raise RefusedError(_("Deze tik is niet begrepen. Laad de pagina opnieuw."))
            if group is None:
                raise RefusedError(_("Kies eerst als wat u hier bent. Laad de pagina opnieuw."))
            later = await run_in_threadpool(
                self._box.take,
                request.cookies.get(_TOKEN, ""),
                typed.get("kaart", ""),
                Answer(group, int(score)),
                turn=_turn(typed) if is_script else None,
            )
        except RefusedError as error:
            return (
                _told({"geteld": False, "woorden": error.sentence}, 410)
                if is_script
                else self._refused(error)
            )
        except OSError:
            # The disk refused: the phone keeps trying, and says so.
            return _told({"geteld": False, "woorden": ""}, 503) if is_script else _not_kept()
        if not is_script:
            return go_to(self._address)
        if later is not None:
            return _told({"geteld": False, "beurt": later}, 409)
        return _told({"geteld": True, "woorden": counted_words(int(score))})

    async def _tell(self, request: Request) -> Response:
        """What stands on the cards, as soon as it is something else than what the phone shows."""
        token = request.cookies.get(_TOKEN, "")
        if not is_token(self._room, token):
            return _told({}, 403)
        known = request.query_params.get("stand", "")
        wait = 0
        if known == stamp_of(self._room.state):
            if self._news.waiting >= _MOST_WAITING:
                wait = _BUSY_PAUSE
            else:
                mark_endless(request.scope)
                if not await _heard_before_gone(request, self._news.other_than(known, _PATIENCE)):
                    return _told({}, 503)  # nobody reads this: the phone sleeps, or the server stops
        state = self._room.state
        if state.meeting_number is None or not is_token(self._room, token):
            return _told({}, 404)
        stamp = stamp_of(state)
        if stamp == known:
            return _told({"stand": stamp, "wacht": wait})
        return _told({"stand": stamp, "html": self._content(await self._read(state), token)})

    def _content(self, cards: CardsNow, token: str) -> str:
        return cards_content(cards, self._address, self._box.answers_of(token), self._box.turns_of(token))

    async def _read(self, state: RoomState) -> CardsNow:
        store = self._store()
        found = self._cards.known(store, state)
        return found if found is not None else await run_in_threadpool(self._cards.read, store, state)

    def _store(self) -> Store:
        return open_store(Path(str(self._room.folder).removesuffix(FOLDER_END)))

    def _stranger(self, request: Request) -> Response:
        """For who has no token of this evening: a link of before, or a browser that keeps no cookies."""
        if _TOKEN in request.cookies:
            return self._words_form(_old_link())
        return self._words_form(
            _(
                "Uw telefoon kent deze avond nog niet. Scan de code op het scherm, of typ de woorden. "
                "Ziet u dit steeds weer? Dan bewaart uw browser geen cookies. Vraag om een kaart van papier."
            )
        )

    def _words_form(self, sentence: str = "") -> Response:
        label = _("Welke woorden staan er op het scherm?")
        form = (
            f'<form method="post" action="{self._base}{JOIN_PATH}"><p><label for="woorden">{label}</label>'
            '<input type="text" id="woorden" name="woorden" maxlength="60" autocomplete="off" '
            f'autocapitalize="off" required></p><p><button class="main">{_("Doe mee")}</button></p></form>'
        )
        return sentence_page(
            _("Doe mee"), [sentence] if sentence else [], status=403 if sentence else 200, more=form
        )

    def _refused(self, error: RefusedError) -> Response:
        back = f'<p><a href="{self._address}">{_("Terug naar de kaarten")}</a></p>'
        return sentence_page(_("Niet geteld"), [error.sentence], status=410, more=back)


def _old_link() -> str:
    return _("Deze link is niet van vanavond. Scan de code op het scherm, of typ de woorden die er staan.")


def stamp_of(state: RoomState) -> str:
    """A short text, another one when phones must show something else: slides are none of their news."""
    seen = (state.meeting_number, state.join_code, state.open_cards, state.closed_cards)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:12]


async def _heard_before_gone(request: Request, news: Coroutine[Any, Any, None]) -> bool:
    """Wait for news as long as somebody does; whether there still is somebody."""
    heard, gone = asyncio.ensure_future(news), asyncio.ensure_future(_until_gone(request))
    try:
        await asyncio.wait({heard, gone}, return_when=asyncio.FIRST_COMPLETED)
        return not gone.done()
    finally:
        heard.cancel()
        gone.cancel()


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _as_code(typed: str) -> str:
    """The words as they stand in the address, however somebody typed them."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in typed.lower()).split())[:80]


def _group_of(request: Request) -> ParticipantGroup | None:
    text = request.cookies.get(_GROUP, "")
    return ParticipantGroup(text) if text in _GROUPS else None


def _turn(typed: dict[str, str]) -> int | None:
    text = typed.get("beurt", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _told(content: dict[str, object], status: int = 200) -> Response:
    return JSONResponse(content, status_code=status, headers={"Cache-Control": "no-store"})


def _no_evening() -> Response:
    return sentence_page(
        _("Er is nu geen avond bezig"),
        [_("Zodra de avond begint, staat er een code op het scherm. Scan die dan opnieuw.")],
        status=404,
    )


def _not_kept() -> Response:
    sentence = _("Uw antwoord kon niet worden bewaard. Ga terug en probeer het nog een keer.")
    return sentence_page(_("Niet geteld"), [sentence], status=503)
