"""The HTML pages of the room: no inline script, nothing of elsewhere, nothing that a browser keeps."""

from collections.abc import Mapping, Sequence
from html import escape

from starlette.responses import HTMLResponse

from sok_metrics.texts import _
from sok_metrics.web.room.assets import version
from sok_metrics.web.room.places import ASSETS_PATH

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        # plotly.js puts its styles in the page.
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
}


def room_page(
    title: str,
    base: str,
    *,
    styles: Sequence[str],
    scripts: Sequence[str],
    data: Mapping[str, str],
    content: str,
) -> HTMLResponse:
    """A page with these files of ours and `data` for its scripts; `content` is HTML of our own."""
    folder = f"{base}{ASSETS_PATH}"
    links = "".join(f'<link rel="stylesheet" href="{folder}/{name}?v={version()}">' for name in styles)
    code = "".join(f'<script defer src="{folder}/{name}?v={version()}"></script>' for name in scripts)
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return HTMLResponse(
        f'<!doctype html><html lang="{_("nl")}"{attributes}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(title)} – SOK-monitor</title>{links}{code}</head><body>{content}</body></html>",
        headers=_HEADERS,
    )
