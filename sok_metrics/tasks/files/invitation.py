"""The invitation to a meeting, as a file for somebody's calendar."""

from datetime import timedelta
from typing import Any

from sok_metrics.errors import SokError
from sok_metrics.nouns.calendar import clock_time
from sok_metrics.store.queries.agenda import read_invitation
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.meetings import list_agenda
from sok_metrics.store.reader import Reader
from sok_metrics.tasks.files.asked import NUMBER, Asked
from sok_metrics.texts import _
from sok_metrics.texts.agenda import agenda_line
from sok_metrics.views.rows import rows_of

_REMINDER = timedelta(days=1)
_MOST_DIGITS = 15


def invitation_name(asked: Asked) -> str:
    """What the file is called."""
    return f"{_('bijeenkomst')}-{_number(asked)}.ics"


def make_invitation(asked: Asked) -> bytes:
    """The invitation to the meeting that the address names; raises SokError when a visitor sees none."""
    # Only here: a page without a calendar should not pay for loading this library.
    from sok_metrics.documents.calendar import calendar_file

    reader = asked.store.reader(asked.view)
    agreement, meeting = read_agreement(reader), read_invitation(reader, _number(asked))
    if meeting is None or agreement is None:
        raise SokError(_("Deze bijeenkomst is er niet (meer)."))
    return calendar_file(agreement.name, [_entry(reader, meeting, agreement.neighbourhood)])


def _entry(reader: Reader, meeting: dict[str, Any], neighbourhood: str) -> Any:
    """A meeting as it stands in a calendar, with its agenda. In: a row of `read_invitation`."""
    from sok_metrics.documents.calendar import CalendarEntry, place_of

    start, end = meeting["start_time"], meeting["end_time"]
    return CalendarEntry(
        uid=f"bijeenkomst-{meeting['number']}@{place_of(neighbourhood)}",
        title=f"{meeting['title']} ({_('voorbeeld')})" if meeting["is_example"] else meeting["title"],
        day=meeting["held_on"],
        changed_at=meeting["recorded_at"],
        start=clock_time(start) if start else None,
        end=clock_time(end) if start and end else None,
        place=meeting["place"] or "",
        text=_agenda(reader, meeting),
        version=meeting["version"],
        is_cancelled=meeting["status"] == "cancelled",
        reminder=_REMINDER,
    )


def _agenda(reader: Reader, meeting: dict[str, Any]) -> str:
    lines = [agenda_line(row) for row in rows_of(list_agenda(reader, meeting["number"]))]
    organised = meeting["organised_by"]
    by = [_("Georganiseerd door: {names}").format(names=organised)] if organised else []
    return "\n".join([*by, *([_("Agenda:"), *lines] if lines else [])])


def _number(asked: Asked) -> int:
    text = asked.first(NUMBER)
    if not (text.isascii() and text.isdecimal() and len(text) < _MOST_DIGITS):
        raise SokError(_("Deze bijeenkomst is er niet (meer)."))
    return int(text)
