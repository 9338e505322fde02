"""The headers that keep a browser from doing what the dashboard never asks, and that keep it on https."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sok_metrics.web.proxy import LOOPBACK_NAMES, is_https, visible_name

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        # No 'unsafe-inline' and no 'unsafe-eval': charts and tables work without (tests/web/test_browser.py).
        "script-src 'self' 'wasm-unsafe-eval'",
        # Streamlit and plotly put their styles in the page.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
STAY_ON_HTTPS = "max-age=31536000"
"""A year, as internet.nl asks; for this name only, as what stands beside it is not ours to decide about."""


class SecurityHeaders:
    """ASGI middleware that adds the headers to every answer that has none of its own.

    To a browser on https it also says to stay there, and each cookie becomes one that never goes over http:
    Streamlit leaves its own cookies without that because of plain http on one's own computer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if is_https(scope):
                    _keep_on_https(headers, visible_name(scope))
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _keep_on_https(headers: MutableHeaders, name: str) -> None:
    if name not in LOOPBACK_NAMES:
        headers.setdefault("Strict-Transport-Security", STAY_ON_HTTPS)
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if _is_secure(cookie) else f"{cookie}; Secure")


def _is_secure(cookie: str) -> bool:
    return any(part.strip().lower() == "secure" for part in cookie.split(";")[1:])
