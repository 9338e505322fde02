"""Sifting a flood of ideas: which belong together, and putting many away as one change."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from sok_metrics.nouns.calendar import AMSTERDAM
from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.texts import ngettext

ALIKE = 0.6
"""The part of their words that two ideas share to look alike."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Heap:
    """Ideas that belong together: they came in within one hour, or look alike."""

    numbers: frozenset[int]
    hour: datetime | None = None
    """The beginning of that hour, in Amsterdam."""
    text: str = ""
    """The newest of those that look alike."""


def heaps_of(ideas: pd.DataFrame) -> list[Heap]:
    """Where there is more than one: the ideas of each hour, newest first; those that look alike, most first.

    `ideas` are those of `list_waiting_ideas`.
    """
    return [*_by_hour(ideas), *_by_words(ideas)]


def archive_ideas(store: Store, versions: Mapping[int, int], *, by: Actor) -> int | None:
    """Put these ideas (number -> version) away in one change, and give its number.

    Raises StaleRecordError, and changes nothing, when somebody changed one of them meanwhile.
    """
    with editing(store, by=by, reason=put_away_words(len(versions))) as edit:
        for number, version in versions.items():
            edit.archive("idea", [str(number)], version=version)
    return edit.number


def put_away_words(count: int) -> str:
    """What was done, for the history and the screen."""
    return ngettext("Gearchiveerd: {n} idee", "Gearchiveerd: {n} ideeën", count).format(n=count)


def _by_hour(ideas: pd.DataFrame) -> Iterable[Heap]:
    hours: dict[datetime, set[int]] = {}
    for number, moment in zip(ideas["number"], ideas["received_at"], strict=True):
        local = moment.to_pydatetime().replace(tzinfo=UTC).astimezone(AMSTERDAM)
        hours.setdefault(local.replace(minute=0, second=0, microsecond=0), set()).add(int(number))
    return (
        Heap(frozenset(numbers), hour=hour)
        for hour, numbers in sorted(hours.items(), reverse=True)
        if len(numbers) > 1
    )


def _by_words(ideas: pd.DataFrame) -> Iterable[Heap]:
    """Each idea joins the first heap whose first idea it looks like; numbers in the text do not count."""
    heaps: list[tuple[str, frozenset[str], set[int]]] = []
    for number, text in zip(ideas["number"], ideas["text"], strict=True):
        words = frozenset(_WORD.findall(str(text).casefold()))
        alike = next((numbers for _text, others, numbers in heaps if _are_alike(words, others)), None)
        if alike is None:
            heaps.append((str(text), words, {int(number)}))
        else:
            alike.add(int(number))
    found = [Heap(frozenset(numbers), text=text) for text, _words, numbers in heaps if len(numbers) > 1]
    return sorted(found, key=lambda heap: -len(heap.numbers))


def _are_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether they share most of their words; texts without words are alike too."""
    together = words | others
    return not together or len(words & others) / len(together) >= ALIKE
