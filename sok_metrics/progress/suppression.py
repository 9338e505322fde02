"""Hiding small counts in a table, so that subtraction from the totals does not bring them back."""

from typing import overload

import numpy as np
import pandas as pd

from sok_metrics.model import IndicatorKind, Withheld, Withholding
from sok_metrics.progress.columns import Flags, Floats, Texts, floats

_SAME_THING = ["sum_of", "edition", "period_start", "period_end"]


def withhold(figures: pd.DataFrame) -> pd.Series:
    """Why each figure is not shown (a code of Withheld), None where it may be.

    In: sum_of (what may be added up has the same), kind, threshold, area_code ("" for none), is_total_area,
    group_name ("" is the total), edition, period_start, period_end, value, base_count. Only counts are parts
    of a total.
    """
    value, base, threshold = (floats(figures, name) for name in ("value", "base_count", "threshold"))
    is_count = (figures["kind"] == IndicatorKind.NUMBER.value).to_numpy(bool)
    is_small = is_count & (value > 0) & (value < threshold)
    has_small_base = (base < threshold) & ~np.isnan(value)
    why = np.full(len(figures), None, dtype=object)
    why[has_small_base] = Withholding.SMALL_BASE.value
    why[is_small] = Withholding.SMALL.value
    if is_small.any():
        _withhold_beside(figures.reset_index(drop=True)[is_count & ~np.isnan(value)], value, why)
    codes = [
        None if reason is None else Withheld(Withholding(reason), int(limit)).code
        for reason, limit in zip(why.tolist(), threshold.tolist(), strict=True)
    ]
    return pd.Series(codes, index=figures.index, dtype=object)


def _withhold_beside(counts: pd.DataFrame, value: Floats, why: Texts) -> None:
    """Hide what a total would give away, along the areas and along the groups, until nothing is."""
    lines = [
        *_sums(counts, counts["is_total_area"].to_numpy(bool), "group_name"),
        *_sums(counts, (counts["group_name"] == "").to_numpy(bool), "area_code"),
    ]
    thresholds = counts["threshold"]
    while any(_hide_in_sum(parts, totals, value, why, int(thresholds[parts[0]])) for parts, totals in lines):
        pass


def _sums(counts: pd.DataFrame, is_total: Flags, across: str) -> list[tuple[list[int], list[int]]]:
    """The parts and the totals of each sum, as places in the column of figures."""
    key = [*_SAME_THING, across]
    parts = counts[~is_total].groupby(key, dropna=False).indices
    totals = counts[is_total].groupby(key, dropna=False).indices
    inside, whole = counts.index[~is_total], counts.index[is_total]
    return [(list(inside[parts[name]]), list(whole[totals[name]])) for name in parts if name in totals]


def _hide_in_sum(parts: list[int], totals: list[int], value: Floats, why: Texts, threshold: int) -> bool:
    """Hide one more figure of a sum when its total gives a hidden one away; tell whether it did."""
    shown_totals = [place for place in totals if why[place] is None]
    hidden = np.array([why[place] is not None for place in parts])
    if not shown_totals or not hidden.any() or not _is_given_away(value[parts][hidden], threshold):
        return False
    if hidden.all():
        # One part alone is no sum: nobody knows what else the total holds.
        if len(parts) > 1:
            why[shown_totals] = Withholding.BESIDE.value
        return len(parts) > 1
    _hide_one_more(value[parts], hidden, threshold)
    changed = [
        place for place, is_hidden in zip(parts, hidden, strict=True) if is_hidden and why[place] is None
    ]
    why[changed] = Withholding.BESIDE.value
    return True


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
