"""The points that come from the work: what stayed open, is late, asks for a decision, or waits."""

from datetime import date
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import MeetingKind, ProjectStatus
from sok_metrics.nouns.outcomes import Because, CheckStatus, ProposedPoint, Reason
from sok_metrics.views.actions import DecisionState
from sok_metrics.views.agenda_proposal.known import Known
from sok_metrics.views.agenda_proposal.turns import open_points
from sok_metrics.views.rows import rows_of
from sok_metrics.views.worklist import incomplete_projects as lacking

NAMED_AT_MOST = 5
_NOTICE = pd.Timedelta(days=60)
"""So long before a review its preparation is a point of its own."""


def welcome(known: Known) -> list[ProposedPoint]:
    """The beginning, with the parties that are new since the last review."""
    parties = known.parties
    since = pd.Timestamp(known.last_review or date.min.replace(year=1900))
    is_new = (parties["joined_on"] > since) & (parties["joined_on"] <= known.day())
    new = parties[is_new & parties["left_on"].isna()] if known.last_review else parties[:0]
    reasons = [Reason(Because.WELCOME)]
    if len(new):
        reasons.append(Reason(Because.NEW_PARTIES, len(new), names=tuple(new["name"])))
    return [ProposedPoint("welcome", tuple(reasons), has_examples=_examples(new))]


def minutes_to_approve(known: Known) -> list[ProposedPoint]:
    """The minutes of each meeting before this one that the parties have read."""
    return [
        ProposedPoint(
            "decision",
            (Reason(Because.APPROVE_MINUTES, day=one.held_on),),
            one.title,
            has_examples=one.is_example,
        )
        for one in known.unapproved
        if one.held_on < known.plan.held_on
    ]


def since(known: Known) -> list[ProposedPoint]:
    """What changed since the last review, once there was one."""
    if known.last_review is None or known.tally is None:
        return []
    return [ProposedPoint("since", (Reason(Because.SINCE, known.tally.changes, known.last_review),))]


def left_open(known: Known) -> list[ProposedPoint]:
    """What a meeting before left open."""
    return [
        ProposedPoint(
            row.kind,
            (Reason(Because.LEFT_OPEN, day=row.held_on.date(), names=(row.meeting_title,)),),
            subject=row.title,
            minutes=0 if pd.isna(row.minutes_planned) else int(row.minutes_planned),
            brought_by=_text(row.brought_by),
            commitment_code=_text(row.commitment_code),
            project_code=_text(row.project_code),
            carried_from=int(row.number),
            has_examples=bool(row.is_example),
        )
        for row in rows_of(open_points(known))
    ]


def spotlight(known: Known) -> list[ProposedPoint]:
    """The running project that was in the spotlight longest ago, or never."""
    running = known.projects[known.projects["status"] == ProjectStatus.RUNNING.value]
    if running.empty:
        return []
    row = min(rows_of(running), key=lambda row: (known.spotlit.get(row.code, date.min), row.code))
    reason = Reason(Because.SPOTLIGHT, day=known.spotlit.get(row.code))
    return [
        ProposedPoint(
            "spotlight", (reason,), row.title, project_code=row.code, has_examples=bool(row.is_example)
        )
    ]


def late_actions(known: Known) -> list[ProposedPoint]:
    """The open actions whose day will have passed."""
    late = known.actions.open[known.actions.open["due_on"] < known.day()]
    if late.empty:
        return []
    return [
        ProposedPoint("actions", (Reason(Because.LATE_ACTIONS, len(late)),), has_examples=_examples(late))
    ]


def decisions_to_review(known: Known) -> list[ProposedPoint]:
    """Each decision that must be looked at again by the day of the meeting."""
    waiting = known.decisions.of(DecisionState.DUE, DecisionState.PLANNED)
    due = waiting[waiting["review_on"] <= known.day()]
    return [
        _about("decision", row, Reason(Because.REVIEW_DECISION, day=row.review_on.date()))
        for row in rows_of(due)
    ]


def not_shared_yet(known: Known) -> list[ProposedPoint]:
    """What a party could not share yet, once its day has come."""
    rows = known.withheld
    due = rows[rows["shared_on"].isna() & (rows["until"] <= known.day())]
    return [_about("talk", row, Reason(Because.NOT_SHARED_YET, day=row.until.date())) for row in rows_of(due)]


def _about(kind: str, row: Any, reason: Reason) -> ProposedPoint:
    """A point about one thing that was written down before."""
    return ProposedPoint(
        kind,
        (reason,),
        row.text,
        commitment_code=_text(row.commitment_code),
        project_code=_text(row.project_code),
        has_examples=bool(row.is_example),
    )


def proposals(known: Known) -> list[ProposedPoint]:
    """The proposals for the energy budget that wait for a decision."""
    rows = known.proposals
    if rows.empty:
        return []
    reason = Reason(Because.PROPOSALS, len(rows), names=tuple(rows["title"][:NAMED_AT_MOST]))
    return [ProposedPoint("budget", (reason,), has_examples=_examples(rows))]


def rules(known: Known) -> list[ProposedPoint]:
    """The rules of the organisation that are broken, or whose turn it is now."""
    asks = (CheckStatus.BROKEN, CheckStatus.DUE_SOON)
    found = [check for check in known.checks if check.status in asks]
    if not found:
        return []
    reason = Reason(Because.RULES, len(found), names=tuple(check.code for check in found))
    return [ProposedPoint("rules", (reason,), has_examples=any(check.has_examples for check in found))]


def incomplete_projects(known: Known) -> list[ProposedPoint]:
    """The projects without a plan or a contact person."""
    rows = lacking(known.projects)
    if rows.empty:
        return []
    names = tuple(rows["code"][:NAMED_AT_MOST])
    reason = Reason(Because.INCOMPLETE_PROJECTS, len(rows), names=names)
    return [ProposedPoint("talk", (reason,), has_examples=_examples(rows))]


def measurements(known: Known) -> list[ProposedPoint]:
    """The indicators that ask for a figure now."""
    rows = known.due_measurements
    if rows.empty:
        return []
    names = tuple(rows["indicator_name"][:NAMED_AT_MOST])
    return [
        ProposedPoint(
            "talk", (Reason(Because.MEASUREMENTS, len(rows), names=names),), has_examples=_examples(rows)
        )
    ]


def ideas(known: Known) -> list[ProposedPoint]:
    """What waits in the idea box."""
    return [ProposedPoint("talk", (Reason(Because.IDEAS, known.open_ideas),))] if known.open_ideas else []


def prepare_review(known: Known) -> list[ProposedPoint]:
    """The next review: to be prepared when it is near, to be planned when there is none."""
    following = known.next_review
    if following is not None and pd.Timestamp(following) - known.day() > _NOTICE:
        return []
    return [ProposedPoint("talk", (Reason(Because.PREPARE, day=following),))]


def closing(known: Known) -> list[ProposedPoint]:
    """The end."""
    with_cards = known.plan.kind is MeetingKind.REVIEW
    return [ProposedPoint("closing", (Reason(Because.CLOSING, int(with_cards)),))]


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _examples(rows: pd.DataFrame) -> bool:
    return bool(rows["is_example"].any())
