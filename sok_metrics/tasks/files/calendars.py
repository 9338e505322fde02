"""Calendar files: all meetings, and what a party must do by which day, with a reminder."""

import re
from datetime import time, timedelta
from typing import Any

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import View
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import list_parties, read_agreement
from sok_metrics.store.queries.dated import list_meeting_days, list_reminders
from sok_metrics.tasks.files.export import no_agreement
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import headed, is_present, shortened
from sok_metrics.views.rows import rows_of

_A_WEEK = timedelta(days=7)
_AN_EVENING = timedelta(days=2)
_LONGEST = 120
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*uur)?")


def meetings_calendar(store: Store, view: View) -> bytes:
    """All meetings of the agreement as a calendar file; cancelled ones go from the calendar by it."""
    # Only here: a page without a calendar should not pay for loading this library.
    from sok_metrics.documents.calendar import CalendarEntry, calendar_file

    reader, name, place = _opened(store, view)
    entries = [
        CalendarEntry(
            uid=f"bijeenkomst-{row.number}@{place}",
            title=_marked(row.title, row),
            day=row.held_on.date(),
            changed_at=row.recorded_at.to_pydatetime(),
            start=_time(row.start_time),
            end=_time(row.end_time) if _is_after(row) else None,
            place=row.place if is_present(row.place) else "",
            version=int(row.version),
            is_cancelled=row.status == "cancelled",
            reminder=_AN_EVENING if row.status == "planned" else None,
        )
        for row in rows_of(list_meeting_days(reader))
    ]
    return calendar_file(_("Bijeenkomsten van {name}").format(name=name), entries)


def reminders_calendar(store: Store, view: View, party_code: str = "") -> bytes:
    """The open actions of a party (or of all) with their day, and the second looks that concern everybody.

    Raises SokError for a party that there is not.
    """
    from sok_metrics.documents.calendar import CalendarEntry, calendar_file

    reader, name, place = _opened(store, view)
    parties = {row.code: row.name for row in rows_of(list_parties(reader))}
    if party_code and party_code not in parties:
        raise SokError(_("De partij '{code}' is er niet.").format(code=party_code[:40]))
    entries = [
        CalendarEntry(
            uid=f"{row.kind}-{row.number}@{place}",
            title=_marked(_reminder(row), row),
            day=row.day.date(),
            changed_at=row.recorded_at.to_pydatetime(),
            text=_about(row),
            version=int(row.version),
            reminder=_A_WEEK,
        )
        for row in rows_of(list_reminders(reader))
        if not party_code or not is_present(row.party_code) or row.party_code == party_code
    ]
    whose = parties.get(party_code, name)
    return calendar_file(_("Afspraken van {name}").format(name=whose), entries)


def _opened(store: Store, view: View) -> tuple[Any, str, str]:
    """The reader, what the agreement is called, and where its numbers are one's own."""
    from sok_metrics.documents.calendar import place_of

    reader = store.reader(view)
    agreement = read_agreement(reader)
    if agreement is None:
        raise SokError(no_agreement(view))
    return reader, agreement.name, place_of(agreement.neighbourhood)


def _reminder(row: Any) -> str:
    words = shortened(" ".join(str(row.text).split()), _LONGEST)
    return f"{headed(noun(row.kind).one)}: {words}"


def _about(row: Any) -> str:
    who = [_("Van: {party}").format(party=row.party)] if is_present(row.party) else []
    return "\n".join([str(row.text), *who])


def _marked(text: str, row: Any) -> str:
    return f"{text} ({_('voorbeeld')})" if row.is_example else text


def _time(text: Any) -> time | None:
    """A time of the clock; None for what is none."""
    found = _TIME.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _is_after(row: Any) -> bool:
    start, end = _time(row.start_time), _time(row.end_time)
    return start is not None and end is not None and start < end
