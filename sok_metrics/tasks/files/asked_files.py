"""Which open pages ask for a file now: nobody else may send one."""

import threading
from collections.abc import Iterable

_asking: set[str] = set()
_lock = threading.Lock()


def ask(session: str) -> None:
    """The page of this session shows a box for a file."""
    with _lock:
        _asking.add(session)


def stop_asking(sessions: Iterable[str]) -> None:
    """These sessions show none any more."""
    with _lock:
        _asking.difference_update(sessions)


def is_asked(session: str) -> bool:
    """Whether the page of this session asks for a file."""
    with _lock:
        return session in _asking


def asking() -> frozenset[str]:
    """The sessions whose page asks for a file."""
    with _lock:
        return frozenset(_asking)
