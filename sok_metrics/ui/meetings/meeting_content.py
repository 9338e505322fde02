"""What the store holds of one meeting: read once per state of the store."""

from sok_metrics.store.queries.agenda import list_invited
from sok_metrics.store.queries.meetings import (
    list_agenda,
    list_remarks,
    list_spotlights,
    read_actions,
    read_decisions,
)
from sok_metrics.ui.parts import session
from sok_metrics.views.meeting import MeetingContent, meeting_content


@session.kept(32)
def invited_to(number: int) -> list[str]:
    """The names of the parties that are invited to the meeting with this number."""
    return list_invited(session.reader(), number)


@session.kept(32)
def content_of(number: int) -> MeetingContent:
    """What belongs to the meeting with this number."""
    reader, today = session.reader(), session.shown_day()
    return meeting_content(
        number,
        agenda=list_agenda(reader, number),
        spotlights=list_spotlights(reader, number),
        decisions=read_decisions(reader, today),
        actions=read_actions(reader, today),
        remarks=list_remarks(reader),
        progress=session.progress(),
    )
