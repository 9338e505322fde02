"""What stands in the minutes of one meeting, with the figures as the room saw them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from sok_metrics import clock
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.action import ACTION
from sok_metrics.nouns.calendar import day_of
from sok_metrics.nouns.meeting import AGENDA_ITEM
from sok_metrics.store.queries.agenda import list_notes
from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.store.queries.meetings import list_agenda, list_attendance, list_meetings, list_spotlights
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.store.queries.publications import PublicationKind, list_publications
from sok_metrics.store.reader import Reader, with_tables
from sok_metrics.views.agenda_proposal.known import UnapprovedMinutes
from sok_metrics.views.minutes import Brought, Minutes, minutes_of, moments_seen, step_of
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import first_row, rows_of

MEETING = "meeting"
_FIGURES_COME_FROM = [one.name for one in TABLES if one is ACTION or not (one.noted or one is AGENDA_ITEM)]
"""The tables of which a change may change a figure: notes do not, nor does the closing of a point."""


def read_minutes(reader: Reader, number: int) -> Minutes | None:
    """The minutes of the meeting with this number; None when this reader sees no such meeting.

    Text, notes and decisions are as they stand; figures as they were known when their point closed. Who may
    read minutes before they are public is asked elsewhere (`tasks.minutes.reading`).
    """
    meetings = list_meetings(reader).merge(_more_of_meetings(reader), on="number")
    meeting = first_row(meetings[meetings["number"] == number])
    if meeting is None:
        return None
    agenda = list_agenda(reader, number)
    moments = moments_seen(meeting, agenda, reader.view.as_of or clock.now())
    about = agenda[agenda["commitment_code"].notna()]["number"]
    seen = _progress_seen(reader, number, {int(point): moments[int(point)] for point in about})
    codes = sorted({code for one in seen.values() for code in one.assessed["series_code"]})
    until, is_withdrawn = tuning_of(reader, number)
    today = clock.today()
    return minutes_of(
        meeting,
        step=step_of(meeting, until, is_withdrawn=is_withdrawn, today=today),
        tuning_until=until,
        is_public=until is not None and until < today and not is_withdrawn,
        attendance=list_attendance(reader, number),
        agenda=agenda,
        spotlights=list_spotlights(reader, number),
        brought=_brought(reader, number),
        seen=seen,
        measurements=list_measurements(reader, codes),
    )


def list_unapproved(reader: Reader) -> list[UnapprovedMinutes]:
    """The minutes that the parties have read and no meeting approved yet, the oldest first."""
    today = clock.today()
    meetings = list_meetings(reader).merge(_more_of_meetings(reader), on="number")
    waiting = meetings[(meetings["status"] == "held") & meetings["minutes_approved_on"].isna()]
    tuned = _tuned(reader)
    found = []
    for row in rows_of(waiting):
        until, is_withdrawn = tuned.get(int(row.number), (None, False))
        if until is not None and until < today and not is_withdrawn:
            found.append(UnapprovedMinutes(row.title, row.held_on.date(), bool(row.is_example)))
    return found


def tuning_of(reader: Reader, number: int) -> tuple[date | None, bool]:
    """The last day on which the parties read the minutes of this meeting, and whether that was withdrawn.

    None and False when they never did.
    """
    return _tuned(reader).get(number, (None, False))


def _tuned(reader: Reader) -> dict[int, tuple[date | None, bool]]:
    """Meeting -> the same of its newest tuning, as that stands now."""
    found = [
        one
        for one in list_publications(with_tables(reader, everything=True))
        if one.kind is PublicationKind.MINUTES and one.meeting_number is not None
    ]
    return {
        int(one.meeting_number or 0): (one.tuning_until, one.withdrawn_on is not None)
        for one in sorted(found, key=lambda one: one.number)
    }


def _more_of_meetings(reader: Reader) -> pd.DataFrame:
    return reader.frame("SELECT number, minutes_approved_on, minutes_fixed_on FROM {meeting} AS meeting")


def _progress_seen(reader: Reader, number: int, moments: dict[int, datetime]) -> dict[int, Progress]:
    """Point -> how everything did at its moment; made once for moments between which no figure changed.

    At that moment the meeting was still going on: what the room answered at it counts already.
    """
    made: dict[Any, Progress] = {}
    found = {}
    for point, moment in moments.items():
        key = (_last_figure(reader, moment), day_of(moment))
        if key not in made:
            then = reader.at(replace(reader.view, as_of=moment, taking_place=(MEETING, number)))
            made[key] = read_progress(then, day_of(moment))
        found[point] = made[key]
    return found


def _last_figure(reader: Reader, moment: datetime) -> tuple[Any, ...]:
    """What tells one state of the figures from another: when each kind last changed before a moment."""
    columns = ", ".join(
        f"(SELECT max(greatest(recorded_at, CASE WHEN superseded_at <= $moment THEN superseded_at END)) "
        f"FROM {name}_history WHERE recorded_at <= $moment) AS {name}"
        for name in _FIGURES_COME_FROM
    )
    [row] = with_tables(reader).rows(f"SELECT {columns}", {"moment": moment})
    return tuple(row.values())


def _brought(reader: Reader, number: int) -> Brought:
    return Brought(
        notes=list_notes(reader, number),
        said=_said(reader, number),
        decisions=_decisions(reader, number),
        actions=_actions(reader, number),
        withheld=_withheld(reader, number),
        ideas=_ideas(reader, number),
    )


def _said(reader: Reader, number: int) -> pd.DataFrame:
    return reader.frame(
        """
        SELECT number, agenda_item_number, text, said_by, commitment_code, project_code,
               origin = 'example' AS is_example
        FROM {remark} AS remark
        WHERE meeting_number = $number AND meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY number
        """,
        {"number": number},
    )


def _decisions(reader: Reader, number: int) -> pd.DataFrame:
    return reader.frame(
        """
        SELECT number, agenda_item_number, text, how, votes_for, votes_against, votes_blank, decided_by,
               dissent, review_on, withdrawn_on, commitment_code, project_code,
               origin = 'example' AS is_example
        FROM {decision} AS decision
        WHERE meeting_number = $number AND meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY number
        """,
        {"number": number},
    )


def _actions(reader: Reader, number: int) -> pd.DataFrame:
    """Whose they are by party; the name of a person only with their consent."""
    return reader.frame(
        """
        SELECT action.number, action.agenda_item_number, action.text, party.name AS owner_party,
               CASE WHEN consent.field IS NOT NULL THEN person.name END AS owner_name, action.due_on,
               action.done_on, action.dropped_on, action.commitment_code, action.project_code,
               action.origin = 'example' AS is_example
        FROM {action} AS action
        LEFT JOIN {party} AS party ON party.code = action.owner_party_code
        LEFT JOIN {person} AS person ON person.code = action.owner_person_code
        LEFT JOIN {consent} AS consent
            ON consent.person_code = person.code AND consent.field = 'name' AND consent.withdrawn_on IS NULL
        WHERE action.meeting_number = $number
          AND action.meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY action.number
        """,
        {"number": number},
    )


def _withheld(reader: Reader, number: int) -> pd.DataFrame:
    return reader.frame(
        """
        SELECT withheld.number, withheld.agenda_item_number, withheld.text, party.name AS owner_party,
               withheld.reason, withheld.until, withheld.shared_on, withheld.commitment_code,
               withheld.project_code, withheld.origin = 'example' AS is_example
        FROM {withheld} AS withheld LEFT JOIN {party} AS party ON party.code = withheld.owner_party_code
        WHERE withheld.meeting_number = $number
          AND withheld.meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY withheld.number
        """,
        {"number": number},
    )


def _ideas(reader: Reader, number: int) -> pd.DataFrame:
    return reader.frame(
        """
        SELECT idea.number, idea.agenda_item_number, idea.text, idea.submitted_by, idea.project_code,
               CAST(NULL AS TEXT) AS commitment_code, idea.origin = 'example' AS is_example
        FROM {idea} AS idea JOIN {agenda_item} AS item ON item.number = idea.agenda_item_number
        WHERE item.meeting_number = $number
          AND item.meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY idea.number
        """,
        {"number": number},
    )
