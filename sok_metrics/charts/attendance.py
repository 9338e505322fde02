"""Who was at the table: a bar per group, with its number beside it."""

import pandas as pd
import plotly.graph_objects as go  # type: ignore[import-untyped]

from sok_metrics.charts.palette import colours
from sok_metrics.charts.theme import (
    SIZES,
    SizeName,
    base_layout,
    empty_figure,
    set_margins,
    text_width,
    to_figure,
)
from sok_metrics.model import RESIDENT_GROUPS
from sok_metrics.texts.formats import number
from sok_metrics.texts.statuses import choice_word


def attendance_bars(
    attendance: pd.DataFrame, title: str, *, size: SizeName = "small", dark: bool = False
) -> go.Figure:
    """A horizontal bar per group; the neighbourhood itself in the strong colour, the others in grey.

    attendance: group_name, count, in the order from top to bottom.
    """
    present = attendance[attendance["count"] > 0]
    if present.empty:
        return empty_figure(title, size, dark=dark)
    proportions, palette = SIZES[size], colours(dark)
    names = [choice_word("attendance", "group_name", group) for group in present["group_name"]]
    counts = present["count"].tolist()
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": counts,
        "width": 0.66,
        "marker": {
            "color": [
                palette.ours if group in RESIDENT_GROUPS else palette.muted for group in present["group_name"]
            ]
        },
        "text": [f"<b>{number(count)}</b>" for count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": proportions.font, "color": palette.text},
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }
    layout = base_layout(title, proportions, palette)
    layout |= {
        "xaxis": {"visible": False, "fixedrange": True, "range": [0, max(counts) * 1.02]},
        "yaxis": {
            "autorange": "reversed",
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"size": proportions.font, "color": palette.text},
        },
    }
    top = layout["margin"]["t"]
    layout["height"] = round(top + 12 + len(names) * proportions.font * 2.3)
    left = max(text_width(name, proportions.font) for name in names) + 12
    set_margins(layout, left=left, right=proportions.font * 3, top=top, bottom=8)
    return to_figure([trace], layout)
