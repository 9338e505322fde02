"""The plain pages for phones in the room: small, without anything from elsewhere, kept by nobody."""

import logging
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources
from string import Template

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sok_metrics.texts import _
from sok_metrics.web.room.places import ROOM_PATH
from sok_metrics.web.same_place import is_from_here

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
_AS_LONG = 60 * 60 * 14
"""Seconds that a phone keeps its cookies: an evening, also when the browser was closed meanwhile."""


def plain_page(title: str, content: str, *, script: str = "", status: int = 200) -> HTMLResponse:
    """A page with this HTML of our own, and the script at this address."""
    tag = f'<script src="{escape(script)}"></script>' if script else ""
    text = _template().substitute(language=_("nl"), title=escape(title), content=content, script=tag)
    return HTMLResponse(text, status_code=status, headers=HEADERS)


def sentence_page(title: str, sentences: Iterable[str], *, status: int = 200, more: str = "") -> HTMLResponse:
    """A page that says only this; `more` is HTML of our own."""
    parts = "".join(f"<p>{escape(one)}</p>" for one in sentences)
    return plain_page(title, f"<h1>{escape(title)}</h1>{parts}{more}", status=status)


def script_answer(name: str) -> Response:
    """A script of ours; a phone asks for it anew each time, as it may be of a newer version."""
    code = resources.files("sok_metrics.web").joinpath("assets", name).read_text(encoding="utf-8")
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(code, media_type="text/javascript", headers=headers)


def go_to(path: str) -> RedirectResponse:
    """On to another page of ours, after a form."""
    return RedirectResponse(path, status_code=303, headers={"Cache-Control": "no-store"})


def keep_cookie(answer: Response, name: str, text: str, base: str) -> None:
    """Let the phone bring this along to the pages of the room, and nobody else read it."""
    answer.set_cookie(name, text, max_age=_AS_LONG, path=base + ROOM_PATH, httponly=True, samesite="lax")


def is_from_elsewhere(request: Request) -> bool:
    """Whether a page of somebody else sent this; old phones do not say where a form stood."""
    return "origin" in Headers(scope=request.scope) and not is_from_here(request.scope)


def keep_out_of_logs(base: str) -> None:
    """Let no line in a log tell which phone did what when, also where the server writes down each request."""
    path = base + ROOM_PATH
    if path not in _kept_out:
        _kept_out.add(path)
        logging.getLogger("uvicorn.access").addFilter(lambda record: not _is_below(record, path))


_kept_out: set[str] = set()


def _is_below(record: logging.LogRecord, path: str) -> bool:
    """Whether a line of uvicorn (client, method, path, version, status) is about a page of the room."""
    given = record.args
    return isinstance(given, tuple) and len(given) > 2 and str(given[2]).startswith(path)


@cache
def _template() -> Template:
    source = resources.files("sok_metrics.web").joinpath("assets", "room.html")
    return Template(source.read_text(encoding="utf-8"))
