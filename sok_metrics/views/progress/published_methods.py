"""The published growth-rate (CAGR) methods, unchanged: Open SDG (Statistics Canada) and Eustat's classes.

Sources: the Canadian Indicator Framework as Open SDG publishes it (sdg-data-canada-odd-donnees,
cif-data-donnees-cic) and Eustat's SDG tables (EUSTAT-DES/data). Both test "achieved" first, even where the
target lies on the other side of the base. A zero base or target counts as 0.001, which distorts: say so where
such a figure is shown.

A frame of cases has one row per series: base_value, base_year, current_value, current_year, direction
(+1 higher, -1 lower), limit, target, target_year (NaN where there is none).
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats: TypeAlias = npt.NDArray[np.float64]

ZERO_STANDS_FOR = 0.001
LIMIT_EXPONENT = 4.44
# Slope and offset from 60% up, slope below: Open SDG rounds them, Eustat's figures show them unrounded.
OPEN_SDG_SCORE_LINES = (7.1429, 4.2857, 4.1667)
EUSTAT_SCORE_LINES = (5 / 0.7, 3 / 0.7, 2.5 / 0.6)
OPEN_SDG_RATIO_CUTS = (0.95, 0.60, 0.0)
OPEN_SDG_GROWTH_CUTS = (0.015, 0.005, 0.0)
OPEN_SDG_SCORE_CUTS = (2.5, 0.0, -2.5)
OPEN_SDG_CLASSES = ("substantial_progress", "moderate_progress", "limited_progress", "deterioration")
EUSTAT_RATIO_CLASSES = (
    "significant_progress",
    "moderate_progress",
    "moderate_deterioration",
    "significant_deterioration",
)
ACHIEVED = "target_achieved"
NOT_AVAILABLE = "not_available"


def open_sdg_endpoints(points: pd.DataFrame, base_years: pd.Series) -> pd.DataFrame:
    """Give each series in `base_years` (index: id) its base and its latest year with their values.

    The base is the base year or the first later year with data. `points` has id, year and value; the answer
    has base_year, base_value, current_year and current_value by id.
    """
    known = points.dropna(subset=["value"]).sort_values(["id", "year"])
    counting = known[known["year"] >= known["id"].map(base_years)]
    base = counting.drop_duplicates("id", keep="first").set_index("id")[["year", "value"]]
    current = counting.drop_duplicates("id", keep="last").set_index("id")[["year", "value"]]
    both = base.add_prefix("base_").join(current.add_prefix("current_"))
    return both.reindex(base_years.index).astype(float)


def open_sdg_progress(cases: pd.DataFrame) -> pd.DataFrame:
    """Give progress_value, score (-5..+5) and status of each case as Open SDG (Statistics Canada) does."""
    value, growth, room = _progress_values(cases)
    to_target = _has_target(cases)
    score = np.where(to_target, score_with_target(value), score_without_target(growth, room))
    by_ratio = _classify(value, OPEN_SDG_RATIO_CUTS, OPEN_SDG_CLASSES)
    by_growth = _classify_scaled(growth, room, OPEN_SDG_GROWTH_CUTS, OPEN_SDG_CLASSES)
    status = np.where(to_target, by_ratio, by_growth)
    return _finish(cases, value, score, status, achieved_status=ACHIEVED)


def eustat_progress(cases: pd.DataFrame) -> pd.DataFrame:
    """Give progress_value, score (-5..+5) and one of Eustat's five classes for each case."""
    value, growth, room = _progress_values(cases)
    to_target = _has_target(cases)
    with_target = _score_lines(value, *EUSTAT_SCORE_LINES)
    score = np.where(to_target, with_target, _eustat_growth_score(growth, room))
    by_ratio = _classify(value, OPEN_SDG_RATIO_CUTS, EUSTAT_RATIO_CLASSES)
    status = np.where(to_target, by_ratio, _eustat_growth_class(growth, room))
    return _finish(cases, value, score, status, achieved_status=EUSTAT_RATIO_CLASSES[0])


def open_sdg_aggregate(scores: pd.DataFrame) -> pd.DataFrame:
    """Give score and status per indicator: the mean of its series scores, each named group averaged first.

    `scores` has indicator, group (None: stands alone), score and status; series without a score are left out.
    An indicator is achieved only when each of its scored series is.
    """
    known = scores.dropna(subset=["score"])
    alone = known["group"].isna()
    nested = known[~alone].groupby(["indicator", "group"], as_index=False)["score"].mean()
    parts = pd.concat([known.loc[alone, ["indicator", "score"]], nested[["indicator", "score"]]])
    mean = parts.groupby("indicator")["score"].mean()
    achieved = (known["status"] == ACHIEVED).groupby(known["indicator"]).all()
    answer = mean.reindex(pd.Index(scores["indicator"].unique(), name="indicator")).to_frame()
    is_achieved = achieved.reindex(answer.index, fill_value=False).to_numpy(bool)
    classes = _classify(answer["score"].to_numpy(float), OPEN_SDG_SCORE_CUTS, OPEN_SDG_CLASSES)
    answer["status"] = np.where(is_achieved, ACHIEVED, classes)
    return answer


def growth_rate(start: Floats, end: Floats, years: Floats) -> Floats:
    """Give the compound annual growth rate from start to end; NaN without time between or real root."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(years > 0, (end / start) ** (1 / years) - 1, np.nan)


def score_with_target(ratio: Floats) -> Floats:
    """Map a ratio of progress to Open SDG's score: -5 at -60% and below, 0 at 60%, +5 at 130% and above."""
    return _score_lines(ratio, *OPEN_SDG_SCORE_LINES)


def score_without_target(growth: Floats, room: Floats) -> Floats:
    """Map a wanted growth rate to Open SDG's score; `room` (see room_to_limit) scales the cuts."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = growth / room
    choices = [
        (growth < 0, np.maximum(125 * growth - 2.5, -5)),
        (room == 0, np.full_like(growth, 5.0)),
        (scaled < 0.005, 500 * scaled - 2.5),
        (scaled < 0.015, 250 * scaled - 1.25),
        (scaled >= 0.015, np.minimum(500 * scaled - 5, 5)),
    ]
    return np.select([when for when, _ in choices], [score for _, score in choices], np.nan)


def room_to_limit(base: Floats, limit: Floats) -> Floats:
    """Give the factor for the growth cuts: 1 far from a natural limit or without one, 0 at the limit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = 1 - np.abs(base / limit) ** LIMIT_EXPONENT
        outside = 1 - np.abs((2 * limit - base) / limit) ** LIMIT_EXPONENT
    far = np.isnan(limit) | (base >= 2 * limit)
    return np.where(far, 1.0, np.where(base <= limit, inside, outside))


def _progress_values(cases: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    """Give the published progress value, the wanted growth rate and the room to the limit."""
    base = _nonzero(_floats(cases, "base_value"))
    elapsed = _floats(cases, "current_year") - _floats(cases, "base_year")
    rate = growth_rate(base, _floats(cases, "current_value"), elapsed)
    growth = np.where(base < 0, -1, 1) * _floats(cases, "direction") * rate
    planned = _floats(cases, "target_year") - _floats(cases, "base_year")
    required = np.abs(growth_rate(base, _nonzero(_floats(cases, "target")), planned))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(required > 0, growth / required, np.nan)
    value = np.where(_has_target(cases), ratio, growth)
    return value, growth, room_to_limit(base, _floats(cases, "limit"))


def _finish(
    cases: pd.DataFrame, value: Floats, score: Floats, status: object, achieved_status: str
) -> pd.DataFrame:
    """Put "achieved" before every class, after "not available" where there is no second year."""
    direction = _floats(cases, "direction")
    reached = direction * (_floats(cases, "current_value") - _floats(cases, "target")) >= 0
    reached &= _floats(cases, "current_year") > _floats(cases, "base_year")
    answer = pd.DataFrame({"progress_value": value, "score": score, "status": status}, index=cases.index)
    answer.loc[reached, "score"] = 5.0
    answer.loc[reached, "status"] = achieved_status
    answer.loc[~reached & answer["progress_value"].isna().to_numpy(), "status"] = NOT_AVAILABLE
    return answer


def _classify(value: Floats, cuts: tuple[float, ...], classes: tuple[str, ...]) -> npt.NDArray[np.str_]:
    """Name the class of each value; the lower bounds are inclusive and the last class is below all cuts."""
    conditions = [np.isnan(value), *(value >= cut for cut in cuts)]
    return np.select(conditions, [NOT_AVAILABLE, *classes[:-1]], classes[-1])


def _classify_scaled(
    growth: Floats, room: Floats, cuts: tuple[float, ...], classes: tuple[str, ...]
) -> npt.NDArray[np.str_]:
    """Name the class of each growth rate with the cuts scaled by the room to the limit."""
    conditions = [np.isnan(growth), *(growth >= cut * room for cut in cuts)]
    return np.select(conditions, [NOT_AVAILABLE, *classes[:-1]], classes[-1])


def _score_lines(ratio: Floats, slope_above: float, offset_above: float, slope_below: float) -> Floats:
    """Give the score on the line above or below a ratio of 60%, within -5..+5; NaN without a ratio."""
    above = np.minimum(slope_above * ratio - offset_above, 5)
    below = np.maximum(slope_below * ratio - 2.5, -5)
    return np.where(np.isnan(ratio), np.nan, np.where(ratio >= 0.6, above, below))


def _eustat_growth_class(growth: Floats, room: Floats) -> npt.NDArray[np.str_]:
    """Name Eustat's class without a target: cuts at 1% and 0.1% a year, scaled by the room to the limit."""
    conditions = [
        np.isnan(growth),
        growth >= 0.01 * room,
        growth >= 0.001 * room,
        growth > -0.001 * room,
        growth > -0.01 * room,
    ]
    names = [
        NOT_AVAILABLE,
        "significant_progress",
        "moderate_progress",
        "no_progress",
        "moderate_deterioration",
    ]
    return np.select(conditions, names, "significant_deterioration")


def _eustat_growth_score(growth: Floats, room: Floats) -> Floats:
    """Give 250 x growth rate within -5..+5, the positive side scaled by the room to the limit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        positive = np.where(room == 0, 5.0, 250 * growth / room)
    return np.clip(np.where(growth < 0, 250 * growth, positive), -5, 5)


def _has_target(cases: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which cases have a target to grow to."""
    return ~np.isnan(_floats(cases, "target"))


def _nonzero(values: Floats) -> Floats:
    """Replace zero as the published method does."""
    return np.where(values == 0, ZERO_STANDS_FOR, values)


def _floats(cases: pd.DataFrame, column: str) -> Floats:
    """Give a column as floats, NaN where empty."""
    return pd.to_numeric(cases[column]).to_numpy(dtype=np.float64, na_value=np.nan)
