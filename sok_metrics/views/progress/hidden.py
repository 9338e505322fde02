"""Which figures of a series are not shown, found back by their dates."""

from typing import Any

import numpy as np
import pandas as pd

from sok_metrics.views.progress.columns import Floats, Texts, days, texts
from sok_metrics.views.progress.facts import Facts

Why = dict[tuple[Any, float], str]


def read_hidden(series: pd.DataFrame, facts: Facts, measurements: pd.DataFrame) -> dict[str, Texts]:
    """Why the latest, previous, baseline and target figures are not shown; None where nothing is hidden."""
    why = _points(measurements)
    codes = texts(series, "series_code")
    latest = _at(why, codes, facts.latest_day, facts.latest)
    first = _at(why, codes, facts.base_day, np.where(facts.base_is_first, facts.base, 0.0))
    given = texts(series, "baseline_hidden") if "baseline_hidden" in series else np.full(len(series), None)
    return {
        "latest_hidden": latest,
        "previous_hidden": _at(why, codes, facts.previous_day, facts.previous),
        "baseline_hidden": np.where(given == np.array(None), first, given),
        "target_hidden": _of_target(series, facts, measurements) if why else np.full(len(series), None),
    }


def _points(measurements: pd.DataFrame) -> Why:
    """Series and day -> why the figure of that day is not shown."""
    if "hidden" not in measurements:
        return {}
    hidden = measurements[measurements["hidden"].notna()]
    return dict(
        zip(
            zip(hidden["series_code"], days(hidden, "period_end"), strict=True), hidden["hidden"], strict=True
        )
    )


def _at(why: Why, codes: Texts, day: Floats, value: Floats) -> Texts:
    """The reason of each series at its day; only where the figure is missing."""
    found = [
        why.get((code, on)) if np.isnan(figure) else None
        for code, on, figure in zip(codes, day.tolist(), value.tolist(), strict=True)
    ] if why else [None] * len(codes)  # fmt: skip
    return np.array([*found, None], dtype=object)[:-1]


def _of_target(series: pd.DataFrame, facts: Facts, measurements: pd.DataFrame) -> Texts:
    """Why the target is not shown where it is the latest figure of another series."""
    ends = measurements.sort_values("period_end").drop_duplicates("series_code", keep="last")
    hidden = dict(zip(ends["series_code"], ends["hidden"], strict=True))
    found = [
        hidden.get(code) if code is not None and np.isnan(target) else None
        for code, target in zip(texts(series, "target_series_code"), facts.target.tolist(), strict=True)
    ]
    return np.array([*found, None], dtype=object)[:-1]
