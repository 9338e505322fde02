"""Dividing money in equal parts that add up to the cent."""

from decimal import Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def spread_evenly(amount: Decimal, parts: int) -> list[Decimal]:
    """So many parts of an amount in whole cents; where it does not divide, the first get one cent more."""
    cents, rest = divmod(int(amount / CENT), parts)
    return [(cents + (1 if place < rest else 0)) * CENT for place in range(parts)]
