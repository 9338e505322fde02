"""What the project book is made from: finished rows, never the store itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pandas as pd

from sok_metrics.model import Agreement, ProjectStatus
from sok_metrics.progress import MilestoneState

OVER = (ProjectStatus.FINISHED.value, ProjectStatus.STOPPED.value)
"""The statuses of a project of which nothing more is expected."""


class Lack(StrEnum):
    """What a project that is not over should have and has not."""

    PLAN = "plan"
    CONTACT = "contact"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class ProjectContent:
    """Everything about one project; the frames have the columns of the queries and judgements named."""

    project: Any
    """A row of `list_projects`, with a name for each column."""
    lacks: tuple[Lack, ...]
    milestones: pd.DataFrame
    """As `progress.judge_milestones`."""
    indicators: pd.DataFrame
    """Main series, as `progress.assess`."""
    cards: pd.DataFrame
    """Cards that follow the project: indicator_code, indicator_name."""
    commitments: pd.DataFrame
    """As `list_commitments`."""
    parties: pd.DataFrame
    """As `list_project_parties`."""
    funds: pd.DataFrame
    """As `list_project_funds`."""
    actions: pd.DataFrame
    """As `worklist.judge_actions`."""
    decisions: pd.DataFrame
    """As `worklist.judge_decisions`."""
    remarks: pd.DataFrame
    """As `list_remarks`."""

    @property
    def granted(self) -> Decimal:
        """All that was granted, in euros."""
        return sum(self.funds["granted"], Decimal(0))

    @property
    def paid(self) -> Decimal:
        """All that was paid, in euros."""
        return sum(self.funds["paid"], Decimal(0))

    @property
    def late_milestones(self) -> int:
        """How many milestones are past their day; of a project that is over, none."""
        return (
            0
            if self.project.status in OVER
            else int((self.milestones["state"] == MilestoneState.LATE.value).sum())
        )

    @property
    def next_milestone(self) -> Any | None:
        """The first milestone that is not reached yet, as a named tuple."""
        ahead = self.milestones[self.milestones["state"] != MilestoneState.REACHED.value]
        return next(iter(ahead.itertuples()), None)

    def frames(self) -> Iterator[pd.DataFrame]:
        """Every frame of this project."""
        return (value for value in vars(self).values() if isinstance(value, pd.DataFrame))


@dataclass(frozen=True)
class ProjectBook:
    """The project book (klapper) of one moment; moments are naive UTC."""

    agreement: Agreement
    generated_at: datetime
    as_of: datetime | None
    """None for the figures of now."""
    projects: tuple[ProjectContent, ...] = field(default=())
    filter_description: str = ""
    """Which choice of projects this is, in words; empty for all of them."""

    @property
    def moment(self) -> datetime:
        """The moment that the figures tell about."""
        return self.as_of or self.generated_at

    @property
    def has_examples(self) -> bool:
        """Whether anything in it is an invented example."""
        frames = [frame for project in self.projects for frame in project.frames()]
        return any(project.project.is_example for project in self.projects) or any(
            bool(frame["is_example"].eq(True).any()) for frame in frames if "is_example" in frame.columns
        )
