"""A visitor without a browser: what Streamlit's page says to the server, and what it hears back."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


@dataclass
class Look:
    """What one run of the script sent."""

    charts: int = 0
    bytes: int = 0
    texts: list[str] = field(default_factory=list)
    """Of headings, words and alerts, in the order of the page."""
    text_areas: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    """The number of a widget by its label."""


class ScriptFailedError(Exception):
    """The page could not be shown."""


class Visitor:
    """One window on one page."""

    def __init__(self, connection: ClientConnection, address: str, path: str) -> None:
        self._connection = connection
        parts = urlsplit(path)
        self._url, self._name, self._query = address + path, parts.path.strip("/"), parts.query
        self._page = ""
        self._cached: set[str] = set()

    async def look(self, *states: WidgetState) -> Look:
        """Let the script run, with what the visitor filled in, and wait until all of it has come."""
        await self.ask(*states)
        return await self.hear()

    async def ask(self, *states: WidgetState) -> None:
        """Send what a click or the opening of the page sends."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash = self._query, self._page
        run.page_name = "" if self._page else self._name
        run.widget_states.widgets.extend(states)
        run.cached_message_hashes.extend(self._cached)
        run.context_info.url, run.context_info.timezone = self._url, "Europe/Amsterdam"
        run.context_info.locale = "nl-NL"
        await self._connection.send(message.SerializeToString())

    async def hear(self) -> Look:
        """Read until the script has finished."""
        seen = Look()
        while True:
            raw = await self._connection.recv(decode=False)
            seen.bytes += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if message.metadata.cacheable and message.hash:
                self._cached.add(message.hash)
            if kind == "delta":
                _note(message, seen)
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "page_not_found":
                raise ScriptFailedError(f"{self._url} does not exist")
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return seen


@asynccontextmanager
async def visiting(
    address: str, path: str, *, headers: Mapping[str, str] | None = None
) -> AsyncIterator[Visitor]:
    """A window that is open during the block; with headers, a browser that sends these too."""
    stream = address.replace("http://", "ws://", 1) + "/_stcore/stream"
    async with connect(
        stream,
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(address),
        additional_headers=headers,
        max_size=None,
    ) as connection:
        yield Visitor(connection, address, path)


def _note(message: ForwardMsg, seen: Look) -> None:
    if message.delta.WhichOneof("type") != "new_element":
        return
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "exception":
        raise ScriptFailedError(element.exception.message)
    if kind == "plotly_chart":
        seen.charts += 1
    elif kind in ("heading", "markdown", "alert", "text"):
        seen.texts.append(getattr(element, kind).body)
    elif kind == "text_area":
        seen.text_areas[element.text_area.label] = element.text_area.id
    elif kind == "button":
        seen.buttons[element.button.label] = element.button.id
