"""The meetings and what came of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from sok_metrics.nouns.outcomes import RuleName
from sok_metrics.store.queries.agreement import list_rule_parameters
from sok_metrics.store.queries.attendance import BESIDE, read_hidden_attendance
from sok_metrics.store.queries.whole_sums import whole_sum
from sok_metrics.store.reader import Reader
from sok_metrics.views.actions import Actions, Decisions, actions_on, decisions_on
from sok_metrics.views.meetings import Meetings, meetings_on


def list_meetings(reader: Reader) -> pd.DataFrame:
    """One row per meeting, planned ones too, in the order of time.

    Columns: number, kind, title, held_on, start_time, end_time, place, organised_by, status, closed_at (naive
    UTC), minutes, attendance, resident_count, first_time_count, attendance_hidden (a code of Withheld: then
    none of the three is there; None where they are shown), first_time_hidden (the same for who were new),
    is_example.
    Attendance is missing (not 0) where nobody counted.
    """
    found = reader.frame(
        f"""
        -- one row per meeting
        WITH present AS (
            SELECT meeting_number, {whole_sum("count")} AS attendance,
                   {whole_sum("first_time_count")} AS first_time_count,
                   {whole_sum("CASE WHEN group_name IN ('resident', 'initiative') THEN count ELSE 0 END")}
                       AS resident_count
            FROM {{attendance}} AS attendance GROUP BY meeting_number
        )
        SELECT meeting.number, meeting.kind, meeting.title, meeting.held_on, meeting.start_time,
               meeting.end_time, meeting.place, meeting.organised_by, meeting.status, meeting.closed_at,
               meeting.minutes, present.attendance, present.resident_count, present.first_time_count,
               meeting.origin = 'example' AS is_example
        FROM {{meeting}} AS meeting LEFT JOIN present ON present.meeting_number = meeting.number
        ORDER BY meeting.held_on, meeting.number
        """
    )
    hidden = read_hidden_attendance(reader)
    few = [hidden.of_few(people) for people in found["attendance"]]
    counted = zip(found["number"], found["first_time_count"], few, strict=True)
    new = [why or hidden.of_new(number, "", count) for number, count, why in counted]
    return _without(
        found,
        {"attendance": few, "resident_count": few, "first_time_count": new},
        {"attendance_hidden": few, "first_time_hidden": new},
    )


def read_meetings(reader: Reader, today: date) -> Meetings:
    """All meetings as they stand on a day, with how often a review meeting is promised."""
    promised = [
        round(rule["value"])
        for rule in list_rule_parameters(reader, today)
        if rule["name"] == RuleName.REVIEWS
    ]
    return meetings_on(today, list_meetings(reader), max(promised, default=None))


def _without(
    rows: pd.DataFrame, why: Mapping[str, Sequence[Any]], columns: Mapping[str, Sequence[Any]]
) -> pd.DataFrame:
    """The rows without the counts that have a reason; what columns to add beside."""
    for name, reasons in why.items():
        is_hidden = pd.Series([reason is not None for reason in reasons], index=rows.index, dtype=bool)
        if is_hidden.any():
            rows = rows.assign(**{name: rows[name].astype("Int64").mask(is_hidden)})
    added = {name: pd.Series(list(one), index=rows.index, dtype=object) for name, one in columns.items()}
    return rows.assign(**added)


def list_attendance(reader: Reader, meeting_number: int) -> pd.DataFrame:
    """Who came to one meeting, one row per group, the largest first.

    Columns: group_name, count, first_time_count, is_example, and count_hidden and first_time_hidden (a code
    of Withheld: then the number is not there; None where it is shown).
    """
    found = reader.frame(
        """
        SELECT group_name, count, first_time_count, origin = 'example' AS is_example
        FROM {attendance} AS attendance
        WHERE meeting_number = $number AND meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY count DESC, group_name
        """,
        {"number": meeting_number},
    )
    hidden = read_hidden_attendance(reader)
    few = hidden.of_few(sum(found["count"].tolist()))
    if few is not None:
        # The order would tell which group is the largest.
        found = found.sort_values("group_name", ignore_index=True)
    counted = zip(found["group_name"], found["first_time_count"], strict=True)
    beside = [few and BESIDE] * len(found)
    new = [few and BESIDE or hidden.of_new(meeting_number, group, count) for group, count in counted]
    return _without(
        found,
        {"count": beside, "first_time_count": new},
        {"count_hidden": beside, "first_time_hidden": new},
    )


def list_agenda(reader: Reader, meeting_number: int) -> pd.DataFrame:
    """What one meeting is about, in its order.

    Columns: number, position (1, 2, 3: also after a point went), title, brought_by, commitment_code,
    project_code, minutes_planned, kind, reason, led_by, carried_from, outcome, closed_at (naive UTC),
    is_example.
    """
    return reader.frame(
        """
        SELECT number, row_number() OVER (ORDER BY item.position, number) AS position, title, brought_by,
               commitment_code, project_code, minutes_planned, kind, reason, led_by, carried_from, outcome,
               closed_at, origin = 'example' AS is_example
        FROM {agenda_item} AS item
        WHERE meeting_number = $number AND meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY item.position, number
        """,
        {"number": meeting_number},
    )


def list_spotlights(reader: Reader, meeting_number: int) -> pd.DataFrame:
    """Whom one meeting put in the spotlight. Columns: number, project_code, text, is_example."""
    return reader.frame(
        """
        SELECT number, project_code, text, origin = 'example' AS is_example
        FROM {spotlight} AS spotlight
        WHERE meeting_number = $number AND meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY number
        """,
        {"number": meeting_number},
    )


def list_remarks(reader: Reader) -> pd.DataFrame:
    """What was said, newest first.

    Columns: number, meeting_number, held_on, meeting_title, commitment_code, project_code, text, said_by,
    is_example.
    """
    return reader.frame(
        """
        SELECT remark.number, remark.meeting_number, meeting.held_on, meeting.title AS meeting_title,
               remark.commitment_code, remark.project_code, remark.text, remark.said_by,
               remark.origin = 'example' AS is_example
        FROM {remark} AS remark JOIN {meeting} AS meeting ON meeting.number = remark.meeting_number
        ORDER BY meeting.held_on DESC, remark.number
        """
    )


def list_decisions(reader: Reader) -> pd.DataFrame:
    """Decisions, newest first.

    Columns: number, meeting_number, decided_on, text, commitment_code, project_code, agenda_item_number, how,
    votes_for, votes_against, votes_blank, decided_by, dissent, review_on, reviewed_on, withdrawn_on,
    is_example.
    """
    return reader.frame(
        """
        SELECT number, meeting_number, decided_on, text, commitment_code, project_code, agenda_item_number,
               how, votes_for, votes_against, votes_blank, decided_by, dissent, review_on, reviewed_on,
               withdrawn_on, origin = 'example' AS is_example
        FROM {decision} AS decision
        -- what an internal meeting or one in draft brought stays with it
        WHERE meeting_number IS NULL OR meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY decided_on DESC, number DESC
        """
    )


def list_actions(reader: Reader) -> pd.DataFrame:
    """Actions, newest first.

    Columns: number, meeting_number, text, owner_party, owner_party_code, commitment_code, project_code,
    agenda_item_number, agreed_on, due_on, done_on, dropped_on, is_example.
    """
    return reader.frame(
        """
        SELECT action.number, action.meeting_number, action.text, party.name AS owner_party,
               party.code AS owner_party_code, action.commitment_code, action.project_code,
               action.agenda_item_number, action.agreed_on, action.due_on,
               action.done_on, action.dropped_on, action.origin = 'example' AS is_example
        FROM {action} AS action LEFT JOIN {party} AS party ON party.code = action.owner_party_code
        -- what an internal meeting or one in draft brought stays with it
        WHERE action.meeting_number IS NULL
           OR action.meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY action.agreed_on DESC, action.number DESC
        """
    )


def read_actions(reader: Reader, today: date) -> Actions:
    """The actions as they stand on a day."""
    return actions_on(list_actions(reader), today)


def read_decisions(reader: Reader, today: date) -> Decisions:
    """The decisions as they stand on a day."""
    return decisions_on(list_decisions(reader), today)
