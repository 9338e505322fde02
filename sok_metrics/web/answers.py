"""Catching the answer of an application, to change it before it goes out."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Answer:
    """A whole answer: its status, headers and content."""

    status: int
    headers: MutableHeaders
    content: bytes

    def vary_by_encoding(self) -> None:
        """Tell caches that this answer comes in two forms: packed and not."""
        if "accept-encoding" not in self.headers.get("vary", "").lower():
            self.headers.add_vary_header("Accept-Encoding")

    def drop_headers(self, *names: str) -> None:
        """Take out headers that no longer fit."""
        for name in names:
            if name in self.headers:
                del self.headers[name]

    async def send_to(self, send: Send) -> None:
        """Send the answer out."""
        self.headers["Content-Length"] = str(len(self.content))
        start = {"type": "http.response.start", "status": self.status, "headers": self.headers.raw}
        await send(start)
        await send({"type": "http.response.body", "body": self.content})


async def catch_answer(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, wanted: Callable[[Answer], bool]
) -> Answer | None:
    """The answer of `app` to a request if its status and headers are wanted; any other goes out at once."""
    answer = Answer(500, MutableHeaders(raw=[]), b"")
    parts: list[bytes] = []
    is_wanted = False

    async def catch(message: Message) -> None:
        nonlocal is_wanted
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = MutableHeaders(raw=list(message.get("headers", [])))
            is_wanted = wanted(answer)
        elif is_wanted and message["type"] == "http.response.body":
            parts.append(message.get("body", b""))
        if not is_wanted:
            await send(message)

    await app(scope, receive, catch)
    answer.content = b"".join(parts)
    return answer if is_wanted else None


def without_headers(scope: Scope, *names: bytes) -> Scope:
    """The request without these headers (in lower case)."""
    kept = [(name, value) for name, value in scope["headers"] if name.lower() not in names]
    return {**scope, "headers": kept}


def accepts_gzip(scope: Scope) -> bool:
    """Whether the browser understands gzip."""
    return any(name.lower() == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
