"""Twenty people ask a klapper of another day at once, while one visitor looks at a page every second.

What counts is how long the visitor waits: the files are made beside the pages, a few at a time. Run it with
`python -m benchmarks.files STORE.duckdb` (a copy: the server opens it). Only to a server on 127.0.0.1.
"""

import asyncio
import json
import shutil
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.client import visiting
from benchmarks.server import Server, running
from benchmarks.visitors import percentile
from tests.browser.serving import free_port

FILES = 20
LONGEST = 150.0
"""Seconds after which it ends, also when not all files have come."""
BETWEEN = 1.0


def measure(database: Path) -> dict[str, float]:
    """What the visitor waited (ms) before and while the files were made, and when the last one came (s)."""
    server = Server(database, free_port())
    with running(server):
        calm = asyncio.run(_look(server, 5.0, threading.Event()))
        done, came = threading.Event(), [0.0] * FILES
        note = json.loads(database.with_name(f"{database.name}.server").read_text(encoding="utf-8"))
        asking = [
            threading.Thread(target=_ask, args=(note, number, came), daemon=True) for number in range(FILES)
        ]
        for one in asking:
            one.start()
        threading.Thread(target=_tell_when_done, args=(asking, done), daemon=True).start()
        busy = asyncio.run(_look(server, LONGEST, done))
    return {
        "calm_p50_ms": percentile(calm, 50), "calm_max_ms": max(calm),
        "busy_p50_ms": percentile(busy, 50), "busy_p95_ms": percentile(busy, 95), "busy_max_ms": max(busy),
        "files": sum(moment > 0 for moment in came), "last_file_s": max(came),
    }  # fmt: skip


def _tell_when_done(asking: Sequence[threading.Thread], done: threading.Event) -> None:
    for one in asking:
        one.join()
    done.set()


def _ask(note: dict[str, str], number: int, came: list[float]) -> None:
    """A klapper as the command line asks it: the same work as behind the button."""
    begin = time.monotonic()
    as_of = (date(2026, 1, 1) + timedelta(days=number)).isoformat()
    request = urllib.request.Request(
        f"{note['url']}/sok/command/project-book",
        data=json.dumps({"format": "pdf", "as_of": as_of}).encode(),
        headers={"Authorization": f"Bearer {note['token']}"},
    )
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        assert answer.read().startswith(b"%PDF")
    came[number] = time.monotonic() - begin


async def _look(server: Server, seconds: float, done: threading.Event) -> list[float]:
    """The milliseconds of each look, one every second."""
    waited: list[float] = []
    end = time.monotonic() + seconds
    async with visiting(server.address, "/doelen?code=D2") as visitor:
        await visitor.look()
        while not waited or (time.monotonic() < end and not done.is_set()):
            begin = time.monotonic()
            await visitor.look()
            waited.append(1000 * (time.monotonic() - begin))
            await asyncio.sleep(max(0.0, BETWEEN - (time.monotonic() - begin)))
    return waited


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.duckdb"
        shutil.copy(sys.argv[1], copy)
        print(json.dumps({name: round(value, 1) for name, value in measure(copy).items()}))
