"""Who reads the file and who puts another in its place never do so at the same time."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class GateBusyError(Exception):
    """Somebody stayed inside for too long."""


class Gate:
    """Lets any number in together, or one alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._is_taken = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Be inside with others; waits while somebody is there alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_taken)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self, patience: float) -> Iterator[None]:
        """Be inside alone: newcomers wait, and those inside have so many seconds to leave.

        Raises GateBusyError when they do not; then everything goes on as it was.
        """
        give_up_at = time.monotonic() + patience
        with self._changed:
            self._changed.wait_for(lambda: not self._is_taken)
            self._is_taken = True
            try:
                if not self._changed.wait_for(lambda: not self._inside, give_up_at - time.monotonic()):
                    raise GateBusyError
            except BaseException:
                self._leave()
                raise
        try:
            yield
        finally:
            with self._changed:
                self._leave()

    def _leave(self) -> None:
        self._is_taken = False
        self._changed.notify_all()
