"""Rows of two moments beside each other."""

from collections.abc import Iterable
from typing import Any

import pandas as pd


def became_known(old: Any, new: Any, column: str) -> bool:
    """Whether a day is there after and was not before."""
    return not pd.isna(getattr(new, column)) and (old is None or pd.isna(getattr(old, column)))


def pairs(before: pd.DataFrame, after: pd.DataFrame, key: list[str]) -> Iterable[tuple[Any, Any]]:
    """The rows with the same key, before and after; None where there is none. In the order of `after`."""
    old, new = (_by_key(frame, key) for frame in (before, after))
    for code in [*new, *(code for code in old if code not in new)]:
        yield old.get(code), new.get(code)


def _by_key(frame: pd.DataFrame, key: list[str]) -> dict[tuple[Any, ...], Any]:
    return {tuple(getattr(row, name) for name in key): row for row in frame.itertuples(index=False)}


def differs(before: Any, after: Any) -> bool:
    """Whether two values differ; two that are missing do not."""
    if pd.isna(before) or pd.isna(after):
        return bool(pd.isna(before)) != bool(pd.isna(after))
    return bool(before != after)


def text_of(value: Any) -> str:
    """The value as text; empty when it is missing."""
    return "" if pd.isna(value) else str(value)
