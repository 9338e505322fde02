"""What one point of a proposal costs who supports it, in floats: fast, with a bound on how far they are off.

Each supporter pays min(what is left, y * points); y is where that adds up to the cost. What a purchase does
to the money of the voters keeps order (who has more keeps more) and takes the same sum from all together. By
the lemma of Crandall and Tartar it then never makes two states differ more, summed over the voters: rounding
errors only add up, and one number bounds them all.
"""

from typing import NamedTuple

import numpy as np

from sok_metrics.energy_budget.grouped import Floats, Supporters

EPS = float(np.finfo(np.float64).eps)
WINDOW = 1e-7
"""Two prices that differ less than this part are compared again, in fractions."""
TRUSTED = WINDOW / 4
"""How far a price may be off for its window to hold."""


class Price(NamedTuple):
    """What one point costs (in cents); with how sure that is, and whether everybody can still pay."""

    per_point: float
    is_sure: bool
    """Whether it is off by less than the window, and surely affordable."""
    is_full: bool
    """Whether no supporter falls short, so that it does not depend on the shares."""


def find_price(left: Floats, who: Supporters, cost: int, start: float, error: float) -> Price | None:
    """The price at what voters have left; None when it is surely too dear.

    `start` is a price that is surely not too high; `error` bounds the errors in `left`, summed over voters.
    """
    have = np.take(left, who.groups)
    slack = error + sum_error(who, cost)
    return _plain(have, cost, start, slack) if who.is_plain else _weighted(have, who, cost, start, slack)


def sum_error(who: Supporters, cost: float) -> float:
    """How far a sum of money over these supporters may be rounded."""
    return 2 * EPS * (len(who.groups) + 4) * cost


def _plain(have: Floats, cost: int, price: float, slack: float) -> Price | None:
    # Newton's way to the root of a concave function: from the left, and never past it.
    payers = -1
    buffer = np.empty_like(have)
    while True:
        paid = float(np.add.reduce(np.minimum(have, price, out=buffer)))
        now = int(np.count_nonzero(have > price))
        short = cost - paid
        if now == payers or short <= 0:
            break
        if now == 0:
            return None if short > slack else Price(price, False, False)
        price += short / now
        payers = now
    sure = int(np.count_nonzero(have > price * (1 + WINDOW)))
    return Price(price, slack <= sure * price * TRUSTED, len(have) == sure)


def _weighted(have: Floats, who: Supporters, cost: int, price: float, slack: float) -> Price | None:
    # No dot products: these start threads, which cost more than they bring where others use the machine too.
    payers = -1.0
    due, weighed = np.empty_like(have), np.empty_like(have)
    while True:
        np.multiply(who.points_as_floats, price, out=due)
        now = float(np.add.reduce(np.multiply(have > due, who.weight_as_floats, out=weighed)))
        np.minimum(have, due, out=due)
        paid = due if who.is_single else np.multiply(due, who.many_as_floats, out=due)
        short = cost - float(np.add.reduce(paid))
        if now == payers or short <= 0:
            break
        if now == 0:
            return None if short > slack else Price(price, False, False)
        price += short / now
        payers = now
    is_rich = have > np.multiply(who.points_as_floats, price * (1 + WINDOW), out=due)
    sure = float(np.add.reduce(np.multiply(is_rich, who.weight_as_floats, out=weighed)))
    return Price(price, slack <= sure * price * TRUSTED, bool(is_rich.all()))


def pay(left: Floats, who: Supporters, price: float) -> None:
    """Take from each supporter what it pays."""
    have = left[who.groups]
    due = price if who.is_plain else who.points_as_floats * price
    left[who.groups] = np.maximum(have - due, 0)
