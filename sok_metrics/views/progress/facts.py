"""The facts of a series that a judgement needs: its baseline, latest value, aim, what is due and the pace."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import Direction, IndicatorKind
from sok_metrics.views.progress.columns import DAYS_PER_YEAR, Flags, Floats, Integers, days, floats, texts
from sok_metrics.views.progress.history import History, read_history
from sok_metrics.views.progress.path import (
    aim_of,
    distance,
    due_value,
    follows_growth,
    has_direction,
    read_steps,
)
from sok_metrics.views.progress.published_methods import growth_rate

DEFAULT_SMALLEST_CHANGE = 0.005
"""Share of the baseline a year that counts as a change, where the indicator sets no amount."""

TOLERANCE = 1e-12
"""Relative slack on every comparison, so that 0.1 + 0.2 reaches 0.3; around zero it is this itself."""

SHORTEST = 28
"""Days from the baseline on before anybody judges a change: the shortest month."""

Point: TypeAlias = tuple[Floats, Floats]
"""A value and a day of each series."""


@dataclass(frozen=True)
class Scale:
    """What "better" means for each series: a value's goodness rises when it gets better."""

    sign: Floats
    is_range: Flags
    low: Floats
    high: Floats

    def goodness(self, value: Floats) -> Floats:
        """Give the value itself (higher), its opposite (lower) or minus the distance to the range."""
        return np.where(self.is_range, -distance(value, self.low, self.high), self.sign * value)

    def goodness_of(self, history: History) -> Floats:
        """Give the goodness of each point."""
        points = history.value * self.sign[history.series]
        in_range = np.flatnonzero(self.is_range[history.series])
        owner = history.series[in_range]
        points[in_range] = -distance(history.value[in_range], self.low[owner], self.high[owner])
        return points

    def best(self, history: History, start: Integers, end: Integers) -> Floats:
        """Give the goodness of each series' best point between two places, NaN where there is none."""
        if not len(history.series):
            return np.full(history.size, np.nan)
        points = self.goodness_of(history)
        exists = start < end
        edges = np.column_stack([np.where(exists, start, 0), np.where(exists, end, 0)]).ravel()
        return np.where(exists, np.fmax.reduceat(points, edges)[::2], np.nan)


@dataclass(frozen=True)
class Facts:
    """One array element per series; days are days since 1970, NaN where something is not known."""

    today: float
    scale: Scale
    target: Floats
    target_day: Floats
    aim: Floats
    base: Floats
    base_day: Floats
    base_is_first: Flags
    base_is_set: Flags
    latest: Floats
    latest_day: Floats
    previous: Floats
    previous_day: Floats
    count: Integers
    due: Floats
    pace: Floats
    change_per_year: Floats
    goodness_per_year: Floats
    smallest: Floats  # the smallest change a year that counts
    best_before: Floats  # the best goodness of an earlier measurement that counts
    target_is_itself: Flags
    steps_contradict: Flags  # an interim target lies beyond baseline or target

    @property
    def has_two_dates(self) -> Flags:
        """Whether the latest measurement came long enough after the baseline to judge a change."""
        return is_long_enough(self.base_day, self.latest_day)


def is_long_enough(base_day: Floats, latest_day: Floats) -> Flags:
    """Whether there is enough time between two days to judge the change."""
    return latest_day - base_day >= SHORTEST


def slack(*sizes: Floats) -> Floats:
    """How little counts as nothing between figures of these sizes."""
    largest = np.ones_like(sizes[0])
    for size in sizes:
        largest = np.fmax(largest, np.abs(size))
    return TOLERANCE * largest


def read_facts(
    series: pd.DataFrame, measurements: pd.DataFrame, interim_targets: pd.DataFrame, today: date
) -> Facts:
    """Look up and compute everything that a judgement on these series needs, as known on a day."""
    codes, target_number = _codes_with_targets(series)
    everything = _read_measurements(codes, measurements, series, today)
    is_itself = target_number == np.arange(len(series))
    from_series = everything.latest()[0][target_number] if len(codes) else np.empty(0)
    from_series = np.where(is_itself, np.nan, from_series)
    target = np.where(target_number >= 0, from_series, floats(series, "target_value"))
    history, scale = _first_series(everything, len(series)), _scale(series)
    latest, latest_day = history.latest()
    previous, previous_day = history.latest(back=1)
    base, base_day, base_is_first = _baseline(series, history)
    start, goal = (base, base_day), (aim_of(series, target, base), days(series, "target_date"))
    steps = read_steps(pd.Index(series["series_code"], dtype=object), interim_targets, base_day, goal[1])
    due, pace = _due_and_pace(series, steps, scale, (latest, latest_day), start, goal)
    years = np.where(is_long_enough(base_day, latest_day), (latest_day - base_day) / DAYS_PER_YEAR, np.nan)
    return Facts(
        today=float(np.datetime64(today, "D").astype(np.int64)),
        scale=scale,
        target=target,
        target_day=goal[1],
        aim=goal[0],
        base=base,
        base_day=base_day,
        base_is_first=base_is_first,
        base_is_set=~np.isnan(floats(series, "baseline_value")) | _is_hidden(series, "baseline_hidden"),
        latest=latest,
        latest_day=latest_day,
        previous=previous,
        previous_day=previous_day,
        count=history.count,
        due=due,
        pace=pace,
        change_per_year=(latest - base) / years,
        goodness_per_year=(scale.goodness(latest) - scale.goodness(base)) / years,
        smallest=_smallest_change(series, base),
        best_before=scale.best(history, history.place_from(base_day), history.end - 1),
        target_is_itself=is_itself,
        steps_contradict=_contradict(steps, scale, base, goal[0]) & ~follows_growth(series),
    )


def _codes_with_targets(series: pd.DataFrame) -> tuple[pd.Index, Integers]:
    """Give the codes of these and of their target series, and where each target series is (-1: none)."""
    own = pd.Index(series["series_code"], dtype=object)
    wanted = pd.Index(texts(series, "target_series_code"), dtype=object)
    codes = own.append(wanted.dropna().unique().difference(own, sort=False))
    return codes, np.where(wanted.isna(), -1, codes.get_indexer(wanted))


def _read_measurements(
    codes: pd.Index, measurements: pd.DataFrame, series: pd.DataFrame, today: date
) -> History:
    """Sort the measurements up to today; a story counts without a value."""
    until = np.full(len(codes), np.datetime64(today, "D").astype(np.int64), dtype=np.float64)
    keep_empty = np.zeros(len(codes), dtype=bool)
    keep_empty[: len(series)] = series["kind"] == IndicatorKind.STORY.value
    return read_history(codes, measurements, date_column="period_end", until=until, keep_empty=keep_empty)


def _first_series(history: History, count: int) -> History:
    """Give the history of the first series only (the target series stand behind them)."""
    stop = int(history.end[count - 1]) if count else 0
    return History(
        count,
        history.series[:stop],
        history.day[:stop],
        history.value[:stop],
        history.start[:count],
        history.end[:count],
    )


def _baseline(series: pd.DataFrame, history: History) -> tuple[Floats, Floats, Flags]:
    """Give value and day of the baseline, and whether the first measurement (on or after its date) serves."""
    set_value, set_day = floats(series, "baseline_value"), days(series, "baseline_date")
    place = history.place_from(set_day)
    first, first_day = history.point(place, place < history.end)
    is_unset = np.isnan(set_value) & ~_is_hidden(series, "baseline_hidden")
    value, day = np.where(is_unset, first, set_value), np.where(is_unset, first_day, set_day)
    return value, day, is_unset & ~np.isnan(first_day)


def _is_hidden(series: pd.DataFrame, column: str) -> Flags:
    """Tell where there is a figure that is not shown; without the column nothing is hidden."""
    if column not in series:
        return np.zeros(len(series), dtype=bool)
    return series[column].notna().to_numpy(bool)


def _scale(series: pd.DataFrame) -> Scale:
    """Read what better means; "keep it so" counts higher as fine."""
    sign = np.where(has_direction(series, Direction.LOWER), -1.0, 1.0)
    is_range = has_direction(series, Direction.RANGE)
    return Scale(sign, is_range, floats(series, "range_low"), floats(series, "range_high"))


def _smallest_change(series: pd.DataFrame, base: Floats) -> Floats:
    """Give the smallest change a year that counts, by default half a percent of the baseline."""
    amount = floats(series, "smallest_change")
    return np.where(np.isnan(amount), DEFAULT_SMALLEST_CHANGE * np.abs(base), amount)


def _due_and_pace(
    series: pd.DataFrame,
    steps: History,
    scale: Scale,
    now: Point,
    start: Point,
    goal: Point,
) -> tuple[Floats, Floats]:
    """Give the value due at the latest date and the pace, NaN where there is no path to follow."""
    growth = follows_growth(series)
    due = due_value(now[1], start=start, goal=goal, steps=steps, growth=growth)
    counts = is_long_enough(start[1], now[1]) & (goal[1] > start[1])
    due = np.where(counts, due, np.nan)
    from_good = scale.goodness(start[0])
    wanted = scale.goodness(due) - from_good
    linear = _linear_pace(scale.goodness(now[0]) - from_good, wanted, slack(start[0], goal[0]))
    return due, np.where(growth & counts, _growth_pace(now, start, goal, scale.sign), linear)


def _contradict(steps: History, scale: Scale, base: Floats, aim: Floats) -> Flags:
    """Tell which series have an interim target that is worse than the baseline or better than the target."""
    owner, room = steps.series, slack(base, aim)
    points, low, high = scale.goodness_of(steps), scale.goodness(base) - room, scale.goodness(aim) + room
    beyond = (points < low[owner]) | (points > high[owner])
    return np.bincount(owner[beyond], minlength=steps.size) > 0


def _linear_pace(gained: Floats, due: Floats, least: Floats) -> Floats:
    """Give the change so far / the change due by now; NaN where no improvement was due yet."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(due > least, gained / due, np.nan)


def _growth_pace(now: Point, start: Point, goal: Point, sign: Floats) -> Floats:
    """Give Open SDG's ratio of growth rates; past the target date the planned years count."""
    planned = (goal[1] - start[1]) / DAYS_PER_YEAR
    elapsed = np.minimum((now[1] - start[1]) / DAYS_PER_YEAR, planned)
    possible = (start[0] > 0) & (goal[0] > 0) & (now[0] >= 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        required = np.abs(growth_rate(start[0], goal[0], planned))
        ratio = sign * growth_rate(start[0], now[0], elapsed) / required
    return np.where(possible & np.isfinite(ratio), ratio, np.nan)
