"""The files of the room's pages: ours, the fonts, and plotly.js as the plotly package ships it."""

import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sok_metrics.web.room.places import ASSETS_PATH

_FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts"
_FONT = "atkinson-hyperlegible-next-{}-normal.woff2"
_OURS = {
    "screen.css": "text/css",
    "screen.js": "text/javascript",
    "follow.js": "text/javascript",
    "stream.js": "text/javascript",
    "pictures.js": "text/javascript",
    "keys.js": "text/javascript",
    "leader.css": "text/css",
    "leader.js": "text/javascript",
}
_FONT_FILES = {
    "font-400.woff2": "latin-400",
    "font-700.woff2": "latin-700",
    "font-ext-400.woff2": "latin-ext-400",
    "font-ext-700.woff2": "latin-ext-700",
}
_PLOTLY = "plotly.min.js"
_FOR_EVER = "public, immutable, max-age=31536000"


@dataclass(frozen=True)
class _File:
    content: bytes
    packed: bytes
    media_type: str


def asset_routes(base: str) -> Sequence[BaseRoute]:
    """The files, each at an address that a page completes with `version`: then they may be kept for ever."""

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _OURS and name not in _FONT_FILES and name != _PLOTLY:
            return Response(status_code=404)
        # In a thread of its own: the first time it packs 5 MB.
        found = await run_in_threadpool(_read, name)
        headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", "") and len(found.packed) < len(found.content):
            headers["Content-Encoding"] = "gzip"
            return Response(found.packed, media_type=found.media_type, headers=headers)
        return Response(found.content, media_type=found.media_type, headers=headers)

    return [Route(f"{base}{ASSETS_PATH}/{{name}}", asset, methods=["GET"])]


@cache
def version() -> str:
    """A few signs that change with our files: it stands behind their addresses."""
    content = b"".join(_read(name).content for name in _OURS)
    return hashlib.sha256(content + _plotly_version()).hexdigest()[:12]


@cache
def _read(name: str) -> _File:
    if name == _PLOTLY:
        content, media_type = _plotly_file().read_bytes(), "text/javascript"
    elif name in _FONT_FILES:
        content, media_type = (_FONTS / _FONT.format(_FONT_FILES[name])).read_bytes(), "font/woff2"
        return _File(content, content, media_type)
    else:
        source = resources.files("sok_metrics.web.room").joinpath("assets", name)
        content, media_type = source.read_bytes(), _OURS[name]
    return _File(content, gzip.compress(content, 6, mtime=0), media_type)


def _plotly_file() -> Path:
    import plotly

    return Path(plotly.__file__).parent / "package_data" / _PLOTLY


def _plotly_version() -> bytes:
    import plotly

    return str(plotly.__version__).encode()
