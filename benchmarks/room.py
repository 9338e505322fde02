"""An evening in the room: phones that answer a card and all want its result, screens, and who leads.

The real dashboard serves it, with its second listener; phones and screens are bare connections from this
computer. A screen has a slide when its content is there: what its browser takes to draw is not in it.
"""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.room_client import Line, Phone, Screen
from benchmarks.server import Server, running
from benchmarks.visitors import percentile
from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.passphrases import set_passphrase
from sok_metrics.tasks.accounts.sign_in import REMEMBERED, cookie_name, new_ticket, signed
from sok_metrics.tasks.room.card_counts import read_channels, read_counts
from tests.web.running import free_port

PHONES, SCREENS = 120, 2
TAPPING = 30.0
"""Seconds within which every phone answers."""
IDLE = 30.0
KEY_PAUSE = 0.7
WRITE_PAUSE = 2.0
"""Between two changes in the store while keys are pressed: somebody notes, or counts hands."""
RESULT_AIM_MS, KEY_AIM_MS = 2_000.0, 300.0
_MEETING, _COMMITMENTS = 901, ("W1", "W2", "D1", "D2")
_FORM_TOKEN = "m" * 40


@dataclass
class Evening:
    """What was seen."""

    phones: int
    taps: list[float] = field(default_factory=list)
    """Milliseconds until a tap was counted."""
    results: list[float] = field(default_factory=list)
    """From the press that closes the card until the result was on a phone."""
    screen_results: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    """From a press of who leads until all screens had the next slide, with all connected."""
    writes: int = 0
    """Changes in the store while those keys were pressed."""
    joined_bytes: int = 0
    lost: int = 0
    doubled: int = 0
    without_result: int = 0
    refused: int = 0
    memory_before_mb: float = 0.0
    memory_mb: float = 0.0
    idle_before_ms: float = 0.0
    """Milliseconds of processor a second with nothing but the server."""
    idle_screens_ms: float = 0.0
    idle_ms: float = 0.0
    tapping_ms: float = 0.0
    phone_bytes_a_minute: float = 0.0
    screen_bytes_a_minute: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether every answer that a phone saw as counted is in the store, once."""
        return not self.lost and not self.doubled

    def as_row(self) -> dict[str, float]:
        """The figures for the table and for the file with results."""
        return {
            "phones": self.phones,
            "tap_p50_ms": percentile(self.taps, 50),
            "tap_p95_ms": percentile(self.taps, 95),
            "tap_max_ms": max(self.taps, default=0.0),
            "result_p50_ms": percentile(self.results, 50),
            "result_p95_ms": percentile(self.results, 95),
            "result_max_ms": max(self.results, default=0.0),
            "result_screen_ms": max(self.screen_results, default=0.0),
            "key_p50_ms": percentile(self.keys, 50),
            "key_p95_ms": percentile(self.keys, 95),
            "keys": len(self.keys),
            "writes": self.writes,
            "lost": self.lost,
            "doubled": self.doubled,
            "refused": self.refused,
            "without_result": self.without_result,
            "phone_loads_bytes": self.joined_bytes,
            "memory_before_mb": self.memory_before_mb,
            "memory_mb": self.memory_mb,
            "idle_server_cpu_ms_per_s": self.idle_before_ms,
            "idle_screens_cpu_ms_per_s": self.idle_screens_ms,
            "idle_all_cpu_ms_per_s": self.idle_ms,
            "tapping_cpu_ms_per_s": self.tapping_ms,
            "idle_phone_bytes_per_min": self.phone_bytes_a_minute,
            "idle_screen_bytes_per_min": self.screen_bytes_a_minute,
        }


def measure(database: Path, phones: int = PHONES, screens: int = SCREENS) -> Evening:
    """One evening on a store of BoTu, from the first phone to the counts in the store."""
    cookies = _prepare(database)
    with running(Server(database, free_port())) as server:
        evening, last, card = asyncio.run(_Run(server, database, cookies, phones, screens).whole())
    store = open_store(database)
    try:
        found, channels = read_counts(store, _MEETING, card), read_channels(store, _MEETING, card)
    finally:
        store.close()
    scores: Counter[int] = Counter()
    for (_group, score), n in found.items():
        scores[score] += n
    evening.lost = sum((last - scores).values())
    evening.doubled = sum((scores - last).values()) + abs(channels.get("phone", 0) - sum(last.values()))
    return evening


def _prepare(database: Path) -> dict[str, str]:
    """A meeting of today with values and goals on its agenda; gives the cookies of who leads."""
    set_passphrase(database, Role.ADMINISTRATOR, "alleen om te meten, zonder gasten", by=SERVER)
    store = open_store(database)
    try:
        with editing(store, by=SERVER, reason="om te meten") as edit:
            edit.save(
                "meeting",
                {"number": str(_MEETING), "kind": "review", "title": "Meting", "status": "planned"}
                | {"held_on": str(clock.today())},
                version=None,
            )
            for position, code in enumerate(_COMMITMENTS, start=1):
                item = {"meeting_number": str(_MEETING), "position": str(position), "title": code}
                edit.save("agenda_item", item | {"kind": "commitment", "commitment_code": code}, version=None)
    finally:
        store.close()
    access = read_access(database)
    ticket = new_ticket(access, "Leiding", Role.ADMINISTRATOR, now=clock.timestamp(), lasts=REMEMBERED)
    return {cookie_name(access): signed(access, ticket), "sok_formulier": _FORM_TOKEN}


class _Run:
    """One evening, step by step."""

    def __init__(
        self, server: Server, database: Path, cookies: dict[str, str], phones: int, screens: int
    ) -> None:
        self._server, self._cookies = server, cookies
        self._state_file = database.with_name(database.name + ".zaal") / "state.json"
        self._leader = Line(server.address)
        self._evening = Evening(phones)
        self._screen_count = screens
        self._place, self._count = 1, 1

    async def whole(self) -> tuple[Evening, Counter[int], str]:
        """What was seen, the last score that each phone saw as counted (score -> how many), and the card."""
        evening, server = self._evening, self._server
        await self._lead("meeting", str(_MEETING))
        await self._lead("open_room")
        state = await self._opened()
        phones_address = f"http://127.0.0.1:{state['port']}"
        await self._form("/zaal/tellen", {"wat": "hoogstens", "hoogstens": "2000"})
        seen = await self._seen()
        card, self._count = seen["cards"][0]["code"], seen["count"]
        await self._lead("open_card", card)
        await asyncio.sleep(2)
        evening.memory_before_mb = server.memory_mb()
        evening.idle_before_ms = await self._cost(IDLE / 2)

        screens = [Screen(phones_address) for _one in range(self._screen_count)]
        following = [asyncio.create_task(one.follow()) for one in screens]
        await asyncio.sleep(2)
        evening.idle_screens_ms = await self._cost(IDLE / 2)

        phones = [Phone(phones_address, number, card) for number in range(evening.phones)]
        await self._join(phones, str(state["join_code"]))
        evening.joined_bytes = phones[0].loaded
        news = [asyncio.create_task(one.follow()) for one in phones]
        await asyncio.sleep(3)
        before = [sum(one.received for one in phones), sum(one.received for one in screens)]
        evening.idle_ms = await self._cost(IDLE)
        after = [sum(one.received for one in phones), sum(one.received for one in screens)]
        a_minute = [60 / IDLE * (late - early) for early, late in zip(before, after, strict=True)]
        evening.phone_bytes_a_minute = a_minute[0] / max(1, len(phones))
        evening.screen_bytes_a_minute = a_minute[1] / max(1, len(screens))
        evening.memory_mb = server.memory_mb()

        chance = random.Random(1)
        taps = asyncio.gather(
            *(one.tap(random.Random(chance.random()), TAPPING) for one in phones), return_exceptions=True
        )
        writing = asyncio.create_task(self._keep_writing(seen["cards"][1]["code"]))
        cpu, begun = server.cpu_seconds(), time.monotonic()
        while not taps.done():
            await self._press(screens)
            await asyncio.sleep(KEY_PAUSE)
        evening.tapping_ms = 1000 * (server.cpu_seconds() - cpu) / (time.monotonic() - begun)
        writing.cancel()
        evening.refused = sum(isinstance(one, BaseException) for one in await taps)
        evening.taps = [taken for one in phones for taken in one.taps]
        last = Counter(one.counted for one in phones if one.counted is not None)

        await self._close(card, phones, screens, news)
        for task in (*news, *following):
            task.cancel()
        for one in phones:
            one.hang_up()
        await self._lead("close_room")
        return evening, last, card

    async def _join(self, phones: list[Phone], code: str) -> None:
        """Everybody comes in, some forty a second, as through one door."""
        tasks = []
        for one in phones:
            tasks.append(asyncio.create_task(one.join(code)))
            await asyncio.sleep(0.025)
        await asyncio.gather(*tasks)

    async def _press(self, screens: list[Screen]) -> None:
        """One key of who leads: forward until the end, and then back to the beginning."""
        command = "next" if self._place < self._count else "first"
        self._place = self._place + 1 if command == "next" else 1
        before = [one.current for one in screens]
        begun = time.monotonic()
        await self._lead(command)
        if await _until(lambda: all(one.current != was for one, was in zip(screens, before, strict=True))):
            reached = max(one.shown[one.current] for one in screens)
            self._evening.keys.append((reached - begun) * 1000)

    async def _keep_writing(self, card: str) -> None:
        """Change the store again and again, until this is cancelled: hands are counted of another card."""
        line = Line(self._server.address)
        while True:
            await self._form(f"/zaal/tellen/{card}", {"manier": "hands", "resident-3": "1"}, line)
            self._evening.writes += 1
            await asyncio.sleep(WRITE_PAUSE)

    async def _close(
        self, card: str, phones: list[Phone], screens: list[Screen], news: list[asyncio.Task[None]]
    ) -> None:
        """The card's own slide on the screens; then it closes, and all want the result."""
        slides = (await self._seen())["list"]
        places = [one["place"] for one in slides if one["title"] == _COMMITMENTS[0]]
        await self._lead("jump", str(max(places)))
        await asyncio.sleep(2)
        before = [one.current for one in screens]
        begun = time.monotonic()
        await self._lead("close_card", card)
        await asyncio.wait(news, timeout=60)
        if await _until(lambda: all(one.current != was for one, was in zip(screens, before, strict=True))):
            self._evening.screen_results = [(one.shown[one.current] - begun) * 1000 for one in screens]
        found = [one.result_at for one in phones if one.result_at is not None]
        self._evening.results = [(at - begun) * 1000 for at in found]
        self._evening.without_result = len(phones) - len(found)

    async def _cost(self, seconds: float) -> float:
        """Milliseconds of processor a second that the server takes meanwhile."""
        before, begun = self._server.cpu_seconds(), time.monotonic()
        await asyncio.sleep(seconds)
        return 1000 * (self._server.cpu_seconds() - before) / (time.monotonic() - begun)

    async def _lead(self, command: str, value: str = "") -> None:
        await self._form("/zaal/leiding/doe", {"opdracht": command, "waarde": value})

    async def _form(self, path: str, fields: dict[str, str], line: Line | None = None) -> None:
        answer = await (line or self._leader).ask(
            "POST",
            path,
            cookies=self._cookies,
            form={"teken": _FORM_TOKEN, **fields},
            headers={"Origin": self._server.address},
        )
        if answer.status not in (200, 303):
            raise RuntimeError(f"{path} {fields}: {answer.status} {answer.body[:300]!r}")

    async def _seen(self) -> dict[str, Any]:
        answer = await self._leader.ask("GET", "/zaal/leiding/stand", cookies=self._cookies)
        found: dict[str, Any] = json.loads(answer.body)
        return found

    async def _opened(self) -> dict[str, object]:
        """The state of the room once its listener is there."""
        for _try in range(200):
            state: dict[str, object] = json.loads(self._state_file.read_bytes())
            if state["port"] and (state["address"] or state["trouble"]):
                return state
            await asyncio.sleep(0.1)
        raise RuntimeError("the room did not open")


async def _until(is_so: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        await asyncio.sleep(0.002)
    return False
