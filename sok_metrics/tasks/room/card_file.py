"""The answers to one card while it is open: a file of places, outside the store, its history and its backups.

An answer stands at a place that was drawn by lot and is changed right there, so the file knows no order and
no moment. Beside it stands a mark that only the token of the phone gives, and another one for each card. At
closing the file is overwritten and removed: nothing then ties a phone to a score (docs/decisions/025).
"""

import hmac
import json
import os
import secrets
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Self

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.texts import _

FILE_END = ".kaart"
PLACES = 2_048
"""How many phones can answer one card; the room for all of them is taken at opening, also on a full disk."""
SCORES = (1, 2, 3, 4, 5)

_HEAD, _PLACE, _MARK = 4_096, 32, 16
"""Bytes of the head, of a place (none lies across two sectors) and of a mark."""
_OPEN, _CLOSING = b"o", b"c"
_GROUPS = tuple(ParticipantGroup)
_STEP = 8
"""A value is eight times the place of the group, plus the score."""

Counts = Mapping[tuple[str, int], int]
"""Group and score -> how many."""


class Answer(NamedTuple):
    """What one phone chose."""

    group: ParticipantGroup
    score: int


class CardFile:
    """The file of one card that is open; safe to use from every thread."""

    def __init__(self, path: Path) -> None:
        """Read what stands in the file; raises ValueError or OSError when it is none of ours."""
        self.path = path
        content = path.read_bytes()
        if len(content) != _HEAD + PLACES * _PLACE:
            raise ValueError(f"{path} has another size")
        head = json.loads(content[: _HEAD - 1].rstrip(b"\0"))
        self.meeting_number, self.code = int(head["meeting"]), str(head["card"])
        self._key = bytes.fromhex(head["key"])
        self._is_closing = content[_HEAD - 1 : _HEAD] == _CLOSING
        self._places: dict[bytes, int] = {}
        self._values: dict[bytes, int] = {}
        self._free = self._read_places(content)
        self._lock, self._sync_lock = threading.Lock(), threading.Lock()
        self._written = self._safe = 0
        self._file = path.open("r+b", buffering=0)

    @classmethod
    def create(cls, folder: Path, meeting_number: int, code: str) -> Self:
        """A new file without answers, under a name that says nothing."""
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{secrets.token_hex(8)}{FILE_END}"
        head = json.dumps({"meeting": meeting_number, "card": code, "key": secrets.token_hex(32)}).encode()
        content = head.ljust(_HEAD - 1, b"\0") + _OPEN + bytes(PLACES * _PLACE)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(folder)
        return cls(path)

    @property
    def is_closing(self) -> bool:
        """Whether nobody can answer any more."""
        return self._is_closing

    @property
    def count(self) -> int:
        """How many phones answered."""
        return len(self._values)

    def answer_of(self, token: str) -> Answer | None:
        """What this phone chose; None when it did not answer."""
        value = self._values.get(self._mark_of(token))
        return None if value is None else Answer(_GROUPS[value // _STEP], value % _STEP)

    def put(self, token: str, answer: Answer, *, most: int) -> None:
        """Keep the answer of this phone in the place of an earlier one; it is on the disk when this returns.

        Raises RefusedError when the card is closed, or when so many phones answered already.
        """
        mark, value = self._mark_of(token), _GROUPS.index(answer.group) * _STEP + answer.score
        with self._lock:
            if self._is_closing:
                raise RefusedError(closed_sentence())
            if mark in self._values:
                self._write(self._offset(self._places[mark]) + _MARK, bytes([value]))
            else:
                self._add(mark, value, most)
            self._values[mark] = value
            self._written += 1
            ticket = self._written
        self._make_safe(ticket)

    def counts(self) -> Counts:
        """How many chose each score, by group."""
        with self._lock:
            found = Counter(self._values.values())
        return {(_GROUPS[value // _STEP].value, value % _STEP): n for value, n in sorted(found.items())}

    def set_closing(self, is_closing: bool) -> None:
        """From now on nobody can answer, also after a restart; or they can again."""
        with self._lock:
            self._write(_HEAD - 1, _CLOSING if is_closing else _OPEN)
            self._is_closing = is_closing
            self._written += 1
            ticket = self._written
        self._make_safe(ticket)

    def destroy(self) -> None:
        """Write over every answer, and remove the file."""
        with self._lock, self._sync_lock:
            self._is_closing = True
            if not self._file.closed:
                self._file.seek(0)
                self._file.write(secrets.token_bytes(_HEAD + PLACES * _PLACE))
                os.fsync(self._file.fileno())
                self._file.close()
            self.path.unlink(missing_ok=True)
            sync_folder(self.path.parent)
            self._values.clear()
            self._places.clear()
            self._key = b""

    def close(self) -> None:
        """Let go of the file, and leave it."""
        with self._lock, self._sync_lock:
            self._is_closing = True
            self._file.close()

    def _add(self, mark: bytes, value: int, most: int) -> None:
        if not self._free or len(self._values) >= most:
            raise RefusedError(
                _(
                    "Er zijn al meer antwoorden dan er mensen kunnen zijn. Vraag wie de avond leidt om een "
                    "kaart van papier."
                )
            )
        place = self._free[-1]
        self._write(self._offset(place), mark + bytes([value]))
        self._places[mark] = self._free.pop()

    def _read_places(self, content: bytes) -> list[int]:
        """Learn the answers; gives the places that are free, in an order by lot."""
        free = []
        for place in range(PLACES):
            start = self._offset(place)
            value = content[start + _MARK]
            if value % _STEP in SCORES and value // _STEP < len(_GROUPS):
                mark = content[start : start + _MARK]
                self._places[mark], self._values[mark] = place, value
            else:
                free.append(place)
        secrets.SystemRandom().shuffle(free)
        return free

    def _mark_of(self, token: str) -> bytes:
        return hmac.digest(self._key, token.encode(), "sha256")[:_MARK]

    @staticmethod
    def _offset(place: int) -> int:
        return _HEAD + place * _PLACE

    def _write(self, offset: int, content: bytes) -> None:
        self._file.seek(offset)
        self._file.write(content)

    def _make_safe(self, ticket: int) -> None:
        """Wait until what was written up to this ticket is on the disk: many wait for one turn of it."""
        with self._sync_lock:
            if self._safe >= ticket or self._file.closed:
                return
            upto = self._written
            os.fsync(self._file.fileno())
            self._safe = upto


def closed_sentence() -> str:
    """For a tap that came after closing, perhaps of an answer that was kept before."""
    return _("Deze kaart is gesloten. Wat bij ons al geteld was, telt mee; veranderen kan niet meer.")


def sync_folder(folder: Path) -> None:
    """Let a name that is new or gone survive a loss of power, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
