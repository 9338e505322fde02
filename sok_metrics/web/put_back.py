"""The page to put a backup back that stands on an administrator's own computer.

Streamlit takes an uploaded file into memory and has one limit for all of them. Here it comes in small parts
that go straight to the disk, so that neither memory nor a proxy sets a limit; who sends is asked each time.
"""

import asyncio
import secrets
from collections.abc import Sequence
from html import escape
from importlib import resources
from string import Template

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics.errors import NotAllowedError, RefusedError, SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.storage.place import PUT_BACK_PATH, database_path
from sok_metrics.tasks.storage.restore import restore, restore_missing
from sok_metrics.tasks.storage.sending_in import LARGEST, LONGEST_PART, SentIn, begin_sending
from sok_metrics.texts import _
from sok_metrics.texts.formats import number
from sok_metrics.web.bodies import read_body
from sok_metrics.web.same_site import TOKEN, form_token, keep_token, problem_with
from sok_metrics.web.sign_in_page import page
from sok_metrics.web.who import actor_of

_SCRIPT_PATH = "/sok/terugzetten.js"
_FORM = Template(
    """<form action="$action" data-token="$token" data-sending="$sending" data-checking="$checking"
data-broken="$broken">
<div class="field"><label for="bestand">$label</label><p class="help" id="bestand-hulp">$help</p>
<input type="file" id="bestand" accept=".duckdb,.zip" required aria-describedby="bestand-hulp"></div>
<p><button type="submit">$button</button></p>
<progress max="1" value="0" aria-label="$button" hidden></progress>
<p id="stand" class="notice" role="status" hidden></p>
</form>
<script src="$script" defer></script>"""
)
Outcome = tuple[bool, str]
"""Whether it went well, and the sentence about it."""


class PutBackRoutes:
    """The page at /reservekopie-terugzetten of the server under `base`, and what its script asks."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._sent: SentIn | None = None
        self._work: asyncio.Task[Outcome] | None = None

    def routes(self) -> Sequence[BaseRoute]:
        """What the server must know of them."""
        path = self._base + PUT_BACK_PATH
        return [
            Route(path, self._show, methods=["GET"]),
            Route(self._base + _SCRIPT_PATH, self._script, methods=["GET"]),
            Route(path, self._begin, methods=["POST"]),
            Route(path + "/{number}", self._add, methods=["POST"]),
            Route(path + "/{number}/terugzetten", self._put_back, methods=["POST"]),
        ]

    async def _script(self, _request: Request) -> Response:
        code = resources.files("sok_metrics.web").joinpath("assets", "put_back.js")
        headers = {"Cache-Control": "no-cache"}
        return Response(code.read_text(encoding="utf-8"), media_type="text/javascript", headers=headers)

    async def _show(self, request: Request) -> Response:
        title = _("Een eigen reservekopie terugzetten")
        try:
            require_role(actor_of(request), Role.ADMINISTRATOR)
        except NotAllowedError as error:
            return page(title, self._base, paragraphs=[error.sentence], status=403)
        token = form_token(request)
        words = [
            _("Alles wordt zoals het in het bestand staat. Wat er nu staat, wordt eerst een reservekopie."),
            _(
                "Wij kijken eerst of het bestand heel is. Wat iemand intussen invult, komt in die "
                "reservekopie. Wat iemand daarna invult, komt in wat u terugzet. "
                "Wie vergeten is, blijft vergeten."
            ),
        ]
        answer = page(title, self._base, paragraphs=words, extra=self._form(token), with_script=True)
        keep_token(answer, request, token, self._base)
        return answer

    def _form(self, token: str) -> str:
        parts = {
            "action": self._base + PUT_BACK_PATH,
            "script": self._base + _SCRIPT_PATH,
            "token": token,
            "label": _("Kies een reservekopie op uw computer"),
            "help": _("Een bestand dat eindigt op .duckdb of .zip, van hooguit {n} MB.").format(
                n=number(LARGEST / 1_000_000)
            ),
            "button": _("Zet dit bestand terug"),
            "sending": _("Het bestand wordt verstuurd: {n}%."),
            "checking": _("Het bestand is er. Wij kijken nu of het heel is; dat kan even duren."),
            "broken": _("De verbinding is weg. Er is niets veranderd. Probeer het opnieuw."),
        }
        return _FORM.substitute({name: escape(text) for name, text in parts.items()})

    async def _begin(self, request: Request) -> Response:
        try:
            actor = self._administrator(request)
            self._refuse_while_busy(actor)
            self._forget()
            size = int(request.query_params.get("grootte", ""))
            self._sent = await run_in_threadpool(
                begin_sending, database_path(), secrets.token_urlsafe(16), actor.name, size
            )
        except (SokError, ValueError) as error:
            return _refused(error)
        return _answer({"number": self._sent.number})

    async def _add(self, request: Request) -> Response:
        try:
            self._administrator(request)
            sent = self._known(request)
            part = await read_body(request, LONGEST_PART)
            if part is None:
                raise RefusedError(_("Het bestand is niet heel aangekomen. Begin opnieuw."))
            await run_in_threadpool(sent.add, int(request.query_params.get("vanaf", "")), part)
        except (SokError, ValueError) as error:
            return _refused(error)
        return _answer({})

    async def _put_back(self, request: Request) -> Response:
        """Begin with it, or tell how it stands; no proxy has to wait for the end."""
        try:
            actor = self._administrator(request)
            sent = self._known(request)
            if self._work is None:
                sent.refuse_half()
                self._work = asyncio.create_task(run_in_threadpool(_restore, sent, actor))
            done, _left = await asyncio.wait([self._work], timeout=5.0)
        except SokError as error:
            return _refused(error)
        if not done:
            return _answer({"done": False})
        work, self._work = self._work, None
        self._forget()
        is_good, sentence = work.result()
        return _answer({"done": True, "good": is_good, "sentence": sentence})

    def _administrator(self, request: Request) -> Actor:
        """Who asks, when that is an administrator on a page of ours."""
        problem = problem_with(request, {TOKEN: request.headers.get("x-sok-teken", "")})
        if problem is not None:
            raise RefusedError(problem)
        actor = actor_of(request)
        require_role(actor, Role.ADMINISTRATOR)
        return actor

    def _refuse_while_busy(self, actor: Actor) -> None:
        """One at a time; who closed the window and begins again need not wait for what was left."""
        is_sending = self._sent is not None and not self._sent.is_left and self._sent.by != actor.name
        if is_sending or self._work is not None:
            raise RefusedError(_("Er wordt nu al een reservekopie teruggezet. Wacht tot dat klaar is."))

    def _known(self, request: Request) -> SentIn:
        if self._sent is None or self._sent.number != request.path_params["number"]:
            raise RefusedError(_("Het bestand is niet heel aangekomen. Begin opnieuw."))
        return self._sent

    def _forget(self) -> None:
        if self._sent is not None:
            self._sent.remove()
        self._sent = None


def _restore(sent: SentIn, by: Actor) -> Outcome:
    """Put the file back in the place of the store, or where there is none."""
    path = database_path()
    try:
        if path.exists():
            kept = restore(open_store(path), sent.path, by=by)
            return True, _("Teruggezet. Wat er stond, is bewaard als {name}.").format(name=kept.name)
        restore_missing(path, sent.path)
    except SokError as error:
        return False, str(error)
    return True, _("Teruggezet.")


def _refused(error: Exception) -> Response:
    sentence = str(error) if isinstance(error, SokError) else _("De opdracht is niet begrepen.")
    return _answer({"sentence": sentence}, status=403 if isinstance(error, NotAllowedError) else 400)


def _answer(content: dict[str, object], status: int = 200) -> Response:
    return JSONResponse(content, status_code=status, headers={"Cache-Control": "no-store"})
