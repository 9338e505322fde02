"""The chart of one series: our figures, the way to the target, others beside it, and what happened."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from sok_metrics.charts import axes
from sok_metrics.charts.events import event_marks, event_rows
from sok_metrics.charts.gaps import gap_note, mark_gaps
from sok_metrics.charts.labels import EndLabel, Floats, Plot, label_annotations, right_margin, shifts
from sok_metrics.charts.layers import (
    Canvas,
    Layer,
    beside_layers,
    own_layer,
    projection_layer,
    revision_layer,
    short_label,
    target_layer,
)
from sok_metrics.charts.theme import (
    ON_PAPER,
    SizeName,
    Spec,
    empty_figure,
    look_of,
    set_margins,
    to_figure,
    wrap,
)
from sok_metrics.texts.findings import finding
from sok_metrics.texts.formats import axis_unit, is_present
from sok_metrics.texts.sentences import hidden_note


def series_chart(
    row: Any,
    measurements: pd.DataFrame,
    path_points: pd.DataFrame | None = None,
    *,
    comparison: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    projection: pd.DataFrame | None = None,
    revisions: pd.DataFrame | None = None,
    title: str | None = None,
    size: SizeName = "small",
    dark: bool = False,
) -> go.Figure:
    """The figures of one series over time, with as title what they say (`title`, else the finding).

    - row: one row of assess()
    - measurements: period_start, period_end, value, source, is_example of this series
    - path_points: date, value (progress.target_path)
    - comparison: series_label, role, period_end, value, is_example of other series, ours or somebody else's
    - events: date, label
    - projection: date, value, low, high (progress.project)
    - revisions: period_end, value: what was said before

    None or no rows leaves a part out; an empty `title` leaves the title out.
    """
    heading = finding(row) if title is None else title
    frequency = getattr(row, "frequency", None)
    own = _in_order(mark_gaps(measurements, frequency), "period_end")
    look = look_of(size, dark=dark)
    if own.empty:
        return empty_figure(heading, look)
    path, beside = _in_order(path_points, "date"), _in_order(mark_gaps(comparison, frequency), "period_end")
    scenario, earlier, marks = (
        _in_order(projection, "date"),
        _in_order(revisions, "period_end"),
        _in_order(events, "date", "label"),
    )
    moments = [own["period_end"], path["date"], beside["period_end"], scenario["date"], marks["date"]]
    time = axes.time_axis(pd.concat([column for column in moments if len(column)]))
    lines = (own, *(rows for _label, rows in beside.groupby("series_label"))) if len(beside) else (own,)
    note = "; ".join(filter(None, (hidden_note(measurements), gap_note(*lines))))
    canvas = Canvas(look.size, look.palette, row, time, note)
    layers = _layers(canvas, own=own, path=path, beside=beside, scenario=scenario, earlier=earlier)
    return _compose(canvas, layers, heading=heading, own=own, marks=marks)


def _in_order(frame: pd.DataFrame | None, date_column: str, needed: str = "value") -> pd.DataFrame:
    """The rows that have a date and a figure, oldest first."""
    if frame is None or frame.empty:
        return _no_rows(date_column, needed)
    rows = frame[frame[date_column].notna() & frame[needed].notna()]
    if not rows[date_column].is_monotonic_increasing:
        rows = rows.sort_values(date_column, kind="stable")
    return rows if "is_example" in rows else rows.assign(is_example=False)


@cache
def _no_rows(date_column: str, needed: str) -> pd.DataFrame:
    empty = {date_column: pd.Series(dtype="datetime64[us]"), needed: pd.Series(dtype="float64")}
    return pd.DataFrame(empty).assign(is_example=pd.Series(dtype="bool"))


def _layers(
    canvas: Canvas,
    *,
    own: pd.DataFrame,
    path: pd.DataFrame,
    beside: pd.DataFrame,
    scenario: pd.DataFrame,
    earlier: pd.DataFrame,
) -> list[Layer]:
    """The layers from back to front; ours comes last, so that it lies on top."""
    label = getattr(canvas.row, "series_label", "")
    name = short_label(label) if len(beside) and is_present(label) else ""
    layers = [projection_layer(canvas, scenario)] if len(scenario) else []
    layers += beside_layers(canvas, beside) if len(beside) else []
    layers.append(target_layer(canvas, path))
    layers += [revision_layer(canvas, earlier)] if len(earlier) else []
    return [*layers, own_layer(canvas, own, name)]


def _compose(
    canvas: Canvas, layers: Sequence[Layer], *, heading: str, own: pd.DataFrame, marks: pd.DataFrame
) -> go.Figure:
    """Put the layers on their axes, with margins in which every word fits."""
    row, size = canvas.row, canvas.size
    traces = [trace for layer in layers for trace in layer.traces]
    labels = [label for layer in layers for label in layer.labels]
    values = [value for trace in traces for value in trace["y"] if value is not None]
    scale = axes.value_axis(values, lower=row.lower_bound, upper=row.upper_bound)
    left = max(map(canvas.width, axes.tick_words(scale, row))) + 12
    right = right_margin(labels, size, left)
    event_words = event_rows(marks, canvas.time, size, size.narrowest - left - right)
    shapes, words = event_marks(marks, event_words, canvas.time, canvas)
    above = (max(event_words, default=-1) + 1.7) * canvas.line
    unit_lines = _unit_lines(canvas, scale)
    layout = canvas.layout(heading)
    top = layout["margin"]["t"] + above + len(unit_lines) * canvas.line
    across = axes.time_layout(canvas.time, own["period_end"], canvas)
    has_two = any("<br>" in word for word in across["ticktext"])
    bottom = canvas.line * (2 if has_two else size.year_lines) + 4
    room = Plot(
        size.narrowest - left - right, max(size.height - top - bottom, size.lowest), scale.low, scale.high
    )
    plot, moved = _fit_labels(canvas, labels, traces, room)
    own_words = [_above_axis(word, plot, canvas.line) for layer in layers for word in layer.annotations]
    layout["annotations"] += [*words, _unit_annotation(canvas, unit_lines, left, above), *own_words]
    layout["annotations"] += label_annotations(labels, moved, canvas)
    layout |= {
        "xaxis": across,
        "yaxis": axes.value_layout(scale, row, canvas),
        "shapes": shapes,
        "height": round(top + bottom + plot.height),
    }
    set_margins(layout, left=left, right=right, top=top, bottom=bottom)
    return to_figure(traces, layout)


def _above_axis(word: Spec, plot: Plot, line: float) -> Spec:
    """The word at a point, above the point where it would lie on the words of the axes below it."""
    if word["yanchor"] == "bottom" or plot.up(word["y"]) > line + abs(word["yshift"]):
        return word
    return word | {"yanchor": "bottom", "yshift": abs(word["yshift"])}


def _fit_labels(
    canvas: Canvas, labels: Sequence[EndLabel], traces: Sequence[Spec], plot: Plot
) -> tuple[Plot, list[float]]:
    """The plot with the way that each label moves; it grows until all labels have found a place."""
    for _attempt in range(5):
        lines = tuple(_pixel_line(trace, canvas, plot) for trace in traces if _is_line(trace))
        plot = replace(plot, lines=lines)
        moved = shifts(labels, canvas.size, plot)
        if moved is not None:
            return plot, moved
        plot = replace(plot, height=plot.height * 1.2)
    return plot, [0.0] * len(labels)


def _is_line(trace: Spec) -> bool:
    is_drawn = "lines" in trace["mode"] and "fill" not in trace
    return is_drawn and sum(value is not None for value in trace["y"]) > 1


def _pixel_line(trace: Spec, canvas: Canvas, plot: Plot) -> tuple[Floats, Floats]:
    """A line in pixels from the left bottom of the plot, for the labels to keep clear of."""
    points = [(x, y) for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
    across = [canvas.time.across(pd.Timestamp(x)) * plot.width for x, _y in points]
    return np.array(across), np.array([plot.up(y) for _x, y in points])


def _unit_lines(canvas: Canvas, scale: axes.ValueAxis) -> list[str]:
    """The unit, where the axis starts when that is not zero, and what must be known, in few lines."""
    most = canvas.size.title_characters
    lines: list[str] = []
    for part in (axis_unit(canvas.row.unit, canvas.row.kind), axes.cut_note(scale, canvas.row), canvas.note):
        if lines and part and len(lines[-1]) + len(part) + 2 <= most:
            lines[-1] += f"; {part}"
        elif part:
            lines.append(part)
    return [shown for line in lines for shown in wrap(line, most)]


def _unit_annotation(canvas: Canvas, lines: list[str], left: float, above: float) -> Spec:
    shift = {"xshift": 2 - round(left), "yshift": round(above) + 4}
    quiet = canvas.palette.muted
    return canvas.words("<br>".join(lines), (0, 1), ("left", "bottom"), colour=quiet, **shift, **ON_PAPER)
