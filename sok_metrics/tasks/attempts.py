"""Trying a passphrase: after a wrong one nobody can try again for a while, and longer each time."""

import math
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _, ngettext

LONGEST_DELAY = 60.0
_FORGET_AFTER = 15 * 60.0

Found = TypeVar("Found")


class Attempts:
    """The wrong tries at one store, in memory: what was tried is never kept."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._wrong = 0
        self._not_before = 0.0

    def try_once(self, look: Callable[[], Found | None], wrong: str = "") -> Found:
        """What `look` finds; raises RefusedError when that is nothing, or when it is too soon to try.

        `wrong` says what was not right when that is no passphrase.

        Tries take turns, so that many at once get no further than one after the other.
        """
        with self._turn:
            now = self._clock()
            if now < self._not_before:
                raise RefusedError(_too_soon(math.ceil(self._not_before - now)))
            if now > self._not_before + _FORGET_AFTER:
                self._wrong = 0
            found = look()
            if found is None:
                sentence = wrong or _("Deze wachtzin klopt niet.")
                raise RefusedError(f"{sentence} {_wait(self._delay())}")
            self._wrong = 0
            return found

    def _delay(self) -> int:
        """Count a wrong try and give the seconds to wait."""
        delay = min(LONGEST_DELAY, 2.0 ** min(self._wrong, 10))
        self._wrong += 1
        self._not_before = self._clock() + delay
        return int(delay)


_attempts: dict[Path, Attempts] = {}


def attempts_at(path: Path) -> Attempts:
    """The tries at the store at `path`."""
    return _attempts.setdefault(path.resolve(), Attempts())


def _too_soon(seconds: int) -> str:
    return ngettext(
        "Er is net een verkeerde wachtzin ingevuld. Wacht nog {n} seconde en probeer het dan opnieuw.",
        "Er is net een verkeerde wachtzin ingevuld. Wacht nog {n} seconden en probeer het dan opnieuw.",
        seconds,
    ).format(n=seconds)


def _wait(seconds: int) -> str:
    return ngettext(
        "Wacht {n} seconde en probeer het opnieuw.",
        "Wacht {n} seconden en probeer het opnieuw.",
        seconds,
    ).format(n=seconds)
