"""A request with more cookies than a websocket takes: say so, instead of a page that loads for ever.

The cookies of a page are those of its websocket too. What refuses them there tells nobody: no screen, no log.
"""

import logging

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from websockets import http11

from sok_metrics.texts import _
from sok_metrics.web.proxy import client_address
from sok_metrics.web.sign_in_page import page

_ACCOUNT = "_streamlit_user"
_logger = logging.getLogger(__name__)


class CookieRoom:
    """ASGI middleware that answers a request with too many cookies in their place.

    It throws away the cookies with an account, which an earlier version made too long: the next try works.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on when there is room for its cookies."""
        lines = _cookie_lines(scope) if scope["type"] == "http" else []
        longest = max(map(len, lines), default=0)
        if longest <= room():
            await self._app(scope, receive, send)
            return
        sentence = _("Een verzoek van %s is geweigerd: %d tekens aan cookies, en er passen er %d.")
        _logger.warning(sentence, client_address(scope), longest, room())
        await self._refusal(lines)(scope, receive, send)

    def _refusal(self, lines: list[str]) -> Response:
        words = [
            _("Uw browser stuurt te veel mee. Dat komt door cookies: kleine gegevens die een site bewaart."),
            _(
                "Ga terug naar het dashboard en meld u opnieuw aan. Helpt dat niet? Verwijder dan in uw "
                "browser de cookies van dit adres."
            ),
        ]
        answer = page(_("De pagina past niet"), self._base, paragraphs=words, status=431)
        for line in lines:
            for name in (part.partition("=")[0].strip() for part in line.split(";")):
                if name.startswith(_ACCOUNT):
                    answer.delete_cookie(name, path=self._base or "/")
        return answer


def room() -> int:
    """The signs that fit in one line of cookies; asked each time, as the server may give more room."""
    return http11.MAX_LINE_LENGTH - len("cookie: \r\n")


def _cookie_lines(scope: Scope) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
