"""The idea box takes what anybody leaves, cleaned of what cannot be read, and bears a flood."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pandas as pd

from sok_metrics.errors import RefusedError
from sok_metrics.model import ParticipantGroup
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.ideas import count_ideas_of_visitors, find_same_idea
from sok_metrics.texts import _, number

LONGEST = 1000
MOST_PER_VISITOR = 5
MOST_PER_HOUR = 60
_SHORT_TIME = timedelta(minutes=10)
_HOUR = timedelta(hours=1)

# Signs that turn the direction of the text around them: they make other words look different.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANK_LINES = re.compile(r"\n{3,}")
_PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0)[\s().-]*(?:\d[\s().-]*){8,9}(?!\d)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")

# How often a visitor sent in something lately, per store. It stays in memory: visitors are not kept.
_recent: dict[tuple[Path, str], list[datetime]] = {}


@dataclass(frozen=True)
class Receipt:
    """What became of an idea that was sent in."""

    number: int
    is_new: bool
    """False when the same text stood in the box already."""


def submit_idea(
    store: Store,
    *,
    text: str,
    visitor: str,
    today: date,
    group: ParticipantGroup | None = None,
) -> Receipt:
    """Put an idea in the box. `visitor` is any text that tells visitors apart; it is not kept.

    The same text counts once in ten minutes. Raises RefusedError for a text that cannot be taken or a flood.
    """
    cleaned = clean_idea(text)
    with (
        _turn_of(store.path, visitor) as turn,
        store.write(by=VISITOR, reason=_("Idee ingediend"), source=ChangeSource.FORM) as change,
    ):
        # Writers take turns, so nothing can come in between these questions and the answer.
        reader = store.reader()
        known = find_same_idea(reader, cleaned, change.made_at - _SHORT_TIME)
        if known is not None:
            return Receipt(known, is_new=False)
        _refuse_flood(count_ideas_of_visitors(reader, VISITOR.name, change.made_at - _HOUR))
        turn.take(change.made_at)
        idea = change.next_number("idea")
        row = {"number": str(idea), "submitted_on": today.isoformat(), "text": cleaned, "submitted_by": group}
        change.put("idea", pd.DataFrame([row], dtype=object))
        return Receipt(idea, is_new=True)


def clean_idea(text: str) -> str:
    """The text without signs that nobody can read; raises RefusedError when it cannot be taken."""
    if len(text) > 20 * LONGEST:
        _refuse_length(len(text))
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    readable = "".join(sign for sign in _TURNING.sub("", lines) if sign == "\n" or _is_readable(sign))
    cleaned = _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in readable.split("\n"))).strip()
    if not any(_has_shape(sign) for sign in cleaned):
        raise RefusedError(_("Er staat nog niets. Schrijf uw idee op en verstuur het dan."))
    if len(cleaned) > LONGEST:
        _refuse_length(len(cleaned))
    if _PHONE.search(cleaned) or _EMAIL.search(cleaned):
        raise RefusedError(
            _(
                "In uw tekst staat een telefoonnummer of e-mailadres. Iedereen kan uw idee lezen. "
                "Haal het nummer of adres weg en verstuur het opnieuw; uw tekst staat er nog."
            )
        )
    return cleaned


def _refuse_length(length: int) -> NoReturn:
    raise RefusedError(
        _(
            "Uw idee is {n} tekens lang. Er passen er {most} in de bus. "
            "Maak het korter en verstuur het opnieuw; uw tekst staat er nog."
        ).format(n=number(length), most=number(LONGEST))
    )


def _is_readable(sign: str) -> bool:
    """Not a control character, not half a character, and no place that will never hold one."""
    is_never_a_character = ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"
    return unicodedata.category(sign) not in ("Cc", "Cs") and not is_never_a_character


def _has_shape(sign: str) -> bool:
    """Whether a sign can be seen: no space, no mark without a letter, nothing without width."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Mn", "Mc", "Me", "Zs", "Zl", "Zp")


def _refuse_flood(sent_in_by_all: int) -> None:
    if sent_in_by_all >= MOST_PER_HOUR:
        raise RefusedError(
            _(
                "Er kwamen het laatste uur heel veel ideeën binnen. De bus is even vol. "
                "Probeer het over een uur opnieuw; uw tekst staat er nog."
            )
        )


@contextmanager
def _turn_of(path: Path, visitor: str) -> Iterator["_Turn"]:
    """The turn of a visitor, which counts only when the block goes well."""
    turn = _Turn(path, visitor)
    try:
        yield turn
    except BaseException:
        turn.give_back()
        raise


class _Turn:
    """What one visitor sends in now, beside what they sent in lately."""

    def __init__(self, path: Path, visitor: str) -> None:
        self._key = (path, visitor)
        self._taken: datetime | None = None

    def take(self, moment: datetime) -> None:
        """Count this one; raises RefusedError when it is one too many. Only while nobody else can write."""
        _forget_before(self._key[0], moment - _SHORT_TIME)
        earlier = _recent.get(self._key, [])
        if len(earlier) >= MOST_PER_VISITOR:
            raise RefusedError(
                _(
                    "U hebt in tien minuten al {most} ideeën verstuurd. Dank u wel! "
                    "Wacht een paar minuten en verstuur dit dan; uw tekst staat er nog."
                ).format(most=MOST_PER_VISITOR)
            )
        _recent[self._key] = [*earlier, moment]
        self._taken = moment

    def give_back(self) -> None:
        """Do not count what was not saved in the end."""
        if self._taken is not None:
            _recent[self._key] = [moment for moment in _recent.get(self._key, []) if moment != self._taken]


def _forget_before(path: Path, moment: datetime) -> None:
    """Keep nobody of whom nothing counts any more, so that a flood of visitors fills no memory."""
    for key in [key for key in _recent if key[0] == path]:
        _recent[key] = [sent for sent in _recent[key] if sent > moment]
        if not _recent[key]:
            del _recent[key]
