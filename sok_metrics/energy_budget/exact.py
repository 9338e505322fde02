"""The same purchases in fractions: who fell short of which, and so what everybody has left, to the last part.

Who has something left never fell short: it has its share, less the full price of all that it paid for. So the
sum of what voters have is a count times the share, less counts times prices; only the prices are fractions.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sok_metrics.energy_budget.grouped import Floats, Grouped, Ints, Supporters
from sok_metrics.energy_budget.prices import EPS, sum_error

_NEAR = 1e-6
"""Who has what it must pay but for this part is asked exactly whether it falls short."""


class Paid(NamedTuple):
    """One purchase: what one point costs, who pays that in full and who pays the last that it has."""

    candidate: int
    per_point: Fraction
    """What a full payer gives for each point, in cents."""
    full: int
    """How many ballots pay the full price."""
    short: int
    """How many ballots pay something, but less than the full price."""
    of_short: Fraction
    """What these pay together, in cents."""
    broke: npt.NDArray[np.intp]
    """The groups of ballots that have nothing left after it."""


class ExactRun:
    """The purchases at one share, in fractions."""

    def __init__(self, grouped: Grouped, share: Fraction) -> None:
        self._grouped = grouped
        self._share = share
        self._left: Floats = np.full(grouped.groups, float(share))
        self._is_broke = np.zeros(grouped.groups, dtype=bool)
        self._error = EPS * grouped.voters * float(share)
        self._points: list[npt.NDArray[np.int32]] = []
        self.paid: list[Paid] = []

    def follow(self, bought: Sequence[int]) -> None:
        """Pay for these purchases, after the ones that are paid already."""
        for candidate in bought[len(self.paid) :]:
            found = self.price(candidate)
            if found is None:
                raise ValueError(f"{self._grouped.candidates[candidate].code} cannot be paid")
            self._take(found)

    def price(self, candidate: int) -> Paid | None:
        """What a candidate costs its supporters now; None when they cannot pay it together."""
        who = self._grouped.supporters[candidate]
        cost = self._grouped.candidates[candidate].cost
        active = np.nonzero(~self._is_broke[who.groups])[0]
        have, points = self._left[who.groups[active]], who.points[active]
        slack = self._error + sum_error(who, cost)
        guess = _guess(have, points, who.many[active], cost, slack)
        if guess is None:
            return None
        margin = (_NEAR * guess + 4 * slack) * points
        is_short = have < guess * points - margin
        near = active[~is_short & (have <= guess * points + margin)]
        return self._solve(candidate, active[is_short], near, int(who.weight[active].sum()))

    def _solve(self, candidate: int, short: Ints, near: Ints, weight: int) -> Paid | None:
        who = self._grouped.supporters[candidate]
        exact = {int(place): self._money_of(int(who.groups[place])) for place in near}
        lacking: list[int] = []
        money = self._money(who, short)
        weight -= int(who.weight[short].sum())
        # From below: each who falls short of the price so far makes it rise for the others.
        while weight:
            price = (self._grouped.candidates[candidate].cost - money) / weight
            more = [place for place, has in exact.items() if has < price * int(who.points[place])]
            if not more:
                paid_up = [place for place, has in exact.items() if has == price * int(who.points[place])]
                return self._found(candidate, price, [*short, *lacking], paid_up, money)
            for place in more:
                money += exact.pop(place) * int(who.many[place])
                weight -= int(who.weight[place])
            lacking += more
        return None

    def _found(
        self, candidate: int, price: Fraction, short: list[int], paid_up: list[int], money: Fraction
    ) -> Paid:
        who = self._grouped.supporters[candidate]
        active = int(who.many[~self._is_broke[who.groups]].sum())
        lacking = int(who.many[np.array(short, dtype=np.intp)].sum())
        broke = who.groups[np.array([*short, *paid_up], dtype=np.intp)]
        return Paid(candidate, price, active - lacking, lacking, money, broke)

    def _money(self, who: Supporters, places: Ints) -> Fraction:
        """What the ballots in these groups have left together."""
        groups, many = who.groups[places], who.many[places]
        money = int(many.sum()) * self._share
        for points, paid in zip(self._points, self.paid, strict=True):
            count = int(np.dot(points[groups], many))
            if count:
                money -= count * paid.per_point
        return money

    def _money_of(self, group: int) -> Fraction:
        money = self._share
        for points, paid in zip(self._points, self.paid, strict=True):
            given = int(points[group])
            if given:
                money -= given * paid.per_point
        return money

    def _take(self, paid: Paid) -> None:
        who = self._grouped.supporters[paid.candidate]
        given = np.zeros(self._grouped.groups, dtype=np.int32)
        given[who.groups] = who.points
        self._left[who.groups] = np.maximum(self._left[who.groups] - float(paid.per_point) * who.points, 0)
        self._is_broke[paid.broke] = True
        self._left[paid.broke] = 0
        self._error += sum_error(who, self._grouped.candidates[paid.candidate].cost)
        self._error += EPS * float(self._share) * who.votes
        self._points.append(given)
        self.paid.append(paid)

    def left_of(self, candidate: int) -> tuple[Fraction, int]:
        """What the supporters of a candidate have left together, and how many still have something."""
        who = self._grouped.supporters[candidate]
        active = np.nonzero(~self._is_broke[who.groups])[0]
        return self._money(who, active), int(who.many[active].sum())


def _guess(have: Floats, points: Ints, many: Ints, cost: int, slack: float) -> float | None:
    """About the price, in floats; None when it is surely too dear."""
    if not len(have):
        return None
    ratio = have / points
    order = np.argsort(ratio, kind="stable")
    weight = (many * points)[order].astype(np.float64)
    ratio = ratio[order]
    before = np.cumsum(ratio * weight)
    raised = before + ratio * (weight.sum() - np.cumsum(weight))
    place = int(np.searchsorted(raised, cost))
    if place == len(raised):
        return float(ratio[-1]) if cost - raised[-1] <= 2 * slack else None
    paid = float(before[place - 1]) if place else 0.0
    return (cost - paid) / float(weight[place:].sum())
