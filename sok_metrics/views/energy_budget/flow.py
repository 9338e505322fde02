"""Where the granted money goes: from fund to project, and which projects serve which value or goal.

A project often serves several values and goals. Nobody knows which part of its money is for which, so none is
made up: its whole amount stands at each, and the sums of values and goals overlap.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from sok_metrics.views.energy_budget.amounts import ZERO

NOWHERE = ""
"""The code of no project, and of no value or goal."""


@dataclass(frozen=True)
class Stream:
    """An amount that goes from one code to another."""

    source: str
    target: str
    amount: Decimal


@dataclass(frozen=True)
class Served:
    """The projects that work on one value or goal, each with all that it got, largest first."""

    commitment: str
    """NOWHERE for the projects that serve none, and for money without a project."""
    projects: tuple[tuple[str, Decimal], ...]

    @property
    def total(self) -> Decimal:
        """All that these projects got; it overlaps with that of other values and goals."""
        return sum((amount for _code, amount in self.projects), ZERO)


@dataclass(frozen=True)
class Flow:
    """The granted money."""

    to_projects: tuple[Stream, ...]
    """From fund code to project code."""
    served: tuple[Served, ...] = ()
    """By value and goal, in the order of the agreement; those without money are not there."""

    @property
    def per_project(self) -> dict[str, Decimal]:
        """What each project got, by its code, largest first."""
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for stream in self.to_projects:
            sums[stream.target] += stream.amount
        return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def largest(self) -> tuple[str, Decimal]:
        """The project that got most, with how much; there must be one."""
        return max(self.per_project.items(), key=lambda pair: pair[1])

    @property
    def total(self) -> Decimal:
        """All that was granted."""
        return sum((stream.amount for stream in self.to_projects), ZERO)

    @property
    def overlaps(self) -> bool:
        """Whether the money of some project stands at more than one value or goal."""
        return sum((one.total for one in self.served), ZERO) > self.total


def flow_of_money(allocations: pd.DataFrame, links: pd.DataFrame, order: Iterable[str] = ()) -> Flow:
    """The way of the granted money.

    allocations: fund_code, project_code (or none), amount; links: project_code, commitment_code; order: the
    codes of the commitments as the agreement has them (others come after them).
    """
    sums: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for part in _rows(allocations):
        sums[str(part.fund_code), _code(part.project_code)] += part.amount
    flow = Flow(tuple(Stream(*codes, amount) for codes, amount in sums.items() if amount))
    return Flow(flow.to_projects, tuple(_served(flow, links, list(order))))


def _served(flow: Flow, links: pd.DataFrame, order: list[str]) -> Iterable[Served]:
    at: dict[str, list[str]] = defaultdict(list)
    for link in _rows(links):
        at[link.project_code].append(link.commitment_code)
    found: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for project, amount in flow.per_project.items():
        for code in dict.fromkeys(at.get(project, [NOWHERE])):
            found[code].append((project, amount))
    place = {code: number for number, code in enumerate(order)}
    last = len(place)
    codes = sorted(found, key=lambda code: (code == NOWHERE, place.get(code, last), code))
    return [Served(code, tuple(found[code])) for code in codes]


def _code(value: Any) -> str:
    return NOWHERE if pd.isna(value) else str(value)


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)
