"""Counting at the door: each tap counts once, several phones add up, and no names are kept."""

import threading

import pytest

from sok_metrics import clock
from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.store.changes.records import editing
from sok_metrics.tasks.room import door as doors
from sok_metrics.tasks.room.door import COUNTER, door_of, people_at_door
from sok_metrics.tasks.room.state import room_of
from sok_metrics.tasks.room.tokens import door_code, is_door_code
from tests.store.rows import count, stored
from tests.store.rows import meeting as a_meeting
from tests.web.room.phones import restart

RESIDENT, CITY = ParticipantGroup.RESIDENT, ParticipantGroup.MUNICIPALITY


@pytest.fixture(autouse=True)
def forget():
    yield
    restart()


@pytest.fixture
def room(store, put):
    put("meeting", a_meeting(1, str(clock.today())))
    found = room_of(store.path)
    found.change(meeting_number=1)
    door_of(found).begin(store)
    return found


def present(store, group="resident"):
    values = stored(store, "attendance", "1", group).values
    return int(values["count"] or 0), int(values["first_time_count"] or 0)


def test_taps_become_attendance_per_group_with_who_is_new(store, room):
    door = door_of(room)
    for number, step in enumerate(("erbij", "nieuw", "nieuw", "erbij", "eraf", "nieuw-eraf")):
        door.count(RESIDENT, step, f"tap-{number}")
    door.count(CITY, "erbij", "tap-9")
    assert people_at_door(room) == 3
    door.save(store)
    assert (present(store), present(store, "municipality")) == ((2, 1), (1, 0))


def test_a_tap_that_is_sent_again_counts_once_also_after_a_restart(store, room):
    door_of(room).count(RESIDENT, "erbij", "tap")
    door_of(room).count(RESIDENT, "erbij", "tap")
    restart()
    again = room_of(store.path)
    door_of(again).count(RESIDENT, "erbij", "tap")
    assert people_at_door(again) == 1


def test_two_phones_at_once_add_up(store, room):
    def count_in(phone: int) -> None:
        for number in range(25):
            door_of(room).count(RESIDENT, "erbij", f"{phone}-{number}")

    threads = [threading.Thread(target=count_in, args=(phone,)) for phone in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    door_of(room).save(store)
    assert present(store) == (100, 0)


def test_nothing_goes_below_zero_or_above_who_came(room):
    door = door_of(room)
    for number, step in enumerate(("eraf", "nieuw-eraf", "nieuw", "eraf")):
        door.count(RESIDENT, step, str(number))
    assert door.counted["resident"] == (1, 1)


def test_what_somebody_changed_in_the_attendance_meanwhile_stays(store, room):
    door = door_of(room)
    door.count(RESIDENT, "erbij", "a")
    door.save(store)
    with editing(store, by=COUNTER, reason="toets") as edit:
        version = stored(store, "attendance", "1", "resident").version
        edit.save(
            "attendance",
            {"meeting_number": "1", "group_name": "resident", "count": "10", "first_time_count": "2"},
            version=version,
        )
    door.count(RESIDENT, "erbij", "b")
    door.save(store)
    assert present(store) == (11, 2)
    assert door.counted["resident"] == (11, 2)


def test_a_fall_between_saving_and_knowing_it_doubles_nothing(store, room, monkeypatch):
    door = door_of(room)
    door.count(RESIDENT, "erbij", "a")
    with monkeypatch.context() as fallen:
        fallen.setattr(doors, "_settled", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            door.save(store)
    restart()
    again = room_of(store.path)
    door_of(again).count(RESIDENT, "erbij", "b")
    door_of(again).save(store)
    assert present(store) == (2, 0)


def test_what_could_not_be_saved_is_saved_the_next_time(store, room, monkeypatch):
    door = door_of(room)
    door.count(RESIDENT, "erbij", "a")

    def full(*_given):
        raise SokError("De schijf is vol.")

    with monkeypatch.context() as broken:
        broken.setattr(doors, "_write", full)
        with pytest.raises(SokError, match="vol"):
            door.save(store)
    door.count(RESIDENT, "erbij", "b")
    door.save(store)
    assert present(store) == (2, 0)


def test_taps_that_come_close_together_are_one_change(store, room, monkeypatch):
    monkeypatch.setattr(doors, "SAVE_AFTER", 0.3)
    before = count(store, "change_set")
    for number in range(10):
        door_of(room).count(RESIDENT, "erbij", str(number))
    for _try in range(100):
        if count(store, "change_set") > before:
            break
        threading.Event().wait(0.1)
    assert count(store, "change_set") == before + 1
    assert present(store) == (10, 0)


def test_what_stands_in_the_attendance_already_is_taken_over(store, room, put):
    put(
        "attendance", {"meeting_number": "1", "group_name": "resident", "count": "7", "first_time_count": "0"}
    )
    door_of(room).begin(store)
    assert people_at_door(room) == 7


def test_without_a_meeting_nobody_counts(room):
    room.change(meeting_number=None)
    with pytest.raises(RefusedError):
        door_of(room).count(RESIDENT, "erbij", "a")


def test_the_code_of_the_door_is_of_one_evening(room):
    code = door_code(room)
    assert is_door_code(room, code.upper().replace("-", " "))
    assert not is_door_code(room, "")
    assert not is_door_code(room, code[:-1])
    room.change(meeting_number=2)
    assert not is_door_code(room, code)
    room.change(meeting_number=None)
    assert not is_door_code(room, door_code(room))
