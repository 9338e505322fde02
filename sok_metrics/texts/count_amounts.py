"""Amounts in whole cents or parts of them, as sentences about a count say them."""

from decimal import Decimal
from fractions import Fraction

from sok_metrics.texts import _
from sok_metrics.texts.formats import number

_ROUGH = 1000 * 100
"""From this amount on cents say nothing to a reader."""


def money(cents: int | Fraction, currency: str = "EUR") -> str:
    """An amount such as "147 euro", "9,50 euro" or "2.100 euro"; `cents` may be a part of a cent."""
    unit = _("euro") if currency == "EUR" else currency
    if 0 < cents < 1:
        return _("minder dan een cent")
    exact = Fraction(cents)
    is_whole = exact.denominator == 1 and exact % 100 == 0
    digits = 0 if is_whole or abs(exact) >= _ROUGH else 2
    rounded = round(exact / 100 * 10**digits)
    return f"{number(Decimal(rounded).scaleb(-digits), digits)} {unit}"
