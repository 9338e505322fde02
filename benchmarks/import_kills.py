"""An import that dies without warning (kill -9): the store must be as before it or as after it, never half.

In turns the server dies while it does the command, and the command itself while no server runs. Three in four
die somewhere between the first byte that the import writes and its end, the others before that. Then the
store is opened as the command line does: counted, and checked.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.importing import make_store, measurements
from benchmarks.server import ROOT, Server, running
from sok_metrics import clock
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.storage.check import check_store
from tests.browser.serving import free_port

KILLS = 20
ROWS = 100_000
_PATIENCE = 300.0
"""Seconds that one import may take on a busy machine."""
_COUNTED = ("measurement", "measurement_history", "change_set", "change_line")

Counts = tuple[int, ...]


@dataclass
class Outcome:
    """What became of the imports that were killed."""

    kills: int = 0
    while_writing: int = 0
    """Killed after the first byte was written, and before the import said that it was done."""
    old: int = 0
    new: int = 0
    half: list[str] = field(default_factory=list)
    problems: int = 0
    """What the check of the file found."""

    @property
    def is_good(self) -> bool:
        """Whether somebody was killed while writing, and every store was whole."""
        return bool(self.while_writing) and not self.half and not self.problems

    def as_row(self) -> dict[str, int]:
        """The figures for the table and for the file with results."""
        return {
            "kills": self.kills, "while_writing": self.while_writing, "old": self.old, "new": self.new,
            "half": len(self.half), "problems": self.problems,
        }  # fmt: skip


def measure(folder: Path, kills: int = KILLS, rows: int = ROWS, *, seed: int = 1) -> Outcome:
    """Kill that many imports of a file with so many measurements, each in a fresh copy of one store."""
    outcome, chance = Outcome(), random.Random(seed)
    base, file = folder / "base.duckdb", folder / "metingen.csv"
    store = make_store(base)
    store.checkpoint()
    store.close()
    _write_file(file, rows)
    before = _look(base)[0]
    whole = _Attempt(folder / "whole.duckdb", base, file)
    until_written, writing = whole.run_to_the_end()
    after = _look(whole.database)[0]
    assert after[0] == before[0] + rows, "the import works when nobody kills it"
    for number in range(kills):
        attempt = _Attempt(folder / f"killed-{number}.duckdb", base, file, with_server=number % 2 == 0)
        early = number % 4 == 3
        delay = chance.uniform(0, until_written if early else writing)
        was_writing = attempt.kill(delay, after_first_byte=not early)
        _tell(outcome, attempt.database, before, after, was_writing)
        attempt.remove()
    return outcome


def _tell(outcome: Outcome, database: Path, before: Counts, after: Counts, was_writing: bool) -> None:
    counts, problems = _look(database)
    outcome.kills += 1
    outcome.while_writing += was_writing
    outcome.old += counts == before
    outcome.new += counts == after
    outcome.problems += problems
    if counts not in (before, after):
        outcome.half.append(f"{database.name}: {dict(zip(_COUNTED, counts, strict=True))}")


class _Attempt:
    """One import into a copy of the store, by a process of its own or by a server."""

    def __init__(self, database: Path, base: Path, file: Path, *, with_server: bool = False) -> None:
        self.database = database
        self._file = file
        self._server = Server(database, free_port()) if with_server else None
        shutil.copy(base, database)

    def run_to_the_end(self) -> tuple[float, float]:
        """Import in peace; gives the seconds until the first byte was written, and those of the writing."""
        started, unchanged = time.monotonic(), self._state()
        process = self._start()
        self._wait(process, lambda: self._state() != unchanged)
        wrote = time.monotonic()
        process.wait(timeout=_PATIENCE)
        return wrote - started, time.monotonic() - wrote

    def kill(self, delay: float, *, after_first_byte: bool) -> bool:
        """Kill it so long after its start or its first byte; tells whether it was writing by then."""
        with ExitStack() as stack:
            if self._server is not None:
                stack.enter_context(running(self._server))
            unchanged = self._state()
            process = self._start()
            if after_first_byte:
                self._wait(process, lambda: self._state() != unchanged)
            kill_at = time.monotonic() + delay
            self._wait(process, lambda: time.monotonic() > kill_at)
            was_writing = process.poll() is None and self._state() != unchanged
            if self._server is not None:
                self._server.kill()
            else:
                with suppress(ProcessLookupError):  # it was quicker than the delay
                    os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=_PATIENCE)
        return was_writing

    def remove(self) -> None:
        """Take the copy away, with all that was put beside it."""
        for path in self.database.parent.glob(f"{self.database.stem}.*"):
            path.unlink()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "sok_metrics",
            "--database",
            str(self.database),
            "import",
            str(self._file),
        ]
        with self.database.with_suffix(".out").open("ab") as out:
            return subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)

    def _wait(self, process: subprocess.Popen[bytes], is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + _PATIENCE
        while not is_so() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)

    def _state(self) -> tuple[tuple[int, int], ...]:
        """The sizes of the store and its log, and when they were written."""
        found = []
        for path in (self.database, self.database.with_name(f"{self.database.name}.wal")):
            about = path.stat() if path.exists() else None
            found.append((about.st_size, about.st_mtime_ns) if about else (0, 0))
        return tuple(found)


def _write_file(path: Path, rows: int) -> None:
    headings = {
        "series_code": "reeks", "period_start": "van", "period_end": "tot_en_met", "value": "waarde",
        "source": "bron",
    }  # fmt: skip
    frame = measurements(rows).rename(columns=headings)
    frame["waarde"] = frame["waarde"].str.replace(".", ",")
    frame.to_csv(path, sep=";", index=False)


def _look(database: Path) -> tuple[Counts, int]:
    """The rows in a store that nobody has open, and how many problems its check finds."""
    store: Store = open_store(database)
    try:
        reader = store.whole()
        counts = [int(reader.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]) for table in _COUNTED]
        return tuple(counts), len(check_store(store, clock.today()).problems)
    finally:
        store.close()
