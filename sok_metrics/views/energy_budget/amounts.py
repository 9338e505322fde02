"""Amounts of money: exact, in whole cents."""

from decimal import Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
