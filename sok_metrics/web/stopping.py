"""However the server is stopped: what was saved stands in the one file.

Ctrl+C and SIGTERM end the lifespan of the application, but only when every request is answered, and a second
Ctrl+C skips it. A terminal that is closed sends SIGHUP, which ends a process at once. So each of these first
tidies the stores up, in a thread of its own: the signal may have come in the middle of a write.
"""

import atexit
import ctypes
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from sok_metrics.store.connection import close_stores, open_stores

_PATIENCE = 3.0
"""Seconds for a store; whoever closes a window on Windows gets five in all."""
_SIGNALS = ("SIGTERM", "SIGINT", "SIGBREAK", "SIGHUP")
_CLOSED_ON_WINDOWS = (2, 5, 6)
"""The window is closed, the user signs out, the computer goes off."""


@contextmanager
def tidy_when_stopped() -> Iterator[None]:
    """While the block runs every way of stopping leaves the stores in their one file; so does its end."""
    atexit.register(close_stores)
    before = _listen() if threading.current_thread() is threading.main_thread() else {}
    keeper = _listen_on_windows()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        close_stores()
        del keeper


def tidy_stores(patience: float = _PATIENCE) -> None:
    """Bring what was written into the one file of each store."""
    for store in open_stores():
        store.tidy(patience)


def _listen() -> dict[int, Any]:
    """Tidy up at each signal before whoever listens already does its part; gives who that was."""
    before: dict[int, Any] = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # A signal that is ignored (nohup) stays so.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.getsignal(number)
            signal.signal(number, _tidying(before[number]))
    return before


def _tidying(then: Any) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=tidy_stores, name="tidy", daemon=True).start()
        if callable(then):
            then(number, frame)
        else:
            # Nobody listens to this one (a terminal that closes): stop as when somebody asks it.
            os.kill(os.getpid(), signal.SIGTERM)

    return handle


def _listen_on_windows() -> object:
    """Tidy up when the window is closed on Windows, which waits for it; gives what must not be cleaned up."""
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return None

    def handle(kind: int) -> bool:
        if kind in _CLOSED_ON_WINDOWS:
            tidy_stores()
        return False  # the others that listen do their part

    kept: object = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(handle)  # type: ignore[attr-defined]
    windows.kernel32.SetConsoleCtrlHandler(kept, True)
    return kept
