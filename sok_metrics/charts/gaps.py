"""Where a line is broken: it does not run through years without a figure as if they were measured."""

from typing import Any

import pandas as pd

from sok_metrics.charts.axes import iso
from sok_metrics.charts.theme import Spec
from sok_metrics.texts import _
from sok_metrics.views.progress.columns import Flags
from sok_metrics.views.progress.gaps import comes_after_gap


def mark_gaps(measurements: pd.DataFrame | None, frequency: Any) -> pd.DataFrame | None:
    """The rows with `after_gap`, by series; a figure that is not shown was measured all the same."""
    if measurements is None or measurements.empty:
        return measurements
    rows = measurements.reset_index(drop=True)
    is_known = rows["value"].notna() | (rows["hidden"].notna() if "hidden" in rows else False)
    known = rows[is_known].sort_values("period_end", kind="stable")
    label = known["series_label"] if "series_label" in known else pd.Series("", index=known.index)
    after = pd.Series(False, index=rows.index)
    for _label, series in known.groupby(label, dropna=False):
        after[series.index] = comes_after_gap(series["period_end"], frequency)
    return rows.assign(after_gap=after)


def after_gaps(rows: pd.DataFrame) -> Flags:
    """Which rows, in the order of time, come after a gap; the first one that is drawn never does."""
    after = rows["after_gap"].to_numpy(bool, copy=True)
    after[:1] = False
    return after


def with_breaks(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows (period_end, value, in the order of time) with an empty one in the middle of each gap."""
    after = after_gaps(rows)
    if not after.any():
        return rows
    previous = rows["period_end"].shift()[after]
    middle = previous + (rows["period_end"][after] - previous) / 2
    breaks = rows[after].assign(period_end=middle, value=float("nan"), is_example=False)
    return pd.concat([rows, breaks]).sort_values("period_end", kind="stable", ignore_index=True)


def bridges(rows: pd.DataFrame, colour: str) -> list[Spec]:
    """One trace of thin dots across all gaps, so that the eye can follow; none without a gap."""
    x: list[str] = []
    y: list[float | None] = []
    for place in after_gaps(rows).nonzero()[0].tolist():
        ends = [rows.iloc[place - 1], rows.iloc[place]]
        x += [*(iso(end["period_end"]) for end in ends), iso(ends[1]["period_end"])]
        y += [*(float(end["value"]) for end in ends), None]
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": _("niet gemeten"),
            "x": x,
            "y": y,
            "line": {"color": colour, "width": 1.5, "dash": "dot"},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def gap_note(*lines: pd.DataFrame) -> str:
    """What the dots mean, where there are any."""
    return _("stippels: niet gemeten") if any(after_gaps(rows).any() for rows in lines) else ""
