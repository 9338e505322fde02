"""The line for files that take a while: a few are made at a time, and who asks for the same shares it."""

import asyncio
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _

Made = bytes | Path

MOST_WAITING = 20
"""Files that may wait for a visitor; who has a role may wait behind as many more."""
MOST_OF_ONE = 6
"""Of those, for the visitors at one network address (a whole hall may share one)."""
_KEPT = 120.0
"""Seconds that a file is kept for who asks for the same."""
_KEPT_FAULT = 10.0
_LARGEST_KEPT = 64 * 2**20
"""Bytes of all kept files together; the oldest goes first."""
_PATIENCE = 30.0
"""Seconds after which nobody waits any more for a file that nobody asks about."""


@dataclass(eq=False)
class Job:
    """A file that is made, or waits for its turn."""

    key: Hashable
    make: Callable[[], Made]
    goes_first: bool
    source: str
    """The network address of the visitor who asked it first."""
    result: "asyncio.Future[Made]"
    asked_at: float = field(default_factory=time.monotonic)
    has_begun: bool = False

    @property
    def size(self) -> int:
        """The bytes that it holds."""
        if not self.result.done() or self.result.cancelled() or self.result.exception() is not None:
            return 0
        made = self.result.result()
        return len(made) if isinstance(made, bytes) else 0


class FileQueue:
    """All files that are asked for now; to be used in the server's event loop only."""

    def __init__(self, at_once: int, *, most_waiting: int = MOST_WAITING, kept: float = _KEPT) -> None:
        self._at_once = at_once
        self._most_waiting = most_waiting
        self._kept = kept
        self._busy = 0
        self._jobs: dict[Hashable, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="files")

    def ask(
        self, key: Hashable, make: Callable[[], Made], *, goes_first: bool = False, source: str = ""
    ) -> Job:
        """The job of this file, which may be somebody else's already.

        Raises RefusedError when too many are waiting, of all or of this visitor's network (`source`).
        """
        job = self._jobs.get(key)
        if job is None:
            self._drop_abandoned()
            self._refuse_when_full(goes_first, source)
            job = Job(key, make, goes_first, source, asyncio.get_running_loop().create_future())
            self._jobs[key] = job
            self._go_on()
        job.asked_at = time.monotonic()
        return job

    def ahead_of(self, job: Job) -> int:
        """How many files come before this one; 0 when it is being made."""
        if job.has_begun:
            return 0
        waiting = self._waiting()
        return self._busy + (waiting.index(job) if job in waiting else 0)

    def _waiting(self) -> list[Job]:
        """In the order of their turns: who has a role goes first."""
        waiting = [job for job in self._jobs.values() if not job.has_begun]
        return sorted(waiting, key=lambda job: not job.goes_first)

    def _refuse_when_full(self, goes_first: bool, source: str) -> None:
        waiting = self._waiting()
        if len(waiting) >= self._most_waiting * (2 if goes_first else 1):
            raise RefusedError(
                _("Het is nu druk: er wachten al {n} bestanden. Probeer het over een minuut opnieuw.").format(
                    n=self._most_waiting
                )
            )
        if (
            not goes_first
            and sum(job.source == source and not job.goes_first for job in waiting) >= MOST_OF_ONE
        ):
            raise RefusedError(
                _(
                    "Vanaf uw netwerk wachten al {n} bestanden. "
                    "Wacht tot die klaar zijn en vraag dit bestand dan opnieuw."
                ).format(n=MOST_OF_ONE)
            )

    def _drop_abandoned(self) -> None:
        """Forget files that wait for somebody who went away."""
        now = time.monotonic()
        for job in self._waiting():
            if now - job.asked_at > _PATIENCE:
                self._forget(job)
                job.result.cancel()

    def _go_on(self) -> None:
        """Begin with the next files, as many as may be made at once."""
        self._drop_abandoned()
        for job in self._waiting()[: max(0, self._at_once - self._busy)]:
            job.has_begun = True
            self._busy += 1
            task = asyncio.get_running_loop().create_task(self._run(job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run(self, job: Job) -> None:
        making = asyncio.get_running_loop().run_in_executor(self._threads, job.make)
        await asyncio.wait({making})
        self._busy -= 1
        fault = making.exception()
        if fault is None:
            job.result.set_result(making.result())
        else:
            job.result.set_exception(fault)
            job.result.exception()  # who asked may have gone; it is no fault that nobody hears of it
        kept = self._kept if fault is None else _KEPT_FAULT
        asyncio.get_running_loop().call_later(kept, self._forget, job)
        self._keep_few()
        self._go_on()

    def _keep_few(self) -> None:
        """Forget the oldest files when all together are too large; the last one stays to be fetched."""
        ready = [job for job in self._jobs.values() if job.result.done()]
        while len(ready) > 1 and sum(job.size for job in ready) > _LARGEST_KEPT:
            self._forget(ready.pop(0))

    def _forget(self, job: Job) -> None:
        if self._jobs.get(job.key) is job:
            del self._jobs[job.key]
