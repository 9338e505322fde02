"""Sums of whole numbers, that never leave the room of a BIGINT."""

_LARGEST = 2**63 - 1


def whole_sum(what: str) -> str:
    """The sum of a column in SQL; at most the largest BIGINT, for a store of before the limits."""
    return f"CAST(least(sum({what}), {_LARGEST}) AS BIGINT)"
