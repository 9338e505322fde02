"""Calendar files: each meeting at its hour, and of each party its own actions with a reminder."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import View
from sok_metrics.tasks.files.calendars import meetings_calendar, reminders_calendar
from tests.store.rows import action, meeting, save

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def filled(store):
    save(
        store,
        agreement=[{"code": "SOK", "name": "SOK Wijk", "neighbourhood": "De Wijk!"}],
        party=[
            {"code": "COR", "name": "Corporatie", "kind": "housing_corporation"},
            {"code": "GEM", "name": "Gemeente", "kind": "municipality"},
        ],
        meeting=[
            meeting(
                1, "2030-10-24", status="planned", start_time="19.30", end_time="21:30", place="Buurthuis"
            ),
            meeting(2, "2030-10-31", status="cancelled"),
            meeting(3, "2030-11-07", status="planned", visibility="internal"),
        ],
        action=[
            action(1, owner_party_code="COR", due_on="2030-12-01", text="Bel; de\nbuurt"),
            action(2, owner_party_code="GEM", due_on="2030-12-02"),
            action(3, owner_party_code="COR", due_on="2030-12-03", done_on="2024-06-01"),
            action(4, owner_party_code="COR"),
            action(5, due_on="2030-12-05", meeting_number="3"),
        ],
        decision=[
            {"number": "1", "decided_on": "2024-01-01", "text": "Elke maand.", "review_on": "2031-01-01"},
            {"number": "2", "decided_on": "2024-01-01", "text": "Klaar.", "review_on": "2025-01-01",
             "reviewed_on": "2025-01-02"},
        ],
        withheld=[{"number": "1", "text": "De prijs.", "owner_party_code": "COR", "until": "2031-02-01"}],
    )  # fmt: skip
    return store


def events(content):
    return {str(one["uid"]): one for one in Calendar.from_ical(content).walk("VEVENT")}


def test_meetings_stand_at_their_hour_of_amsterdam_and_a_cancelled_one_goes(filled):
    found = events(meetings_calendar(filled, View()))
    assert list(found) == ["bijeenkomst-1@de-wijk", "bijeenkomst-2@de-wijk"]
    first = found["bijeenkomst-1@de-wijk"]
    assert first.decoded("dtstart") == datetime(2030, 10, 24, 19, 30, tzinfo=AMSTERDAM)
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(hours=2)
    assert str(first["location"]) == "Buurthuis"
    assert str(found["bijeenkomst-2@de-wijk"]["status"]) == "CANCELLED"


def test_a_party_gets_its_own_open_actions_and_what_concerns_everybody(filled):
    found = events(reminders_calendar(filled, View(), "COR"))
    assert set(found) == {"action-1@de-wijk", "decision-1@de-wijk", "withheld-1@de-wijk"}
    first = found["action-1@de-wijk"]
    assert first.decoded("dtstart") == date(2030, 12, 1)
    assert str(first["summary"]) == "Actie: Bel; de buurt"
    [alarm] = first.walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(days=7)
    assert set(events(reminders_calendar(filled, View()))) == {*found, "action-2@de-wijk"}


def test_a_party_that_is_not_there_gets_a_sentence(filled):
    with pytest.raises(SokError, match="is er niet"):
        reminders_calendar(filled, View(), "NIEMAND")
