"""What is known when the agenda of a meeting is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.nouns.outcomes import RuleCheck, Tally
from sok_metrics.views.actions import Actions, Decisions


@dataclass(frozen=True)
class OnAgenda:
    """A point that is on the agenda already."""

    kind: str
    commitment_code: str | None = None
    carried_from: int | None = None
    minutes: int = 0


@dataclass(frozen=True)
class UnapprovedMinutes:
    """The minutes of an earlier meeting that can be approved."""

    title: str
    held_on: date
    is_example: bool = False


@dataclass(frozen=True)
class Plan:
    """The meeting that is prepared."""

    number: int
    kind: MeetingKind
    held_on: date
    minutes: int | None
    """From its beginning until its end; None when either is not known."""
    points: Sequence[OnAgenda]
    """What is on its agenda already."""


@dataclass(frozen=True)
class Known:
    """What the agenda rests on. All frames are as their queries give them."""

    plan: Plan
    commitments: pd.DataFrame
    talked: Mapping[str, date]
    """Commitment -> the last day on which it was on the agenda of a review or an assessment."""
    worse: Mapping[str, Sequence[str]]
    """Commitment -> the names of its indicators and cards that got worse since the last review."""
    outdated: Mapping[str, Sequence[str]]
    """Commitment -> the names of its indicators that were not measured in time."""
    left_open: pd.DataFrame
    """As `list_left_open`."""
    actions: Actions
    decisions: Decisions
    checks: Sequence[RuleCheck]
    proposals: pd.DataFrame
    projects: pd.DataFrame
    spotlit: Mapping[str, date]
    """Project -> the last day on which it was in the spotlight."""
    withheld: pd.DataFrame
    parties: pd.DataFrame
    due_measurements: pd.DataFrame
    """As `due_measurements` of the worklist."""
    open_ideas: int
    reviews_promised: int | None
    last_review: date | None
    """When the last review before this meeting was held."""
    tally: Tally | None
    """What changed since then."""
    next_review: date | None
    """When the next one is planned."""
    last_version: date | None
    """From when the newest version of the agreement counts."""
    unapproved: Sequence[UnapprovedMinutes] = ()
    """The minutes that the parties have read and no meeting approved yet."""

    def day(self) -> pd.Timestamp:
        """The day of the meeting, as the frames have days."""
        return pd.Timestamp(self.plan.held_on)
