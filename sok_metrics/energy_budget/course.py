"""Equal shares at one share for everybody: which proposals are bought, in which order and for what price."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from sok_metrics.energy_budget.exact import ExactRun
from sok_metrics.energy_budget.grouped import Floats, Grouped
from sok_metrics.energy_budget.prices import EPS, WINDOW, Price, find_price, pay, sum_error


@dataclass(frozen=True)
class Tie:
    """Candidates that were exactly as cheap; the first was bought, by cost, then votes, then the lot."""

    number: int
    """In which round, from 0."""
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Course:
    """What was bought at one share, in order."""

    share: Fraction
    bought: tuple[int, ...]
    keys: tuple[float, ...]
    """What each cost per unit of utility: never less than the one before."""
    is_full: tuple[bool, ...]
    """Whether all supporters could pay their part, so that the price is the same at each higher share."""
    ties: tuple[Tie, ...]
    cost: int
    is_complete: bool
    """Whether nothing is left that could be bought at a higher share."""


@dataclass
class _Money:
    """What voters have left during a run, how far that is off, and what each candidate costs at least."""

    grouped: Grouped
    share: Fraction
    left: Floats
    error: float
    least: list[float]
    exact: ExactRun | None = None
    bought: list[int] = field(default_factory=list)
    out: set[int] = field(default_factory=set)
    """Bought, or excluded by what was bought."""

    @classmethod
    def start(cls, grouped: Grouped, share: Fraction) -> "_Money":
        amount = float(share)
        least = [
            one.cost / who.total for one, who in zip(grouped.candidates, grouped.supporters, strict=True)
        ]
        return cls(grouped, share, np.full(grouped.groups, amount), EPS * grouped.voters * amount, least)

    def price(self, candidate: int) -> Price | None:
        """The price now; where floats cannot tell, by fractions."""
        grouped = self.grouped
        cost = grouped.candidates[candidate].cost
        found = find_price(self.left, grouped.supporters[candidate], cost, self.least[candidate], self.error)
        if found is not None and not found.is_sure:
            exact = self.exactly(candidate)
            found = exact if exact is None else found._replace(per_point=float(exact), is_sure=True)
        if found is not None:
            self.least[candidate] = found.per_point
        return found

    def exactly(self, candidate: int) -> Fraction | None:
        """The price now, as a fraction."""
        if self.exact is None:
            self.exact = ExactRun(self.grouped, self.share)
        self.exact.follow(self.bought)
        found = self.exact.price(candidate)
        return None if found is None else found.per_point

    def buy(self, candidate: int, price: float) -> None:
        who, cost = self.grouped.supporters[candidate], self.grouped.candidates[candidate].cost
        pay(self.left, who, price)
        self.error += sum_error(who, cost) + EPS * float(self.share) * who.votes
        self.bought.append(candidate)
        self.out |= {candidate} | self.grouped.rivals[candidate]


def run(grouped: Grouped, share: Fraction) -> Course:
    """Buy the cheapest for who supports it, again and again, until nothing can be paid any more."""
    money = _Money.start(grouped, share)
    heap = [(money.least[one] / grouped.scale[one], one) for one in range(len(grouped.candidates))]
    heapq.heapify(heap)
    keys: list[float] = []
    is_full: list[bool] = []
    ties: list[Tie] = []
    while contenders := _contenders(heap, money):
        tied = _cheapest(contenders, money)
        chosen = tied[0]
        if len(tied) > 1:
            ties.append(Tie(len(keys), tuple(tied)))
        price = contenders[chosen]
        money.buy(chosen, price.per_point)
        keys.append(price.per_point / grouped.scale[chosen])
        is_full.append(price.is_full)
        for one, other in contenders.items():
            if one not in money.out:
                heapq.heappush(heap, (other.per_point / grouped.scale[one], one))
    return _course(money, keys, is_full, ties)


def _course(money: _Money, keys: Sequence[float], is_full: Sequence[bool], ties: Sequence[Tie]) -> Course:
    return Course(
        share=money.share,
        bought=tuple(money.bought),
        keys=tuple(keys),
        is_full=tuple(is_full),
        ties=tuple(ties),
        cost=sum(money.grouped.candidates[one].cost for one in money.bought),
        is_complete=len(money.out) == len(money.grouped.candidates),
    )


def _contenders(heap: list[tuple[float, int]], money: _Money) -> dict[int, Price]:
    """All that may be the cheapest now, with their price; prices only rise, so what was dearer can wait."""
    found: dict[int, Price] = {}
    most = float("inf")
    while heap and heap[0][0] <= most:
        one = heapq.heappop(heap)[1]
        if one in money.out:
            continue
        price = money.price(one)
        if price is not None:
            found[one] = price
            most = min(most, price.per_point / money.grouped.scale[one] * (1 + WINDOW))
    return found


def _cheapest(contenders: dict[int, Price], money: _Money) -> list[int]:
    """The cheapest, or all that are exactly as cheap, in the order that decides ties."""
    scale = money.grouped.scale
    if len(contenders) == 1:
        return list(contenders)
    best = min(price.per_point / scale[one] for one, price in contenders.items())
    near = sorted(
        one for one, price in contenders.items() if price.per_point / scale[one] <= best * (1 + WINDOW)
    )
    if len(near) == 1:
        return near
    exact = {one: _exact_price(one, contenders[one], money) / scale[one] for one in near}
    least = min(exact.values())
    return [one for one in near if exact[one] == least]


def _exact_price(one: int, price: Price, money: _Money) -> Fraction:
    if price.is_full:
        return Fraction(money.grouped.candidates[one].cost, money.grouped.supporters[one].total)
    exact = money.exactly(one)
    if exact is None:
        raise ValueError(f"{money.grouped.candidates[one].code} had a price and cannot be paid")
    return exact


def run_the_same(grouped: Grouped, before: Course, share: Fraction) -> Course | None:
    """The course at a higher share, if it is surely the same at each share in between; else None.

    With the same purchases who starts with more keeps at least as much, so prices at shares in between lie
    between those at both ends: what is dearer at the high end than what was bought at the low end is never
    bought before it.
    """
    money = _Money.start(grouped, share)
    heap = [(money.least[one] / grouped.scale[one], one) for one in range(len(grouped.candidates))]
    heapq.heapify(heap)
    keys: list[float] = []
    is_full: list[bool] = []
    for number, chosen in enumerate(before.bought):
        if not _is_surely_first(chosen, before.keys[number], before.is_full[number], heap, money):
            return None
        price = money.price(chosen)
        if price is None:
            return None
        money.buy(chosen, price.per_point)
        keys.append(price.per_point / grouped.scale[chosen])
        is_full.append(price.is_full)
    if any(one not in money.out and money.price(one) is not None for _, one in heap):
        return None
    return _course(money, keys, is_full, before.ties)


def _is_surely_first(
    chosen: int, key: float, is_full: bool, heap: list[tuple[float, int]], money: _Money
) -> bool:
    scale = money.grouped.scale
    kept: list[tuple[float, int]] = []
    while heap and heap[0][0] <= key * (1 + 2 * WINDOW):
        before, one = heapq.heappop(heap)
        if one in money.out:
            continue
        if one == chosen:
            kept.append((before, one))
            continue
        price = money.price(one)
        if price is None:
            continue
        now = price.per_point / scale[one]
        kept.append((now, one))
        if now <= key * (1 + 2 * WINDOW) and not (is_full and _stays_behind(one, chosen, money.grouped)):
            return False
    for pair in kept:
        heapq.heappush(heap, pair)
    return True


def _stays_behind(one: int, chosen: int, grouped: Grouped) -> bool:
    """Whether a candidate comes after one that all its supporters pay in full, also if all of its own do."""
    prices = grouped.least_prices
    return (prices[one], one) > (prices[chosen], chosen)
