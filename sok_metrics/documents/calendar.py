"""A calendar file (.ics): what somebody puts in their own calendar with one press."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from sok_metrics.nouns.calendar import AMSTERDAM

_MAKER = "-//SOK-monitor//NL"
_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)


@dataclass(frozen=True)
class CalendarEntry:
    """One thing with a day: a meeting with its times, or what must be done on a day (without times)."""

    uid: str
    """The same for the same thing in every file, so that a calendar renews it: "bijeenkomst-12@wijk"."""
    title: str
    day: date
    changed_at: datetime
    """When it was last changed (naive UTC); of two files a calendar keeps the later."""
    start: time | None = None
    """In Amsterdam; None for a whole day."""
    end: time | None = None
    place: str = ""
    text: str = ""
    link: str = ""
    version: int = 0
    is_cancelled: bool = False
    reminder: timedelta | None = None
    """How long before it the calendar warns."""


def calendar_file(name: str, entries: Sequence[CalendarEntry]) -> bytes:
    """The entries as a calendar file that every calendar program reads."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _one_line(name))
    if any(entry.start is not None for entry in entries):
        calendar.add_component(_amsterdam())
    for entry in entries:
        calendar.add_component(_event(entry))
    file: bytes = calendar.to_ical()
    return file


def place_of(neighbourhood: str) -> str:
    """What stands behind the @ of everything in a calendar: where its numbers are one's own."""
    return re.sub(r"[^a-z0-9]+", "-", neighbourhood.casefold()).strip("-") or "sok"


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", _one_line(entry.title))
    event.add("dtstamp", entry.changed_at.replace(tzinfo=UTC, microsecond=0))
    event.add("sequence", entry.version)
    if entry.start is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", datetime.combine(entry.day, entry.start, AMSTERDAM))
        if entry.end is not None:
            event.add("dtend", datetime.combine(entry.day, entry.end, AMSTERDAM))
    for field, words in (("location", _one_line(entry.place)), ("description", entry.text.strip())):
        if words:
            event.add(field, words)
    if entry.link:
        event.add("url", entry.link)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.reminder is not None and not entry.is_cancelled:
        event.add_component(_alarm(entry.reminder, _one_line(entry.title)))
    return event


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _alarm(before: timedelta, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -before)
    return alarm


def _amsterdam() -> Timezone:
    """The rule by which the clock changes here, in the short form that old programs read too.

    The library makes one by itself, with a date for each change since 1970: Outlook has trouble with those.
    """
    zone = Timezone()
    zone.add("tzid", str(AMSTERDAM))
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, month, name, before, after in (
        (summer, 3, "CEST", _WINTER, _SUMMER),
        (winter, 10, "CET", _SUMMER, _WINTER),
    ):
        # The first change since this rule holds; what happens here is of later.
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 2 if month == 3 else 3))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
