"""The cards for who leads: open and close them, type in what came on paper or by hands, and see what fits.

Only on the server of the dashboard, and only for editors: the phones' server does not have these pages.
"""

import secrets
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sok_metrics.errors import NotAllowedError, RefusedError, SokError
from sok_metrics.nouns.meeting import CHANNELS
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.room.card_counts import PHONE, add_counts, typed_counts
from sok_metrics.tasks.room.card_file import PLACES
from sok_metrics.tasks.room.counting import count_table, read_counting
from sok_metrics.tasks.room.limits import choose_most
from sok_metrics.tasks.room.state import FOLDER_END, Room
from sok_metrics.tasks.room.voting import close_card, open_card
from sok_metrics.texts import _
from sok_metrics.texts.formats import number
from sok_metrics.web.room.counting_pages import PILE, card_page, list_page
from sok_metrics.web.room.places import ROOM_PATH
from sok_metrics.web.room.plain import go_to, plain_page, sentence_page
from sok_metrics.web.same_site import form_token, keep_token, problem_with, read_form
from sok_metrics.web.who import actor_of

COUNTING_PATH = f"{ROOM_PATH}/tellen"
_ADDED = "erbij"
"""In the address of a card: how many answers were added just now."""
_LONGEST = 5
"""Digits of that."""
_MOST_KNOWN = 1_000
"""Piles that are remembered as counted."""


def counting_routes(room: Room, base: str) -> Sequence[BaseRoute]:
    """The pages for who leads and counts, on the server of the dashboard under `base`."""
    return CountingRoutes(room, base).routes()


class CountingRoutes:
    """The list of the cards of an evening, and a page for each."""

    def __init__(self, room: Room, base: str) -> None:
        self._room, self._base = room, base
        self._address = base + COUNTING_PATH
        self._counted: deque[str] = deque(maxlen=_MOST_KNOWN)
        self._lock = Lock()

    def routes(self) -> Sequence[BaseRoute]:
        """What the server must know of them."""
        card = self._address + "/{code}"
        return [
            Route(self._address, self._list, methods=["GET"]),
            Route(self._address, self._choose, methods=["POST"]),
            Route(card, self._show, methods=["GET"]),
            Route(card, self._add, methods=["POST"]),
        ]

    async def _list(self, request: Request, wrong: str = "") -> Response:
        if (refusal := self._refusal(request)) is not None:
            return refusal
        counting = await run_in_threadpool(read_counting, self._store(), self._room)
        token = form_token(request)
        content = list_page(counting, self._address, self._base, token, wrong)
        answer = plain_page(_("Kaarten tellen"), content, status=409 if wrong else 200)
        keep_token(answer, request, token, self._base)
        return answer

    async def _choose(self, request: Request) -> Response:
        """Open or close a card, or choose how many phones may answer."""
        typed = await read_form(request)
        if (refusal := self._refusal(request)) is not None:
            return refusal
        try:
            self._refuse_strange(request, typed)
            await run_in_threadpool(self._do, typed or {}, actor_of(request))
        except SokError as error:
            return await self._list(request, error.sentence)
        return go_to(self._address)

    def _do(self, typed: dict[str, str], by: Actor) -> None:
        store, code = self._store(), typed.get("kaart", "")
        if typed.get("wat") == "open":
            open_card(store, self._room, code, by=by)
        elif typed.get("wat") == "sluit":
            close_card(store, self._room, code, by=by)
        elif typed.get("wat") == "hoogstens":
            choose_most(self._room, _most(typed.get("hoogstens", "")))

    async def _show(self, request: Request) -> Response:
        added = request.query_params.get(_ADDED, "")
        is_number = added.isascii() and added.isdigit() and len(added) <= _LONGEST
        said = _("Erbij geteld: {n}.").format(n=number(int(added), 0)) if is_number else ""
        return await self._card(request, {}, "", said=said)

    async def _card(self, request: Request, typed: dict[str, str], wrong: str, *, said: str = "") -> Response:
        if (refusal := self._refusal(request)) is not None:
            return refusal
        code = request.path_params["code"]
        table = await run_in_threadpool(count_table, self._store(), self._room, code)
        if table is None:
            return sentence_page(_("Deze kaart is er niet"), [_("Ga terug en kies een kaart.")], status=404)
        token = form_token(request)
        # Each page counts one pile: who presses twice, or loads the answer again, counts nothing double.
        pile = secrets.token_urlsafe(12)
        content = card_page(table, self._address, token, typed, pile=pile, wrong=wrong, said=said)
        answer = plain_page(table.question, content, status=409 if wrong else 200)
        keep_token(answer, request, token, self._base)
        return answer

    async def _add(self, request: Request) -> Response:
        """A pile of paper, or the hands that were counted."""
        typed = await read_form(request, most_fields=60)
        if (refusal := self._refusal(request)) is not None:
            return refusal
        given: dict[str, Any] = typed or {}
        try:
            self._refuse_strange(request, typed)
            n = await run_in_threadpool(
                self._save_once, request.path_params["code"], given, actor_of(request)
            )
        except SokError as error:
            return await self._card(request, given, error.sentence)
        return go_to(f"{request.url.path}?{_ADDED}={n}")

    def _save_once(self, code: str, typed: dict[str, str], by: Actor) -> int:
        """Save what is typed of one pile; raises RefusedError when that was done already."""
        pile = typed.get(PILE, "")
        with self._lock:
            if pile and pile in self._counted:
                raise RefusedError(_("Deze stapel is al geteld. Er is niets bij gekomen."))
            n = self._save(code, typed, by)
            self._counted.append(pile)
        return n

    def _save(self, code: str, typed: dict[str, str], by: Actor) -> int:
        meeting = self._room.state.meeting_number
        channel = typed.get("manier", "")
        if meeting is None:
            raise RefusedError(_("Er is nu geen bijeenkomst bezig. Kies eerst welke bijeenkomst het is."))
        if channel not in CHANNELS.values() or channel == PHONE:
            raise RefusedError(_("Kies hoe deze antwoorden kwamen: op papier of met handen."))
        counts = typed_counts(typed)
        if not any(counts.values()):
            raise RefusedError(_("Er staat nog geen aantal. Vul in hoeveel mensen elke score gaven."))
        reason = _("Kaarten van papier geteld") if channel == "paper" else _("Handen geteld")
        return add_counts(self._store(), meeting, code, counts, channel=channel, by=by, reason=reason)

    def _refusal(self, request: Request) -> Response | None:
        """Why somebody may not be here; None for editors."""
        try:
            require_role(actor_of(request), Role.EDITOR)
        except NotAllowedError as error:
            return sentence_page(_("Kaarten tellen"), [error.sentence], status=403)
        return None

    def _refuse_strange(self, request: Request, typed: dict[str, str] | None) -> None:
        if (problem := problem_with(request, typed)) is not None:
            raise RefusedError(problem)

    def _store(self) -> Store:
        return open_store(Path(str(self._room.folder).removesuffix(FOLDER_END)))


def _most(typed: str) -> int | None:
    """How many phones may answer; None for an empty field, which leaves it to the door."""
    text = typed.strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= PLACES:
        raise RefusedError(_("Vul een getal in van 1 tot {most}, of laat het leeg.").format(most=PLACES))
    return int(text)
