"""Rows of a frame, to show one by one."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a named tuple."""
    return iter(frame.itertuples())


def first_row(frame: pd.DataFrame) -> Any | None:
    """The first row as a named tuple; None when there is none."""
    return next(rows_of(frame), None)
