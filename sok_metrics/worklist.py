"""What asks for work on a day: measurements, projects, actions and decisions. No clock, no store."""

from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from sok_metrics.model import ProjectStatus, SeriesRole

OVER = (ProjectStatus.FINISHED.value, ProjectStatus.STOPPED.value)
"""The statuses of a project of which nothing more is expected."""


class ActionState(StrEnum):
    """Where an action stands; a late one is open too."""

    LATE = "late"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class DecisionState(StrEnum):
    """Whether a decision asks to be looked at again."""

    DUE = "due"
    PLANNED = "planned"
    STANDING = "standing"
    WITHDRAWN = "withdrawn"


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


def judge_actions(actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """The actions agreed by this day with their state and days_late (0 when not late).

    Late ones come first (longest late first), then open ones by due date (those without one last), then what
    is done or dropped, newest first.
    """
    day = pd.Timestamp(today)
    agreed = actions[actions["agreed_on"] <= day]
    is_dropped, is_done = agreed["dropped_on"] <= day, agreed["done_on"] <= day
    is_late = agreed["due_on"] < day
    state = np.select(
        [is_done, is_dropped, is_late],
        [ActionState.DONE.value, ActionState.DROPPED.value, ActionState.LATE.value],
        default=ActionState.OPEN.value,
    )
    days_late = (day - agreed["due_on"]).dt.days.where(state == ActionState.LATE.value, 0)
    rows = agreed.assign(state=_texts(state, agreed), days_late=days_late.astype(int))
    waiting = rows[rows["state"].isin([ActionState.LATE.value, ActionState.OPEN.value])]
    over = rows.drop(waiting.index)
    over = over.assign(ended=over["done_on"].fillna(over["dropped_on"]))
    ordered = [
        waiting.sort_values(["due_on", "number"]),
        over.sort_values(["ended", "number"], ascending=False).drop(columns="ended"),
    ]
    return pd.concat(ordered, ignore_index=True)


def judge_decisions(decisions: pd.DataFrame, today: date) -> pd.DataFrame:
    """The decisions taken by this day with their state: due for a second look first, withdrawn ones last.

    Due ones stand longest waiting first, planned ones next to come first, standing ones newest first.
    """
    day = pd.Timestamp(today)
    taken = decisions[decisions["decided_on"] <= day]
    state = np.select(
        [taken["withdrawn_on"] <= day, taken["review_on"] <= day, taken["review_on"].notna()],
        [DecisionState.WITHDRAWN.value, DecisionState.DUE.value, DecisionState.PLANNED.value],
        default=DecisionState.STANDING.value,
    )
    rows = taken.assign(state=_texts(state, taken))
    with_day = rows[rows["state"].isin([DecisionState.DUE.value, DecisionState.PLANNED.value])]
    without = rows.drop(with_day.index).sort_values(["decided_on", "number"], ascending=False)
    ordered = [
        with_day.sort_values(["review_on", "number"]),
        without[without["state"] == DecisionState.STANDING.value],
        without[without["state"] == DecisionState.WITHDRAWN.value],
    ]
    return pd.concat(ordered, ignore_index=True)


def _texts(values: Any, rows: pd.DataFrame) -> "pd.Series[str]":
    return pd.Series(values, index=rows.index, dtype="str")


def _is_blank(texts: "pd.Series[str]") -> "pd.Series[bool]":
    return texts.isna() | (texts.astype("str").str.strip() == "")
