"""What belongs to one meeting: in its order, and only while the meeting itself may be seen."""

from datetime import datetime

import pytest

from sok_metrics.store.queries.meetings import (
    list_actions,
    list_agenda,
    list_attendance,
    list_meetings,
    list_spotlights,
)
from tests.store.rows import action, meeting, party, save


def agenda_item(number, meeting_number, position):
    return {
        "number": str(number),
        "meeting_number": str(meeting_number),
        "position": str(position),
        "title": f"Punt {number}",
    }


def attendance(meeting_number, group, count):
    return {"meeting_number": str(meeting_number), "group_name": group, "count": str(count)}


def spotlight(number, meeting_number):
    return {"number": str(number), "meeting_number": str(meeting_number), "text": f"Zon {number}"}


@pytest.fixture
def meetings_store(store):
    save(
        store,
        meeting=[
            meeting(1, closed_at="2024-03-01 20:45:00", minutes="Zo ging het."),
            meeting(2, visibility="internal"),
            meeting(3, visibility="draft"),
        ],
        agenda_item=[agenda_item(1, 1, 2), agenda_item(2, 1, 1), agenda_item(3, 2, 1), agenda_item(4, 3, 1)],
        attendance=[
            attendance(1, "municipality", 2),
            attendance(1, "resident", 9),
            attendance(2, "resident", 1),
            attendance(3, "resident", 1),
        ],
        spotlight=[spotlight(1, 1), spotlight(2, 2), spotlight(3, 3)],
    )
    return store


def test_a_meeting_has_its_minutes_and_its_closing_moment(meetings_store):
    [row] = list_meetings(meetings_store.reader()).itertuples()
    assert (row.number, row.minutes, row.closed_at) == (1, "Zo ging het.", datetime(2024, 3, 1, 20, 45))
    assert (row.attendance, row.resident_count) == (11, 9)


def test_the_agenda_stands_in_its_order(meetings_store):
    assert list(list_agenda(meetings_store.reader(), 1)["title"]) == ["Punt 2", "Punt 1"]


def test_the_largest_group_comes_first(meetings_store):
    found = list_attendance(meetings_store.reader(), 1)
    assert list(found["group_name"]) == ["resident", "municipality"]
    assert list(found["first_time_count"]) == [0, 0]


@pytest.mark.parametrize("number", [2, 3, 4])
@pytest.mark.parametrize("query", [list_agenda, list_attendance, list_spotlights])
def test_nothing_of_a_meeting_that_is_not_public_shows(meetings_store, query, number):
    assert len(query(meetings_store.reader(), 1))
    assert query(meetings_store.reader(), number).empty


def test_an_action_knows_its_owner_by_code_and_name(store):
    save(store, party=[party("GEM")], action=[action(1, owner_party_code="GEM"), action(2)])
    found = {
        row.number: (row.owner_party_code, row.owner_party)
        for row in list_actions(store.reader()).itertuples()
    }
    assert found[1] == ("GEM", "Partij GEM")
    assert list(list_actions(store.reader())["owner_party"].isna()) == [True, False]
