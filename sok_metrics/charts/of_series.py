"""The chart of one series as it stands in the progress of an agreement, with the others beside it."""

from typing import Any

import pandas as pd

from sok_metrics.charts.series import series_chart
from sok_metrics.charts.theme import SizeName
from sok_metrics.texts.findings import series_name
from sok_metrics.texts.formats import is_present
from sok_metrics.views.progress import Progress
from sok_metrics.views.progress.path import target_path
from sok_metrics.views.rows import first_row


def series_figure(
    row: Any,
    progress: Progress,
    series: pd.DataFrame,
    measurements: pd.DataFrame,
    *,
    dark: bool,
    size: SizeName = "small",
    **layers: Any,
) -> Any:
    """The chart of one series with its target path and the other series of its indicator beside it."""
    own = series[series["series_code"] == row.series_code]
    others = series[
        (series["indicator_code"] == row.indicator_code) & (series["series_code"] != row.series_code)
    ]
    beside = measurements.merge(others[["series_code", "series_label", "role"]], on="series_code")
    return series_chart(
        row,
        measurements[measurements["series_code"] == row.series_code],
        target_path(own, progress.interim_targets),
        comparison=beside,
        size=size,
        dark=dark,
        **layers,
    )


def target_name(row: Any, progress: Progress) -> str | None:
    """What the series that is the target of this one is called; None where the target is a figure."""
    if not is_present(row.target_series_code):
        return None
    target = first_row(progress.assessed[progress.assessed["series_code"] == row.target_series_code])
    return None if target is None else series_name(target)
