"""More cookies than a websocket takes: a sentence, a line in the log, and a way on."""

import asyncio
import logging

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from websockets.server import ServerProtocol

from sok_metrics.web.cookie_room import CookieRoom, room

ROOM = room()


@pytest.fixture
def ask():
    """ask(cookies): the answer to a request with these cookies."""
    app = Starlette(
        routes=[Route("/", lambda _request: PlainTextResponse("dag"))],
        middleware=[Middleware(CookieRoom, base="/sok")],
    )
    client = TestClient(app, client=("203.0.113.9", 50_000))
    return lambda cookies: client.get("/", headers={"Cookie": cookies} if cookies else {})


def cookies_of(length):
    return "ander=" + "x" * (length - len("ander="))


@pytest.mark.parametrize("cookies", ["", "een=1", cookies_of(ROOM)])
def test_what_fits_passes(ask, cookies):
    assert ask(cookies).text == "dag"


def test_what_does_not_fit_gets_a_sentence_and_a_line_in_the_log(ask, caplog):
    with caplog.at_level(logging.WARNING):
        answer = ask(cookies_of(ROOM + 1))
    assert answer.status_code == 431
    assert "Uw browser stuurt te veel mee" in answer.text
    assert f"203.0.113.9 is geweigerd: {ROOM + 1} tekens aan cookies" in caplog.text
    assert "xxx" not in caplog.text


def test_an_account_that_an_earlier_version_kept_whole_is_thrown_away(ask):
    chunk = "x" * 3_900
    told = ask(
        f"sok_een=1; _streamlit_user={chunk}; _streamlit_user_1={chunk}; _streamlit_user_tokens={chunk}"
    )
    gone = {one.partition("=")[0] for one in told.headers.get_list("set-cookie")}
    assert gone == {"_streamlit_user", "_streamlit_user_1", "_streamlit_user_tokens"}
    assert all("Path=/sok" in one and "Max-Age=0" in one for one in told.headers.get_list("set-cookie"))


@pytest.mark.parametrize(("length", "fits"), [(ROOM, True), (ROOM + 1, False)])
def test_the_room_is_that_of_the_websocket(length, fits):
    handshake = ServerProtocol()
    handshake.receive_data(
        b"GET /_stcore/stream HTTP/1.1\r\nhost: sok\r\ncookie: " + cookies_of(length).encode() + b"\r\n\r\n"
    )
    assert (handshake.handshake_exc is None) is fits


def test_a_websocket_is_left_to_the_server():
    async def app(scope, _receive, _send):
        passed.append(scope["type"])

    passed = []
    scope = {"type": "websocket", "headers": [(b"cookie", b"x" * 9_000)]}
    asyncio.run(CookieRoom(app, "")(scope, None, None))
    assert passed == ["websocket"]
