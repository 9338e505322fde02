"""Heavy work beside the pages: in a process of its own, a few at a time.

Writing a workbook or a PDF is pure Python. In a thread of the server it would hold up every page, for Python
runs one thread at a time.
"""

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, ParamSpec, TypeVar

from sok_metrics.errors import SokError
from sok_metrics.texts import _

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = max(1, min(2, (os.cpu_count() or 1) - 1))
"""So many at a time: the pages keep a core to themselves."""
LONGEST = 120.0
"""Seconds that one piece of work may take."""
_IDLE = 60.0
"""Seconds after which a process without work goes away, with the 100 MB that it holds."""
_ROOT = Path(__file__).resolve().parents[3]


class WorkFailedError(SokError):
    """A piece of work that did not come to an end; what went wrong stands in the log."""


class Worker:
    """One process that does one piece of work after another, started when there is some."""

    def __init__(self, *, longest: float = LONGEST, idle: float = _IDLE) -> None:
        self._longest = longest
        self._idle = idle
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._leaving: threading.Timer | None = None

    def do(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What the function gives; it must be one of a module, and all that goes in and out a plain value.

        Raises the SokError that it raised, or WorkFailedError.
        """
        work = pickle.dumps((function, arguments, named), protocol=pickle.HIGHEST_PROTOCOL)
        with self._lock:
            self._stay()
            answer: T | SokError = self._ask(work)
            self._leave_later()
        if isinstance(answer, SokError):
            raise answer
        return answer

    def end(self) -> None:
        """Stop the process, also in the middle of its work."""
        self._stay()
        if (process := self._process) is not None:
            process.kill()

    def _ask(self, work: bytes) -> T | SokError:
        process = self._running()
        too_long = threading.Event()

        def stop() -> None:
            too_long.set()
            process.kill()

        watch = threading.Timer(self._longest, stop)
        watch.daemon = True
        watch.start()
        try:
            into, out = _pipes(process)
            into.write(work)
            into.flush()
            answer: T | SokError = pickle.load(out)
            return answer
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._forget(process)
            raise WorkFailedError(_too_long() if too_long.is_set() else _failed()) from error
        finally:
            watch.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            known = os.environ.get("PYTHONPATH")
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sok_metrics.tasks.files.beside_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), *([known] if known else [])])},
                # The same as `os.nice` in the process itself, which Windows does not have.
                creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
            )
        return self._process

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for pipe in _pipes(process):
            try:
                pipe.close()
            except OSError:
                continue  # what was still on its way has nowhere to go
        self._process = None

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _leave_later(self) -> None:
        self._leaving = threading.Timer(self._idle, self._leave)
        self._leaving.daemon = True
        self._leaving.start()

    def _leave(self) -> None:
        """Stop the process unless it has just got work again."""
        with self._lock:
            if threading.current_thread() is self._leaving and self._process is not None:
                self._forget(self._process)


class Workers:
    """A few workers; who comes while all are at work waits."""

    def __init__(self, count: int = AT_ONCE) -> None:
        self._all = [Worker() for _number in range(count)]
        # The last one that worked goes first: its process is still there.
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._all:
            self._free.put(worker)

    def do(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """The same as `Worker.do`, by the first that is free."""
        worker = self._free.get()
        try:
            return worker.do(function, *arguments, **named)
        finally:
            self._free.put(worker)

    def end(self) -> None:
        """Stop them all."""
        for worker in self._all:
            worker.end()


_workers: Workers | None = None


def beside(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What the function gives: worked out beside the pages in a server, and right here in a command."""
    if _workers is None:
        return function(*arguments, **named)
    return _workers.do(function, *arguments, **named)


@contextmanager
def employed(count: int = AT_ONCE) -> Iterator[None]:
    """While the block runs, workers do the heavy work of this process."""
    global _workers
    _workers = workers = Workers(count)
    try:
        yield
    finally:
        _workers = None
        workers.end()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a worker without pipes")
    return process.stdin, process.stdout


def _too_long() -> str:
    return _(
        "Het maken van dit bestand duurde te lang en is gestopt. Kies minder tegelijk, of probeer het later "
        "opnieuw."
    )


def _failed() -> str:
    return _(
        "Het bestand is niet gemaakt: er ging iets mis dat wij niet kennen. Probeer het nog een keer. Gaat "
        "het weer mis? Zeg het dan tegen het beheer; in het logboek van de server staat waarom."
    )
