"""The actions and decisions as they stand on a day, with how many there are of each."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd


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


@dataclass(frozen=True)
class _Judged:
    """Rows with the state of each."""

    rows: pd.DataFrame

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    def of(self, *states: str) -> pd.DataFrame:
        """The rows in these states, in their order."""
        return self.rows[self.rows["state"].isin(states)]

    def of_meeting(self, number: int) -> pd.DataFrame:
        """What one meeting brought."""
        return self.rows[self.rows["meeting_number"] == number]


@dataclass(frozen=True)
class Actions(_Judged):
    """The actions agreed by a day, as `judge_actions` gives them."""

    @cached_property
    def late(self) -> pd.DataFrame:
        """Those that should have been done, longest late first."""
        return self.of(ActionState.LATE)

    @cached_property
    def open(self) -> pd.DataFrame:
        """Those that are neither done nor dropped; the late ones too."""
        return self.of(ActionState.LATE, ActionState.OPEN)

    @property
    def late_count(self) -> int:
        """How many are late."""
        return len(self.late)

    @property
    def open_count(self) -> int:
        """How many are open; the late ones too."""
        return len(self.open)

    def of_owners(self, owners: Collection[str]) -> Self:
        """The actions of these parties; without any, all."""
        return replace(self, rows=self.rows[self.rows["owner_party_code"].isin(owners)]) if owners else self


@dataclass(frozen=True)
class Decisions(_Judged):
    """The decisions taken by a day, as `judge_decisions` gives them."""

    @property
    def due_count(self) -> int:
        """How many ask to be looked at again."""
        return len(self.of(DecisionState.DUE))


def actions_on(actions: pd.DataFrame, today: date) -> Actions:
    """The actions on a day. In: rows of list_actions."""
    return Actions(judge_actions(actions, today))


def decisions_on(decisions: pd.DataFrame, today: date) -> Decisions:
    """The decisions on a day. In: rows of list_decisions."""
    return Decisions(judge_decisions(decisions, today))


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

    Due ones stand longest waiting first, planned ones next to come first, standing ones newest first. Who
    looked at it again on its day or later is done with it.
    """
    day = pd.Timestamp(today)
    taken = decisions[decisions["decided_on"] <= day]
    waits = taken["review_on"].notna() & ~(taken["reviewed_on"] >= taken["review_on"])
    state = np.select(
        [taken["withdrawn_on"] <= day, waits & (taken["review_on"] <= day), waits],
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
