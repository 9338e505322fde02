"""The points that are proposed for the agenda: taken over with a tick each, all in one go."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import MeetingKind
from sok_metrics.nouns.outcomes import ProposedPoint
from sok_metrics.store.changes.records import Edit, editing
from sok_metrics.store.queries import agenda as queries
from sok_metrics.store.queries.agreement import list_parties, list_versions
from sok_metrics.store.queries.agreement_checks import read_check_records
from sok_metrics.store.queries.ideas import list_ideas
from sok_metrics.store.queries.meetings import read_actions, read_decisions
from sok_metrics.store.queries.minutes import list_unapproved
from sok_metrics.store.queries.money import list_open_proposals
from sok_metrics.store.queries.projects import list_projects
from sok_metrics.store.queries.records import Record, list_records, read_record
from sok_metrics.store.queries.since import list_held_reviews
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.agenda import point_reason, point_title
from sok_metrics.ui.meetings.meetings import read_meetings
from sok_metrics.ui.parts import comparison, session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE
from sok_metrics.ui.parts.outcome import refuse, say
from sok_metrics.ui.parts.saved import forget_saved, keep_saved
from sok_metrics.views.agenda_proposal import propose_agenda
from sok_metrics.views.agenda_proposal.known import Known, OnAgenda, Plan
from sok_metrics.views.agenda_proposal.moved import outdated_now, worse_since
from sok_metrics.views.agreement_checks import check_rules
from sok_metrics.views.agreement_checks.period import period_of
from sok_metrics.views.evening import minutes_between
from sok_metrics.views.rows import rows_of
from sok_metrics.views.since import tally
from sok_metrics.views.worklist import due_measurements

PLACE, TABLE = "agenda", "agenda_item"
_TICK, _TIMES = "evening|proposed", "evening|taken_over"


@session.kept(16)
def read_proposal(number: str) -> list[ProposedPoint]:
    """What is proposed for this meeting, without what its agenda has already."""
    meeting = read_record(session.whole(), "meeting", [number])
    if meeting is None:
        return []
    items = list_records(session.whole(), "agenda_item", {"meeting_number": number})
    titles = {item.values["title"] for item in items}
    found = propose_agenda(_known(_plan(meeting, items)))
    return [point for point in found if point_title(point) not in titles]


def _plan(meeting: Record, items: Sequence[Record]) -> Plan:
    values = meeting.values
    return Plan(
        int(meeting.key[0]),
        MeetingKind(values["kind"] or ""),
        date.fromisoformat(values["held_on"] or ""),
        minutes_between(values["start_time"], values["end_time"]),
        [
            OnAgenda(
                kind=item.values["kind"] or "",
                commitment_code=item.values["commitment_code"],
                carried_from=_number(item.values["carried_from"]),
                minutes=_number(item.values["minutes_planned"]) or 0,
            )
            for item in items
        ],
    )


def _known(plan: Plan) -> Known:
    reader, today, held_on = session.reader(), session.shown_day(), plan.held_on
    progress, meetings = session.progress(), read_meetings()
    last = next((one.held_on for one in list_held_reviews(reader) if one.held_on < held_on), None)
    changes = comparison.changes(comparison.default_period())
    versions = list_versions(reader)
    return Known(
        plan=plan,
        commitments=progress.commitments,
        talked=queries.list_talked_about(reader, held_on),
        worse=worse_since(changes, progress),
        outdated=outdated_now(progress),
        left_open=queries.list_left_open(reader),
        actions=read_actions(reader, today),
        decisions=read_decisions(reader, today),
        checks=check_rules(read_check_records(reader, _year(today)), today.year, today=today),
        proposals=list_open_proposals(reader),
        projects=list_projects(reader),
        spotlit=queries.list_spotlit(reader),
        withheld=queries.list_withheld(reader),
        parties=list_parties(reader),
        due_measurements=due_measurements(progress.assessed, today),
        open_ideas=int(list_ideas(reader, today)["is_open"].sum()),
        reviews_promised=meetings.reviews_promised,
        last_review=last,
        tally=tally(changes) if last is not None else None,
        next_review=_next_review(plan.number),
        last_version=None if versions.empty else versions["valid_from"].iloc[0].date(),
        unapproved=list_unapproved(reader),
    )


def _year(today: date) -> Any:
    agreement = session.agreement()
    return period_of(
        today.year,
        today,
        agreement.starts_on if agreement else None,
        agreement.ends_on if agreement else None,
    )


def _next_review(number: int) -> date | None:
    coming = read_meetings().of_kinds([MeetingKind.REVIEW.value]).coming
    days = [row.held_on.date() for row in rows_of(coming) if row.number != number]
    return min(days, default=None)


def show_proposal(
    number: str, *, is_empty: bool, make_room: Callable[[Edit, str, int], int], see: Callable[[], None]
) -> None:
    """The proposed points with a tick each; what fits is ticked. On an empty agenda they stand open.

    They take a second to find, so only while they stand open. `make_room` gives the place of the first of so
    many new points; `see` is done once they are saved, and once that is undone.
    """
    box = st.expander(
        _("Punten om over te nemen"),
        icon=":material/playlist_add:",
        expanded=is_empty,
        key=open_key(number, st.session_state.get(_TIMES, 0)),
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        points = read_proposal(number)
        if not points:
            st.markdown(_("Er is nu niets om over te nemen."))
            return
        with st.form(f"evening-proposal-{number}", border=False):
            chosen = [point for point in points if _ask(point, number)]
            if st.form_submit_button(
                _("Zet deze punten op de agenda"), type="primary", icon=":material/check:"
            ):
                if _take_over(number, chosen, make_room, see):
                    # What was taken over is on the agenda: the box begins anew, closed.
                    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
                st.rerun()


def open_key(number: str, times: int) -> str:
    """Under which key the session keeps whether the points stand open; after each taking over another."""
    return f"evening|proposal|{number}|{times}"


def _ask(point: ProposedPoint, number: str) -> bool:
    minutes = ngettext("{n} minuut", "{n} minuten", point.minutes).format(n=point.minutes)
    badge = EXAMPLE_BADGE if point.has_examples else ""
    note = "" if point.fits else " " + _("Hiervoor is geen tijd meer.")
    with st.container(gap=None):
        ticked = st.checkbox(
            f"**{plain(point_title(point))}** · {minutes}", point.fits, key=f"{_TICK}|{number}|{point.key}"
        )
        st.markdown(f":small[{plain(point_reason(point))}{note}]{badge}")
    return ticked


def _take_over(
    number: str,
    points: Sequence[ProposedPoint],
    make_room: Callable[[Edit, str, int], int],
    see: Callable[[], None],
) -> bool:
    """Put the points on the agenda, before its closing, and tell whether that was done."""
    if not points:
        refuse(PLACE, _("Er is nog geen punt aangevinkt."))
        return False
    words = ngettext("{n} agendapunt", "{n} agendapunten", len(points)).format(n=len(points))
    forget_saved()
    try:
        with editing(session.store(), by=session.actor(), reason=_("Agenda: voorstel overgenomen")) as edit:
            first = make_room(edit, number, len(points))
            for place, point in enumerate(points, start=first):
                edit.save(TABLE, _values(number, place, point), version=None)
    except SokError as error:
        refuse(PLACE, error.sentence)
        return False
    keep_saved(_("Opgeslagen: {what}").format(what=words), edit.number, words, see)
    see()
    say(PLACE, _("Opgeslagen."))
    return True


def _values(number: str, place: int, point: ProposedPoint) -> dict[str, str | None]:
    return {
        "meeting_number": number,
        "position": str(place),
        "title": point_title(point),
        "kind": point.kind,
        "reason": point_reason(point),
        "minutes_planned": str(point.minutes),
        "brought_by": point.brought_by,
        "commitment_code": point.commitment_code,
        "project_code": point.project_code,
        "carried_from": None if point.carried_from is None else str(point.carried_from),
    }


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
