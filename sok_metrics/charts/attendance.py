"""Who was at the table: a bar per group, with its number beside it."""

import pandas as pd
import plotly.graph_objects as go

from sok_metrics.charts.theme import (
    SizeName,
    empty_figure,
    hidden_axis,
    look_of,
    set_margins,
    to_figure,
)
from sok_metrics.nouns.model import RESIDENT_GROUPS
from sok_metrics.texts.formats import number
from sok_metrics.texts.statuses import choice_word


def attendance_bars(
    attendance: pd.DataFrame, title: str, *, size: SizeName = "small", dark: bool = False
) -> go.Figure:
    """A horizontal bar per group; the neighbourhood itself in the strong colour, the others in grey.

    attendance: group_name, count, in the order from top to bottom.
    """
    present = attendance[attendance["count"] > 0]
    look = look_of(size, dark=dark)
    if present.empty:
        return empty_figure(title, look)
    font, palette = {"size": look.size.font, "color": look.palette.text}, look.palette
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
        "textfont": font,
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }
    layout = look.layout(title)
    layout |= {
        "xaxis": hidden_axis(0, max(counts) * 1.02),
        "yaxis": {
            "autorange": "reversed",
            "showgrid": False,
            "fixedrange": True,
            "tickfont": font,
        },
    }
    top = layout["margin"]["t"]
    layout["height"] = round(top + 12 + len(names) * look.size.font * 2.3)
    left = max(map(look.width, names)) + 12
    set_margins(layout, left=left, right=look.size.font * 3, top=top, bottom=8)
    return to_figure([trace], layout)
