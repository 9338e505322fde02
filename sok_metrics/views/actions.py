"""The actions and decisions as they stand on a day, with how many there are of each."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

import pandas as pd

from sok_metrics.worklist import ActionState, DecisionState, judge_actions, judge_decisions


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
