"""The page that Streamlit starts in, made Dutch: its language, title, and the words of Streamlit itself.

Streamlit has no translations (streamlit/streamlit#1353) and fixes the language at English (#15726).
"""

import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sok_metrics.texts import _
from sok_metrics.web.answers import Answer, accepts_gzip, catch_answer, without_headers
from sok_metrics.web.streamlit_words import patterns, words

SCRIPT_PATH = "/sok/woorden.js"
_FONT = "./app/static/fonts/atkinson-hyperlegible-next-latin-400-normal.woff2"
_FONT_LINK = f'<link rel="preload" href="{_FONT}" as="font" type="font/woff2" crossorigin />'
_NOT_A_PAGE = ("/_stcore/", "/media/", "/component/", "/static/", "/app/static/", "/sok/")


class DutchShell:
    """ASGI middleware that rewrites the page that Streamlit sends for every address; other answers pass."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and rewrite the answer when it is Streamlit's page."""
        if not self._may_be_a_page(scope):
            await self._app(scope, receive, send)
            return
        # As it stands on disk, whole: not packed, and not "unchanged since" the file that we rewrite.
        plain = without_headers(scope, b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        answer = await catch_answer(self._app, plain, receive, send, wanted=_is_html)
        if answer is None:
            return
        if _is_shell(answer.content):
            _make_dutch(answer, packed=accepts_gzip(scope))
        await answer.send_to(send)

    def _may_be_a_page(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET":
            return False
        return not scope["path"].removeprefix(self._base).startswith(_NOT_A_PAGE)


def shell_routes(base: str) -> Sequence[BaseRoute]:
    """The script with the Dutch words; its address changes with its content, so it may be kept for ever."""

    async def script(_request: Request) -> Response:
        content, _ = _script()
        headers = {"Cache-Control": "public, immutable, max-age=31536000"}
        return Response(content, media_type="text/javascript", headers=headers)

    return [Route(base + SCRIPT_PATH, script, methods=["GET"])]


@lru_cache(maxsize=4)
def dutch_shell(page: bytes) -> tuple[bytes, bytes]:
    """Streamlit's page with our language, title and script: as it is, and packed."""
    text = page.decode()
    noscript = _("Zet JavaScript aan in uw browser om de SOK-monitor te gebruiken.")
    _content, version = _script()
    text = text.replace('<html lang="en">', f'<html lang="{_("nl")}">')
    text = re.sub(r"<title>.*?</title>", f"<title>{escape(_('SOK-monitor'))}</title>", text)
    text = re.sub(r"(?s)<noscript>.*?</noscript>", f"<noscript><p>{escape(noscript)}</p></noscript>", text)
    # Not ours: a font that we don't use, an interface that is off, and a script that our policy would refuse.
    text = re.sub(r'(?s)<link\s+rel="preload"[^>]*SourceSans[^>]*>', _FONT_LINK, text)
    text = re.sub(r'(?s)<!--(?:(?!-->).)*-->\s*|<link rel="service-desc"[^>]*>\s*', "", text)
    text = re.sub(r"(?s)<script>.*?</script>\s*", "", text)
    # Before Streamlit's own script, which reads the browser's language once.
    script = f'<script defer src=".{SCRIPT_PATH}?v={version}"></script>\n    '
    text = text.replace('<script type="module"', script + '<script type="module"', 1)
    content = text.lstrip().encode()
    return content, gzip.compress(content, mtime=0)


def _make_dutch(answer: Answer, *, packed: bool) -> None:
    plain_page, packed_page = dutch_shell(answer.content)
    answer.drop_headers("etag", "last-modified", "accept-ranges")
    answer.vary_by_encoding()
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.content = packed_page if packed else plain_page


def _is_html(answer: Answer) -> bool:
    return answer.headers.get("content-type", "").startswith("text/html")


def _is_shell(content: bytes) -> bool:
    return b'<div id="root">' in content and b'<html lang="en">' in content


@cache
def _script() -> tuple[bytes, str]:
    """The script and the first digits of its fingerprint."""
    assets = resources.files("sok_metrics.web").joinpath("assets")
    names = ("translate.js", "own_links.js", "files.js", "unsaved.js", "print.js", "dates.js", "tables.js")
    code = "\n".join(assets.joinpath(name).read_text(encoding="utf-8") for name in names)
    leave = _("U hebt iets getypt dat nog niet is opgeslagen. Toch weg van deze pagina?")
    making = _("Het bestand wordt gemaakt…")
    no_such_day = _("{typed} bestaat niet. Er staat nu {shown}. Klopt dat?")
    known = {"WORDS": words(), "PATTERNS": patterns(), "LEAVE": leave, "MAKING": making}
    known["NO_SUCH_DAY"] = no_such_day
    found = (
        "".join(f"const {name} = {json.dumps(value, indent=1)};\n" for name, value in known.items()) + code
    )
    content = f"(() => {{\n{found}}})();\n".encode()
    return content, hashlib.sha256(content).hexdigest()[:12]
