"""What anybody may send in: cleaned of what cannot be read, and no flood of it."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

from sok_metrics.errors import RefusedError
from sok_metrics.texts import number

LONGEST = 1000
MOST_PER_VISITOR = 5
MOST_PER_HOUR = 60
SHORT_TIME = timedelta(minutes=10)
HOUR = timedelta(hours=1)

# Signs that turn the direction of the text around them: they make other words look different.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANK_LINES = re.compile(r"\n{3,}")
_PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0)[\s().-]*(?:\d[\s().-]*){8,9}(?!\d)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")

# How often a visitor sent in something lately, per store and box. In memory: visitors are not kept.
_recent: dict[tuple[Path, str, str], list[datetime]] = {}


@dataclass(frozen=True)
class Box:
    """One kind of text that visitors send in, with the sentences for what cannot be taken."""

    name: str
    empty: str
    too_long: str
    """With {n} and {most}: how many characters it has, and how many fit."""
    personal: str
    """That there is a number or address in it."""
    too_many: str
    """With {most}: that this visitor sent in so many already."""
    full: str
    """That there came too many of all visitors together."""

    def clean(self, text: str) -> str:
        """The text without signs that nobody can read; raises RefusedError when it cannot be taken."""
        if len(text) > 20 * LONGEST:
            self._refuse_length(len(text))
        lines = unicodedata.normalize(
            "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        )
        readable = "".join(sign for sign in _TURNING.sub("", lines) if sign == "\n" or _is_readable(sign))
        cleaned = _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in readable.split("\n"))).strip()
        if not any(_has_shape(sign) for sign in cleaned):
            raise RefusedError(self.empty)
        if len(cleaned) > LONGEST:
            self._refuse_length(len(cleaned))
        if _PHONE.search(cleaned) or _EMAIL.search(cleaned):
            raise RefusedError(self.personal)
        return cleaned

    def _refuse_length(self, length: int) -> NoReturn:
        raise RefusedError(self.too_long.format(n=number(length), most=number(LONGEST)))

    def refuse_flood(self, sent_in_by_all: int) -> None:
        """Raise RefusedError when so many came in during the last hour."""
        if sent_in_by_all >= MOST_PER_HOUR:
            raise RefusedError(self.full)

    @contextmanager
    def turn_of(self, path: Path, visitor: str) -> Iterator["Turn"]:
        """The turn of a visitor, which counts only when the block goes well."""
        turn = Turn(self, path, visitor)
        try:
            yield turn
        except BaseException:
            turn.give_back()
            raise


class Turn:
    """What one visitor sends in now, beside what they sent in lately."""

    def __init__(self, box: Box, path: Path, visitor: str) -> None:
        self._box = box
        self._key = (path, box.name, visitor)
        self._taken: datetime | None = None

    def take(self, moment: datetime) -> None:
        """Count this one; raises RefusedError when it is one too many. Only while nobody else can write."""
        _forget_before(self._key[0], moment - SHORT_TIME)
        earlier = _recent.get(self._key, [])
        if len(earlier) >= MOST_PER_VISITOR:
            raise RefusedError(self._box.too_many.format(most=MOST_PER_VISITOR))
        _recent[self._key] = [*earlier, moment]
        self._taken = moment

    def give_back(self) -> None:
        """Do not count what was not saved in the end."""
        if self._taken is not None:
            _recent[self._key] = [moment for moment in _recent.get(self._key, []) if moment != self._taken]


def _is_readable(sign: str) -> bool:
    """Not a control character, not half a character, and no place that will never hold one."""
    is_never_a_character = ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"
    return unicodedata.category(sign) not in ("Cc", "Cs") and not is_never_a_character


def _has_shape(sign: str) -> bool:
    """Whether a sign can be seen: no space, no mark without a letter, nothing without width."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Mn", "Mc", "Me", "Zs", "Zl", "Zp")


def _forget_before(path: Path, moment: datetime) -> None:
    """Keep nobody of whom nothing counts any more, so that a flood of visitors fills no memory."""
    for key in [key for key in _recent if key[0] == path]:
        _recent[key] = [sent for sent in _recent[key] if sent > moment]
        if not _recent[key]:
            del _recent[key]
