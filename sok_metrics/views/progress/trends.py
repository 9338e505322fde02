"""The course of a series on paper: its figures by date with the target beside them, for Excel and the A4."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from sok_metrics.nouns.model import IndicatorKind, SeriesRole
from sok_metrics.views.progress.commitments import leading_series
from sok_metrics.views.progress.gaps import comes_after_gap

MAX_POINTS = 120
"""The most measurements in one chart: the latest ones."""
_NARROW = 0.25  # of the axis
Line: TypeAlias = tuple[tuple[float, float], ...]
"""Places from the left bottom of a chart (0, 0) to the right top (1, 1)."""


@dataclass(frozen=True)
class Trend:
    """What one chart draws: rows of date, measured, target and highest, in the order of the dates."""

    row: Any
    points: pd.DataFrame
    is_example: bool

    @property
    def has_narrow_range(self) -> bool:
        """Whether the lowest and the highest line are so close that there is no room for words at both."""
        low, high = (float(self.points[name].iloc[-1]) for name in ("target", "highest"))
        figures = self.points[["measured", "target", "highest"]].to_numpy(np.float64)
        # The axis of a chart may begin at zero.
        return bool(high - low < _NARROW * (max(np.nanmax(figures), 0.0) - min(np.nanmin(figures), 0.0)))


@dataclass(frozen=True)
class Trends:
    """The trends that are drawn, and how many there are in all."""

    drawn: tuple[Trend, ...]
    total: int
    indicators: int = 0
    """Of how many indicators the drawn ones are."""
    with_areas: int = 0
    """Of how many of those the area that needs attention most is drawn beside the main series."""


@dataclass(frozen=True)
class SmallChart:
    """A trend as lines to draw."""

    measured: tuple[Line, ...]
    """The figures: a line for each stretch without a gap; one figure alone is a line of one place."""
    targets: tuple[Line, ...]
    """The target, or the lowest and the highest of a range."""
    first: date
    last: date


def collect_trends(assessed: pd.DataFrame, measurements: pd.DataFrame, most: int) -> Trends:
    """The series with measurements on two dates or more, in the order of `assessed`; `most` are drawn.

    Of each indicator the main one, and that of the area by which it is judged.
    """
    is_story = assessed["kind"] == IndicatorKind.STORY.value
    counts = assessed["series_code"].isin(leading_series(assessed)["series_code"])
    ours = assessed[((assessed["role"] == SeriesRole.MAIN.value) | counts) & ~is_story]
    chosen = ours[ours["series_code"].isin(_with_a_course(measurements))]
    rows: list[Any] = list(chosen.head(most).itertuples())
    by_series = _known(measurements, [row.series_code for row in rows])
    drawn = tuple(trend_of(row, by_series[row.series_code]) for row in rows)
    indicators = len({row.indicator_code for row in rows})
    return Trends(drawn, len(chosen), indicators, len(rows) - indicators)


def _with_a_course(measurements: pd.DataFrame) -> pd.Index:
    """The series with figures on two dates or more."""
    dates = measurements[measurements["value"].notna()].groupby("series_code")["period_end"].nunique()
    return dates[dates >= 2].index


def _known(measurements: pd.DataFrame, series_codes: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The figures of these series, one a date: the last of those that end then."""
    known = measurements[measurements["value"].notna() & measurements["series_code"].isin(series_codes)]
    known = known.sort_values(["period_end", "period_start"])
    known = known.drop_duplicates(["series_code", "period_end"], keep="last")
    return {str(code): rows.tail(MAX_POINTS) for code, rows in known.groupby("series_code")}


def trend_of(row: Any, measured: pd.DataFrame) -> Trend:
    """The measurements by date, with the target (or the range) beside each and at its own date."""
    dates, values = measured["period_end"].to_numpy(), measured["value"].to_numpy(np.float64)
    low, high = row.target_value, np.nan
    if pd.notna(row.range_low) and pd.notna(row.range_high):
        low, high = row.range_low, row.range_high
    if pd.notna(low) and pd.notna(row.target_date) and row.target_date > pd.Timestamp(dates[-1]):
        dates, values = np.append(dates, np.datetime64(row.target_date)), np.append(values, np.nan)
    points = pd.DataFrame({"date": dates, "measured": values, "target": float(low), "highest": float(high)})
    return Trend(row, _broken(points, row.frequency), bool(row.is_example))


def _broken(points: pd.DataFrame, frequency: str) -> pd.DataFrame:
    """The points with an empty one where figures are missing: there the line is broken."""
    after = comes_after_gap(points["date"], frequency) & points["measured"].notna().to_numpy()
    between = points["date"].shift()[after] + (points["date"] - points["date"].shift())[after] / 2
    breaks = points[after].assign(date=between.dt.normalize(), measured=np.nan)
    return pd.concat([points, breaks]).sort_values("date", kind="stable", ignore_index=True)


def small_charts(rows: Sequence[Any], measurements: pd.DataFrame) -> dict[str, SmallChart]:
    """Series -> its course, of those rows of `assess` that have figures on two dates or more."""
    long = set(_with_a_course(measurements))
    known = _known(measurements, [row.series_code for row in rows if row.series_code in long])
    return {
        row.series_code: _small(trend_of(row, known[row.series_code]))
        for row in rows
        if row.series_code in known
    }


def _small(trend: Trend) -> SmallChart:
    points = trend.points
    days = points["date"].to_numpy().astype("datetime64[D]").astype(np.float64)
    figures = points[["measured", "target", "highest"]].to_numpy(np.float64)
    low, high = np.nanmin(figures), np.nanmax(figures)
    across = (days - days[0]) / (days[-1] - days[0])
    upwards = np.where(np.isnan(figures), np.nan, 0.5) if low == high else (figures - low) / (high - low)
    targets = [float(height) for height in upwards[0, 1:] if np.isfinite(height)]
    return SmallChart(
        measured=tuple(_stretches(across, upwards[:, 0])),
        targets=tuple(((0.0, height), (1.0, height)) for height in targets),
        first=points["date"].iloc[0].date(),
        last=points["date"].iloc[-1].date(),
    )


def _stretches(across: npt.NDArray[np.float64], upwards: npt.NDArray[np.float64]) -> Iterator[Line]:
    """The places of a column, a line for each stretch without an empty one."""
    line: list[tuple[float, float]] = []
    for x, y in zip(across.tolist(), upwards.tolist(), strict=True):
        if np.isfinite(y):
            line.append((x, y))
        elif line:
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)
