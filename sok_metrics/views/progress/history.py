"""Measurements in the order of series and date, so that first, latest and previous are look-ups."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sok_metrics.views.progress.columns import Flags, Floats, Integers, dates, floats

_SPAN = 2**23  # more days than dates can have: one number holds a series and a day


@dataclass(frozen=True)
class History:
    """The points of a number of series, sorted; series are known by their number, points by their place."""

    size: int
    series: Integers  # the series' number of each point
    day: Integers
    value: Floats
    start: Integers  # per series: the place of its first point
    end: Integers  # per series: one past the place of its last point

    @property
    def count(self) -> Integers:
        """How many points each series has."""
        return self.end - self.start

    def point(self, place: Integers, exists: Flags) -> tuple[Floats, Floats]:
        """Give value and day at one place per series, NaN where it does not exist."""
        if not len(self.series):
            nothing = np.full(len(place), np.nan)
            return nothing, nothing
        safe = np.where(exists, place, 0)
        return (
            np.where(exists, self.value[safe], np.nan),
            np.where(exists, self.day[safe], np.nan),
        )

    def latest(self, back: int = 0) -> tuple[Floats, Floats]:
        """Give value and day of each series' latest point, or of the one so many points before it."""
        return self.point(self.end - 1 - back, self.count > back)

    def place_from(self, day: Floats) -> Integers:
        """Give per series the place of its first point on or after a day (NaN: its very first point)."""
        bounded = np.where(np.isnan(day), -_SPAN / 2, day).astype(np.int64)
        return self.places(np.arange(self.size, dtype=np.int64), bounded)

    def places(self, series: Integers, day: Integers) -> Integers:
        """Give the place of the first point on or after a day in a series, its end where there is none."""
        place = np.searchsorted(_key(self.series, self.day), _key(series, day))
        return np.minimum(np.maximum(place, self.start[series]), self.end[series])


def read_history(
    codes: pd.Index, points: pd.DataFrame, *, date_column: str, until: Floats, keep_empty: Flags | None = None
) -> History:
    """Sort the points of the series in `codes` that are dated up to their series' day in `until`.

    Points without a value are left out, but for the series marked in `keep_empty` (stories have none) and
    those whose value is not shown (a column `hidden`).
    """
    number, names = pd.factorize(points["series_code"])
    series = np.append(codes.get_indexer(pd.Index(names)), -1)[number].astype(np.int64)
    moment, value = dates(points, date_column), floats(points, "value")
    keep = (series >= 0) & ~np.isnat(moment)
    keep &= moment.astype(np.int64) <= np.append(until, -np.inf)[series]
    has_value = ~np.isnan(value) | hidden_points(points, keep_empty)
    keep &= has_value if keep_empty is None else has_value | np.append(keep_empty, False)[series]
    if not keep.all():
        series, moment, value = series[keep], moment[keep], value[keep]
    return _sorted(len(codes), series, moment.astype(np.int64), value)


def hidden_points(points: pd.DataFrame, keep_empty: Flags | None) -> Flags:
    """Which points have a value that is not shown; who has no use for empty points gets none."""
    if keep_empty is None or "hidden" not in points:
        return np.zeros(len(points), dtype=bool)
    return points["hidden"].notna().to_numpy(bool)


def _sorted(size: int, series: Integers, day: Integers, value: Floats) -> History:
    """Order points by series and day (equal days keep the order in which they came)."""
    key = _key(series, day)
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        series, day, value = series[order], day[order], value[order]
    edges = np.searchsorted(series, np.arange(size + 1))
    return History(size, series, day, value, edges[:-1], edges[1:])


def _key(series: Integers, day: Integers) -> Integers:
    """Give one number that sorts by series first and day second."""
    return series * _SPAN + day + _SPAN // 2
