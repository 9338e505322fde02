"""The end of an evening: what phones answered goes to the store, however the room closes."""

import logging
from pathlib import Path

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.door import door_of
from sok_metrics.tasks.room.state import Room
from sok_metrics.tasks.room.voting import close_all, close_left
from sok_metrics.tasks.storage.remains import refuse_missing

_logger = logging.getLogger(__name__)


def end_room(path: Path, room: Room, by: Actor) -> int:
    """Count every card that is still open, for who closes the room; gives how many cards.

    Raises SokError when one cannot be counted now; then that one stays open.
    """
    return close_all(open_store(path), room, by=by)


def close_what_is_left(path: Path, room: Room) -> None:
    """Count the cards that nobody can answer any more: the room closed by itself, or the evening is over.

    The server does this again and again. A fault is for the log; what could not be counted is kept for later.
    """
    # It saves by itself what was counted there before the server stopped.
    door_of(room)
    state = room.state
    left = [
        (meeting, code)
        for meeting, code in card_box_of(room).left_open()
        if not state.is_open or meeting != state.meeting_number
    ]
    for meeting, code in left:
        try:
            refuse_missing(path)
            close_left(open_store(path), room, meeting, code, by=SERVER)
        except SokError as error:
            _tell_once(code, error.sentence)


def _tell_once(code: str, sentence: str) -> None:
    """Write in the log why a card could not be counted: the server tries every few seconds."""
    if _told.get(code) != sentence:
        _told[code] = sentence
        _logger.warning("The answers to card %s are kept, but not counted yet: %s", code, sentence)


_told: dict[str, str] = {}
