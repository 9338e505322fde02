"""The way from baseline to target: where it leads, what is due on a day, and its points for drawing."""

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import Direction, TargetPath
from sok_metrics.views.progress.columns import (
    DAYS_PER_YEAR,
    Flags,
    Floats,
    Integers,
    add_months,
    days,
    floats,
    to_dates,
)
from sok_metrics.views.progress.history import History, read_history

PATH_COLUMNS = ("series_code", "date", "value")


def has_direction(series: pd.DataFrame, direction: Direction) -> Flags:
    """Tell which series want this change."""
    return (series["direction"] == direction.value).to_numpy(bool)


def follows_growth(series: pd.DataFrame) -> Flags:
    """Tell which series follow a growth rate; a range or "keep it so" never does."""
    by_number = has_direction(series, Direction.HIGHER) | has_direction(series, Direction.LOWER)
    return (series["path"] == TargetPath.GROWTH.value).to_numpy(bool) & by_number


def distance(value: Floats, low: Floats, high: Floats) -> Floats:
    """Give how far a value lies outside a range, 0 inside it."""
    return np.maximum(np.maximum(low - value, value - high), 0)


def aim_of(series: pd.DataFrame, target: Floats, baseline: Floats) -> Floats:
    """Give the value that the path leads to: the target, or the edge of the range nearest to the baseline."""
    low, high = floats(series, "range_low"), floats(series, "range_high")
    edge = np.clip(baseline, low, high)
    wanted = has_direction(series, Direction.HIGHER) | has_direction(series, Direction.LOWER)
    return np.where(has_direction(series, Direction.RANGE), edge, np.where(wanted, target, np.nan))


def read_steps(codes: pd.Index, interim_targets: pd.DataFrame, after: Floats, before: Floats) -> History:
    """Sort the interim targets that lie strictly between their series' baseline and target dates."""
    steps = read_history(codes, interim_targets, date_column="due_on", until=before - 1)
    late_enough = steps.day > after[steps.series]
    kept = steps.series[late_enough]
    edges = np.searchsorted(kept, np.arange(steps.size + 1))
    return History(steps.size, kept, steps.day[late_enough], steps.value[late_enough], edges[:-1], edges[1:])


def due_value(
    day: Floats, *, start: tuple[Floats, Floats], goal: tuple[Floats, Floats], steps: History, growth: Flags
) -> Floats:
    """Give the value due on a day; start and goal are (value, day).

    Linear: the straight lines from baseline over the interim targets to the target. Growth: a constant rate,
    without interim targets. From the target date on the target itself stays due.
    """
    now = np.minimum(day, goal[1])
    following = steps.place_from(now + 1)
    before = steps.point(following - 1, following > steps.start)
    after = steps.point(following, following < steps.end)
    from_value, from_day = (np.where(np.isnan(b), s, b) for b, s in zip(before, start, strict=True))
    to_value, to_day = (np.where(np.isnan(a), g, a) for a, g in zip(after, goal, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        linear = from_value + (to_value - from_value) * ((now - from_day) / (to_day - from_day))
        rising = start[0] * (goal[0] / start[0]) ** ((now - start[1]) / (goal[1] - start[1]))
    linear = np.where(now == goal[1], goal[0], linear)
    return np.where(growth, rising, linear)


def target_path(assessed: pd.DataFrame, interim_targets: pd.DataFrame) -> pd.DataFrame:
    """Give the points of each path (series_code, date, value) from baseline to target, for drawing.

    Straight paths bend at their interim targets; a growth path has a point a year. A series without a
    complete path (no target, no date, a date before the baseline, "keep it so") has no points.
    """
    start = floats(assessed, "effective_baseline_value"), days(assessed, "effective_baseline_date")
    goal = aim_of(assessed, floats(assessed, "target_value"), start[0]), days(assessed, "target_date")
    growth = follows_growth(assessed)
    drawable = (goal[1] > start[1]) & ~np.isnan(goal[0]) & ~np.isnan(start[0])
    drawable &= ~growth | ((start[0] > 0) & (goal[0] > 0))
    codes = pd.Index(assessed["series_code"])
    steps = read_steps(codes, interim_targets, start[1], goal[1])
    bends = (drawable & ~growth)[steps.series]
    number, day, value = _growth_points(start, goal, np.flatnonzero(drawable & growth))
    ends = np.flatnonzero(drawable)
    number = np.concatenate([ends, ends, steps.series[bends], number])
    day = np.concatenate([start[1][ends], goal[1][ends], steps.day[bends], day])
    value = np.concatenate([start[0][ends], goal[0][ends], steps.value[bends], value])
    order = np.lexsort((day, number))
    columns = (codes.to_numpy()[number[order]], to_dates(day[order]), value[order])
    return pd.DataFrame(dict(zip(PATH_COLUMNS, columns, strict=True))).astype({"series_code": "str"})


def _growth_points(
    start: tuple[Floats, Floats], goal: tuple[Floats, Floats], number: Integers
) -> tuple[Integers, Floats, Floats]:
    """Give the yearly points strictly between baseline and target of growth paths: number, day, value."""
    years = np.ceil((goal[1] - start[1])[number] / DAYS_PER_YEAR).astype(np.int64)
    owner = np.repeat(number, years)
    since = np.arange(len(owner)) - np.repeat(np.cumsum(years) - years, years)
    day = add_months(start[1][owner], 12.0 * since.astype(np.float64))
    inside = (since > 0) & (day < goal[1][owner])
    owner, day = owner[inside], day[inside]
    share = (day - start[1][owner]) / (goal[1] - start[1])[owner]
    return owner, day, start[0][owner] * (goal[0][owner] / start[0][owner]) ** share
