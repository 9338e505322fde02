"""Sequential Phragmén: all save at the same pace, and what its supporters can pay first is bought first."""

import heapq
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from sok_metrics.energy_budget.course import Tie
from sok_metrics.energy_budget.grouped import Floats, Grouped, Ints

_WINDOW = 1e-9
"""Two loads that differ less than this part are compared again, in fractions.

A load is a mean of earlier ones with something added: rounding errors only add up, to far less than this.
"""


@dataclass(frozen=True)
class Carried:
    """What was bought, with how much everybody had been given when its supporters could pay it."""

    bought: tuple[int, ...]
    loads: tuple[Fraction, ...]
    """In cents per voter, at each purchase; who supports it has nothing left at that moment."""
    ties: tuple[Tie, ...]
    end: Fraction
    """What everybody had been given when the first that did not fit could be paid, in cents."""
    last: Ints
    """Of each group of ballots the last purchase that it supports, counted from 1; 0 is none."""

    def saved_for(self, grouped: Grouped, candidate: int) -> Fraction:
        """What the supporters of a candidate had together when the count ended."""
        spent = _loads_of(grouped, candidate, self.last, self.loads)
        return self.end * grouped.supporters[candidate].votes - spent


def count_phragmen(grouped: Grouped) -> Carried:
    """Buy what can be carried with the lowest load, until that does not fit the budget."""
    last = np.zeros(grouped.groups, dtype=np.int64)
    load_of = np.zeros(grouped.groups)
    money, end = grouped.budget, Fraction(0)
    out: set[int] = set()
    bought: list[int] = []
    loads: list[Fraction] = []
    ties: list[Tie] = []
    # The number of purchases at which a load was computed says whether it is still the one of now.
    heap = [(_load(grouped, one, load_of), 0, one) for one in range(len(grouped.candidates))]
    heapq.heapify(heap)
    while heap:
        near: list[int] = []
        most = float("inf")
        while heap and heap[0][0] <= most:
            load, known, one = heapq.heappop(heap)
            if one in out:
                continue
            if known < len(bought):
                heapq.heappush(heap, (_load(grouped, one, load_of), len(bought), one))
                continue
            near.append(one)
            most = min(most, load * (1 + _WINDOW))
        if not near:
            break
        exact = {one: _exact_load(grouped, one, last, loads) for one in sorted(near)}
        least = min(exact.values())
        tied = [one for one in exact if exact[one] == least]
        chosen = tied[0]
        if grouped.candidates[chosen].cost > money:
            end = least
            break
        if len(tied) > 1:
            ties.append(Tie(len(bought), tuple(tied)))
        for one in near:
            if one != chosen:
                heapq.heappush(heap, (float(exact[one]), len(bought), one))
        who = grouped.supporters[chosen].groups
        bought.append(chosen)
        loads.append(least)
        last[who], load_of[who] = len(bought), float(least)
        money -= grouped.candidates[chosen].cost
        out |= {chosen} | grouped.rivals[chosen]
    return Carried(tuple(bought), tuple(loads), tuple(ties), end, last)


def _load(grouped: Grouped, candidate: int, load_of: Floats) -> float:
    who = grouped.supporters[candidate]
    # No dot product: see prices.py.
    carried = float(np.add.reduce(load_of[who.groups] * who.many_as_floats))
    return (grouped.candidates[candidate].cost + carried) / who.votes


def _exact_load(grouped: Grouped, candidate: int, last: Ints, loads: list[Fraction]) -> Fraction:
    carried = _loads_of(grouped, candidate, last, loads)
    return (grouped.candidates[candidate].cost + carried) / grouped.supporters[candidate].votes


def _loads_of(
    grouped: Grouped, candidate: int, last: Ints, loads: list[Fraction] | tuple[Fraction, ...]
) -> Fraction:
    who = grouped.supporters[candidate]
    counts = np.bincount(last[who.groups], weights=who.many_as_floats, minlength=len(loads) + 1)
    carried = (int(count) * load for count, load in zip(counts[1:], loads, strict=True) if count)
    return sum(carried, Fraction(0))
