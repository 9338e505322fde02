"""Somebody guesses passphrases, or fills the idea box, as fast as can be: who means well must still get in.

The server stands at 127.0.0.1 as `make run` starts it. Visitors from elsewhere are told apart as a proxy on
this computer would: by X-Forwarded-For. All ends by itself.
"""

import asyncio
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from httpx2 import Client, HTTPError, Response
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed

from benchmarks.client import visiting
from benchmarks.server import Server, running
from benchmarks.visitors import percentile
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.tasks.accounts.passphrases import set_passphrase
from tests.browser.serving import free_port

SECONDS = 60.0
A_SECOND = 5
BETWEEN_TRIES = 3.0
"""Seconds between two tries with the right passphrase."""
IDEAS, IDEA_SECONDS = 300, 300.0
_AT_ONCE = 8
_RIGHT = "vier gewone woorden samen"
_HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')
_ATTACKER, _KNOWN, _OTHER = "198.51.100.7", "203.0.113.5", "203.0.113.9"
_BOX, _SEND, _THANKS = "Wat is uw idee voor de wijk?", "Verstuur idee", "Dank u wel!"

Sources = Callable[[int], str | None]
"""The address of each guess; None is the computer itself."""
ATTACKS: dict[str, Sources] = {
    "from one address": lambda _number: _ATTACKER,
    "each from another address": lambda number: f"198.18.{number // 250}.{number % 250 + 1}",
    "from this computer": lambda _number: None,
}


@dataclass
class Guessing:
    """What became of one attack."""

    guessed: int = 0
    looked_at: int = 0
    """Guesses of which the server said that they are wrong; the others were refused unseen."""
    let_in: dict[str, list[bool]] = field(default_factory=dict)
    """Who tried the right passphrase -> whether each try was let in."""
    waited: list[float] = field(default_factory=list)
    """Milliseconds of the right tries."""
    looks: list[float] = field(default_factory=list)
    """Milliseconds of looks at a page meanwhile."""
    cpu_seconds: float = 0.0

    def as_row(self) -> dict[str, str | float]:
        """The figures for the table and for the file with results."""
        return {
            "guessed": self.guessed,
            "looked_at": self.looked_at,
            **{name: f"{sum(tries)} of {len(tries)}" for name, tries in self.let_in.items()},
            "right_p95_ms": percentile(self.waited, 95),
            "look_p95_ms": percentile(self.looks, 95),
            "cpu_seconds": round(self.cpu_seconds, 1),
        }


@dataclass
class Flood:
    """What became of many ideas by visitors who are new each time, from one address."""

    sent: int = 0
    taken: int = 0
    seconds: float = 0.0
    another_address: bool = False
    """Whether an idea from elsewhere was taken after it."""
    same_address: bool = False
    """Whether one more from the same address was taken: a room shares one."""

    def as_row(self) -> dict[str, float]:
        """The figures for the table and for the file with results."""
        return {
            "sent": self.sent,
            "taken": self.taken,
            "seconds": round(self.seconds, 1),
            "another_address": self.another_address,
            "same_address": self.same_address,
        }


def measure(database: Path, seconds: float = SECONDS) -> dict[str, Guessing]:
    """Each attack on a server of its own, at five guesses a second."""
    set_passphrase(database, Role.ADMINISTRATOR, _RIGHT, by=SERVER)
    set_passphrase(database, Role.EDITOR, "de redactie schrijft mee", by=SERVER)
    found = {}
    for name, sources in ATTACKS.items():
        with running(Server(database, free_port())) as server:
            found[name] = _attack(server, sources, seconds)
    return found


def measure_flood(database: Path) -> Flood:
    """Ideas of visitors whose cookie is new each time, and then one of who means well."""
    with running(Server(database, free_port())) as server:
        return asyncio.run(_flood(server))


def _attack(server: Server, sources: Sources, seconds: float) -> Guessing:
    outcome = Guessing()
    with Client(base_url=server.address, headers={"Origin": server.address}, timeout=60) as known:
        known.headers["X-Forwarded-For"] = _KNOWN
        assert _is_let_in(known, _RIGHT) is True, "nobody guesses yet"
        end = time.monotonic() + seconds
        cpu = server.cpu_seconds()
        looker = threading.Thread(target=lambda: asyncio.run(_keep_looking(server, end, outcome)))
        looker.start()
        with ThreadPoolExecutor(40) as pool:
            pool.submit(_keep_trying, server, known, end, outcome)
            guesses = []
            for number in range(int(seconds * A_SECOND)):
                guesses.append(pool.submit(_guess, server, sources(number), number))
                time.sleep(1 / A_SECOND)
        looker.join()
        outcome.cpu_seconds = server.cpu_seconds() - cpu
    answers = [guess.result() for guess in guesses]
    outcome.guessed, outcome.looked_at = len(answers), answers.count(True)
    return outcome


def _guess(server: Server, source: str | None, number: int) -> bool:
    """Whether a wrong guess was looked at."""
    try:
        with _stranger(server, source) as client:
            return "Deze wachtzin klopt niet" in _send(client, f"dit is gok nummer {number}").text
    except HTTPError:
        return False


def _keep_trying(server: Server, known: Client, end: float, outcome: Guessing) -> None:
    """Try the right passphrase, in turns from a known browser, from this computer and from elsewhere."""
    time.sleep(BETWEEN_TRIES)
    tries: dict[str, Callable[[], bool | None]] = {
        "known browser": lambda: _is_let_in(known, _RIGHT),
        "this computer": lambda: _is_let_in_anew(server, None),
        "another address": lambda: _is_let_in_anew(server, _OTHER),
    }
    while time.monotonic() < end:
        for name, attempt in tries.items():
            started = time.monotonic()
            outcome.let_in.setdefault(name, []).append(bool(attempt()))
            outcome.waited.append((time.monotonic() - started) * 1000)
            time.sleep(max(0.0, BETWEEN_TRIES / len(tries) - (time.monotonic() - started)))


def _is_let_in_anew(server: Server, source: str | None) -> bool | None:
    with _stranger(server, source) as client:
        return _is_let_in(client, _RIGHT)


def _is_let_in(client: Client, passphrase: str) -> bool | None:
    try:
        return _send(client, passphrase).status_code == 303
    except HTTPError:
        return None


def _stranger(server: Server, source: str | None) -> Client:
    headers = {"Origin": server.address} | ({"X-Forwarded-For": source} if source else {})
    return Client(base_url=server.address, headers=headers, timeout=60)


def _send(client: Client, passphrase: str) -> Response:
    """Open the form and send it, as a browser does."""
    hidden = dict(_HIDDEN.findall(client.get("/aanmelden").text))
    return client.post("/aanmelden", data={**hidden, "naam": "Els", "wachtzin": passphrase})


async def _keep_looking(server: Server, end: float, outcome: Guessing) -> None:
    async with visiting(server.address, "/") as visitor:
        await visitor.look()
        while time.monotonic() < end:
            started = time.monotonic()
            await visitor.look()
            outcome.looks.append((time.monotonic() - started) * 1000)
            await asyncio.sleep(1)


async def _flood(server: Server) -> Flood:
    flood = Flood()
    started = time.monotonic()
    numbers = iter(range(IDEAS))

    async def send_on() -> None:
        for number in numbers:
            if time.monotonic() - started > IDEA_SECONDS:
                break
            flood.sent += 1
            is_taken = await _is_taken(server, _ATTACKER, number)
            flood.taken += is_taken

    await asyncio.gather(*(send_on() for _ in range(_AT_ONCE)))
    flood.seconds = time.monotonic() - started
    flood.another_address = await _is_taken(server, _OTHER, IDEAS)
    flood.same_address = await _is_taken(server, _ATTACKER, IDEAS + 1)
    return flood


async def _is_taken(server: Server, source: str, number: int) -> bool:
    """Whether an idea of a visitor with a first-visit cookie of their own making was taken."""
    headers = {"X-Forwarded-For": source, "Cookie": f"_streamlit_xsrf=2|00000000|{number:032x}|1790000000"}
    async with visiting(server.address, "/ideeen", headers=headers) as visitor:
        page = await visitor.look()
        try:
            seen = await visitor.look(
                WidgetState(id=page.text_areas[_BOX], string_value=f"Idee nummer {number}"),
                WidgetState(id=page.buttons[_SEND], trigger_value=True),
            )
            # The answer comes with a run of its own.
            while not any(_THANKS in text or "uw tekst staat er nog" in text for text in seen.texts):
                seen = await visitor.hear()
        except ConnectionClosed:
            return False
    return any(_THANKS in text for text in seen.texts)
