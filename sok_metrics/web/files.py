"""Fetching files: who asks is looked up at every request, and what takes a while has a page to wait on."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics import clock
from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.accounts.access import SIGN_IN_PATH
from sok_metrics.tasks.accounts.sign_in import Account
from sok_metrics.tasks.accounts.sources import source_of
from sok_metrics.tasks.files.asked import FILES_PATH, Asked
from sok_metrics.tasks.files.beside import AT_ONCE
from sok_metrics.tasks.files.catalogue import FILES, File
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.texts import _, ngettext
from sok_metrics.web.file_queue import FileQueue, Job, Made
from sok_metrics.web.proxy import client_address
from sok_metrics.web.same_site import own_path
from sok_metrics.web.sign_in import BACK
from sok_metrics.web.sign_in_page import page
from sok_metrics.web.who import account_of

_WAITING = "wacht"
_AT_ONCE = 1.5
"""Seconds in which a file is expected; what takes longer gets the page to wait on."""
_NEXT_LOOK = 8.0
"""Seconds after which that page says anew how far it is."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "none",
}
_logger = logging.getLogger(__name__)


class FileRoutes:
    """All that stands at `FILES_PATH` of the server under `base`."""

    def __init__(self, base: str, queue: FileQueue | None = None, *, at_once: float = _AT_ONCE) -> None:
        self._base = base
        self._queue = queue or FileQueue(AT_ONCE)
        self._at_once = at_once

    def routes(self) -> Sequence[BaseRoute]:
        """What the server must know of them."""
        return [Route(f"{self._base}{FILES_PATH}/{{name:path}}", self._answer, methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        file = FILES.get(request.path_params["name"])
        if file is None:
            return self._problem(request, 404, _("Dit bestand bestaat niet."))
        try:
            return await self._answer_for(request, file)
        except RefusedError as error:
            answer = self._problem(request, 503, error.sentence)
            answer.headers["Retry-After"] = "60"
            return answer
        except SokError as error:
            return self._problem(request, 409, error.sentence)

    async def _answer_for(self, request: Request, file: File) -> Response:
        asked = await run_in_threadpool(_asked, request)
        if not asked.actor.role.covers(file.needs):
            return self._not_allowed(request, file, asked.owner)
        if request.method == "HEAD":
            return Response(media_type=file.media_type, headers=_headers(file.named(asked)))
        key = await run_in_threadpool(file.key, asked)
        job = self._queue.ask(
            key,
            lambda: file.make(asked),
            goes_first=asked.actor.role is not Role.VISITOR,
            source=source_of(client_address(request.scope)),
        )
        is_waiting = _WAITING in request.query_params
        await asyncio.wait({job.result}, timeout=_NEXT_LOOK if is_waiting else self._at_once)
        if not job.result.done():
            return self._please_wait(request, self._queue.ahead_of(job))
        made = self._made(job)
        if made is None:
            return self._problem(request, 500, _("Er ging iets mis. Probeer het nog een keer."))
        if is_waiting:
            return self._ready(request)
        return await self._deliver(request, file, asked, made)

    def _made(self, job: Job) -> Made | None:
        """What came of a job; None when nobody can say why nothing did, but for the log."""
        fault = None if job.result.cancelled() else job.result.exception()
        if isinstance(fault, SokError):
            raise fault
        if fault is not None:
            _logger.error("A file was not made", exc_info=fault)
        return None if fault is not None or job.result.cancelled() else job.result.result()

    async def _deliver(self, request: Request, file: File, asked: Asked, made: Made) -> Response:
        """The file, to who may still have it: making it may have taken a while."""
        now = await run_in_threadpool(account_of, request)
        role = Role.VISITOR if now is None else now.actor.role
        if asked.actor.role is not Role.VISITOR and role is not asked.actor.role:
            return self._not_allowed(request, file, now.signed_in_as if now else "")
        return _as_answer(made, file.media_type, file.named(asked))

    def _not_allowed(self, request: Request, file: File, owner: str) -> Response:
        """That who asks has no right to this file (any more), and what to do."""
        whom = _("het beheer") if file.needs is Role.ADMINISTRATOR else _("de redactie en het beheer")
        for_whom = _("Dit bestand is alleen voor {whom}.").format(whom=whom)
        back = self._back(request)
        if owner:
            title = _("U mag dit bestand niet ophalen")
            return page(title, self._base, paragraphs=[for_whom], status=403, back=back)
        return page(
            _("U bent niet meer aangemeld"),
            self._base,
            paragraphs=[for_whom + " " + _("Meld u aan en vraag het dan opnieuw.")],
            links={_("Aanmelden"): f"{self._base}{SIGN_IN_PATH}?{urlencode({BACK: back})}"},
            status=403,
            back=back,
        )

    def _please_wait(self, request: Request, ahead: int) -> Response:
        """The page to wait on; it looks again by itself."""
        words = _("Dat duurt meestal een paar tellen. U hoeft niets te doen.")
        if ahead:
            words = ngettext(
                "Er is nog {n} bestand voor u. U hoeft niets te doen.",
                "Er zijn nog {n} bestanden voor u. U hoeft niets te doen.",
                ahead,
            ).format(n=ahead)
        answer = page(
            _("Het bestand wordt gemaakt…"),
            self._base,
            paragraphs=[words],
            status=202,
            back=self._back(request),
        )
        answer.headers["Refresh"] = f"1; url={self._again(request, is_waiting=True)}"
        return answer

    def _ready(self, request: Request) -> Response:
        """The page that hands the file over; a browser stays on it when the file comes."""
        address = self._again(request, is_waiting=False)
        answer = page(
            _("Uw bestand is klaar"),
            self._base,
            paragraphs=[_("Het komt nu bij uw downloads. Gebeurt er niets? Haal het dan hier op.")],
            links={_("Haal het bestand op"): address},
            back=self._back(request),
        )
        answer.headers["Refresh"] = f"0; url={address}"
        return answer

    def _problem(self, request: Request, status: int, sentence: str) -> Response:
        title = _("Het bestand is er niet")
        return page(title, self._base, paragraphs=[sentence], status=status, back=self._back(request))

    def _again(self, request: Request, *, is_waiting: bool) -> str:
        """This same address, for the page to wait on or for the file itself."""
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != _WAITING]
        if all(name != BACK for name, _value in kept):
            kept.append((BACK, self._back(request)))
        waiting = [(_WAITING, "1")] if is_waiting else []
        return f"{quote(request.url.path)}?{urlencode(kept + waiting)}"

    def _back(self, request: Request) -> str:
        """The page that the link stood on."""
        asked = request.query_params.get(BACK)
        if asked is None:
            came_from = urlsplit(request.headers.get("referer", ""))
            is_ours = came_from.netloc == request.headers.get("host")
            asked = came_from._replace(scheme="", netloc="", fragment="").geturl() if is_ours else ""
        return own_path(asked, self._base)


def _asked(request: Request) -> Asked:
    """What the request asks, of whom it is by now."""
    account: Account | None = account_of(request)
    asked = request.query_params
    return Asked(
        store=open_store(database_path()),
        actor=VISITOR if account is None else account.actor,
        owner="" if account is None else account.signed_in_as,
        today=clock.today(),
        parameters={name: tuple(asked.getlist(name)) for name in asked},
    )


def _headers(name: str) -> dict[str, str]:
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return {**_HEADERS, "Content-Disposition": disposition}


def _as_answer(made: Made, media_type: str, name: str) -> Response:
    if isinstance(made, Path):
        return FileResponse(made, media_type=media_type, headers=_headers(name))
    return Response(made, media_type=media_type, headers=_headers(name))
