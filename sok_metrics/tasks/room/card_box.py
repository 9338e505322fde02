"""The cards that phones can answer now: opened, answered at every tap, and closed into counts."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.tasks.room.card_file import FILE_END, Answer, CardFile, Counts, closed_sentence
from sok_metrics.tasks.room.door import people_at_door
from sok_metrics.tasks.room.limits import most_answers
from sok_metrics.tasks.room.state import Room, RoomState
from sok_metrics.tasks.room.tokens import is_token
from sok_metrics.texts import _

_logger = logging.getLogger(__name__)


class CardBox:
    """The open cards of one room; safe to use from every thread. `card_box_of` gives it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lock = Lock()
        self._cards = {(card.meeting_number, card.code): card for card in _read_cards(room.folder)}
        self._turns: dict[tuple[str, str], int] = {}
        """Of a phone and a card the turn of its last tap, in memory only: an earlier one came late."""
        room.counts = self.answered

    def answered(self, state: RoomState) -> Mapping[str, int]:
        """How many phones answered each card that is open, by its code."""
        found = {code: self._cards.get((state.meeting_number or 0, code)) for code in state.open_cards}
        return {code: card.count for code, card in found.items() if card is not None}

    def open(self, code: str) -> None:
        """Let phones answer this card; what was answered before a restart is still there."""
        meeting = self._meeting()
        with self._lock:
            card = self._cards.get((meeting, code))
            if card is None:
                self._cards[meeting, code] = CardFile.create(self._room.folder, meeting, code)
            elif card.is_closing:
                raise RefusedError(_("Deze kaart wordt net gesloten. Probeer het zo nog een keer."))
        self._room.change_by(lambda state: _opened(state, code))

    def take(self, token: str, code: str, answer: Answer, *, turn: int | None = None) -> int | None:
        """Keep the answer of a phone: it is safe on the disk when this returns.

        With a turn that is earlier than one that came already nothing changes, and that one is given.
        Raises RefusedError for a strange token, or a card that is not open (any more).
        """
        self._refuse_stranger(token)
        card = self._open_card(code)
        known = self._turns.get((token, code), -1)
        if turn is not None and turn < known:
            return known
        card.put(token, answer, most=most_answers(self._room, people_at_door(self._room)))
        if turn is not None:
            self._turns[token, code] = max(turn, self._turns.get((token, code), -1))
        self._room.touch()
        return None

    def change_group(self, token: str, group: ParticipantGroup) -> None:
        """Somebody is here as something else: what they chose on open cards goes along."""
        for code, answer in self.answers_of(token).items():
            if answer.group != group:
                self.take(token, code, Answer(group, answer.score))

    def answers_of(self, token: str) -> Mapping[str, Answer]:
        """What this phone chose so far of the cards that are open."""
        found = {code: card.answer_of(token) for code, card in self._shown()}
        return {code: answer for code, answer in found.items() if answer is not None}

    def turns_of(self, token: str) -> Mapping[str, int]:
        """The turn of the last tap of this phone on each card."""
        return {code: self._turns.get((token, code), 0) for code, _card in self._shown()}

    def stop(self, meeting: int, code: str) -> Counts | None:
        """From now on nobody can answer this card; gives its counts. None where no phone could."""
        card = self._cards.get((meeting, code))
        if card is None:
            return None
        card.set_closing(True)
        return card.counts()

    def go_on(self, meeting: int, code: str) -> None:
        """Take `stop` back: its counts could not be saved."""
        if (card := self._cards.get((meeting, code))) is not None:
            card.set_closing(False)

    def destroy(self, meeting: int, code: str) -> None:
        """Nothing ties a phone to a score any more; the screens hear that the card is closed."""
        with self._lock:
            card = self._cards.pop((meeting, code), None)
            if card is not None:
                card.destroy()
            self._turns = {key: turn for key, turn in self._turns.items() if key[1] != code}
        self._room.change_by(lambda state: _closed(state, code) if state.meeting_number == meeting else {})

    def left_open(self) -> list[tuple[int, str]]:
        """Meeting and card of everything that was opened and not closed yet, of earlier evenings too."""
        return sorted(self._cards)

    def close(self) -> None:
        """Let go of the files: only when the server stops."""
        for card in self._cards.values():
            card.close()

    def _refuse_stranger(self, token: str) -> None:
        if not is_token(self._room, token):
            raise RefusedError(
                _("Uw telefoon hoort nog niet bij deze avond. Scan de code op het scherm opnieuw.")
            )

    def _open_card(self, code: str) -> CardFile:
        card = self._cards.get((self._room.state.meeting_number or 0, code))
        if card is not None:
            return card
        if code in self._room.state.closed_cards:
            raise RefusedError(closed_sentence())
        raise RefusedError(_("Deze kaart is nu niet open. Kijk op het scherm welke kaart aan de beurt is."))

    def _shown(self) -> Iterator[tuple[str, CardFile]]:
        state = self._room.state
        for code in state.open_cards:
            if (card := self._cards.get((state.meeting_number or 0, code))) is not None:
                yield code, card

    def _meeting(self) -> int:
        meeting = self._room.state.meeting_number
        if meeting is None:
            raise RefusedError(_("Er is nu geen bijeenkomst bezig. Kies eerst welke bijeenkomst het is."))
        return meeting


def card_box_of(room: Room) -> CardBox:
    """The cards of a room: the same for all who ask in this process."""
    with _making:
        if room.folder not in _boxes:
            _boxes[room.folder] = CardBox(room)
        return _boxes[room.folder]


_boxes: dict[Path, CardBox] = {}
_making = Lock()


def _read_cards(folder: Path) -> Iterator[CardFile]:
    for path in sorted(folder.glob(f"*{FILE_END}")):
        try:
            yield CardFile(path)
        except (OSError, ValueError, KeyError) as error:
            _logger.warning("The answers in %s cannot be read: %s", path, error)


def _opened(state: RoomState, code: str) -> Mapping[str, tuple[str, ...]]:
    return {
        "open_cards": state.open_cards if code in state.open_cards else (*state.open_cards, code),
        "closed_cards": tuple(one for one in state.closed_cards if one != code),
    }


def _closed(state: RoomState, code: str) -> Mapping[str, tuple[str, ...]]:
    """The card goes from those that are open to those that are closed, of which the newest stands last."""
    return {
        "open_cards": tuple(one for one in state.open_cards if one != code),
        "closed_cards": (*(one for one in state.closed_cards if one != code), code),
    }
