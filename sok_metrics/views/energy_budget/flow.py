"""Where the granted money goes: from fund to project, and on to the values and goals that it serves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from sok_metrics.views.energy_budget.spread import ZERO, spread_evenly

NOWHERE = ""
"""The code of no project, and of no value or goal."""


@dataclass(frozen=True)
class Stream:
    """An amount that goes from one code to another."""

    source: str
    target: str
    amount: Decimal


@dataclass(frozen=True)
class Flow:
    """The two steps of the granted money; both add up to the same."""

    to_projects: tuple[Stream, ...]
    """From fund code to project code."""
    to_commitments: tuple[Stream, ...]
    """From project code to commitment code."""

    @property
    def per_project(self) -> dict[str, Decimal]:
        """What each project got, by its code."""
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for stream in self.to_projects:
            sums[stream.target] += stream.amount
        return dict(sums)

    @property
    def largest(self) -> tuple[str, Decimal]:
        """The project that got most, with how much; there must be one."""
        return max(self.per_project.items(), key=lambda pair: pair[1])

    @property
    def total(self) -> Decimal:
        """All that was granted."""
        return sum((stream.amount for stream in self.to_projects), ZERO)


def flow_of_money(allocations: pd.DataFrame, links: pd.DataFrame) -> Flow:
    """The way of the granted money.

    allocations: fund_code, project_code (or none), amount; links: project_code, commitment_code.
    A project that serves several commitments counts for each of them alike, in whole cents that add up.
    """
    first: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    per_project: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for part in _rows(allocations):
        project = _code(part.project_code)
        first[str(part.fund_code), project] += part.amount
        per_project[project] += part.amount
    served: dict[str, list[str]] = defaultdict(list)
    for link in _rows(links):
        served[link.project_code].append(link.commitment_code)
    second = [
        Stream(project, commitment, amount)
        for project, whole in per_project.items()
        for commitment, amount in _shares(whole, served.get(project, []))
    ]
    return Flow(tuple(Stream(*codes, amount) for codes, amount in first.items() if amount), tuple(second))


def _shares(whole: Decimal, commitments: list[str]) -> list[tuple[str, Decimal]]:
    codes = sorted(commitments) or [NOWHERE]
    shares = zip(codes, spread_evenly(whole, len(codes)), strict=True)
    return [(code, share) for code, share in shares if share]


def _code(value: Any) -> str:
    return NOWHERE if pd.isna(value) else str(value)


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)
