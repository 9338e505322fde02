"""The invitation to a meeting: what stands in it, and that it tells no more than the page."""

import pytest
from icalendar import Calendar

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.changes.records import editing
from sok_metrics.tasks.files.asked import Asked
from sok_metrics.tasks.files.catalogue import FILES
from tests.store.rows import TESTER

FILE = FILES["bijeenkomst.ics"]


def meeting(store, **cells):
    usual = {
        "kind": "review",
        "title": "Winter, samen",
        "held_on": "2026-12-10",
        "start_time": "19:30",
        "end_time": "21.30",
        "place": "Huis van de Wijk",
        "organised_by": "de procesgroep",
        "status": "planned",
        "visibility": "public",
    }
    with editing(store, by=TESTER, reason="test") as edit:
        [number] = edit.save("meeting", usual | cells, version=None)
        for place, title in enumerate(("Welkom", "Warmte"), start=1):
            point = {"meeting_number": number, "position": str(place), "title": title}
            edit.save("agenda_item", {**point, "minutes_planned": "15" if place == 2 else None}, version=None)
    return number


def asked(store, number, by=VISITOR):
    return Asked(store, by, "", clock.today(), {"nummer": (number,)})


def event(store, number):
    [found] = Calendar.from_ical(FILE.make(asked(store, number))).events
    return found


def test_it_tells_when_where_and_what(botu_store):
    found = event(botu_store, meeting(botu_store))
    assert str(found["summary"]) == "Winter, samen"
    assert found["dtstart"].to_ical() == b"20261210T193000"
    assert found["dtend"].to_ical() == b"20261210T213000"
    assert str(found["location"]) == "Huis van de Wijk"
    assert str(found["description"]) == (
        "Georganiseerd door: de procesgroep\nAgenda:\n1. Welkom\n2. Warmte (15 minuten)"
    )


def test_a_change_renews_what_stands_in_a_calendar(botu_store):
    number = meeting(botu_store)
    before = event(botu_store, number)
    with editing(botu_store, by=TESTER, reason="test") as edit:
        edit.save("meeting", {"number": number, "status": "cancelled"}, version=1)
    after = event(botu_store, number)
    assert str(after["uid"]) == str(before["uid"])
    assert after["sequence"] > before["sequence"]
    assert str(after["status"]) == "CANCELLED"


def test_without_times_it_is_a_whole_day(botu_store):
    found = event(botu_store, meeting(botu_store, start_time=None, end_time=None))
    assert found["dtstart"].to_ical() == b"20261210"


@pytest.mark.parametrize("visibility", ["draft", "internal"])
@pytest.mark.parametrize("role", [Role.VISITOR, Role.EDITOR])
def test_what_the_page_does_not_show_to_everybody_goes_out_to_nobody(botu_store, visibility, role):
    number = meeting(botu_store, visibility=visibility)
    with pytest.raises(SokError, match="er niet"):
        FILE.make(asked(botu_store, number, Actor("x", role)))


@pytest.mark.parametrize("number", ["", "0", "x", "-1", "9" * 30, "²"])
def test_a_meeting_that_is_not_there_is_said(botu_store, number):
    with pytest.raises(SokError, match="er niet"):
        FILE.make(asked(botu_store, number))


def test_it_has_a_name_of_its_own(botu_store):
    number = meeting(botu_store)
    assert FILE.named(asked(botu_store, number)) == f"bijeenkomst-{number}.ics"
