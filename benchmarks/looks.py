"""What one look costs the server: one visitor looks again and again, at ours and at a bare page in turns.

Processor time per look hardly depends on what else the machine does; a hundred visitors at one look per 20 s
ask five times as much a second.
"""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.client import visiting
from benchmarks.server import Server, running
from benchmarks.visitors import BARE_PAGE, percentile
from tests.browser.serving import free_port

ADDRESSES = {
    "overview": "/",
    "goal": "/doelen?code=D2",
    "value": "/waarden?code=W2",
    "indicator": "/indicator?code=MEET-1",
}
ROUNDS, LOOKS = 3, 20


@dataclass
class Looks:
    """Of one page at one server."""

    cpu_ms: list[float] = field(default_factory=list)
    """Per look, one figure a round."""
    waited: list[float] = field(default_factory=list)
    """Milliseconds of every look."""
    charts: int = 0
    kilobytes: float = 0

    def as_row(self) -> dict[str, float]:
        """The figures for the table and for the file with results."""
        return {
            "cpu_ms": round(sum(self.cpu_ms) / len(self.cpu_ms), 1),
            "p50_ms": percentile(self.waited, 50),
            "p95_ms": percentile(self.waited, 95),
            "kilobytes": round(self.kilobytes, 1),
            "charts": self.charts,
        }


def measure(database: Path) -> dict[str, dict[str, Looks]]:
    """The looks at each page, at ours and at the bare one with as many charts."""
    found = {page: {"ours": Looks(), "bare": Looks()} for page in ADDRESSES}
    bare_server = Server(database.with_name("bare.duckdb"), free_port(), BARE_PAGE)
    with running(Server(database, free_port())) as ours, running(bare_server) as bare:
        for page, path in ADDRESSES.items():
            for _round in range(ROUNDS):
                asyncio.run(_look(ours, path, found[page]["ours"]))
                charts = found[page]["ours"].charts
                asyncio.run(_look(bare, f"/?charts={charts}", found[page]["bare"]))
    return found


async def _look(server: Server, path: str, looks: Looks) -> None:
    async with visiting(server.address, path) as visitor:
        for _warm_up in range(2):
            looks.charts = (await visitor.look()).charts
        cpu = server.cpu_seconds()
        for _look in range(LOOKS):
            started = time.monotonic()
            looks.kilobytes = (await visitor.look()).bytes / 1024
            looks.waited.append((time.monotonic() - started) * 1000)
        looks.cpu_ms.append((server.cpu_seconds() - cpu) * 1000 / LOOKS)
