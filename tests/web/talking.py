"""Talking to a server as a page of Streamlit does, or as somebody who means ill."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


class Page:
    """One open window on a page."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.session = ""
        self.texts: list[str] = []

    def look(self, query: str = "") -> None:
        """Let the script run and wait until it has."""
        message = BackMsg()
        message.rerun_script.query_string = query
        self.say(message)
        self.texts = []
        while True:
            heard = self.hear()
            if heard.WhichOneof("type") == "delta":
                self.texts.append(heard.delta.new_element.markdown.body)
            if heard.WhichOneof("type") == "new_session":
                self.session = heard.new_session.initialize.session_id
            if heard.WhichOneof("type") == "script_finished":
                return

    def say(self, message: BackMsg) -> None:
        self.connection.send(message.SerializeToString())

    def hear(self) -> ForwardMsg:
        heard: ForwardMsg = ForwardMsg.FromString(self.connection.recv(timeout=30, decode=False))
        return heard

    def hear_the_end(self) -> int | None:
        """The code with which the server closes the line; None when it just hangs up."""
        try:
            while True:
                self.hear()
        except ConnectionClosed as closed:
            return None if closed.rcvd is None else closed.rcvd.code

    def heard_after(self, *messages: BackMsg) -> list[str | None]:
        """The kinds of answers to these messages."""
        for message in messages:
            self.say(message)
        self.say(BackMsg(app_heartbeat=True))
        kinds: list[str | None] = []
        while (kind := self.hear().WhichOneof("type")) != "heartbeat_ack":
            kinds.append(kind)
        return kinds


@contextmanager
def open_page(
    url: str, *, origin: str | None = None, headers: Mapping[str, str] | None = None
) -> Iterator[Page]:
    """A window; by default the page comes from the server itself."""
    stream = url.replace("http://", "ws://", 1) + "/_stcore/stream"
    with connect(
        stream,
        origin=Origin(origin or url),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=headers,
        max_size=None,
    ) as connection:
        yield Page(connection)


def connected(url: str) -> socket.socket:
    """A bare connection to the server."""
    place = urlsplit(url)
    return socket.create_connection((place.hostname, place.port), timeout=30)


def read_all(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    parts: list[bytes] = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)
