"""What who leads sees of the cards of an evening: what came by which way, and whether that can be."""

from collections.abc import Mapping
from dataclasses import dataclass

from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.card_answers import was_answered_by_phone
from sok_metrics.store.queries.records import list_records, read_record
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_counts import read_channels, read_counts, read_present
from sok_metrics.tasks.room.cards_now import card_question
from sok_metrics.tasks.room.deck import TAKES_PLACE
from sok_metrics.tasks.room.door import door_of, people_at_door
from sok_metrics.tasks.room.limits import most_answers, read_most
from sok_metrics.tasks.room.state import Room
from sok_metrics.tasks.room.tokens import door_code
from sok_metrics.views.at_the_table import Table, at_the_table
from sok_metrics.views.card_result import Excess, more_answers_than_people


@dataclass(frozen=True)
class CardLine:
    """One card in the list."""

    code: str
    question: str
    is_open: bool
    is_done: bool
    """Whether phones answered it and it was closed: then it does not open again."""
    answered: int
    """How many phones answered while it is open."""
    channels: Mapping[str, int]
    """What stands in the store, by way."""


@dataclass(frozen=True)
class Counting:
    """The cards of the evening."""

    meeting: str
    """What it is called; "" while there is none."""
    cards: tuple[CardLine, ...]
    table: Table
    most: int
    """How many phones can answer a card."""
    chosen: int | None
    """What who leads chose for that."""
    door_code: str
    room_address: str
    """Where phones in the room come in; "" while the room is not open."""


@dataclass(frozen=True)
class CountTable:
    """One card, to type counts in."""

    code: str
    question: str
    counts: Mapping[tuple[str, int], int]
    """What stands in the store: group and score -> how many."""
    channels: Mapping[str, int]
    excess: tuple[Excess, ...]


def read_counting(store: Store, room: Room) -> Counting:
    """The cards that can be asked, those of the agenda first."""
    meeting = room.state.meeting_number
    record = None if meeting is None else read_record(store.whole(), TAKES_PLACE, [str(meeting)])
    if meeting is None or record is None:
        return Counting("", (), at_the_table({}), most_answers(room, 0), None, "", "")
    door_of(room).begin(store)
    answered = card_box_of(room).answered(room.state)
    cards = [
        CardLine(
            code=code,
            question=card_question(store, code),
            is_open=code in room.state.open_cards,
            is_done=was_answered_by_phone(store.whole(), meeting, code),
            answered=answered.get(code, 0),
            channels=read_channels(store, meeting, code),
        )
        for code in _cards(store, meeting)
    ]
    return Counting(
        meeting=str(record.values["title"]),
        cards=tuple(cards),
        table=at_the_table(door_of(room).counted),
        most=most_answers(room, people_at_door(room)),
        chosen=read_most(room),
        door_code=door_code(room),
        room_address=room.state.address if room.state.is_open else "",
    )


def count_table(store: Store, room: Room, code: str) -> CountTable | None:
    """What was counted of one card at the meeting that is held; None when there is no such card."""
    card, meeting = read_record(store.whole(), "indicator", [code]), room.state.meeting_number
    if card is None or card.is_archived or card.values["kind"] != IndicatorKind.CARD or meeting is None:
        return None
    counts, present = read_counts(store, meeting, code), read_present(store, meeting)
    door_of(room).begin(store)
    present |= {group: came for group, (came, _new) in door_of(room).counted.items()}
    return CountTable(
        code,
        card_question(store, code),
        counts,
        read_channels(store, meeting, code),
        tuple(more_answers_than_people(counts, present)),
    )


def _cards(store: Store, meeting: int) -> list[str]:
    """The codes of all cards: those of the points of the agenda first, in their order."""
    whole = store.whole()
    cards = [str(one.values["code"]) for one in list_records(whole, "indicator", {"kind": "card"})]
    items = list_records(whole, "agenda_item", {"meeting_number": str(meeting)})
    links = list_records(whole, "indicator_commitment")
    by_commitment: dict[str, list[str]] = {}
    for link in links:
        code, commitment = str(link.values["indicator_code"]), str(link.values["commitment_code"])
        if code in cards:
            by_commitment.setdefault(commitment, []).append(code)
    agenda = sorted(items, key=lambda one: int(one.values["position"] or 0))
    first = [code for item in agenda for code in by_commitment.get(str(item.values["commitment_code"]), [])]
    return list(dict.fromkeys([*first, *cards]))
