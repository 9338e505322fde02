"""Leading an evening: which slide is shown, the timer, closing points, and what is refused."""

import shutil
from datetime import datetime, timedelta

import pytest

from sok_metrics import clock
from sok_metrics.errors import NotAllowedError, RefusedError
from sok_metrics.nouns.calendar import AMSTERDAM
from sok_metrics.nouns.model import Actor, Role, View
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.meetings import list_agenda, list_attendance
from sok_metrics.store.queries.records import list_records, read_record
from sok_metrics.tasks.minutes.drafts import Saving
from sok_metrics.tasks.minutes.noting import save
from sok_metrics.tasks.room.leader_state import leader_state
from sok_metrics.tasks.room.leading import lead
from sok_metrics.tasks.room.state import Room
from sok_metrics.web.room.rooms import director_of
from tests.evenings import plan, plan_full_evening, version_of
from tests.store.rows import TESTER

LEADER = Actor("Leider", Role.EDITOR)


@pytest.fixture(scope="module")
def planned(built_stores, tmp_path_factory):
    """A store in which a full evening was planned, closed again, and the number of its meeting."""
    path = tmp_path_factory.mktemp("planned") / "sok.duckdb"
    shutil.copy(built_stores("botu"), path)
    opened = open_store(path)
    found = plan_full_evening(opened, clock.today())
    opened.close()
    return path, found


@pytest.fixture
def store(planned, tmp_path):
    path = tmp_path / "sok.duckdb"
    shutil.copy(planned[0], path)
    opened = open_store(path)
    yield opened
    opened.close()


@pytest.fixture
def number(planned):
    return planned[1]


@pytest.fixture
def director(store, number):
    found = director_of(store.path)
    lead(found, "meeting", str(number), LEADER)
    return found


def do(director, command, value=""):
    lead(director, command, value, LEADER)
    return director.shown()


def test_keys_go_through_all_slides_and_stop_at_both_ends(director):
    count = director.shown().count
    assert do(director, "previous").index == 0
    assert [do(director, "next").index for _time in range(3)] == [1, 2, 3]
    assert do(director, "last").index == count - 1
    assert do(director, "next").index == count - 1
    assert do(director, "jump", "5").index == 4
    assert do(director, "jump", "9999").index == count - 1
    assert do(director, "jump", "x").index == count - 1
    assert do(director, "first").index == 0


def test_a_black_screen_is_gone_at_the_next_slide(director):
    assert do(director, "blank").state.is_blank
    assert not do(director, "next").state.is_blank


def test_zooming_stays_within_bounds(director):
    assert [do(director, "zoom", "+").state.zoom for _time in range(5)] == [110, 125, 140, 140, 140]
    assert do(director, "zoom", "0").state.zoom == 100
    assert do(director, "zoom", "-").state.zoom == 90


def test_the_timer_begins_anew_at_another_point_only(director):
    do(director, "jump", "5")
    began = director.room.state.timer_started_at
    assert do(director, "next").state.timer_started_at == began, "the same goal has more slides"
    assert do(director, "timer").state.timer_started_at is None
    assert director.room.state.timer_spent >= 0
    assert do(director, "last").state.timer_started_at is not None
    assert director.room.state.timer_spent == 0


def test_a_point_that_is_put_elsewhere_stays_on_the_screen(director, store, number):
    do(director, "jump", "5")
    slide = director.message()["slide"]
    point = director.room.state.point
    with editing(store, by=TESTER, reason="toets") as edit:
        key = {"number": str(point)}
        edit.save("agenda_item", {**key, "position": "99"}, version=version_of(store, "agenda_item", key))
    director.look()
    assert director.room.state.point == point
    assert director.shown().index > 10
    # Only the words "punt 3 van 10" are different.
    assert director.words(director.shown().index).heading
    assert director.message()["slide"] != slide


def test_when_a_point_is_taken_off_the_agenda_the_evening_goes_on(director, store):
    do(director, "jump", "5")
    key = {"number": str(director.room.state.point)}
    with editing(store, by=TESTER, reason="toets") as edit:
        edit.archive("agenda_item", [key["number"]], version=version_of(store, "agenda_item", key))
    director.look()
    assert director.shown().index == 0
    assert do(director, "next").index == 1


def test_a_note_that_somebody_saves_changes_no_screen(director, store):
    do(director, "next")
    before = director.look()
    with editing(store, by=TESTER, reason="toets") as edit:
        edit.save("idea", {"text": "Een bankje.", "submitted_on": str(clock.today())}, version=None)
    assert director.look()["slide"] == before["slide"]


def test_closing_a_point_is_written_and_can_be_taken_back(director, store, number):
    point = do(director, "jump", "5").state.point
    do(director, "close_point", "discussed")
    row = list_agenda(store.reader(), number).set_index("number").loc[point]
    assert row["outcome"] == "discussed"
    assert abs(row["closed_at"] - clock.now()) < timedelta(minutes=1)
    assert director.room.state.pictures_of == point
    assert leader_state(director)["point"]["closed"]
    do(director, "reopen_point", str(point))
    assert not leader_state(director)["point"]["closed"]
    assert do(director, "pictures_done", "12345").state.pictures_of == point
    assert do(director, "pictures_done", str(point)).state.pictures_of is None


def test_what_is_noted_at_a_point_goes_into_the_minutes_when_who_leads_closes_it(director, store, number):
    point = do(director, "jump", "5").state.point
    text = {"text": "Iedereen wil door."}
    saving = Saving(f"point_note-{point}", "point_note", point, text, version=0, tab="A", turn=1)
    save(store, number, saving, by=Actor("Noor", Role.EDITOR))
    assert list_records(store.whole(), "point_note", {"meeting_number": str(number)}) == []
    do(director, "close_point", "next_time")
    [note] = list_records(store.whole(), "point_note", {"meeting_number": str(number)})
    assert note.values["text"] == "Iedereen wil door."
    row = list_agenda(store.reader(), number).set_index("number").loc[point]
    assert row["outcome"] == "next_time"


def test_who_may_not_change_things_closes_no_point(director):
    do(director, "jump", "5")
    with pytest.raises(NotAllowedError):
        lead(director, "close_point", "discussed", Actor("Kijker", Role.VISITOR))


def test_an_internal_meeting_does_not_go_on_the_screen(director, store, number):
    key = {"number": str(number)}
    with editing(store, by=TESTER, reason="toets") as edit:
        edit.save("meeting", {**key, "visibility": "internal"}, version=version_of(store, "meeting", key))
    with pytest.raises(RefusedError, match="niet openbaar"):
        do(director, "open_room")
    director.look()
    assert director.words(0).kind == "waiting"


@pytest.mark.parametrize("value", ["", "x", "99999", "-1"])
def test_a_meeting_that_is_not_there_is_refused(director, value):
    with pytest.raises(RefusedError):
        do(director, "meeting", value)


def test_an_unknown_command_is_refused(director):
    with pytest.raises(RefusedError):
        do(director, "format_disk")


def test_another_meeting_begins_at_its_first_slide_with_other_words(director, store):
    other = plan(store, clock.today(), [], "Een andere")
    words = do(director, "last").state.join_code
    shown = do(director, "meeting", str(other))
    assert shown.index == 0
    assert shown.state.join_code not in ("", words)
    assert director.words(0).heading == "Een andere"


def test_the_room_closes_some_hours_after_the_planned_end(director, store, number):
    state = do(director, "open_room").state
    record = read_record(store.whole(), "meeting", [str(number)])
    assert record is not None
    held_on = datetime.fromisoformat(str(record.values["held_on"])[:10])
    planned = held_on.replace(hour=21, minute=30, tzinfo=AMSTERDAM).timestamp() + 4 * 3600
    now = clock.timestamp()
    assert now < state.ends_at <= now + 14 * 3600
    if now < planned < now + 14 * 3600:
        assert state.ends_at == planned


def test_the_room_closes_with_its_meeting(director, store, number):
    assert do(director, "open_room").state.is_open
    key = {"number": str(number)}
    moment = clock.now().isoformat(sep=" ")
    with editing(store, by=TESTER, reason="toets") as edit:
        edit.save("meeting", {**key, "closed_at": moment}, version=version_of(store, "meeting", key))
    director.look()
    assert not director.room.state.is_open
    with pytest.raises(RefusedError, match="afgesloten"):
        do(director, "open_room")


def test_what_comes_of_this_meeting_shows_in_the_room_before_it_is_held(store, number):
    with editing(store, by=TESTER, reason="toets") as edit:
        row = {"meeting_number": str(number), "group_name": "resident", "count": "30", "origin": "real"}
        edit.save("attendance", row, version=None)
    assert list_attendance(store.reader(), number).empty
    assert len(list_attendance(store.reader(View(taking_place=("meeting", number))), number)) == 1
    assert list_attendance(store.reader(View(taking_place=("meeting", number + 1))), number).empty


def test_after_a_restart_the_screens_show_the_same(director, store):
    do(director, "jump", "7")
    shown = director.look()
    again = Room(store.path)
    assert again.state == director.room.state
    assert director.look()["slide"] == shown["slide"]
