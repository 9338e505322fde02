"""Which figures are hidden: small counts, what rests on few, and beside them what would bring those back."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import IndicatorKind, Withheld, Withholding
from sok_metrics.views.progress.closure import Cell, Graph
from sok_metrics.views.progress.columns import Flags, Floats, Integers, Texts, floats
from sok_metrics.views.progress.spans import clusters, may_tell_a_difference
from sok_metrics.views.progress.sums import Family, Line, Version

_FAMILY = ["sum_of", "edition", "is_baseline"]
_ALWAYS = np.iinfo(np.int64).max
_WHOLE = 100.0


class _Quantity(NamedTuple):
    """What is added up: the figures themselves, or in how many people each of them shows."""

    value: Floats
    most: Floats
    is_used: Flags
    are_counts: bool


class _Row(NamedTuple):
    """One version of a figure; the names are those of the columns."""

    series_code: str
    area_code: str
    is_total_area: bool
    group_name: str
    first: int
    last: int
    threshold: int
    order: int
    is_real: bool
    since: int
    until: int
    value: float
    most: float
    is_share: bool
    why: str | None


def withhold(figures: pd.DataFrame) -> pd.Series:
    """Why each figure is not shown (a code of Withheld), None where it may be.

    In, a row for every version of a figure: sum_of (what may be added up has the same), kind, threshold,
    series_code, area_code ("" for none), is_total_area, group_name ("" is the total), edition, is_baseline,
    period_start, period_end, value, base_count, most (what everybody sees that it is at most), recorded_at,
    until (when it stopped to be shown; NaT for never), is_real, order (when it was published: what is
    published later is hidden rather than what was out already).
    """
    value, base, threshold = (floats(figures, name) for name in ("value", "base_count", "threshold"))
    is_count = (figures["kind"] == IndicatorKind.NUMBER.value).to_numpy(bool)
    why = np.full(len(figures), None, dtype=object)
    why[(base < threshold) & ~np.isnan(value)] = Withholding.SMALL_BASE.value
    why[is_count & (value > 0) & (value < threshold)] = Withholding.SMALL.value
    _hide_beside(figures, why)
    codes = [
        None if reason is None else Withheld(Withholding(reason), int(limit)).code
        for reason, limit in zip(why.tolist(), threshold.tolist(), strict=True)
    ]
    return pd.Series(codes, index=figures.index, dtype=object)


def _hide_beside(figures: pd.DataFrame, why: Texts) -> None:
    """Write in `why` what is hidden for what it would tell of others, until no quantity tells anything."""
    days = _days(figures["period_start"]), _days(figures["period_end"]) + 1
    family: Integers = np.asarray(figures.groupby(_FAMILY, sort=False, dropna=False).ngroup(), dtype=np.int64)
    quantities = _quantities(figures)
    todo = list(range(len(quantities)))
    while todo:
        place = todo.pop(0)
        if _hide_in(figures, quantities[place], (family, *days), why):
            todo += [other for other in range(len(quantities)) if other != place and other not in todo]


def _quantities(figures: pd.DataFrame) -> list[_Quantity]:
    """What may add up: counts; amounts and shares themselves; and means and shares times their people."""
    value, base, most = (floats(figures, name) for name in ("value", "base_count", "most"))
    is_there = ~np.isnan(value)
    is_count = (figures["kind"] == IndicatorKind.NUMBER.value).to_numpy(bool)
    is_share = (figures["kind"] == IndicatorKind.PERCENTAGE.value).to_numpy(bool)
    # A store of before the limits may hold a figure that is too large to multiply.
    with np.errstate(over="ignore"):
        people = np.where(is_share, value / _WHOLE, value) * base
    found = [
        _Quantity(value, most, is_count & is_there, are_counts=True),
        _Quantity(value, np.where(is_share, _WHOLE, most), ~is_count & is_there, are_counts=False),
        _Quantity(people, np.where(is_share, base, np.nan), ~np.isnan(people), are_counts=False),
    ]
    return [quantity for quantity in found if quantity.is_used.any()]


def _hide_in(
    figures: pd.DataFrame, quantity: _Quantity, places: tuple[Integers, Integers, Integers], why: Texts
) -> bool:
    """Hide what is needed in the sums of one quantity, and tell whether anything was."""
    used = np.flatnonzero(quantity.is_used)
    family, first, last = (place[used] for place in places)
    cluster = clusters(family, first, last)
    chosen = _may_give_away(figures, quantity, used, (cluster, first, last), why)
    is_new = False
    for numbers, rows in _by_cluster(figures, quantity, used[chosen], cluster[chosen], places, why):
        cells, at = _cells(rows, are_counts=quantity.are_counts)
        _close(_family(cells, rows, at, are_counts=quantity.are_counts))
        for number, place in zip(numbers, at, strict=True):
            if cells[place].is_beside and why[number] is None:
                why[number] = Withholding.BESIDE.value
                is_new = True
    return is_new


def _may_give_away(
    figures: pd.DataFrame,
    quantity: _Quantity,
    used: Integers,
    spans: tuple[Integers, Integers, Integers],
    why: Texts,
) -> Flags:
    """The rows of clusters in which sums could bring back something small: a few of all, found at once."""
    cluster, first, last = spans
    small = np.bincount(cluster, weights=why[used] != np.array(None)) > 0
    chosen: Flags = small[cluster] & (np.bincount(cluster)[cluster] > 1)
    if quantity.are_counts:
        code: Integers = np.asarray(pd.factorize(figures["series_code"].iloc[used])[0], dtype=np.int64)
        figure = quantity.value[used], floats(figures, "threshold")[used]
        chosen |= may_tell_a_difference(cluster, code, (first, last), *figure)
    return chosen


def _by_cluster(
    figures: pd.DataFrame,
    quantity: _Quantity,
    chosen: Integers,
    cluster: Integers,
    places: tuple[Integers, Integers, Integers],
    why: Texts,
) -> Iterable[tuple[list[int], list[_Row]]]:
    """The numbers of the rows that hang together, and the rows."""
    own = figures.iloc[chosen]
    columns = own.assign(
        first=places[1][chosen],
        last=places[2][chosen],
        since=_moments(own["recorded_at"], missing=0),
        until=_moments(own["until"], missing=_ALWAYS),
        value=quantity.value[chosen],
        most=quantity.most[chosen],
        is_share=own["kind"] == IndicatorKind.PERCENTAGE.value,
        why=why[chosen],
    )
    found: dict[int, tuple[list[int], list[_Row]]] = {}
    rows = zip(*(columns[name].tolist() for name in _Row._fields), strict=True)
    for number, of, row in zip(chosen.tolist(), cluster.tolist(), rows, strict=True):
        numbers, together = found.setdefault(of, ([], []))
        numbers.append(number)
        together.append(_Row(*row))
    return found.values()


def _cells(rows: Iterable[_Row], *, are_counts: bool) -> tuple[list[Cell], list[int]]:
    """The numbers, and of each row the place of its number; the first of equal ones counts."""
    places: dict[tuple[str, int, int, float], int] = {}
    cells: list[Cell] = []
    at = []
    for row in rows:
        place = places.setdefault((row.series_code, row.first, row.last, row.value), len(cells))
        if place == len(cells):
            breadth = row.is_total_area + (row.group_name == "")
            cells.append(Cell(row.value, int(row.threshold), row.order, breadth=breadth, is_count=are_counts))
        cell = cells[place]
        cell.order = min(cell.order, row.order)
        cell.most = min(cell.most, cell.most if np.isnan(row.most) else row.most)
        is_small = row.why == Withholding.SMALL.value
        cell.is_small |= is_small and are_counts
        cell.has_small_base |= row.why == Withholding.SMALL_BASE.value or (is_small and not are_counts)
        cell.is_beside |= row.why == Withholding.BESIDE.value
        at.append(place)
    return cells, at


def _family(cells: list[Cell], rows: Iterable[_Row], places: Iterable[int], *, are_counts: bool) -> Family:
    versions = [
        Version(
            Line(row.series_code, row.area_code, bool(row.is_total_area), row.group_name),
            (row.first, row.last),
            place,
            row.since,
            row.until,
            bool(row.is_real),
            row.order,
        )
        for row, place in zip(rows, places, strict=True)
    ]
    whole = None
    if not are_counts and all(row.is_share for row in rows):
        whole = len(cells)
        cells.append(Cell(_WHOLE, 0, -1, is_count=False, is_known=True))
    return Family(cells, sorted(versions, key=lambda one: one.since), are_counts, whole)


def _close(family: Family) -> None:
    """Hide as if every publication was looked at when it came: what was hidden once stays so."""
    for order in family.orders():
        sums = family.sums_until(order)
        if sums:
            Graph(family.cells, sums).close()


def _days(dates: pd.Series) -> Integers:
    days: Integers = pd.to_datetime(dates).to_numpy().astype("datetime64[D]").astype(np.int64)
    return days


def _moments(moments: pd.Series, *, missing: int) -> Integers:
    found = pd.to_datetime(moments).to_numpy().astype("datetime64[us]")
    answer: Integers = np.where(np.isnat(found), missing, found.astype(np.int64))
    return answer
