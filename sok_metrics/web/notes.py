"""The page on which somebody notes during a meeting: plain HTML that saves at every pause.

Not a page of Streamlit: that keeps nothing while the server is away. What is typed stands in the browser
until the server says that it has it (`assets/notes.js`).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from importlib import resources
from string import Template
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics.errors import NotAllowedError, RefusedError, SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.accounts.access import SIGN_IN_PATH
from sok_metrics.tasks.minutes.asked_fields import asked_kinds
from sok_metrics.tasks.minutes.drafts import Draft, Saving
from sok_metrics.tasks.minutes.noting import Noting, close_point, keep, open_point, read_noting, save
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.tasks.storage.remains import refuse_missing
from sok_metrics.texts import _
from sok_metrics.texts.formats import time_of_day
from sok_metrics.texts.notes import NOTES_PATH, meeting_facts, page_words, point_facts
from sok_metrics.web.bodies import read_body
from sok_metrics.web.page_look import page_look
from sok_metrics.web.same_site import TOKEN, form_token, keep_token, problem_with
from sok_metrics.web.sign_in import BACK
from sok_metrics.web.sign_in_page import page
from sok_metrics.web.who import actor_of

_SCRIPT_PATH = "/sok/notuleren.js"
_LONGEST_BODY = 200_000
_MOST_DIGITS = 9
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "font-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "X-Frame-Options": "DENY"}
_NO_STORE = {"Cache-Control": "no-store"}


class NotesRoutes:
    """All that stands at `NOTES_PATH` of the server under `base`."""

    def __init__(self, base: str) -> None:
        self._base = base

    def routes(self) -> Sequence[BaseRoute]:
        """What the server must know of them."""
        path = self._base + NOTES_PATH
        return [
            Route(path, self._show, methods=["GET"]),
            Route(self._base + _SCRIPT_PATH, self._script, methods=["GET"]),
            Route(path + "/stand", self._stand, methods=["GET"]),
            Route(path + "/bewaar", self._save, methods=["POST"]),
            Route(path + "/punt", self._point, methods=["POST"]),
            Route(path + "/verslag", self._keep, methods=["POST"]),
        ]

    async def _script(self, _request: Request) -> Response:
        code = resources.files("sok_metrics.web").joinpath("assets", "notes.js")
        headers = {"Cache-Control": "no-cache"}
        return Response(code.read_text(encoding="utf-8"), media_type="text/javascript", headers=headers)

    async def _show(self, request: Request) -> Response:
        try:
            noting, kinds = await run_in_threadpool(self._read_page, request)
        except NotAllowedError as error:
            here = f"{self._base}{NOTES_PATH}?{urlencode({'nummer': request.query_params.get('nummer', '')})}"
            links = {_("Aanmelden"): f"{self._base}{SIGN_IN_PATH}?{urlencode({BACK: here})}"}
            words = [_("Alleen de redactie notuleert. Meld u eerst aan."), error.sentence][:1]
            return page(_("Notuleren"), self._base, paragraphs=words, links=links, status=403)
        except SokError as error:
            return page(_("Notuleren"), self._base, paragraphs=[error.sentence], status=404)
        token = form_token(request)
        number = noting.meeting.key[0]
        setup = {
            "number": number,
            "token": token,
            "path": self._base + NOTES_PATH,
            "kinds": [asdict(one) for one in kinds],
            "words": page_words(),
        }
        source = resources.files("sok_metrics.web").joinpath("assets", "notes.html")
        content = Template(source.read_text(encoding="utf-8")).substitute(
            language=_("nl"),
            look=page_look(self._base),
            title=escape(_("Notuleren: {title}").format(title=noting.meeting.values["title"])),
            facts=escape(meeting_facts(noting.meeting.values)),
            base=escape(self._base),
            back=escape(f"{self._base}/bijeenkomst?nummer={number}"),
            back_words=escape(_("Terug naar de bijeenkomst")),
            without_script=escape(_("Notuleren werkt alleen met JavaScript. Zet dat aan in uw browser.")),
            keep_words=escape(_("Zet alles nu in het verslag")),
            points_words=escape(_("Agendapunten")),
            script=escape(self._base + _SCRIPT_PATH),
            setup=escape(json.dumps(setup, ensure_ascii=False)),
        )
        answer = HTMLResponse(content, headers=_HEADERS)
        keep_token(answer, request, token, self._base)
        return answer

    def _read_page(self, request: Request) -> tuple[Noting, Any]:
        require_role(actor_of(request), Role.EDITOR)
        store = _store()
        return read_noting(store, _number(request)), asked_kinds(store)

    async def _stand(self, request: Request) -> Response:
        def read() -> dict[str, Any]:
            require_role(actor_of(request), Role.EDITOR)
            return _stand_of(read_noting(_store(), _number(request)))

        return await _answered(read)

    async def _save(self, request: Request) -> Response:
        sent = await _sent(request)

        def do() -> dict[str, Any]:
            actor = _editor(request)
            draft = save(_store(), _number(request), _saving(sent), by=actor)
            return {"item": _item(draft)}

        return await _answered(do)

    async def _point(self, request: Request) -> Response:
        sent = await _sent(request)

        def do() -> dict[str, Any]:
            actor, store, number = _editor(request), _store(), _number(request)
            change = close_point if _asked(sent, "done", bool) else open_point
            change(store, number, _asked(sent, "point", int), by=actor)
            return _stand_of(read_noting(store, number))

        return await _answered(do)

    async def _keep(self, request: Request) -> Response:
        def do() -> dict[str, Any]:
            actor, store, number = _editor(request), _store(), _number(request)
            keep(store, number, by=actor)
            return _stand_of(read_noting(store, number))

        return await _answered(do)


def _store() -> Store:
    path = database_path()
    refuse_missing(path)
    return open_store(path)


def _number(request: Request) -> int:
    text = request.query_params.get("nummer", "")
    if not text.isascii() or not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise RefusedError(_("Kies eerst een bijeenkomst. Ga terug naar het dashboard."))
    return int(text)


def _editor(request: Request) -> Actor:
    """Who sends this, when that is an editor on a page of ours."""
    problem = problem_with(request, {TOKEN: request.headers.get("x-sok-teken", "")})
    if problem is not None:
        raise RefusedError(problem)
    actor = actor_of(request)
    require_role(actor, Role.EDITOR)
    return actor


async def _sent(request: Request) -> dict[str, Any] | None:
    body = await read_body(request, _LONGEST_BODY)
    try:
        sent = json.loads(body or b"null")
    except ValueError:
        return None
    return sent if isinstance(sent, dict) else None


def _asked(sent: dict[str, Any] | None, name: str, kind: type[Any]) -> Any:
    """A part of what was sent; raises RefusedError when it is not there or something else."""
    found = None if sent is None else sent.get(name)
    if type(found) is not kind:
        raise RefusedError(_("De opdracht is niet begrepen."))
    return found


def _saving(sent: dict[str, Any] | None) -> Saving:
    fields = _asked(sent, "fields", dict)
    if not all(isinstance(one, str) for pair in fields.items() for one in pair):
        raise RefusedError(_("De opdracht is niet begrepen."))
    key, tab = _asked(sent, "key", str), _asked(sent, "tab", str)
    if not (0 < len(key) <= 100 and 0 < len(tab) <= 100):
        raise RefusedError(_("De opdracht is niet begrepen."))
    return Saving(
        key=key,
        table=_asked(sent, "table", str),
        point=_asked(sent, "point", int),
        fields=fields,
        version=_asked(sent, "version", int),
        tab=tab,
        turn=_asked(sent, "turn", int),
        settles=_asked(sent, "settles", bool),
        removes=_asked(sent, "removes", bool),
        record=_asked(sent, "record", str),
    )


async def _answered(do: Any) -> Response:
    try:
        # In a thread of its own: it waits for the disk.
        return JSONResponse(await run_in_threadpool(do), headers=_NO_STORE)
    except NotAllowedError as error:
        return JSONResponse({"sentence": error.sentence}, status_code=403, headers=_NO_STORE)
    except RefusedError as error:
        return JSONResponse({"sentence": error.sentence}, status_code=400, headers=_NO_STORE)
    except SokError as error:
        return JSONResponse({"sentence": error.sentence}, status_code=503, headers=_NO_STORE)


def _stand_of(noting: Noting) -> dict[str, Any]:
    """All that a window must know: the points, and what is noted at each."""
    points = [
        {
            "number": int(one.key[0]),
            "title": f"{place}. {one.values['title']}",
            "facts": point_facts(one.values),
            "done": one.values["closed_at"] is not None,
        }
        for place, one in enumerate(noting.points, start=1)
    ]
    return {"points": points, "items": [_item(one) for one in noting.drafts.values()]}


def _item(draft: Draft) -> dict[str, Any]:
    others = [
        {"fields": one.fields, "by": one.by, "at": time_of_day(one.at), "tab": one.tab}
        for one in draft.others
    ]
    return {
        "key": draft.key,
        "table": draft.table,
        "point": draft.point,
        "fields": draft.fields,
        "version": draft.version,
        "record": draft.record,
        "at": time_of_day(draft.at),
        "by": draft.by,
        "tab": draft.tab,
        "kept": draft.is_kept,
        "removed": draft.is_removed,
        "problem": draft.problem,
        "others": others,
    }
