"""What changed in the work: projects, milestones, decisions, actions, money and texts."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import ProjectStatus
from sok_metrics.nouns.outcomes import ChangeKind, Turn
from sok_metrics.views.since.change import Change
from sok_metrics.views.since.pairs import became_known, differs, pairs, text_of

_PROJECT_TURN = {ProjectStatus.FINISHED: Turn.DONE}


def project_changes(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """New and ended projects, and other statuses."""
    for old, new in pairs(before, after, ["code"]):
        row = old if new is None else new
        about = {"code": row.code, "title": row.title, "is_example": bool(row.is_example)}
        if old is None:
            yield Change(ChangeKind.PROJECT, Turn.NEW, after=new.status, **about)
        elif new is None:
            yield Change(ChangeKind.PROJECT, Turn.OTHER, before=old.status, **about)
        elif old.status != new.status:
            turn = _PROJECT_TURN.get(ProjectStatus(new.status), Turn.OTHER)
            yield Change(ChangeKind.PROJECT, turn, before=old.status, after=new.status, **about)


def milestones_reached(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """Milestones that were reached since."""
    for old, new in pairs(before, after, ["number"]):
        if new is not None and became_known(old, new, "reached_on"):
            yield Change(
                ChangeKind.MILESTONE,
                Turn.DONE,
                new.project_code,
                new.title,
                happened_on=new.reached_on,
                is_example=bool(new.is_example),
            )


def decision_changes(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """Decisions that were made or withdrawn."""
    for old, new in pairs(before, after, ["number"]):
        if old is None:
            yield _numbered(ChangeKind.DECISION, Turn.NEW, new, new.text, new.decided_on)
        if new is not None and became_known(old, new, "withdrawn_on"):
            yield _numbered(
                ChangeKind.DECISION, Turn.OTHER, new, new.text, new.withdrawn_on, after=new.withdrawn_on
            )


def action_changes(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """Actions that were agreed, done or dropped."""
    for old, new in pairs(before, after, ["number"]):
        if new is None:
            continue
        if old is None:
            yield _numbered(ChangeKind.ACTION, Turn.NEW, new, new.text, new.agreed_on)
        if became_known(old, new, "done_on"):
            yield _numbered(ChangeKind.ACTION, Turn.DONE, new, new.text, new.done_on)
        if became_known(old, new, "dropped_on"):
            yield _numbered(ChangeKind.ACTION, Turn.OTHER, new, new.text, new.dropped_on)


def grants(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """Money that was granted, or of which the amount was changed."""
    for old, new in pairs(before, after, ["number", "fund_code"]):
        row = old if new is None else new
        was, now = (None if one is None else one.amount for one in (old, new))
        if was != now:
            turn = Turn.NEW if old is None else Turn.OTHER
            title = next((text for text in (row.proposal_title, row.project_title) if not pd.isna(text)), "")
            yield _numbered(ChangeKind.GRANT, turn, row, title, row.granted_on, before=was, after=now)


def payments(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    """Money that was paid, or of which the amount was changed."""
    for old, new in pairs(before, after, ["number"]):
        row = old if new is None else new
        was, now = (None if one is None else one.amount for one in (old, new))
        if was != now:
            turn = Turn.DONE if old is None else Turn.OTHER
            title = text_of(row.description)
            yield _numbered(ChangeKind.PAYMENT, turn, row, title, row.paid_on, before=was, after=now)


def text_changes(before: pd.DataFrame, after: pd.DataFrame, columns: Sequence[str]) -> Iterator[Change]:
    """Each text that reads otherwise; a commitment that is wholly new or gone is one too."""
    for old, new in pairs(before, after, ["code"]):
        row = old if new is None else new
        about = {"code": row.code, "title": row.title, "is_example": bool(row.is_example)}
        if old is None or new is None:
            if "plan" not in columns:  # a new project is a change of its own
                yield Change(ChangeKind.TEXT, Turn.NEW if old is None else Turn.OTHER, **about)
            continue
        for column in columns:
            was, now = getattr(old, column), getattr(new, column)
            if differs(was, now):
                yield Change(ChangeKind.TEXT, Turn.OTHER, before=text_of(was), after=text_of(now), **about)


def _numbered(kind: ChangeKind, turn: Turn, row: Any, title: str, day: Any, **values: Any) -> Change:
    return Change(
        kind, turn, str(row.number), title, happened_on=day, is_example=bool(row.is_example), **values
    )
