"""The answer to who stays outside: a page with a sentence, for a request or straight over a connection."""

from dataclasses import dataclass, replace
from html import escape

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from sok_metrics.texts import _

_PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
    "<body><h1>{title}</h1><p>{sentence}</p></body></html>"
)
_POLICY_VIOLATION = 1008


@dataclass(frozen=True)
class Refusal:
    """Why something is not done, as an answer."""

    status: int
    title: str
    sentence: str
    is_last: bool = False
    """Whether the connection closes after it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await self.response()(scope, receive, send)

    def raw(self) -> bytes:
        """The whole answer as it goes over a connection, where no application answers."""
        response = replace(self, is_last=True).response()
        lines = [f"HTTP/1.1 {self.status} {self.status}".encode()]
        lines += [name + b": " + value for name, value in response.raw_headers]
        return b"\r\n".join(lines) + b"\r\n\r\n" + bytes(response.body)

    def response(self) -> Response:
        """The answer as a whole."""
        headers = {"Cache-Control": "no-store"} | ({"Connection": "close"} if self.is_last else {})
        return HTMLResponse(self._page(), status_code=self.status, headers=headers)

    def _page(self) -> str:
        return _PAGE.format(language=_("nl"), title=escape(self.title), sentence=escape(self.sentence))
