"""Telling whether a form that comes in was sent from a page of our own, and where to go after it."""

import hmac
import re
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sok_metrics.tasks.accounts.access import SIGN_IN_PATH, SIGN_OUT_PATH
from sok_metrics.texts import _
from sok_metrics.web.bodies import read_body
from sok_metrics.web.same_place import is_from_here

TOKEN = "teken"
_COOKIE = "sok_formulier"
_LONGEST_BODY = 10_000
_WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{32,64}")
_STRANGE = re.compile(r"[\\\x00-\x20\x7f]")


async def read_form(request: Request, *, most_fields: int = 20) -> dict[str, str] | None:
    """What was typed; None when it is far too long or no form."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = await read_body(request, _LONGEST_BODY)
    if body is None:
        return None
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=most_fields, errors="strict")
    except ValueError:
        return None
    return {name: values[-1] for name, values in found.items()}


def form_token(request: Request) -> str:
    """The token of this browser, which its forms send back beside its cookie."""
    known = request.cookies.get(_COOKIE, "")
    return known if _WELL_FORMED.fullmatch(known) else secrets.token_urlsafe(32)


def keep_token(answer: Response, request: Request, token: str, base: str) -> None:
    """Give the browser its token, until it closes."""
    if request.cookies.get(_COOKIE) != token:
        answer.set_cookie(_COOKIE, token, path=base or "/", httponly=True, samesite="strict")


def problem_with(request: Request, typed: Mapping[str, str] | None) -> str | None:
    """Why a form cannot have come from a page of ours, as a sentence; None when it did."""
    if typed is None:
        return _("Het formulier is niet begrepen. Vul het opnieuw in.")
    if not is_from_here(request.scope):
        return _("Dit formulier kwam van een ander adres. Open deze pagina opnieuw en vul het hier in.")
    kept = request.cookies.get(_COOKIE, "")
    if not _WELL_FORMED.fullmatch(kept) or not hmac.compare_digest(
        typed.get(TOKEN, "").encode(), kept.encode()
    ):
        return _("Het formulier was verlopen, of uw browser bewaart geen cookies. Vul het nog een keer in.")
    return None


def own_path(text: str, base: str) -> str:
    """An address of this dashboard to go to; its front page when `text` is none."""
    front = f"{base}/"
    if not text.startswith(front) or text.startswith("//") or _STRANGE.search(text) or len(text) > 1_000:
        return front
    path = urlsplit(text).path
    return front if path in (base + SIGN_IN_PATH, base + SIGN_OUT_PATH) or "//" in path else text
