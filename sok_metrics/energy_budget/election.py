"""What is put to the vote and how it is counted: proposals, ballots, and the published terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Ballot = Mapping[str, int]
"""The points that one voter gives, by code of the proposal; in approval voting each is 1."""


class RuleKind(StrEnum):
    """The three rules that a round may be counted by."""

    GREEDY = "greedy"
    EQUAL_SHARES = "equal-shares"
    PHRAGMEN = "phragmen"


class Completion(StrEnum):
    """What equal shares does with money that stays: raise everybody's share, or nothing."""

    ADD1 = "add1"
    NONE = "none"


class Utility(StrEnum):
    """What a proposal is worth to who gives it points: its cost times these, or the points alone."""

    COST = "cost"
    POINTS = "points"


@dataclass(frozen=True)
class Proposal:
    """One proposal: what it costs in whole cents, and the least amount that helps, if it may be less."""

    code: str
    cost: int
    least: int | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if self.cost < 0:
            raise ValueError(f"the cost of {self.code} is below zero")
        if self.least is not None and not 0 < self.least <= self.cost:
            raise ValueError(f"the least amount of {self.code} is not between zero and its cost")


@dataclass(frozen=True)
class Terms:
    """How a round is counted; all of it is fixed and published before the first vote."""

    rule: RuleKind = RuleKind.EQUAL_SHARES
    completion: Completion = Completion.ADD1
    step: int = 100
    """By how many cents the share of each voter rises at a time, in the completion of equal shares."""
    utility: Utility = Utility.COST
    threshold: int = 0
    """A proposal that fewer ballots support than this is left out before the count."""
    exclusions: tuple[frozenset[str], ...] = ()
    """Groups of proposals of which at most one may win."""
    in_part: bool = False
    """Whether money that stays goes to proposals that can do with less, by votes."""
    lot: tuple[str, ...] = ()
    """The order of the proposals by a lot drawn before; it decides where cost and votes are equal.

    Proposals that are not in it come after, by code.
    """

    def __post_init__(self) -> None:
        if self.step <= 0:
            raise ValueError("the step is at least one cent")


@dataclass(frozen=True)
class Election:
    """A budget in whole cents, the proposals, and every ballot (an empty one counts: it has a share too)."""

    budget: int
    proposals: tuple[Proposal, ...]
    ballots: tuple[Ballot, ...] = field(repr=False)

    def __post_init__(self) -> None:
        codes = [one.code for one in self.proposals]
        if len(set(codes)) < len(codes):
            raise ValueError("two proposals have the same code")
        if self.budget < 0:
            raise ValueError("the budget is below zero")

    def by_code(self) -> dict[str, Proposal]:
        """The proposals by their code."""
        return {one.code: one for one in self.proposals}

    def with_cost(self, code: str, cost: int) -> "Election":
        """The same election, with one proposal that costs something else."""
        changed = tuple(
            Proposal(one.code, cost, None, one.name) if one.code == code else one for one in self.proposals
        )
        return Election(self.budget, changed, self.ballots)

    def with_ballots(self, more: Iterable[Ballot]) -> "Election":
        """The same election, with ballots added."""
        return Election(self.budget, self.proposals, (*self.ballots, *more))
