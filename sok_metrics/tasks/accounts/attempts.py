"""Trying a passphrase: after a wrong one its source waits, longer each time, and others notice nothing."""

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TypeVar

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.known_browsers import KnownBrowser
from sok_metrics.texts import _, ngettext

LONGEST_DELAY = 60.0
LONGEST_OF_KNOWN = 8.0
"""A browser that signed in before opens nothing but what it once opened, so a short delay is enough."""
MOST_WAITING, MOST_OF_ONE = 10, 3
"""Tries that may wait for their turn, of all of one standing and of one source."""
_ROUNDING = 1e-6
_FORGET_AFTER = 15 * 60.0

Found = TypeVar("Found")


class WrongPassphraseError(RefusedError):
    """It was looked at, and it is not right."""


class Standing(Enum):
    """Who tries; each standing has a turn of its own, so that strangers never hold up the others."""

    STRANGER = "stranger"
    KNOWN_BROWSER = "known browser"
    OWN_COMPUTER = "own computer"


TOGETHER = {
    # Some 4,300 a day, whatever the number of their addresses.
    Standing.STRANGER: (20, 20.0),
    # No more than the slow hash takes of itself; who sits there could as well read the file.
    Standing.OWN_COMPUTER: (10, 0.1),
}
"""Wrong tries of all of one standing together: so many at once, and one more in so many seconds."""


@dataclass(frozen=True)
class Caller:
    """From where somebody tries a passphrase."""

    source: str
    """The network address, as `tasks.sources` names it."""
    is_own_computer: bool = False
    """Whether somebody sits at the computer of the dashboard (web/own_computer.py)."""
    window: str = ""
    """What tells browsers on that computer apart."""
    browser: KnownBrowser | None = None
    """The ticket of a browser that signed in before."""

    @property
    def standing(self) -> Standing:
        """To whom this caller belongs."""
        if self.is_own_computer:
            return Standing.OWN_COMPUTER
        return Standing.STRANGER if self.browser is None else Standing.KNOWN_BROWSER

    @property
    def key(self) -> str:
        """What tells this caller from others of the same standing."""
        if self.is_own_computer:
            return self.window
        return self.source if self.browser is None else self.browser.number

    def is_known_for(self, role: Role) -> bool:
        """Whether the tries at the passphrase of this role pass the delays of strangers."""
        return self.is_own_computer or (self.browser is not None and self.browser.role.covers(role))

    def as_stranger(self) -> "Caller":
        """The same, for what it is not known for."""
        return self if self.is_own_computer else replace(self, browser=None)


class Attempts:
    """The wrong tries at one store, in memory: what was tried is never kept.

    Who sits at the computer itself, or at a browser that signed in before, never waits for strangers.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._turns = {standing: _Turns() for standing in Standing}
        self._delays: dict[tuple[Standing, str], _Delay] = {}
        self._together_until: dict[Standing, float] = dict.fromkeys(Standing, 0.0)
        """When the wrong tries of all of one standing will be forgotten."""

    def try_once(
        self,
        caller: Caller,
        look: Callable[[], Found | None],
        wrong: str = "",
        *,
        glance: Callable[[], Found | None] | None = None,
    ) -> Found:
        """What `look` finds; raises RefusedError when that is nothing, or when it is too soon to try.

        `wrong` says what was not right when that is no passphrase. `glance` may find it without work: for
        that who sits at the computer itself does not wait for a turn.

        Tries take turns, so that many at once get no further than one after the other, and cost no more.
        """
        self._refuse_too_soon(caller)
        if caller.is_own_computer:
            found = glance() if glance is not None else None
            if found is not None:
                return found
            self._count_together(caller.standing)
        with self._turns[caller.standing].turn_of(caller.key):
            if not caller.is_own_computer:
                self._refuse_too_soon(caller)
            found = look()
            with self._lock:
                if found is not None:
                    self._delays.pop((caller.standing, caller.key), None)
                    return found
                delay = self._count_wrong(caller)
        raise WrongPassphraseError(f"{wrong or _('Deze wachtzin klopt niet.')} {_wait(delay)}")

    def _refuse_too_soon(self, caller: Caller) -> None:
        with self._lock:
            now = self._clock()
            known = self._delays.get((caller.standing, caller.key))
            if known is not None and now < known.not_before:
                raise RefusedError(_too_soon(math.ceil(known.not_before - now)))
            if (at_once := TOGETHER.get(caller.standing)) is not None:
                most, every = at_once
                left = self._together_until[caller.standing] - now - (most - 1) * every
                if left > _ROUNDING:
                    raise RefusedError(_too_many(math.ceil(left)))

    def _count_wrong(self, caller: Caller) -> int:
        """Count a wrong try and give the seconds to wait."""
        now, standing = self._clock(), caller.standing
        if standing is Standing.OWN_COMPUTER:
            return 0
        if standing is Standing.STRANGER:
            self._count_together(standing)
        self._forget(now)
        before = self._delays.get((standing, caller.key))
        wrong = 0 if before is None else before.wrong
        longest = LONGEST_DELAY if standing is Standing.STRANGER else LONGEST_OF_KNOWN
        delay = min(longest, 2.0 ** min(wrong, 10))
        self._delays[standing, caller.key] = _Delay(wrong + 1, now + delay)
        return int(delay)

    def _count_together(self, standing: Standing) -> None:
        _most, every = TOGETHER[standing]
        self._together_until[standing] = max(self._together_until[standing], self._clock()) + every

    def _forget(self, now: float) -> None:
        """Keep nobody who stopped long ago; as all strangers together try little, few are kept."""
        for key in [key for key, one in self._delays.items() if now > one.not_before + _FORGET_AFTER]:
            del self._delays[key]


@dataclass(frozen=True)
class _Delay:
    wrong: int
    not_before: float


class _Turns:
    """One at a time; who comes when many wait already is sent away."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()

    @contextmanager
    def turn_of(self, key: str) -> Iterator[None]:
        """The turn of one source; raises RefusedError when too many wait."""
        with self._lock:
            if self._waiting[key] >= MOST_OF_ONE or self._waiting.total() >= MOST_WAITING:
                raise RefusedError(_("Het is nu erg druk met aanmelden. Probeer het zo opnieuw."))
            self._waiting[key] += 1
        try:
            with self._turn:
                yield
        finally:
            with self._lock:
                self._waiting[key] -= 1
                self._waiting += Counter()  # drops who waits no more


_attempts: dict[Path, Attempts] = {}


def attempts_at(path: Path) -> Attempts:
    """The tries at the store at `path`."""
    return _attempts.setdefault(path.resolve(), Attempts())


def _too_soon(seconds: int) -> str:
    sentence = _("Er is net een verkeerde wachtzin ingevuld. Wacht nog {time} en probeer het dan opnieuw.")
    return sentence.format(time=_in_seconds(seconds))


def _too_many(seconds: int) -> str:
    return _(
        "Er zijn net op veel plekken verkeerde wachtzinnen ingevuld. Wacht nog {time}. "
        "Of neem een apparaat waarop u al eens was aangemeld: daar kunt u er meteen in."
    ).format(time=_in_seconds(seconds))


def _wait(seconds: int) -> str:
    if not seconds:
        return _("Probeer het opnieuw.")
    return _("Wacht {time} en probeer het opnieuw.").format(time=_in_seconds(seconds))


def _in_seconds(count: int) -> str:
    return ngettext("{n} seconde", "{n} seconden", count).format(n=count)
