"""What asks for work on an evening: measurements, projects, actions, money, ideas and the next meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sok_metrics.views.actions import Actions
from sok_metrics.views.meetings import Meetings
from sok_metrics.views.money import EXPIRY_DAYS, Books, Ending
from sok_metrics.worklist import due_measurements, incomplete_projects

COMING_MEETINGS = 3


@dataclass(frozen=True)
class Worklist:
    """What asks for attention on one day."""

    measurements: pd.DataFrame
    """As `due_measurements`."""
    projects: pd.DataFrame
    """As `incomplete_projects`."""
    actions: pd.DataFrame
    """The late ones."""
    money: list[Ending]
    coming: pd.DataFrame
    """The next planned meetings."""
    ideas: pd.DataFrame
    """What waits in the idea box."""

    def counts(self) -> Mapping[str, int]:
        """How much there is of each."""
        names = ("measurements", "projects", "actions", "money", "ideas")
        return {name: len(getattr(self, name)) for name in names}


def worklist_on(
    today: date,
    *,
    assessed: pd.DataFrame,
    projects: pd.DataFrame,
    actions: Actions,
    books: Books,
    meetings: Meetings,
    ideas: pd.DataFrame,
) -> Worklist:
    """The worklist of a day. In: rows of progress.assess, list_projects and list_ideas, and the views."""
    return Worklist(
        measurements=due_measurements(assessed, today),
        projects=incomplete_projects(projects),
        actions=actions.late,
        money=books.ending(EXPIRY_DAYS),
        coming=meetings.coming.head(COMING_MEETINGS),
        ideas=ideas[ideas["is_open"]],
    )
