"""Telling those who wait in an event loop that there is something new, from any thread."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN = 1.0
"""Seconds after which a task is told once more to stop."""


async def end_task(task: "asyncio.Task[None]") -> None:
    """Cancel a task until it has ended.

    Once is not enough: `asyncio.wait_for` of Python 3.11 loses a cancel that comes together with news, and so
    does a server that is closing already. Who waits for the end would wait for ever.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=_AGAIN)


class Bells:
    """An event for each who follows; there is no queue, so nobody who is slow keeps others waiting."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bells: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    @contextmanager
    def subscribe(self) -> Iterator[asyncio.Event]:
        """An event of the running loop that is set at each news; who waits for it clears it, and looks."""
        bell = asyncio.Event()
        with self._lock:
            self._bells[bell] = asyncio.get_running_loop()
        try:
            yield bell
        finally:
            with self._lock:
                self._bells.pop(bell, None)

    def ring(self) -> None:
        """Tell all who follow now."""
        with self._lock:
            bells = list(self._bells.items())
        for bell, loop in bells:
            if not loop.is_closed():
                loop.call_soon_threadsafe(bell.set)

    def __len__(self) -> int:
        return len(self._bells)
