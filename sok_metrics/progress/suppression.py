"""Hiding small counts in a table, so that subtraction from the totals does not bring them back."""

from typing import overload

import numpy as np
import pandas as pd

from sok_metrics.progress.columns import Flags, Floats


@overload
def suppress_small(counts: pd.Series, threshold: int) -> pd.Series: ...
@overload
def suppress_small(counts: pd.DataFrame, threshold: int) -> pd.DataFrame: ...
def suppress_small(counts: pd.Series | pd.DataFrame, threshold: int) -> pd.Series | pd.DataFrame:
    """Give a mask of the cells to hide where totals (for a DataFrame of rows and columns) are shown.

    Hidden are counts from 1 to the threshold - 1; zero may be shown. Where the total would give a hidden cell
    away (it is the only one, or the hidden ones must all be 1 or all be threshold - 1), the smallest shown
    count of that row or column is hidden too, a zero if nothing else is left. Where all cells are hidden or
    there is only one, hide the total as well. Empty cells (NaN) are no cells.
    """
    table = counts.to_numpy(dtype=np.float64, na_value=np.nan)
    hidden = (table > 0) & (table < threshold)
    lines = [(table, hidden)] if table.ndim == 1 else [*_lines(table, hidden), *_lines(table.T, hidden.T)]
    while sum(_hide_one_more(values, mask, threshold) for values, mask in lines):
        pass
    if isinstance(counts, pd.Series):
        return pd.Series(hidden, index=counts.index)
    return pd.DataFrame(hidden, index=counts.index, columns=counts.columns)


def _lines(table: Floats, hidden: Flags) -> list[tuple[Floats, Flags]]:
    """Give the rows of a table with views on their masks."""
    return list(zip(table, hidden, strict=True))


def _hide_one_more(values: Floats, hidden: Flags, threshold: int) -> bool:
    """Hide one more cell of a row if its total gives hidden ones away; tell whether it did."""
    shown = ~hidden & ~np.isnan(values)
    if not shown.any() or not _is_given_away(values[hidden], threshold):
        return False
    candidates = np.flatnonzero(shown)
    zeros_last = np.where(values[candidates] == 0, np.inf, values[candidates])
    hidden[candidates[np.argmin(zeros_last)]] = True
    return True


def _is_given_away(hidden: Floats, threshold: int) -> bool:
    """Tell whether the sum of the hidden counts leaves one possibility only."""
    if len(hidden) < 2:
        return len(hidden) == 1
    return bool((hidden == 1).all() or (hidden == threshold - 1).all())
