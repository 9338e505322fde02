"""Opening and closing cards for the phones in the room, so that each answer counts once and only as a count.

A card that phones answered does not open again: the history would tell by the difference what somebody chose
who came later.
"""

from threading import Lock

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Actor, IndicatorKind, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.card_answers import was_answered_by_phone
from sok_metrics.store.queries.records import read_record
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_counts import PHONE, add_counts
from sok_metrics.tasks.room.door import door_of
from sok_metrics.tasks.room.state import Room
from sok_metrics.texts import _


def open_card(store: Store, room: Room, code: str, *, by: Actor) -> None:
    """Let the phones in the room answer this card, until it is closed.

    Raises RefusedError when it is no card, when the room is not open, or when phones answered it at this
    meeting already.
    """
    require_role(by, Role.EDITOR)
    card = read_record(store.whole(), "indicator", [code])
    if card is None or card.is_archived or card.values["kind"] != IndicatorKind.CARD:
        raise RefusedError(_("Dit is geen kaart. Kies een kaart."))
    if not room.state.is_open:
        raise RefusedError(_("Zet eerst de zaalmodus aan. Anders kan geen telefoon antwoorden."))
    meeting = room.state.meeting_number
    if meeting is not None and was_answered_by_phone(store.whole(), meeting, code):
        raise RefusedError(
            _(
                "Deze kaart is vanavond al gesloten. Opnieuw openen kan niet: "
                "aan het verschil is te zien wat iemand koos. Wie nog wil, krijgt een kaart van papier."
            )
        )
    door_of(room).begin(store)
    card_box_of(room).open(code)


def close_card(store: Store, room: Room, code: str, *, by: Actor) -> int:
    """Count what the phones answered, and destroy what ties a phone to a score; gives how many answered.

    Who closes twice, or again after a fault half way, loses and doubles nothing.
    """
    require_role(by, Role.EDITOR)
    meeting = room.state.meeting_number
    if meeting is None:
        raise RefusedError(_("Er is nu geen bijeenkomst bezig. Kies eerst welke bijeenkomst het is."))
    return close_left(store, room, meeting, code, by=by)


def close_all(store: Store, room: Room, *, by: Actor) -> int:
    """The same for every card that is still open, of an earlier evening too; gives how many cards."""
    require_role(by, Role.EDITOR)
    left = card_box_of(room).left_open()
    for meeting, code in left:
        close_left(store, room, meeting, code, by=by)
    door_of(room).save(store)
    return len(left)


def close_left(store: Store, room: Room, meeting: int, code: str, *, by: Actor) -> int:
    """The same for a card of this meeting, which may be over; gives how many answered."""
    # One at a time: who leads may press while the server closes what is left.
    with _closing:
        box = card_box_of(room)
        counts = box.stop(meeting, code)
        if counts is None:
            return 0
        # The server may have fallen between the two: then they are counted already.
        if not was_answered_by_phone(store.whole(), meeting, code):
            try:
                reason = _("Kaart gesloten: antwoorden van telefoons")
                add_counts(store, meeting, code, counts, channel=PHONE, by=by, reason=reason)
            except BaseException:
                box.go_on(meeting, code)
                raise
        box.destroy(meeting, code)
        return sum(counts.values())


_closing = Lock()
