"""The cards of this moment: their questions while they are open, and their results once they are closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

from sok_metrics.nouns.model import View
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.card_answers import list_card_answers
from sok_metrics.store.queries.records import read_record
from sok_metrics.tasks.room.card_counts import read_channels
from sok_metrics.tasks.room.deck import TAKES_PLACE
from sok_metrics.tasks.room.state import RoomState
from sok_metrics.texts.slides import question_words
from sok_metrics.views.card_result import CardResult, card_results


@dataclass(frozen=True)
class ClosedCard:
    """A card with its result, and how the answers came."""

    code: str
    question: str
    result: CardResult
    channels: Mapping[str, int]


@dataclass(frozen=True)
class CardsNow:
    """What phones show."""

    meeting: str
    """What the meeting is called; "" when there is none."""
    questions: Mapping[str, str]
    """Code -> question of each card that is open, in the order in which they were opened."""
    closed: tuple[ClosedCard, ...]
    """The newest first."""


NOTHING = CardsNow("", {}, ())


class KnownCards:
    """The cards of a store, read once for each change: all phones ask at the moment that a card closes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: tuple[Any, CardsNow] = (None, NOTHING)

    def known(self, store: Store, state: RoomState) -> CardsNow | None:
        """The cards when nothing changed since they were read; else None."""
        key, cards = self._known
        return cards if key == _key(store, state) else None

    def read(self, store: Store, state: RoomState) -> CardsNow:
        """The cards as they are now."""
        with self._lock:
            if (cards := self.known(store, state)) is None:
                key, cards = _key(store, state), read_cards_now(store, state)
                self._known = key, cards
            return cards


def read_cards_now(store: Store, state: RoomState) -> CardsNow:
    """The cards that are open, and the results of those that were closed at this meeting."""
    meeting = state.meeting_number
    record = None if meeting is None else read_record(store.whole(), TAKES_PLACE, [str(meeting)])
    if meeting is None or record is None:
        return NOTHING
    question = partial(card_question, store)
    codes = state.closed_cards[::-1]
    reader = store.reader(View(taking_place=(TAKES_PLACE, meeting)))
    results = card_results(codes, meeting, list_card_answers(reader)) if codes else {}
    closed = [
        ClosedCard(code, question(code), results[code], read_channels(store, meeting, code)) for code in codes
    ]
    return CardsNow(
        str(record.values["title"]), {code: question(code) for code in state.open_cards}, tuple(closed)
    )


def card_question(store: Store, code: str) -> str:
    """The question of a card; its name where nobody wrote one, or its code when it is gone."""
    record = read_record(store.whole(), "indicator", [code])
    if record is None:
        return code
    return question_words(str(record.values["question"] or ""), str(record.values["name"]))


def _key(store: Store, state: RoomState) -> Any:
    last = store.reader().last_change
    return store.opened, last, state.meeting_number, state.open_cards, state.closed_cards
