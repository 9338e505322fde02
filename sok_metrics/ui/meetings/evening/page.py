"""The page of one evening as a whole: its head, its state, and its blocks in the order of the evening."""

from datetime import date

import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.records import Record, read_record
from sok_metrics.texts import _
from sok_metrics.texts.formats import weekday
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.around import refuse_role
from sok_metrics.ui.forms.buttons import edit_button
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.meetings import papers
from sok_metrics.ui.meetings.evening import agenda, attendance, cards, points
from sok_metrics.ui.meetings.evening.rows import forget_old_visit, stay
from sok_metrics.ui.meetings.minutes_links import show_notes_link
from sok_metrics.ui.meetings.room import show_lead_link
from sok_metrics.ui.meetings.unknown import show_unknown
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.outcome import refuse, show_outcome
from sok_metrics.ui.parts.saved import keep_saved

_PLACE = "evening-state"


def show_evening(number: str) -> None:
    """The evening with this number, for who may write it down."""
    if refuse_role(Role.EDITOR):
        return
    is_number = session.number_of(number) is not None
    meeting = read_record(session.whole(), "meeting", [number]) if is_number else None
    if meeting is None or meeting.is_archived:
        show_unknown(number)
        return
    forget_old_visit()
    names = Names(session.whole())
    _show_head(meeting)
    agenda.show_agenda(meeting, names)
    # With a state of their own they stay open when a message comes or goes above them.
    with st.expander(
        _("Wie zijn uitgenodigd?"), icon=":material/mail:", key="evening-invited", on_change="rerun"
    ):
        attendance.show_invited(number, names)
    rows = agenda.agenda_rows(number)
    items = agenda.points_of(rows)
    if items:
        with st.expander(
            _("Stukken bij de agenda"), icon=":material/attach_file:", key="evening-papers", on_change="rerun"
        ):
            papers.show_adding(items)
    attendance.show_attendance(number)
    cards.show_cards(number, items, attendance.people_of(number))
    points.show_points(meeting, rows, items, names)
    _show_state(meeting)
    stay()


def _show_head(meeting: Record) -> None:
    values = meeting.values
    st.title(plain(values["title"] or ""))
    times = " - ".join(time for time in (values["start_time"], values["end_time"]) if time)
    facts = [
        weekday(date.fromisoformat(values["held_on"] or "")),
        times,
        values["place"] or "",
        choice_word("meeting", "status", values["status"]),
    ]
    st.markdown(" · ".join(plain(fact) for fact in facts if fact))
    with st.container(horizontal=True, vertical_alignment="center"):
        edit_button("meeting", meeting.key, _("Wijzig dag, tijd of plaats"), place="evening")
        show_notes_link(meeting.key[0])
        show_lead_link(meeting.key[0])
        link(
            "meeting", _("Zo zien anderen het"), {session.NUMBER_PARAMETER: meeting.key[0]}, icon="visibility"
        )


def _show_state(meeting: Record) -> None:
    """The last step: the meeting was held, and its figures stand."""
    show_outcome(_PLACE)
    if meeting.values["status"] != "planned":
        return
    st.header(_("Klaar?"))
    if (meeting.values["held_on"] or "") > clock.today().isoformat():
        st.markdown(_("Op de dag zelf zet u de bijeenkomst hier op 'gehouden'."))
        return
    st.markdown(_("Zet de bijeenkomst op 'gehouden'. Dan telt alles mee, en ziet iedereen het."))
    if st.button(_("Deze bijeenkomst is gehouden"), type="primary", icon=":material/task_alt:"):
        _close(meeting)
        st.rerun()


def _close(meeting: Record) -> None:
    now = clock.now().isoformat(sep=" ", timespec="seconds")
    changes = {"number": meeting.key[0], "status": "held", "closed_at": meeting.values["closed_at"] or now}
    what = _("'{title}' is gehouden").format(title=meeting.values["title"])
    try:
        with editing(session.store(), by=session.actor(), reason=_("Bijeenkomst gehouden")) as edit:
            edit.save("meeting", changes, version=meeting.version)
    except SokError as error:
        refuse(_PLACE, error.sentence)
    else:
        keep_saved(_("Opgeslagen: {what}").format(what=what), edit.number, what)
