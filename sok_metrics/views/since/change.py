"""The two states that are compared, and one change between them."""

from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from sok_metrics.nouns.outcomes import ChangeKind, Turn


@dataclass(frozen=True)
class State:
    """What was known at one moment. All frames are as their queries give them."""

    assessed: pd.DataFrame
    """As `assess`; the main series are compared, and ours of the same in other areas."""
    measurements: pd.DataFrame
    """As `list_measurements`, at least of every series in which something was written between the moments."""
    cards: pd.DataFrame
    """As `Progress.cards`: the rows with group_name "" are those of everybody."""
    commitments: pd.DataFrame
    projects: pd.DataFrame
    milestones: pd.DataFrame
    """number, project_code, title, reached_on, is_example."""
    decisions: pd.DataFrame
    actions: pd.DataFrame
    allocations: pd.DataFrame
    payments: pd.DataFrame


@dataclass(frozen=True)
class Change:
    """One thing that changed; before and after are a status, figure, amount or text, None for nothing."""

    kind: ChangeKind
    turn: Turn
    code: str
    """What people know it by: of an indicator, a project or a commitment; else its number."""
    title: str
    before: Any = None
    after: Any = None
    series_code: str = ""
    happened_on: Any = None
    reason: str = ""
    is_example: bool = False
    series_before: str = ""
    """The series that counted before, where now that of another area counts for the indicator."""


COLUMNS = [field.name for field in fields(Change)]
