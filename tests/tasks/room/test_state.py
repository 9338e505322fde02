"""The state of the room: kept at once, heard by all who follow, and the same after a restart."""

import asyncio
import threading
from pathlib import Path

import pytest

from sok_metrics.tasks.room.state import Room, RoomState, room_of


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "sok.duckdb")


def test_one_store_has_one_room(tmp_path):
    assert room_of(tmp_path / "a.duckdb") is room_of(tmp_path / "a.duckdb")
    assert room_of(tmp_path / "a.duckdb") is not room_of(tmp_path / "b.duckdb")


def test_after_a_restart_the_same_slide_is_shown(room, tmp_path):
    room.change(meeting_number=3, point=17, slide=2, open_cards=("ECO-05",))
    assert Room(tmp_path / "sok.duckdb").state == room.state
    assert room.state.open_cards == ("ECO-05",)


def test_each_change_has_a_higher_version_and_no_change_has_none(room):
    first = room.change(slide=1).version
    assert room.change(slide=1).version == first
    assert room.change(slide=2).version == first + 1


def test_what_cannot_be_read_is_an_empty_room(room, tmp_path):
    room.change(slide=4)
    for broken in (b"", b"{", b"[1]", b'{"unknown": 1}'):
        (room.folder / "state.json").write_bytes(broken)
        assert Room(tmp_path / "sok.duckdb").state == RoomState()


def test_many_who_change_at_once_each_count(room):
    def add() -> None:
        for _time in range(20):
            room.change_by(lambda state: {"slide": state.slide + 1})

    threads = [threading.Thread(target=add) for _one in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert room.state.slide == 100


def test_who_follows_hears_a_change_from_another_thread(room):
    async def follow() -> int:
        with room.subscribe() as bell:
            threading.Thread(target=room.change, kwargs={"slide": 5}).start()
            await asyncio.wait_for(bell.wait(), 5)
        found: int = room.state.slide
        return found

    assert asyncio.run(follow()) == 5
    assert room.follower_count == 0


def test_counts_come_along_for_open_cards_only(room):
    room.change(open_cards=("A-1",))
    room.counts = lambda _state: {"A-1": 7, "B-1": 9}
    assert room.message()["counts"] == {"A-1": 7}


def test_a_touch_is_heard_without_a_new_version(room):
    async def follow() -> None:
        with room.subscribe() as bell:
            room.touch()
            room.touch()
            await asyncio.wait_for(bell.wait(), 5)

    before = room.state.version
    asyncio.run(follow())
    assert room.state.version == before
