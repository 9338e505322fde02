"""What asks for work on an evening: measurements, projects, actions, money, ideas and the next meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sok_metrics.nouns.model import ProjectStatus, SeriesRole
from sok_metrics.views.actions import Actions
from sok_metrics.views.meetings import Meetings
from sok_metrics.views.money import EXPIRY_DAYS, Books, Ending

COMING_MEETINGS = 3
OVER = (ProjectStatus.FINISHED.value, ProjectStatus.STOPPED.value)
"""The statuses of a project of which nothing more is expected."""


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


def due_measurements(assessed: pd.DataFrame, today: date) -> pd.DataFrame:
    """The indicators that must be measured now, one row each: longest overdue first, never measured last.

    In: rows of progress.assess(). Out: indicator_code, indicator_name, responsible, frequency, latest_date,
    due_on (NaT when never measured), series_count (how many of its series ask for a figure), is_example.
    Figures of others and those that the store computes itself are not asked.
    """
    asked = due_series(assessed, today)
    rows = asked.groupby("indicator_code", as_index=False).agg(
        indicator_name=("indicator_name", "first"),
        responsible=("responsible", "first"),
        frequency=("frequency", "first"),
        latest_date=("latest_date", "min"),
        due_on=("next_due_on", "min"),
        series_count=("series_code", "size"),
        is_example=("is_example", "all"),
    )
    return rows.sort_values(["due_on", "indicator_code"], ignore_index=True)


def due_series(assessed: pd.DataFrame, today: date) -> pd.DataFrame:
    """The rows of progress.assess() that ask for a figure now; those of others and computed ones never do."""
    ours = assessed[(assessed["role"] != SeriesRole.COMPARISON.value) & ~assessed["is_derived"].astype(bool)]
    is_unmeasured = ours["latest_date"].isna()
    is_due = ours["next_due_on"] <= pd.Timestamp(today)
    return ours[is_unmeasured | is_due | ours["is_outdated"].astype(bool)]


def incomplete_projects(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects that are not over and miss a plan or a contact person; adds lacks_plan, lacks_contact.

    In: rows of list_projects. A contact person whose name may not be shown counts: the role is known.
    """
    rows = projects.assign(
        lacks_plan=_is_blank(projects["plan"]), lacks_contact=_is_blank(projects["contact_role"])
    )
    is_going = ~rows["status"].isin(OVER)
    return rows[is_going & (rows["lacks_plan"] | rows["lacks_contact"])].reset_index(drop=True)


def _is_blank(texts: "pd.Series[str]") -> "pd.Series[bool]":
    return texts.isna() | (texts.astype("str").str.strip() == "")
