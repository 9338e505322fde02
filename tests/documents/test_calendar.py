"""Calendar files: read back by the library, and by the clock of Amsterdam."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from sok_metrics.documents.calendar import CalendarEntry, calendar_file

CHANGED = datetime(2026, 11, 2, 8, 30, 15, 123)
MEETING = CalendarEntry(
    uid="bijeenkomst-12@botu",
    title="Voortgangsbijeenkomst; najaar, ronde 2",
    day=date(2026, 10, 25),
    changed_at=CHANGED,
    start=time(1, 30),
    end=time(4, 0),
    place="Huis van de Wijk, Bospolderplein",
    text="Agenda:\n1. Welkom\n2. D2; betaalbaar",
    link="https://sok.example/bijeenkomst?nummer=12",
    version=3,
    reminder=timedelta(days=1),
)


def read_back(*entries, name="SOK BoTu"):
    file = calendar_file(name, entries)
    return file, Calendar.from_ical(file)


def test_a_meeting_reads_back_as_it_was_written():
    _file, calendar = read_back(MEETING)
    (event,) = calendar.events
    assert str(event["summary"]) == MEETING.title
    assert str(event["location"]) == MEETING.place
    assert str(event["description"]) == MEETING.text
    assert str(event["url"]) == MEETING.link
    assert event["sequence"] == 3
    assert event["dtstamp"].dt == datetime(2026, 11, 2, 8, 30, 15, tzinfo=UTC)
    assert event.walk("VALARM")[0]["trigger"].dt == -timedelta(days=1)


def test_the_times_are_those_of_amsterdam_in_the_night_that_the_clock_changes():
    file, calendar = read_back(MEETING)
    (event,) = calendar.events
    assert b"DTSTART;TZID=Europe/Amsterdam:20261025T013000" in file
    assert b"DTEND;TZID=Europe/Amsterdam:20261025T040000" in file
    # Three and a half hours by the clock of the wall are one longer that night.
    assert event["dtend"].dt.astimezone(UTC) - event["dtstart"].dt.astimezone(UTC) == timedelta(hours=3.5)


@pytest.mark.parametrize("year", range(2022, 2038))
def test_the_rule_for_the_clock_in_the_file_is_that_of_amsterdam(year):
    _file, calendar = read_back(MEETING)
    ours, real = calendar.timezones[0].to_tz(lookup_tzid=False), ZoneInfo("Europe/Amsterdam")
    for hours in range(0, 366 * 24, 6):
        moment = datetime(year, 1, 1, 12) + timedelta(hours=hours)
        assert moment.replace(tzinfo=ours).utcoffset() == moment.replace(tzinfo=real).utcoffset(), moment


def test_what_has_no_time_is_a_whole_day_and_takes_no_time():
    file, calendar = read_back(CalendarEntry("a@b", "Actie", date(2027, 2, 28), CHANGED))
    (event,) = calendar.events
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 2, 28), date(2027, 3, 1))
    assert str(event["transp"]) == "TRANSPARENT"
    assert b"VTIMEZONE" not in file


def test_a_meeting_without_an_end_says_only_when_it_begins():
    file, _calendar = read_back(CalendarEntry("a@b", "x", date(2027, 2, 28), CHANGED, start=time(9, 5)))
    assert b"DTSTART;TZID=Europe/Amsterdam:20270228T090500" in file
    assert b"DTEND" not in file


def test_what_is_cancelled_is_taken_from_the_calendar_and_warns_nobody():
    entry = CalendarEntry(
        "a@b", "x", date(2027, 2, 28), CHANGED, is_cancelled=True, reminder=timedelta(days=1)
    )
    file, calendar = read_back(entry)
    assert str(calendar.events[0]["status"]) == "CANCELLED"
    assert b"VALARM" not in file


def test_no_words_break_out_of_their_line():
    entry = CalendarEntry(
        "a@b",
        "x\r\nATTENDEE:mailto:a@b",
        date(2027, 2, 28),
        CHANGED,
        place="y\nURL:z",
        text="een\nEND:VEVENT",
    )
    file, calendar = read_back(entry, name="wijk\nMETHOD:CANCEL")
    lines = file.decode().split("\r\n")
    assert not [one for one in lines if one.startswith(("ATTENDEE", "URL", "METHOD:CANCEL"))]
    assert len([one for one in lines if one == "END:VEVENT"]) == 1
    assert str(calendar.events[0]["description"]) == "een\nEND:VEVENT"


def test_lines_are_short_enough_for_every_program_also_in_other_scripts():
    entry = CalendarEntry("a@b", "é" * 200, date(2027, 2, 28), CHANGED, text="ሰላም " * 100)
    file, calendar = read_back(entry)
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert str(calendar.events[0]["summary"]) == "é" * 200
