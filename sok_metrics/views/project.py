"""Everything about each project of the project book on a day: what it holds and misses, and its next step."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pandas as pd

from sok_metrics.views.money import ZERO
from sok_metrics.views.progress.milestones import MilestoneState
from sok_metrics.views.rows import first_row, rows_of
from sok_metrics.views.worklist import OVER, incomplete_projects

_CODE = re.compile(r"(\D*)([0-9]*)(.*)", re.DOTALL)


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
    """As `judge_milestones`."""
    indicators: pd.DataFrame
    """Main series, as `assess`."""
    cards: pd.DataFrame
    """Cards that follow the project: indicator_code, indicator_name."""
    commitments: pd.DataFrame
    """As `list_commitments`."""
    parties: pd.DataFrame
    """As `list_project_parties`."""
    funds: pd.DataFrame
    """As `views.money.money_of_projects`."""
    other_money: pd.DataFrame
    """As `list_other_money`: what it brings in itself, and gets elsewhere."""
    actions: pd.DataFrame
    """As `judge_actions`."""
    decisions: pd.DataFrame
    """As `judge_decisions`."""
    remarks: pd.DataFrame
    """As `list_remarks`."""

    @property
    def granted(self) -> Decimal:
        """All that was granted, in euros."""
        return sum(self.funds["granted"], ZERO)

    @property
    def paid(self) -> Decimal:
        """All that was paid, in euros."""
        return sum(self.funds["paid"], ZERO)

    @property
    def all_money(self) -> Decimal:
        """What was granted, and what it brings in itself or gets elsewhere."""
        return self.granted + sum(self.other_money["amount"], ZERO)

    @property
    def late_milestones(self) -> int:
        """How many milestones are past their day; of a project that is over, none."""
        is_late = self.milestones["state"] == MilestoneState.LATE.value
        return 0 if self.project.status in OVER else int(is_late.sum())

    @property
    def next_milestone(self) -> Any | None:
        """The first milestone that is not reached yet, as a named tuple."""
        return first_row(next_milestones(self.milestones))

    def frames(self) -> Iterator[pd.DataFrame]:
        """Every frame of this project."""
        return (value for value in vars(self).values() if isinstance(value, pd.DataFrame))


@dataclass(frozen=True)
class ProjectCounts:
    """How many of some projects have each status, miss something, or are late."""

    by_status: Mapping[str, int]
    incomplete: int
    late: int


def count_projects(projects: Sequence[ProjectContent]) -> ProjectCounts:
    """What the sentence about these projects tells."""
    return ProjectCounts(
        by_status=Counter(one.project.status for one in projects),
        incomplete=sum(bool(one.lacks) for one in projects),
        late=sum(one.late_milestones > 0 for one in projects),
    )


def next_milestones(milestones: pd.DataFrame) -> pd.DataFrame:
    """Of each project the first milestone that is not reached yet. In: rows of judge_milestones."""
    ahead = milestones[milestones["state"] != MilestoneState.REACHED.value]
    return ahead.drop_duplicates("project_code")


def with_next_milestones(projects: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Rows of list_projects with next_milestone and next_milestone_on. In too: rows of judge_milestones."""
    # Not map(): of no milestone at all that makes of days a number.
    steps = next_milestones(milestones).set_index("project_code").reindex(projects["code"])
    return projects.assign(next_milestone=steps["title"].to_numpy(), next_milestone_on=steps["due_on"].array)


def gather_projects(
    listed: pd.DataFrame, parts: Mapping[str, pd.DataFrame], followed: pd.DataFrame
) -> list[ProjectContent]:
    """Everything about each project, in the order of their codes.

    In: rows of list_projects; for each frame of ProjectContent its rows of all projects, with project_code;
    and which indicators and cards follow which project.
    """
    lacks = _lacks(listed, followed)
    split = {name: _Parts(rows) for name, rows in parts.items()}
    return [
        ProjectContent(
            project=_as_plain(row),
            lacks=lacks.get(str(row.code), ()),
            **{name: part.of(str(row.code)) for name, part in split.items()},
        )
        for row in sorted(rows_of(listed), key=_code_order)
    ]


def _as_plain(row: Any) -> SimpleNamespace:
    """The same row in a form that can go to another process: pandas makes a class for each named tuple."""
    return SimpleNamespace(**row._asdict())


class _Parts:
    """Rows that belong to projects, split once for all of them."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self._none = rows.iloc[:0]
        self._by_project = dict(iter(rows.groupby("project_code", sort=False)))

    def of(self, code: str) -> pd.DataFrame:
        return self._by_project.get(code, self._none)


def _lacks(listed: pd.DataFrame, followed: pd.DataFrame) -> dict[str, tuple[Lack, ...]]:
    """What each project misses that is not over."""
    incomplete = incomplete_projects(listed)
    without = {
        Lack.PLAN: set(incomplete[incomplete["lacks_plan"]]["code"]),
        Lack.CONTACT: set(incomplete[incomplete["lacks_contact"]]["code"]),
        Lack.INDICATOR: set(listed[~listed["status"].isin(OVER)]["code"]) - set(followed["project_code"]),
    }
    return {
        str(code): tuple(lack for lack, codes in without.items() if code in codes) for code in listed["code"]
    }


def _code_order(row: Any) -> tuple[str, int, str]:
    """P2 comes before P10."""
    letters, digits, rest = _CODE.match(row.code).groups()  # type: ignore[union-attr]  # matches every text
    return letters, int(digits or 0), rest
