"""Whether a figure is likely: what is not may be a slip of the keyboard, and somebody should look at it."""

from enum import StrEnum

TIMES = 10
"""From so many times the last figure on (or that part of it) we ask whether it is right."""


class Unlikely(StrEnum):
    """Why a figure is not likely; a bound goes before the comparison with the last figure."""

    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    MUCH_MORE = "much_more"
    MUCH_LESS = "much_less"


def unlikely(
    value: float | None, last: float | None, lower: float | None, upper: float | None
) -> Unlikely | None:
    """Why this figure is not likely, given the last one of its series and the indicator's bounds.

    None when it is likely or cannot be judged. Zero is never much less: something may come to an end.
    """
    if value is None:
        return None
    if lower is not None and value < lower:
        return Unlikely.TOO_LOW
    if upper is not None and value > upper:
        return Unlikely.TOO_HIGH
    if not last or not value:
        return None
    if abs(value) >= TIMES * abs(last):
        return Unlikely.MUCH_MORE
    return Unlikely.MUCH_LESS if abs(value) * TIMES <= abs(last) else None
