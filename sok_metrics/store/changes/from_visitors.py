"""What anybody may send in: cleaned of what cannot be read, and no flood of it."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sok_metrics.errors import RefusedError
from sok_metrics.store.changes.floods import MOST_PER_BROWSER, Limit, Sender, Sent, recent_at
from sok_metrics.texts.formats import number

LONGEST = 1000

# Signs that turn the direction of the text around them: they make other words look different.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANK_LINES = re.compile(r"\n{3,}")
_PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0)[\s().-]*(?:\d[\s().-]*){8,9}(?!\d)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")


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
    crowded: str
    """That there came too many from where this visitor is."""
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

    def refuse(self, limit: Limit) -> NoReturn:
        """Raise RefusedError: one more would be too many."""
        sentences = {
            Limit.BROWSER: self.too_many.format(most=MOST_PER_BROWSER),
            Limit.SOURCE: self.crowded,
            Limit.EVERYBODY: self.full,
        }
        raise RefusedError(sentences[limit])

    @contextmanager
    def turn_of(self, path: Path, sender: Sender) -> Iterator["Turn"]:
        """The turn of a visitor, which counts only when the block goes well."""
        turn = Turn(self, path, sender)
        try:
            yield turn
        except BaseException:
            turn.give_back()
            raise


class Turn:
    """What one visitor sends in now, beside what all sent in lately."""

    def __init__(self, box: Box, path: Path, sender: Sender) -> None:
        self._box = box
        self._recent = recent_at(path, box.name)
        self._sender = sender
        self._taken: Sent | None = None

    def number_of(self, text: str) -> int | None:
        """The number that this very text got a short time ago, whatever the clock of the store said then."""
        return self._recent.number_of(text)

    def take(self, text: str, *, in_store: int) -> None:
        """Count this one; raises RefusedError when it is one too many. Only while nobody else can write."""
        limit = self._recent.limit_of(self._sender, in_store=in_store)
        if limit is not None:
            self._box.refuse(limit)
        self._taken = self._recent.add(self._sender, text)

    def keep(self, number: int) -> None:
        """Remember which number it got."""
        if self._taken is not None:
            self._taken.number = number

    def give_back(self) -> None:
        """Do not count what was not saved in the end."""
        if self._taken is not None:
            self._recent.drop(self._taken)


def _is_readable(sign: str) -> bool:
    """Not a control character, not half a character, and no place that will never hold one."""
    is_never_a_character = ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"
    return unicodedata.category(sign) not in ("Cc", "Cs") and not is_never_a_character


def _has_shape(sign: str) -> bool:
    """Whether a sign can be seen: no space, no mark without a letter, nothing without width."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Mn", "Mc", "Me", "Zs", "Zl", "Zp")
