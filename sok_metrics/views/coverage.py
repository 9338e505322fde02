"""What hangs on each value, goal and rule in a year, and what is still missing there."""

from dataclasses import dataclass

import pandas as pd

from sok_metrics.nouns.outcomes import Hole
from sok_metrics.views.progress import Progress
from sok_metrics.views.progress.coverage import cover, holes, measured_in


@dataclass(frozen=True)
class Coverage:
    """What hangs on each commitment in a year, and what is missing."""

    year: int
    covered: pd.DataFrame
    """As `cover` gives it."""
    holes: pd.DataFrame
    """As `holes` gives it."""

    @property
    def incomplete(self) -> int:
        """How many commitments miss something."""
        return int(self.holes["code"].nunique())

    def of(self, hole: Hole) -> pd.DataFrame:
        """The commitments with this hole."""
        return self.holes[self.holes["hole"] == hole.value]


def coverage_in(year: int, progress: Progress, projects: pd.DataFrame, links: pd.DataFrame) -> Coverage:
    """The coverage in a year. In: the progress, and rows of list_projects and list_project_links."""
    measured = measured_in(progress.assessed, year)
    answers = (progress.cards, progress.unshown_cards)
    asked = pd.concat([one[["indicator_code", "held_on"]] for one in answers])
    codes = asked[pd.to_datetime(asked["held_on"]).dt.year == year]["indicator_code"]
    questions = progress.card_questions
    answered = questions["indicator_code"].isin(codes)
    statuses = projects[["code", "status"]].rename(columns={"code": "project_code"})
    covered = cover(
        progress.commitments,
        progress.links.assign(is_measured=progress.links["indicator_code"].isin(measured)),
        questions[["commitment_code", "indicator_code"]].assign(is_answered=answered),
        links.merge(statuses, on="project_code"),
    )
    return Coverage(year, covered, holes(covered))
