"""The end of an evening: cards that are still open are counted, whoever or whatever closes the room."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sok_metrics import clock
from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.room import card_counts, voting
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_counts import read_channels, read_counts
from sok_metrics.tasks.room.card_file import Answer
from sok_metrics.tasks.room.director import Director
from sok_metrics.tasks.room.door import door_of
from sok_metrics.tasks.room.ending import close_what_is_left
from sok_metrics.tasks.room.leader_state import leader_state
from sok_metrics.tasks.room.leading import lead
from sok_metrics.tasks.room.state import Room, room_of
from sok_metrics.tasks.room.tokens import new_token
from sok_metrics.web.room.rooms import director_of
from tests.evenings import plan, plan_full_evening, version_of
from tests.store.rows import TESTER, stored
from tests.web.room.phones import LEADER, begin_evening, restart

RESIDENT = ParticipantGroup.RESIDENT


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    restart()


@pytest.fixture
def room(store: Store) -> Room:
    return begin_evening(store)


def answer(room: Room, code: str, *scores: int) -> None:
    for score in scores:
        card_box_of(room).take(new_token(room), code, Answer(RESIDENT, score))


def open_with_answers(store: Store, room: Room, code: str, *scores: int) -> None:
    voting.open_card(store, room, code, by=LEADER)
    answer(room, code, *scores)


def test_while_the_room_is_open_its_cards_stay_open(store, room):
    open_with_answers(store, room, "K-1", 4)
    close_what_is_left(store.path, room)
    assert room.state.open_cards == ("K-1",)
    answer(room, "K-1", 5)
    assert read_counts(store, 1, "K-1") == {}


def test_a_room_that_closed_by_itself_counts_what_was_open(store, room):
    open_with_answers(store, room, "K-1", 4, 4, 2)
    open_with_answers(store, room, "K-2", 5)
    room.change(is_open=False)
    close_what_is_left(store.path, room)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 2, ("resident", 2): 1}
    assert read_counts(store, 1, "K-2") == {("resident", 5): 1}
    assert read_channels(store, 1, "K-1") == {"phone": 3}
    assert (room.state.open_cards, set(room.state.closed_cards)) == ((), {"K-1", "K-2"})
    assert not card_box_of(room).left_open()
    close_what_is_left(store.path, room)
    assert read_channels(store, 1, "K-1") == {"phone": 3}


def test_a_server_that_fell_after_the_end_counts_them_when_it_comes_back(store, room):
    open_with_answers(store, room, "K-1", 4, 1)
    room.change(is_open=False)
    restart()
    again = room_of(store.path)
    close_what_is_left(store.path, again)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1, ("resident", 1): 1}
    assert again.state.open_cards == ()


def test_a_card_that_was_half_closed_is_finished(store, room, monkeypatch):
    open_with_answers(store, room, "K-1", 4, 1)
    card_box_of(room).stop(1, "K-1")
    room.change(is_open=False)
    restart()
    again = room_of(store.path)
    close_what_is_left(store.path, again)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1, ("resident", 1): 1}
    assert not card_box_of(again).left_open()


def test_of_which_the_server_forgot_the_evening_the_cards_are_counted_too(store, room):
    open_with_answers(store, room, "K-1", 3)
    (room.folder / "state.json").unlink()
    restart()
    close_what_is_left(store.path, room_of(store.path))
    assert read_counts(store, 1, "K-1") == {("resident", 3): 1}


def test_what_cannot_be_counted_now_is_kept_and_counted_later(store, room, monkeypatch, caplog):
    open_with_answers(store, room, "K-1", 4)
    open_with_answers(store, room, "K-2", 5)
    room.change(is_open=False)
    real = card_counts.add_counts

    def refused_for_the_first(store: Store, meeting: int, card: str, *rest: Any, **more: Any) -> int:
        if card == "K-1":
            raise RefusedError("Deze bijeenkomst staat vast.")
        return real(store, meeting, card, *rest, **more)

    monkeypatch.setattr(voting, "add_counts", refused_for_the_first)
    close_what_is_left(store.path, room)
    assert card_box_of(room).left_open() == [(1, "K-1")]
    assert read_counts(store, 1, "K-2") == {("resident", 5): 1}
    assert "staat vast" in caplog.text
    monkeypatch.undo()
    close_what_is_left(store.path, room)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1}


def test_who_closes_at_the_same_moment_counts_once(store, room):
    open_with_answers(store, room, "K-1", *[4] * 40)
    begun = threading.Barrier(6)
    failed: list[SokError] = []

    def close() -> None:
        begun.wait()
        try:
            voting.close_card(store, room, "K-1", by=LEADER)
        except SokError as error:
            failed.append(error)

    threads = [threading.Thread(target=close) for _one in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert read_counts(store, 1, "K-1") == {("resident", 4): 40}
    assert read_channels(store, 1, "K-1") == {"phone": 40}


def test_a_card_opens_only_when_phones_can_come_in(store, room):
    room.change(is_open=False)
    with pytest.raises(RefusedError, match="zaalmodus"):
        voting.open_card(store, room, "K-1", by=LEADER)
    assert room.state.open_cards == ()


def test_what_was_counted_at_the_door_is_saved_after_a_restart(store, room, monkeypatch):
    door_of(room).begin(store)
    door_of(room).count(RESIDENT, "nieuw", "een")
    monkeypatch.setattr("sok_metrics.tasks.room.door.SAVE_AFTER", 0.05)
    restart()
    again = room_of(store.path)
    close_what_is_left(store.path, again)
    for _time in range(100):
        if not door_of(again).waits:
            break
        threading.Event().wait(0.05)
    assert stored(store, "attendance", "1", "resident").values["count"] == "1"


def test_another_meeting_does_not_drop_what_was_counted_at_the_door(store, room, put):
    door_of(room).begin(store)
    door_of(room).count(RESIDENT, "erbij", "een")
    other = plan(store, clock.today(), [], "Een andere")
    room.change(meeting_number=other)
    door_of(room).begin(store)
    assert stored(store, "attendance", "1", "resident").values["count"] == "1"


@pytest.fixture
def director(built_stores: Callable[[str], Path], tmp_path: Path) -> Iterator[Director]:
    """The director of a store of its own, with a meeting of today in an open room."""
    path = tmp_path / "avond" / "sok.duckdb"
    path.parent.mkdir()
    shutil.copy(built_stores("botu"), path)
    opened = open_store(path)
    found = director_of(path)
    lead(found, "meeting", str(plan_full_evening(opened, clock.today())), LEADER)
    lead(found, "open_room", "", LEADER)
    yield found
    opened.close()


@pytest.mark.parametrize("command", ["close_room", "stop", "meeting"])
def test_who_ends_it_by_the_switch_counts_the_open_cards_as_themselves(director, command):
    store, room = open_store(director.path), director.room
    [code] = [one["code"] for one in leader_state(director)["cards"]][:1]
    number = room.state.meeting_number
    open_with_answers(store, room, code, 4, 2)
    before = read_counts(store, number, code)
    other = plan(store, clock.today(), [], "Een andere")
    lead(director, command, str(other) if command == "meeting" else "", LEADER)
    after = read_counts(store, number, code)
    assert sum(after.values()) == sum(before.values()) + 2
    assert room.state.open_cards == ()
    assert not card_box_of(room).left_open()
    assert room.state.is_open is (command == "meeting")


def test_a_meeting_that_is_closed_ends_the_room_with_its_cards(director):
    store, room = open_store(director.path), director.room
    [code] = [one["code"] for one in leader_state(director)["cards"]][:1]
    number = room.state.meeting_number
    open_with_answers(store, room, code, 4)
    key = {"number": str(number)}
    with editing(store, by=TESTER, reason="toets") as edit:
        moment = clock.now().isoformat(sep=" ")
        edit.save("meeting", {**key, "closed_at": moment}, version=version_of(store, "meeting", key))
    director.look()
    assert not room.state.is_open
    close_what_is_left(director.path, room)
    assert read_channels(store, number, code) == {"phone": 1}
