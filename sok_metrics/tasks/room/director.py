"""What goes to the screens: the slide that the room is at, made anew when the room or the store changes."""

import asyncio
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.room.bells import Bells, end_task
from sok_metrics.tasks.room.deck import Deck
from sok_metrics.tasks.room.slide_words import SlideWords
from sok_metrics.tasks.room.state import Room, RoomState
from sok_metrics.tasks.storage.remains import refuse_missing
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.views.slides import Slide, find_slide

_LOOK_EVERY = 1.0
"""Seconds between two looks whether somebody wrote in the store."""
_MOST_KEPT = 12
"""Slides that a screen may still ask for: the one that it shows, and those around it. Each holds on to the
figures that it was made from."""
_logger = logging.getLogger(__name__)

End = Callable[[Path, Room, Actor], int]
"""Counts the cards that are open in a room, for who closes it; gives how many cards."""
Say = Callable[[Deck, Slide], SlideWords]
"""Gives the words of one slide."""


class ReadDeck(Protocol):
    """Gives the slides of a meeting; None when nobody may see it."""

    def __call__(self, store: Store, number: int, today: date, *, open_cards: Collection[str]) -> Deck | None:
        """The slides of the meeting with this number, as `evening.read_deck` gives them."""


@dataclass(frozen=True)
class Shown:
    """One moment of the evening: the state, the slides, and which of them is on the screen."""

    state: RoomState
    deck: Deck | None
    index: int
    counts: dict[str, int]

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self.deck.slides) if self.deck else 0


@dataclass(frozen=True)
class _Read:
    """The slides as they were read at one moment, with the words that were made of them."""

    key: Any = None
    deck: Deck | None = None
    words: dict[int, SlideWords] = field(default_factory=dict)

    def is_for(self, state: RoomState) -> bool:
        """Whether these may show now: of a card that opened or closed since they may not."""
        return self.deck is not None and self.key[2:] == (state.meeting_number, state.open_cards)

    def beside(self, before: "_Read", *, around: RoomState) -> "_Read":
        """These, with earlier words for the slides near the one of now that have none yet.

        Of no more than those: words hold on to the figures that they were made from.
        """
        if self.deck is None or before.deck is None or not (self.is_for(around) and before.is_for(around)):
            return self
        if [slide.at for slide in self.deck.slides] != [slide.at for slide in before.deck.slides]:
            return self
        index = find_slide(self.deck.slides, around.point, around.slide)
        near = sorted(before.words, key=lambda place: abs(place - index))[:_MOST_KEPT]
        return _Read(self.key, self.deck, {**{place: before.words[place] for place in near}, **self.words})


class Director:
    """Makes the slides of one store; safe to use from every thread."""

    def __init__(self, room: Room, path: Path, *, read: ReadDeck, say: Say, end: End) -> None:
        self.room = room
        self.path = path
        self._read = read
        self._say = say
        self._end = end
        self._reading, self._making = threading.Lock(), threading.Lock()
        """For the slides of the evening, and for the words of one: who presses a key waits for neither."""
        self._telling = threading.Lock()
        self._bells = Bells()
        self._boot = secrets.token_hex(4)
        self._read_now, self._read_before = _Read(), _Read()
        """The slides as they are, and as they were before the last change in the store."""
        self._kept: OrderedDict[str, SlideWords] = OrderedDict()
        self._message: dict[str, Any] = {}

    def subscribe(self) -> AbstractContextManager[asyncio.Event]:
        """An event of the running loop that is set whenever screens must look."""
        return self._bells.subscribe()

    @property
    def screen_count(self) -> int:
        """How many browsers follow now."""
        return len(self._bells)

    def end(self, by: Actor) -> None:
        """Count the cards that are open; raises SokError when one cannot be counted now."""
        self._end(self.path, self.room, by)

    def message(self) -> dict[str, Any]:
        """All that a screen must know; the content of a slide it fetches by its fingerprint."""
        # Without a lock: what is there is whole, and a screen waits for nothing that comes after it.
        return {**(self._message or self.look()), "now": clock.timestamp()}

    def slide(self, fingerprint: str) -> SlideWords | None:
        """The slide with this fingerprint; None when it is not one of now."""
        return self._kept.get(fingerprint)

    def shown(self) -> Shown:
        """The evening as it is now."""
        with self._reading:
            state = self.room.state
            deck = self._deck_of(state)
        return self._shown(state, deck)

    def known(self) -> Shown:
        """The same with the slides as they were last read: who presses a key does not wait for new ones."""
        state, read = self.room.state, self._read_now
        return self._shown(state, read.deck) if read.is_for(state) else self.shown()

    def hurry(self) -> None:
        """Tell the screens at once which slide it is now, when its words are there; `look` follows."""
        state = self.room.state
        for read in (self._read_now, self._read_before):
            if not read.is_for(state):
                continue
            shown = self._shown(state, read.deck)
            if (words := read.words.get(shown.index)) is not None:
                self._keep(words)
                ahead = [read.words[index] for index in _around(shown) if index in read.words]
                self._publish(self._made(shown, words, [one.fingerprint for one in ahead]))
                return

    def _shown(self, state: RoomState, deck: Deck | None) -> Shown:
        index = find_slide(deck.slides, state.point, state.slide) if deck is not None else 0
        return Shown(state, deck, index, self.room.message()["counts"])

    def words(self, index: int) -> SlideWords:
        """The slide at this place of the deck."""
        return self._words_at(self.shown(), index)

    def look(self) -> dict[str, Any]:
        """Make the message anew, and the slides around the one that is shown; tell who follows."""
        shown = self.shown()
        current = self._words_at(shown, shown.index)
        known = self._message
        is_same = known.get("slide") == current.fingerprint
        self._publish(self._made(shown, current, known["ahead"] if is_same else []))
        self._close_after(shown)
        # What comes next is drawn by the screens before it is asked for.
        ahead = []
        for index in _around(shown):
            if self.room.state is not shown.state:
                # A key was pressed: that slide goes first, in the look that follows at once.
                return self._message
            ahead.append(self._words_at(shown, index).fingerprint)
        self._publish(self._made(shown, current, ahead))
        return self._message

    def _close_after(self, shown: Shown) -> None:
        """Close the room when the meeting is closed; the server counts the cards that are open then."""
        if shown.deck is None or not is_present(shown.deck.evening.meeting.closed_at):
            return
        self.room.change(is_open=False)

    def _publish(self, message: dict[str, Any]) -> None:
        with self._telling:
            # A look that began before a key was pressed comes too late.
            if message == self._message or message["version"] < self._message.get("version", 0):
                return
            self._message = message
        self._bells.ring()

    def _deck_of(self, state: RoomState) -> Deck | None:
        if state.meeting_number is None:
            return None
        refuse_missing(self.path)
        store, today = open_store(self.path), clock.today()
        last_change = store.reader().last_change
        key = ((last_change, store.opened), today, state.meeting_number, state.open_cards)
        if self._read_now.key != key:
            deck = self._read(store, state.meeting_number, today, open_cards=state.open_cards)
            self._read_before = self._read_now.beside(self._read_before, around=state)
            self._read_now = _Read(key, deck)
        return self._read_now.deck

    def _words_at(self, shown: Shown, index: int) -> SlideWords:
        with self._making:
            words = self._said(shown.deck, index)
        self._keep(words)
        return words

    def _keep(self, words: SlideWords) -> None:
        with self._telling:
            self._kept[words.fingerprint] = words
            self._kept.move_to_end(words.fingerprint)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    def _said(self, deck: Deck | None, index: int) -> SlideWords:
        if deck is None:
            return waiting_words()
        read = self._read_before if self._read_before.deck is deck else self._read_now
        known = read.words if read.deck is deck else {}
        if index not in known:
            known[index] = self._say(deck, deck.slides[index])
        return known[index]

    def _made(self, shown: Shown, current: SlideWords, ahead: list[str]) -> dict[str, Any]:
        state = shown.state
        return {
            "boot": self._boot,
            "version": state.version,
            "slide": current.fingerprint,
            "ahead": ahead,
            "place": shown.index + 1,
            "count": shown.count,
            "blank": state.is_blank,
            "zoom": state.zoom,
            "open": shown.counts,
            "join": _join(state),
            "pictures": state.pictures_of,
        }


def _around(shown: Shown) -> list[int]:
    """The slides that may be asked for next."""
    return [index for index in (shown.index + 1, shown.index - 1) if 0 <= index < shown.count]


def _join(state: RoomState) -> dict[str, str] | None:
    """Where phones come in; None while the room is closed."""
    if not state.is_open or not state.address:
        return None
    return {"address": state.address.partition("://")[2], "words": state.join_code.replace("-", " ")}


def waiting_words() -> SlideWords:
    """What a screen shows while there is no meeting on it."""
    return SlideWords(
        kind="waiting",
        kicker="",
        place="",
        heading=_("Zo meteen beginnen we"),
        text=_("Wie de avond leidt, kiest in het dashboard welke bijeenkomst hier komt."),
    )


@asynccontextmanager
async def directing(director: Director) -> AsyncIterator[None]:
    """While the block runs, the screens follow the room and the store."""
    keeper = asyncio.create_task(_keep(director))
    try:
        yield
    finally:
        await end_task(keeper)


async def _keep(director: Director) -> None:
    with director.room.subscribe() as bell:
        while True:
            bell.clear()
            if director.room.state.meeting_number is not None or director.screen_count:
                await _look(director)
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), _LOOK_EVERY)


async def _look(director: Director) -> None:
    """Look once; whatever goes wrong with one slide, the screens keep what they show until the next."""
    looking = asyncio.create_task(asyncio.to_thread(director.look))
    await asyncio.wait([looking])
    error = looking.exception()
    if isinstance(error, SokError):
        # The store is put back or taken away.
        _logger.warning("The slides could not be made: %s", error)
    elif error is not None:
        _logger.error("A slide could not be made", exc_info=error)
