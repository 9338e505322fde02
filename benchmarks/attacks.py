"""Attacks on a server of one's own: connections that say nothing, half a request, files, many looks.

Each is bounded and stops by itself; only ever on 127.0.0.1.
"""

import asyncio
import http.client
import shutil
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click

from benchmarks.client import visiting
from benchmarks.server import Server, running
from sok_metrics.web.open_files import raise_limit
from tests.browser.serving import free_port
from tests.web.talking import open_page

HALF_OPEN, IDLE, FILES, VISITS, LOOKS = 600, 1_100, 40, 500, 2_000
LONGEST = 65.0
"""Seconds after which we no longer wait for a connection to be closed."""
_HALF = b"POST /aanmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le"
_FEW_FILES = ("prlimit", "--nofile=1024:1024")
_FILE = 19_000_000
_XSRF = "2|00000000|00000000000000000000000000000000|1700000000"
_PAGES = ("/", "/doelen?code=D2", "/waarden?code=W2", "/indicator?code=MEET-1", "/afspraken", "/dekking")


@dataclass(frozen=True)
class Outcome:
    """What an attack did."""

    attack: str
    result: str


def measure(database: Path, only: Sequence[str] = ()) -> list[Outcome]:
    """All attacks, or only these, each on a server that has just started."""
    raise_limit()  # for ourselves: more connections than the usual 1,024
    found = []
    for attack in [one for name, one in ATTACKS.items() if name in (only or ATTACKS)]:
        store = database.with_name(f"{attack.__name__}.duckdb")
        shutil.copyfile(database, store)
        with running(Server(store, free_port(), prefix=_FEW_FILES if attack is idle else ())) as server:
            found.append(Outcome(attack.__name__, attack(server)))
    return found


def half_open(server: Server) -> str:
    """Requests that never get past half a header."""
    started = time.monotonic()
    with _connections(server, HALF_OPEN, _HALF) as lines:
        answered = _answer_ms(server)
        left = len(lines)
        while left and time.monotonic() - started < LONGEST:
            time.sleep(1)
            left = sum(_is_open(one) for one in lines)
        took = time.monotonic() - started
    return f"{left} of {HALF_OPEN} open after {took:.0f} s; somebody else got a page in {answered}"


def idle(server: Server) -> str:
    """More connections than the usual limit of open files, on which nothing is said."""
    with _connections(server, IDLE, b"") as lines:
        answered = [_answer_ms(server) for _try in range(3)]
        left = sum(_is_open(one) for one in lines)
    return f"{left} of {IDLE} open; somebody else got a page in {', '.join(answered)}"


def uploads(server: Server) -> str:
    """One visitor without a role sends many files to the address for files."""
    with open_page(server.address) as page:
        page.look()
        before = server.memory_mb()
        statuses = [_send_file(server, page.session, number) for number in range(FILES)]
    taken = sum(status == 204 for status in statuses)
    return f"{taken} of {FILES} files taken; {before:.0f} -> {server.memory_mb():.0f} MB"


def visits(server: Server) -> str:
    """Visitors who come, look at a page of today and go."""
    for path in _PAGES:
        asyncio.run(_look(server, path))
    memory = [server.memory_mb()]
    for number in range(VISITS):
        asyncio.run(_look(server, _PAGES[number % len(_PAGES)]))
        if number % 100 == 99:
            memory.append(server.memory_mb())
    return " -> ".join(f"{one:.0f}" for one in memory) + f" MB after {VISITS} visits"


def looks_at_the_past(server: Server) -> str:
    """Looks at ever other days, as anybody may type an address."""
    for path in _PAGES:
        asyncio.run(_look(server, path))
    memory = [server.memory_mb()]
    click.echo(f"{memory[0]:.0f} MB")
    for number in range(LOOKS):
        path = _PAGES[number % len(_PAGES)]
        day = date.today() - timedelta(days=1 + 3 * number)
        asyncio.run(_look(server, f"{path}{'&' if '?' in path else '?'}op={day}"))
        if number % 100 == 99:
            memory.append(server.memory_mb())
            click.echo(f"{memory[-1]:.0f} MB after {number + 1} looks")
    return " -> ".join(f"{one:.0f}" for one in memory) + f" MB after {LOOKS} looks"


ATTACKS: dict[str, Callable[[Server], str]] = {
    one.__name__: one for one in (half_open, idle, uploads, visits, looks_at_the_past)
}


async def _look(server: Server, path: str) -> None:
    async with visiting(server.address, path) as visitor:
        await visitor.look()


@contextmanager
def _connections(server: Server, number: int, said: bytes) -> Iterator[list[socket.socket]]:
    """So many connections that say this and then nothing, closed after the block."""
    lines: list[socket.socket] = []
    try:
        for _one in range(number):
            line = socket.create_connection(_place(server), timeout=5)
            lines.append(line)
            line.sendall(said)
        yield lines
    finally:
        for line in lines:
            line.close()


def _place(server: Server) -> tuple[str, int]:
    place = urlsplit(server.address)
    return str(place.hostname), int(place.port or 80)


def _is_open(line: socket.socket) -> bool:
    line.settimeout(0.001)
    try:
        return bool(line.recv(65_536)) and _is_open(line)
    except TimeoutError:
        return True
    except OSError:
        return False


def _answer_ms(server: Server) -> str:
    """How long somebody else waits for a page, in words."""
    started = time.monotonic()
    visitor = http.client.HTTPConnection(*_place(server), timeout=10)
    try:
        visitor.request("GET", "/")
        status = visitor.getresponse().status
    except OSError:
        return "never (10 s)"
    finally:
        visitor.close()
    return f"{(time.monotonic() - started) * 1000:.0f} ms ({status})"


def _send_file(server: Server, session: str, number: int) -> int:
    around = b'--r\r\nContent-Disposition: form-data; name="f"; filename="a.xlsx"\r\n\r\n%b\r\n--r--\r\n'
    headers = {"X-Xsrftoken": _XSRF, "Cookie": f"_streamlit_xsrf={_XSRF}", "Origin": server.address}
    headers["Content-Type"] = "multipart/form-data; boundary=r"
    visitor = http.client.HTTPConnection(*_place(server), timeout=30)
    try:
        visitor.request("PUT", f"/_stcore/upload_file/{session}/{number}", around % (b"x" * _FILE), headers)
        return visitor.getresponse().status
    finally:
        visitor.close()
