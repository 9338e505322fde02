"""Counting at the door on a phone: plus and minus for each kind of party, and who is new.

Who counts needs the code of the evening, which who leads gives; visitors do not have it. No names are asked.
"""

import secrets
from collections.abc import Sequence
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.columns import PARTICIPANT_GROUPS
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.room.door import STEPS, Door, door_of
from sok_metrics.tasks.room.state import FOLDER_END, Room
from sok_metrics.tasks.room.tokens import door_code, is_door_code
from sok_metrics.texts import _
from sok_metrics.texts.formats import number
from sok_metrics.texts.room_cards import group_word, new_sentence, table_sentence
from sok_metrics.views.at_the_table import at_the_table
from sok_metrics.web.room.places import ROOM_PATH
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

DOOR_PATH = f"{ROOM_PATH}/deur"
_COOKIE = "sok_zaal_deur"
_LONGEST_TAP = 40


def door_routes(room: Room, base: str) -> Sequence[BaseRoute]:
    """The pages for who counts at the door, on a server under `base`."""
    keep_out_of_logs(base)
    return DoorRoutes(room, base).routes()


class DoorRoutes:
    """The pages of the door of one room."""

    def __init__(self, room: Room, base: str) -> None:
        self._room, self._address = room, base + DOOR_PATH
        self._base = base

    def routes(self) -> Sequence[BaseRoute]:
        """What the server must know of them."""
        return [
            Route(self._address, self._show, methods=["GET"]),
            Route(self._address, self._take, methods=["POST"]),
            Route(f"{self._address}.js", self._script, methods=["GET"]),
            Route(self._address + "/stand", self._tell, methods=["GET"]),
            Route(self._address + "/{code}", self._come_in, methods=["GET"]),
        ]

    async def _script(self, _request: Request) -> Response:
        return script_answer("room_door.js")

    async def _come_in(self, request: Request) -> Response:
        return self._let_in(request.path_params["code"])

    async def _show(self, request: Request) -> Response:
        if not self._may_count(request):
            return self._code_form()
        door = await run_in_threadpool(self._begun)
        title = _("Tellen bij de deur")
        content = (
            f"<h1>{escape(title)}</h1>"
            f'<p id="verbinding" class="wrong" role="alert"></p>'
            f'<div id="deur" data-adres="{escape(self._address)}" '
            f'data-avond="{escape(self._room.state.join_code)}" '
            f'data-weg="{escape(_("Geen verbinding. Uw tikken staan klaar en gaan zo mee …"))}">'
            f"{self._content(door)}</div>"
        )
        return plain_page(title, content, script=f"{self._address}.js")

    async def _take(self, request: Request) -> Response:
        """The code that somebody typed, or one tap."""
        typed = await read_form(request) or {}
        is_script = "x-sok-zaal" in request.headers
        if "code" in typed:
            return self._let_in(typed["code"])
        if not self._may_count(request) or is_from_elsewhere(request):
            return _told({}, 403) if is_script else self._code_form(is_wrong=True)
        group, step, tap = (typed.get(name, "") for name in ("groep", "stap", "tik"))
        if group not in PARTICIPANT_GROUPS.values() or step not in STEPS or not 0 < len(tap) <= _LONGEST_TAP:
            return _told({}, 400) if is_script else go_to(self._address)
        try:
            door = await run_in_threadpool(self._begun)
            await run_in_threadpool(door.count, ParticipantGroup(group), step, tap)
        except RefusedError:
            return _told({}, 403) if is_script else self._code_form()
        except OSError:
            return _told({}, 503) if is_script else _not_kept()
        return _told({"html": self._content(door)}) if is_script else go_to(self._address)

    async def _tell(self, request: Request) -> Response:
        """How it stands, with what others count."""
        if not self._may_count(request):
            return _told({}, 403)
        return _told({"html": self._content(await run_in_threadpool(self._begun))})

    def _begun(self) -> Door:
        door = door_of(self._room)
        door.begin(open_store(Path(str(self._room.folder).removesuffix(FOLDER_END))))
        return door

    def _let_in(self, typed: str) -> Response:
        if not is_door_code(self._room, typed):
            return self._code_form(is_wrong=True)
        answer = go_to(self._address)
        keep_cookie(answer, _COOKIE, door_code(self._room), self._base)
        return answer

    def _may_count(self, request: Request) -> bool:
        return is_door_code(self._room, request.cookies.get(_COOKIE, ""))

    def _code_form(self, *, is_wrong: bool = False) -> Response:
        sentence = (
            _("Deze code klopt niet. Vraag de code van vanavond aan wie de avond leidt.")
            if is_wrong
            else _("Hier tellen we wie binnenkomt. Wie de avond leidt, geeft u de code.")
        )
        if self._room.state.meeting_number is None:
            sentence = _("Er is nu geen avond bezig.")
        form = (
            f'<form method="post" action="{escape(self._address)}"><p><label for="code">{_("Code")}</label>'
            '<input type="text" id="code" name="code" maxlength="20" autocomplete="off" '
            f'autocapitalize="off" required></p><p><button class="main">{_("Ga tellen")}</button></p></form>'
        )
        return sentence_page(_("Tellen bij de deur"), [sentence], status=403 if is_wrong else 200, more=form)

    def _content(self, door: Door) -> str:
        counted = door.counted
        table = at_the_table(counted)
        rows = "".join(self._row(group, counted.get(group, (0, 0))) for group in PARTICIPANT_GROUPS.values())
        sentence = " ".join(filter(None, (table_sentence(table), new_sentence(table))))
        return f'<p class="notice" role="status">{escape(sentence)}</p>{rows}'

    def _row(self, group: str, count: tuple[int, int]) -> str:
        came, new = count
        words = {
            "erbij": (_("+ 1"), _("{group}: één erbij"), "main"),
            "nieuw": (_("+ 1 nieuw"), _("{group}: één erbij, voor het eerst"), "main"),
            "eraf": (_("− 1"), _("{group}: één eraf"), ""),
            "nieuw-eraf": (_("− 1 nieuw"), _("{group}: één eraf, voor het eerst"), ""),
        }
        forms = "".join(
            self._button(group, step, label, described, look)
            for step, (label, described, look) in words.items()
        )
        shown = _("{word}: {n}").format(word=group_word(group), n=number(came, 0))
        first = _("waarvan {n} voor het eerst").format(n=number(new, 0)) if new else ""
        return f'<div class="row"><p><strong>{escape(shown)}</strong> {escape(first)}</p>{forms}</div>'

    def _button(self, group: str, step: str, label: str, described: str, look: str) -> str:
        said = described.format(group=group_word(group))
        return (
            f'<form method="post" action="{escape(self._address)}">'
            f'<input type="hidden" name="groep" value="{group}">'
            f'<input type="hidden" name="tik" value="{secrets.token_hex(8)}">'
            f'<button name="stap" value="{step}" class="{look}" aria-label="{escape(said)}">'
            f"{escape(label)}</button></form>"
        )


def _told(content: dict[str, object], status: int = 200) -> Response:
    return JSONResponse(content, status_code=status, headers={"Cache-Control": "no-store"})


def _not_kept() -> Response:
    sentence = _("Deze tik kon niet worden bewaard. Ga terug en probeer het nog een keer.")
    return sentence_page(_("Niet geteld"), [sentence], status=503)
