"""Which figures are hidden: small counts, and beside them what would bring those back."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sok_metrics.model import IndicatorKind, Withheld, Withholding
from sok_metrics.progress.closure import Cell, Graph
from sok_metrics.progress.columns import Flags, Integers, Texts, floats
from sok_metrics.progress.sums import Family, Line, Version

_FAMILY = ["sum_of", "edition", "is_baseline"]
_NUMBER = ["series_code", "is_baseline", "period_start", "period_end", "value"]
_ALWAYS = np.iinfo(np.int64).max


def withhold(figures: pd.DataFrame) -> pd.Series:
    """Why each figure is not shown (a code of Withheld), None where it may be.

    In, a row for every version of a figure: sum_of (what may be added up has the same), kind, threshold,
    series_code, area_code ("" for none), is_total_area, group_name ("" is the total), edition, is_baseline,
    period_start, period_end, value, base_count, most (what everybody sees that it is at most), recorded_at,
    until (when it stopped to be shown; NaT for never), is_real, order (when it was published: what is
    published later is hidden rather than what was out already). Only counts are parts of a total.
    """
    value, base, threshold = (floats(figures, name) for name in ("value", "base_count", "threshold"))
    is_count = (figures["kind"] == IndicatorKind.NUMBER.value).to_numpy(bool)
    why = np.full(len(figures), None, dtype=object)
    why[(base < threshold) & ~np.isnan(value)] = Withholding.SMALL_BASE.value
    why[is_count & (value > 0) & (value < threshold)] = Withholding.SMALL.value
    beside = _beside(figures.reset_index(drop=True), is_count & ~np.isnan(value), why)
    why[beside & (why == np.array(None))] = Withholding.BESIDE.value
    codes = [
        None if reason is None else Withheld(Withholding(reason), int(limit)).code
        for reason, limit in zip(why.tolist(), threshold.tolist(), strict=True)
    ]
    return pd.Series(codes, index=figures.index, dtype=object)


def _beside(figures: pd.DataFrame, is_count: Flags, why: Texts) -> Flags:
    """The rows that are hidden for what they would tell of others."""
    hidden: Flags = np.zeros(len(figures), dtype=bool)
    counts = figures[is_count]
    if counts.empty:
        return hidden
    family: Integers = np.asarray(counts.groupby(_FAMILY, sort=False, dropna=False).ngroup(), dtype=np.int64)
    number: Integers = np.asarray(counts.groupby(_NUMBER, sort=False, dropna=False).ngroup(), dtype=np.int64)
    first, last = _days(counts["period_start"]), _days(counts["period_end"]) + 1
    chosen = _may_give_away(family, counts, (first, last), why[is_count] != np.array(None))
    known = {name: floats(counts, name) for name in ("value", "most")}
    rows = counts.assign(first=first, last=last, number=number, why=why[is_count], **known)[chosen]
    for _key, own in rows.groupby(family[chosen], sort=False):
        cells, places = _cells(own)
        _close(Family(cells, _versions(own, places)))
        hidden[own.index] = [cells[place].is_beside for place in places]
    return hidden


def _may_give_away(
    family: Integers, counts: pd.DataFrame, days: tuple[Integers, Integers], is_small: Flags
) -> Flags:
    """The rows of families in which sums could bring back something small: a few of all, found at once."""
    first, last = days
    order = np.lexsort((last, first, family))
    spans = pd.DataFrame({"family": family, "first": first, "last": last}).iloc[order]
    until = spans.groupby("family")["last"].cummax()
    is_other = (spans[["first", "last"]] != spans[["first", "last"]].shift()).any(axis=1)
    within = (spans["family"] == spans["family"].shift()) & is_other & (spans["first"] < until.shift())
    overlaps = within.groupby(spans["family"]).any().to_numpy()
    small = np.bincount(family, weights=is_small) > 0
    lines = counts["series_code"].groupby(family).nunique().to_numpy() > 1
    chosen: Flags = (overlaps | (small & lines))[family]
    return chosen


def _cells(own: pd.DataFrame) -> tuple[list[Cell], list[int]]:
    """The numbers of a family, and of each row the place of its number; the first of equal ones counts."""
    places: dict[int, int] = {}
    cells: list[Cell] = []
    columns = ("number", "value", "threshold", "order", "most", "is_total_area", "group_name", "why")
    for number, value, threshold, order, most, is_total, group, why in _rows(own, columns):
        if number not in places:
            places[number] = len(cells)
            cells.append(Cell(value, int(threshold), order, breadth=bool(is_total) + (group == "")))
        cell = cells[places[number]]
        cell.order = min(cell.order, order)
        cell.most = min(cell.most, cell.most if np.isnan(most) else most)
        cell.is_small |= why == Withholding.SMALL.value
        cell.has_small_base |= why == Withholding.SMALL_BASE.value
    return cells, [places[number] for number in own["number"].tolist()]


def _versions(own: pd.DataFrame, places: list[int]) -> list[Version]:
    since = _moments(own["recorded_at"], missing=0)
    until = _moments(own["until"], missing=_ALWAYS)
    columns = ("series_code", "area_code", "is_total_area", "group_name", "first", "last", "is_real", "order")
    rows = zip(_rows(own, columns), places, since.tolist(), until.tolist(), strict=True)
    found = [
        Version(Line(code, area, bool(total), group), (first, last), cell, begin, end, bool(real), order)
        for (code, area, total, group, first, last, real, order), cell, begin, end in rows
    ]
    return sorted(found, key=lambda one: one.since)


def _close(family: Family) -> None:
    """Hide as if every publication was looked at when it came: what was hidden once stays so."""
    for order in family.orders():
        sums = family.sums_until(order)
        if sums:
            Graph(family.cells, sums).close()


def _rows(frame: pd.DataFrame, columns: Iterable[str]) -> Iterable[tuple]:  # type: ignore[type-arg]
    return zip(*(frame[name].tolist() for name in columns), strict=True)


def _days(dates: pd.Series) -> Integers:
    days: Integers = pd.to_datetime(dates).to_numpy().astype("datetime64[D]").astype(np.int64)
    return days


def _moments(moments: pd.Series, *, missing: int) -> Integers:
    found = pd.to_datetime(moments).to_numpy().astype("datetime64[us]")
    answer: Integers = np.where(np.isnat(found), missing, found.astype(np.int64))
    return answer
