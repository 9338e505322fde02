"""How much visitors sent in lately, so that a flood from one place leaves room for everybody else.

A hall of eighty people may share one address, and each may have three ideas in an hour. All is counted in
memory, by a clock that nobody sets; visitors are not kept.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from pathlib import Path
from time import monotonic

SHORT_TIME = timedelta(minutes=10)
HOUR = timedelta(hours=1)
_SLACK = timedelta(minutes=1)
"""A moment in the store may be a little ahead of the clock: each is later than the one before."""

MOST_PER_BROWSER = 5
"""In a short time. Who forges cookies is a new browser each time; their address stays."""
MOST_PER_SOURCE = 240
"""In an hour: eighty people behind the wifi of one hall, three each."""
MOST_PER_HOUR = 600
"""Of all together, so that the store does not grow without end."""
RESERVED, FEW = 120, 20
"""The last so many of that hour are for sources from which few came, so that no flood takes them all."""


class Limit(Enum):
    """How far somebody can send in too much."""

    BROWSER = "browser"
    SOURCE = "source"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Sender:
    """What tells one visitor from another; it is not kept in the store."""

    browser: str
    source: str
    """The network address (tasks/accounts/sources.py); a whole hall may share one."""


@dataclass(eq=False)
class Sent:
    """One thing that somebody sent in."""

    moment: float
    sender: Sender
    text: bytes
    """A digest: to know the same text again."""
    number: int | None = None


class Recent:
    """What came in at one box of one store during the last hour."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: list[Sent] = []

    def limit_of(self, sender: Sender, *, in_store: int) -> Limit | None:
        """The limit that this sender has reached; `in_store` is what the store says of the last hour.

        The store knows what came before the server started; it may know less when the clock was set.
        """
        with self._lock:
            self._forget()
            short = monotonic() - SHORT_TIME.total_seconds()
            lately = [one.sender.browser for one in self._sent if one.moment > short]
            of_source = sum(one.sender.source == sender.source for one in self._sent)
            of_all = max(len(self._sent), in_store)
        if lately.count(sender.browser) >= MOST_PER_BROWSER:
            return Limit.BROWSER
        if of_source >= MOST_PER_SOURCE:
            return Limit.SOURCE
        is_reserved = of_all >= MOST_PER_HOUR - RESERVED and of_source >= FEW
        return Limit.EVERYBODY if is_reserved or of_all >= MOST_PER_HOUR else None

    def add(self, sender: Sender, text: str) -> Sent:
        """Count this one."""
        one = Sent(monotonic(), sender, _digest(text))
        with self._lock:
            self._sent.append(one)
        return one

    def drop(self, one: Sent) -> None:
        """Do not count what was not saved in the end."""
        with self._lock:
            self._sent = [other for other in self._sent if other is not one]

    def number_of(self, text: str) -> int | None:
        """The number that this very text got a short time ago."""
        wanted, short = _digest(text), monotonic() - SHORT_TIME.total_seconds()
        with self._lock:
            return next((one.number for one in self._sent if one.text == wanted and one.moment > short), None)

    def senders(self) -> set[Sender]:
        """Who is still remembered."""
        with self._lock:
            self._forget()
            return {one.sender for one in self._sent}

    def _forget(self) -> None:
        """Keep nothing of which nothing counts any more, so that no flood fills the memory."""
        begin = monotonic() - HOUR.total_seconds()
        self._sent = [one for one in self._sent if one.moment > begin]


def moments_within(length: timedelta, clock: datetime) -> tuple[datetime, datetime]:
    """The first and last moment in the store that fall in the time up to now.

    What stands further ahead came in when the clock of the computer was wrong: nobody knows when.
    """
    return clock - length, clock + _SLACK


_recent: dict[tuple[Path, str], Recent] = {}


def recent_at(path: Path, box: str) -> Recent:
    """What came in lately at this box of the store at `path`."""
    return _recent.setdefault((path, box), Recent())


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()
