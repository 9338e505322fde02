"""Ballots put together: equal ones once, and per proposal the ballots that support it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sok_metrics.energy_budget.election import Ballot, Election, Proposal, RuleKind, Terms, Utility
from sok_metrics.energy_budget.outcome import Fate

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_Row = tuple[tuple[int, int], ...]
"""Which candidates a ballot supports, with how many points for each."""
_WORTH_GROUPING = 3
"""So many equal ballots there must be, on average, before they are put together."""


@dataclass(frozen=True)
class Supporters:
    """Who supports one proposal: groups of equal ballots, how many each holds, and what each gives."""

    groups: npt.NDArray[np.intp]
    many: Ints
    points: Ints
    weight: Ints
    """`many` times `points`."""
    points_as_floats: Floats
    weight_as_floats: Floats
    many_as_floats: Floats
    is_single: bool
    """Whether each group is one ballot."""
    is_plain: bool
    """Whether each is one ballot that gives one point, so that nothing has to be multiplied."""
    votes: int
    total: int
    """All points together."""


@dataclass(frozen=True)
class Grouped:
    """An election as the rules count it: what may win, in the order that decides ties, with supporters."""

    voters: int
    budget: int
    groups: int
    many: Ints
    candidates: tuple[Proposal, ...]
    """By lowest cost, then most votes, then the lot: of those that tie, the first wins."""
    supporters: tuple[Supporters, ...]
    scale: tuple[int, ...]
    """By what the payment for one point is divided to get the price: the cost, or 1."""
    rivals: tuple[frozenset[int], ...]
    """Of each candidate the ones that it excludes."""
    votes: dict[str, int]
    """Of every proposal, also of those that may not win."""
    points: dict[str, int]
    refused: dict[str, Fate]
    """Why a proposal may not win at all."""

    @cached_property
    def least_prices(self) -> tuple[Fraction, ...]:
        """The price of each candidate as long as all its supporters can pay their part."""
        return tuple(
            Fraction(one.cost, who.total * scale)
            for one, who, scale in zip(self.candidates, self.supporters, self.scale, strict=True)
        )


def group(election: Election, terms: Terms) -> Grouped:
    """The election grouped by equal ballots, with only what may win."""
    counted = Counter(_key(ballot) for ballot in election.ballots)
    votes: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for ballot, many in counted.items():
        for code, given in ballot:
            votes[code] += many
            points[code] += given * many
    refused = {
        one.code: why
        for one in election.proposals
        if (why := _refusal(one, election, terms, votes[one.code]))
    }
    places = {code: place for place, code in enumerate(terms.lot)}
    candidates = sorted(
        (one for one in election.proposals if one.code not in refused),
        key=lambda one: (one.cost, -votes[one.code], places.get(one.code, len(places)), one.code),
    )
    number = {one.code: place for place, one in enumerate(candidates)}
    # What cannot win makes no difference between ballots.
    left: Counter[_Row] = Counter()
    for ballot, many in counted.items():
        left[tuple((number[code], given) for code, given in ballot if code in number)] += many
    left.pop((), None)
    rows, row_counts = _rows(left)
    return Grouped(
        voters=len(election.ballots),
        budget=election.budget,
        groups=len(rows),
        many=row_counts,
        candidates=tuple(candidates),
        supporters=_supporters(rows, row_counts, len(candidates)),
        scale=tuple(one.cost if terms.utility is Utility.COST else 1 for one in candidates),
        rivals=_rivals(terms, number),
        votes={one.code: votes[one.code] for one in election.proposals},
        points={one.code: points[one.code] for one in election.proposals},
        refused=refused,
    )


def _rows(left: "Counter[_Row]") -> tuple[list[_Row], Ints]:
    """Equal ballots once with how many there are; or each on its own, where few are equal.

    Rows that all count once need no multiplication, and that is worth more than a few rows less.
    """
    if len(left) * _WORTH_GROUPING > left.total():
        return list(left.elements()), np.ones(left.total(), dtype=np.int64)
    return list(left), np.fromiter(left.values(), np.int64, len(left))


def _key(ballot: Ballot) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((code, given) for code, given in ballot.items() if given > 0))


def _refusal(one: Proposal, election: Election, terms: Terms, votes: int) -> Fate | None:
    if votes < terms.threshold:
        return Fate.THRESHOLD
    if votes == 0:
        return Fate.NO_VOTES
    if one.cost > election.budget:
        return Fate.OVER_BUDGET
    if one.cost == 0 and _skips_free(terms):
        return Fate.FREE
    return None


def _skips_free(terms: Terms) -> bool:
    # What costs nothing is worth nothing by its cost: equal shares has no price for it.
    return terms.rule is RuleKind.EQUAL_SHARES and terms.utility is Utility.COST


def _supporters(ballots: Sequence[_Row], many: Ints, candidates: int) -> tuple[Supporters, ...]:
    lengths = np.fromiter((len(ballot) for ballot in ballots), np.intp, len(ballots))
    flat = np.array([pair for ballot in ballots for pair in ballot], dtype=np.int64).reshape(-1, 2)
    of_group = np.repeat(np.arange(len(ballots)), lengths)
    order = np.argsort(flat[:, 0], kind="stable")
    ends = np.searchsorted(flat[order, 0], np.arange(candidates + 1))
    found = []
    for place in range(candidates):
        rows = order[ends[place] : ends[place + 1]]
        groups, given = of_group[rows], flat[rows, 1]
        size = many[groups]
        found.append(
            Supporters(
                groups=groups, many=size, points=given, weight=size * given,
                points_as_floats=given.astype(np.float64),
                weight_as_floats=(size * given).astype(np.float64), many_as_floats=size.astype(np.float64),
                is_single=bool(np.all(size == 1)),
                is_plain=bool(np.all(size == 1) and np.all(given == 1)),
                votes=_whole(size.sum()), total=_whole((size * given).sum()),
            )
        )  # fmt: skip
    return tuple(found)


def _rivals(terms: Terms, number: dict[str, int]) -> tuple[frozenset[int], ...]:
    found: list[set[int]] = [set() for _ in number]
    for excluded in terms.exclusions:
        places = {number[code] for code in excluded if code in number}
        for place in places:
            found[place] |= places - {place}
    return tuple(frozenset(one) for one in found)


def _whole(value: Any) -> int:
    return int(value)
