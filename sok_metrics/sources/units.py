"""Units as CBS writes them beside units as people write them."""

import re
from decimal import Decimal

_MEASURES = (
    ("%", "%"),
    ("kwh", "kWh"),
    ("m³", "m³"),
    ("euro", "euro"),
    ("€", "euro"),
    ("km", "km"),
    ("ha", "ha"),
)
_THOUSANDS = re.compile(r"\b1[ .]?000\b")


def same_unit(one: str, other: str) -> bool:
    """Whether two spellings mean one unit: "m3" and "m³", "kWh" and "kwh"."""
    return _tidy(one) == _tidy(other)


def conversion(cbs_unit: str, unit: str) -> Decimal | None:
    """What a figure in CBS's unit is multiplied by to stand in `unit`; None when the two do not go together.

    Only what can be told apart is refused: kWh is no m³ and a share is no number, but "aantal" fits
    "huishoudens".
    """
    if _measure(cbs_unit) != _measure(unit):
        return None
    is_scaled = bool(_THOUSANDS.search(cbs_unit)) and _measure(cbs_unit) == "euro"
    return Decimal(1000) if is_scaled and not _THOUSANDS.search(unit) else Decimal(1)


def _measure(unit: str) -> str:
    """What is measured, of the few measures that we know; "" for anything that is counted."""
    words = _tidy(_THOUSANDS.sub(" ", unit)).removeprefix("x").split()
    first = words[0] if words else ""
    return next((name for sign, name in _MEASURES if first == sign or (sign in "%€" and sign in first)), "")


def _tidy(unit: str) -> str:
    return " ".join(unit.lower().replace("m3", "m³").replace("euro's", "euro").split())
