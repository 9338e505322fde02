"""Where a line is broken: it does not run through years without a figure as if they were measured."""

from typing import Any

import pandas as pd

from sok_metrics.charts.axes import iso
from sok_metrics.charts.theme import Spec
from sok_metrics.progress import comes_after_gap
from sok_metrics.texts import _


def with_breaks(rows: pd.DataFrame, frequency: Any) -> pd.DataFrame:
    """The rows (period_end, value, in the order of time) with an empty one in the middle of each gap."""
    after = comes_after_gap(rows["period_end"], frequency)
    if not after.any():
        return rows
    previous = rows["period_end"].shift()[after]
    middle = previous + (rows["period_end"][after] - previous) / 2
    breaks = rows[after].assign(period_end=middle, value=float("nan"), is_example=False)
    return pd.concat([rows, breaks]).sort_values("period_end", kind="stable", ignore_index=True)


def bridges(rows: pd.DataFrame, frequency: Any, colour: str) -> list[Spec]:
    """One trace of thin dots across all gaps, so that the eye can follow; none without a gap."""
    x: list[str] = []
    y: list[float | None] = []
    after = comes_after_gap(rows["period_end"], frequency)
    for place in after.nonzero()[0].tolist():
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


def gap_note(*frames: pd.DataFrame, frequency: Any) -> str:
    """What the dots mean, where there are any."""
    has_gaps = any(comes_after_gap(rows["period_end"], frequency).any() for rows in frames)
    return _("stippels: niet gemeten") if has_gaps else ""
