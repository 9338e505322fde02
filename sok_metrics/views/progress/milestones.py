"""Where the milestones of a project stand on a day."""

from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd


class MilestoneState(StrEnum):
    """Whether a milestone is reached; a late one is planned too."""

    REACHED = "reached"
    LATE = "late"
    PLANNED = "planned"


def judge_milestones(milestones: pd.DataFrame, today: date) -> pd.DataFrame:
    """The milestones with their state, in the order in which they came. In: rows of list_milestones."""
    day = pd.Timestamp(today)
    state = np.select(
        [milestones["reached_on"] <= day, milestones["due_on"] < day],
        [MilestoneState.REACHED.value, MilestoneState.LATE.value],
        default=MilestoneState.PLANNED.value,
    )
    return milestones.assign(state=pd.Series(state, index=milestones.index, dtype="str"))
