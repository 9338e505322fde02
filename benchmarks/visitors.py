"""One hundred visitors at one look per 20 seconds, beside a bare Streamlit page with as many charts.

A visitor is a window of its own (`client.py`): it comes in during the first 20 seconds, and then looks again
at fixed moments, whether the server is behind or not. A look lasts from the moment that it was due until all
of it has come; so waiting in line counts. Only to a server that this file starts itself, on 127.0.0.1.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from benchmarks.client import visiting
from benchmarks.server import ROOT, Server, running
from tests.browser.serving import free_port

VISITORS = 100
BETWEEN = 20.0
"""Seconds from one look of a visitor to the next."""
LONGEST = 60.0
"""Seconds that one part may last, coming in included; what is not heard by then counts as never."""
_TO_ANSWER = 3.0
"""Seconds that the last look has before the part ends."""
ADDRESSES = {"overview": "/", "goal": "/doelen?code=D2"}
BARE_PAGE = ROOT / "benchmarks" / "bare_page.py"


@dataclass
class Load:
    """What the visitors of one page met, and what it took."""

    first: list[float] = field(default_factory=list)
    """Milliseconds of the first look of each."""
    again: list[float] = field(default_factory=list)
    """Milliseconds of every later look."""
    failed: int = 0
    """Visitors whose last look failed or had not come when the part ended."""
    charts: int = 0
    cpu_ms: float = 0
    """Of the server, per look that ended after all had come in."""
    busy: float = 0
    """How much of one core the server used while they looked again."""
    memory_before_mb: float = 0
    memory_mb: float = 0
    kilobytes: float = 0
    """What a later look sends, as Streamlit packs it (the network may press it)."""

    @property
    def looks(self) -> int:
        """How many looks ended until now."""
        return len(self.first) + len(self.again)

    def as_row(self) -> dict[str, float]:
        """The figures for the table and for the file with results."""
        return {
            "first_p50_ms": percentile(self.first, 50), "first_p95_ms": percentile(self.first, 95),
            "p50_ms": percentile(self.again, 50), "p95_ms": percentile(self.again, 95),
            "looks": len(self.again), "failed": self.failed, "cpu_ms": round(self.cpu_ms, 1),
            "cores": round(self.busy, 2), "memory_mb": round(self.memory_mb),
            "mb_per_visitor": round((self.memory_mb - self.memory_before_mb) / VISITORS, 2),
            "kilobytes": round(self.kilobytes, 1), "charts": self.charts,
        }  # fmt: skip


def measure(database: Path, seconds: float = LONGEST) -> dict[str, dict[str, Load]]:
    """The visitors of each page, at ours and at the bare one in turns, each on a fresh server."""
    found: dict[str, dict[str, Load]] = {}
    for page, path in ADDRESSES.items():
        ours = _meet(Server(database, free_port()), path, seconds)
        bare_server = Server(database.with_name("bare.duckdb"), free_port(), BARE_PAGE)
        found[page] = {"ours": ours, "bare": _meet(bare_server, f"/?charts={ours.charts}", seconds)}
    return found


def percentile(values: list[float], percent: int) -> float:
    """In whole milliseconds; never for nobody."""
    if len(values) < 2:
        return float("nan")
    return float(round(quantiles(values, n=100, method="inclusive")[percent - 1]))


def _meet(server: Server, path: str, seconds: float) -> Load:
    with running(server):
        return asyncio.run(_visit_all(server, path, min(seconds, LONGEST)))


async def _visit_all(server: Server, path: str, seconds: float) -> Load:
    load = Load()
    async with visiting(server.address, path) as warming_up:
        load.charts = (await warming_up.look()).charts
        await warming_up.look()
    load.memory_before_mb = server.memory_mb()
    begin = time.monotonic()
    chance = random.Random(1)
    coming = [begin + BETWEEN * chance.random() for _ in range(VISITORS)]
    windows = [asyncio.create_task(_stay(server, path, due, begin + seconds, load)) for due in coming]
    await asyncio.sleep(begin + BETWEEN - time.monotonic())
    cpu, since, looks = server.cpu_seconds(), time.monotonic(), load.looks
    _done, late = await asyncio.wait(windows, timeout=begin + seconds - time.monotonic())
    used = server.cpu_seconds() - cpu
    load.busy = used / (time.monotonic() - since)
    load.memory_mb = server.memory_mb()
    load.cpu_ms = 1000 * used / max(1, load.looks - looks)
    load.kilobytes /= max(1, len(load.again))
    for window in late:
        window.cancel()
    ended = await asyncio.gather(*windows, return_exceptions=True)
    load.failed += sum(isinstance(one, BaseException) for one in ended)
    return load


async def _stay(server: Server, path: str, due: float, end: float, load: Load) -> None:
    """Come in when due, and look again every 20 seconds until a look could not end in time any more."""
    await asyncio.sleep(due - time.monotonic())
    async with visiting(server.address, path) as visitor:
        await visitor.look()
        load.first.append(_milliseconds_since(due))
        while (due := due + BETWEEN) < end - _TO_ANSWER:
            await asyncio.sleep(due - time.monotonic())
            load.kilobytes += (await visitor.look()).bytes / 1024
            load.again.append(_milliseconds_since(due))


def _milliseconds_since(moment: float) -> float:
    return (time.monotonic() - moment) * 1000
