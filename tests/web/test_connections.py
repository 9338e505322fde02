"""Connections that take too long or are too many, on a real server whose clock we set on."""

import asyncio
import sys
import threading
import time
from functools import partial

import pytest
import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from websockets import http11

from sok_metrics.web import connections
from sok_metrics.web.connections import WatchedConnection, watch_connections
from sok_metrics.web.open_files import raise_limit
from tests.web.running import fetch, free_port
from tests.web.talking import connected, read_all

pytestmark = pytest.mark.full

HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCook"
START_OF_FORM = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n"


class Served:
    """A server in this process, and what the requests to it met."""

    def __init__(self):
        self.met = []
        self.go_on = threading.Event()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        settings = uvicorn.Config(
            self.app, port=self.port, lifespan="off", log_config=None, interface="asgi3"
        )
        self.server = uvicorn.Server(settings)
        self.thread = threading.Thread(target=self.run)

    def run(self):
        asyncio.run(self.serve())

    async def serve(self):
        self.loop = asyncio.get_running_loop()
        await self.server.serve()

    async def app(self, scope, receive, send):
        self.met.append(scope["path"])
        if scope["path"] == "/wait":
            await asyncio.to_thread(self.go_on.wait, 60)
        try:
            await Request(scope, receive).body()
        except ClientDisconnect:
            self.met.append("broken off")
            return
        size = 50_000_000 if scope["path"] == "/large" else 5
        await PlainTextResponse("x" * size)(scope, receive, send)

    def until(self, holds):
        """Wait until something holds, looked at where the connections are."""
        deadline = time.monotonic() + 30
        while not self.ask(holds):
            assert time.monotonic() < deadline, "it never came so far"
            time.sleep(0.01)

    def ask(self, question):
        """The answer to a question about the connections, asked between two of their steps."""

        async def answer():
            return question(list(self.server.server_state.connections))

        return asyncio.run_coroutine_threadsafe(answer(), self.loop).result(30)

    def look(self, later):
        """Look at all connections as the watcher does, so many seconds from now."""
        now = time.monotonic() + later
        self.ask(lambda found: [one.look(now) for one in found])


@pytest.fixture
def served(monkeypatch):
    monkeypatch.setattr(connections, "_EVERY", 3_600.0)
    monkeypatch.setattr(connections, "_FAREWELL", 0.1)
    for name in ("MAX_LINE_LENGTH", "MAX_NUM_HEADERS"):  # a server that starts changes them for good
        monkeypatch.setattr(http11, name, getattr(http11, name))
    watch_connections()
    one = Served()
    one.thread.start()
    while not one.server.started:
        time.sleep(0.01)
    yield one
    one.go_on.set()
    one.server.should_exit = True
    one.thread.join(timeout=30)


def stages(found):
    return [one._stage() for one in found]


def test_half_a_request_is_closed_with_a_sentence(served):
    with connected(served.url) as line:
        line.sendall(HALF)
        served.until(lambda found: [one._received for one in found] == [len(HALF)])
        served.look(10)
        assert served.ask(len) == 1, "still in time"
        served.look(16)
        answer = read_all(line)
    assert answer.startswith(b"HTTP/1.1 408")
    assert "te lang" in answer.decode()


def test_a_header_that_comes_sign_by_sign_counts_from_its_beginning(served):
    with connected(served.url) as line:
        line.sendall(HALF)
        served.until(lambda found: len(found) == 1)
        served.look(10)
        line.sendall(b"i")
        served.look(16)
        assert read_all(line).startswith(b"HTTP/1.1 408")


def test_a_connection_on_which_nothing_is_said_is_closed(served):
    with connected(served.url) as line:
        served.until(lambda found: len(found) == 1)
        served.look(16)
        assert read_all(line) == b""
        served.until(lambda found: not found)


def test_a_form_that_stops_halfway_is_closed_and_the_application_knows(served):
    with connected(served.url) as line:
        line.sendall(START_OF_FORM + b"naam=")
        served.until(lambda found: stages(found) == ["body"])
        served.look(0)
        served.look(15)
        assert served.ask(len) == 1, "a pause is no fault"
        served.look(21)
        assert read_all(line).startswith(b"HTTP/1.1 408")
    served.until(lambda _found: served.met == ["/", "broken off"])


def test_an_answer_that_takes_long_is_not_the_fault_of_who_waits(served):
    with connected(served.url) as line:
        line.sendall(b"GET /wait HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        served.until(lambda found: stages(found) == ["answer"])
        for later in (0, 10, 600):
            served.look(later)
        served.go_on.set()
        assert read_all(line).startswith(b"HTTP/1.1 200")


def test_who_waits_longest_without_asking_makes_room(served, monkeypatch):
    monkeypatch.setattr(WatchedConnection, "most", 3)
    lines = []
    for number in range(1, 6):
        lines.append(connected(served.url))
        wanted = min(number, 3)
        served.until(lambda found, wanted=wanted: len(found) == wanted)
    assert fetch(served.url)[0] == 200
    for line in lines:
        line.close()


def test_when_all_are_in_use_a_new_one_is_told_so(served, monkeypatch):
    monkeypatch.setattr(WatchedConnection, "most", 2)
    lines = [connected(served.url) for _number in range(2)]
    for line in lines:
        line.sendall(b"GET /wait HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    served.until(lambda _found: served.met == ["/wait", "/wait"])
    status, _headers, body = fetch(served.url)
    assert (status, "te druk" in body.decode()) == (503, True)
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    asked = "".join(f"{name}: {value}\r\n" for name, value in upgrade.items())
    with connected(served.url) as late:
        late.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{asked}\r\n".encode())
        assert read_all(late).startswith(b"HTTP/1.1 503")
    for line in lines:
        line.close()


def test_an_answer_that_nobody_reads_is_given_up(served):
    stuck = connections._Stuck()

    def look(at, found):
        for one in found:
            stuck.look(one.transport, at)

    with connected(served.url) as line:
        line.sendall(b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        served.until(lambda found: [one.transport.get_write_buffer_size() > 0 for one in found] == [True])
        now = time.monotonic()
        for later in (0, 30, 59):
            served.ask(partial(look, now + later))
        assert served.ask(len) == 1
        served.ask(partial(look, now + 61))
        served.until(lambda found: not found)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_more_files_may_be_open_than_the_usual_1024():
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 1_024), hard))
        allowed = raise_limit()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == allowed >= min(hard, 4_096)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
