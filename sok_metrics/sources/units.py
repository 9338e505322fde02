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
_SCALES = (
    (re.compile(r"(?<!per )\b1[ .]?000\b"), Decimal(1000)),
    (re.compile(r"\b(mln|miljoen)\b"), Decimal(1_000_000)),
)
"""In what a figure is written: "x 1 000 euro", "mln kWh"; "per 1 000 inwoners" is something else."""


def same_unit(one: str, other: str) -> bool:
    """Whether two spellings mean one unit: "m3" and "m³", "kWh" and "kwh"."""
    return _tidy(one) == _tidy(other)


def conversion(cbs_unit: str, unit: str) -> Decimal | None:
    """What a figure in CBS's unit is multiplied by to stand in `unit`; None when the two do not go together.

    Only what can be told apart is refused: kWh is no m³ and a share is no number, but "aantal" fits
    "huishoudens".
    """
    if _measure(cbs_unit) != _measure(unit) or _is_rate(cbs_unit, unit) != _is_rate(unit, cbs_unit):
        return None
    return _scale(cbs_unit) / _scale(unit)


def _is_rate(unit: str, other: str) -> bool:
    """Whether something is counted per something else, where the other unit says so or is a bare count."""
    return _tidy(unit).startswith("per ") or (_tidy(other).startswith("per ") and " per " in _tidy(unit))


def _scale(unit: str) -> Decimal:
    return next((scale for sign, scale in _SCALES if sign.search(_tidy(unit))), Decimal(1))


def _measure(unit: str) -> str:
    """What is measured, of the few measures that we know; "" for anything that is counted."""
    bare = _tidy(unit)
    for sign, _times in _SCALES:
        bare = sign.sub(" ", bare)
    words = bare.strip().removeprefix("x").split()
    first = words[0] if words else ""
    return next((name for sign, name in _MEASURES if first == sign or (sign in "%€" and sign in first)), "")


def _tidy(unit: str) -> str:
    return " ".join(unit.lower().replace("m3", "m³").replace("euro's", "euro").split())
