"""The layers of a series chart: each gives its traces and the labels at the ends of its lines."""

import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sok_metrics.charts.axes import TimeAxis, iso, period_label
from sok_metrics.charts.gaps import bridges, with_breaks
from sok_metrics.charts.labels import EndLabel
from sok_metrics.charts.theme import Look, Spec, hover, wrap
from sok_metrics.nouns.model import Direction, SeriesRole
from sok_metrics.texts import _
from sok_metrics.texts.formats import figure, is_present, period_word, quantity


@dataclass(frozen=True)
class Canvas(Look):
    """What every layer needs to know: the row of assess(), the time axis, the sizes and the colours."""

    row: Any
    time: TimeAxis
    note: str = ""
    """What must be known of the lines: how many figures are not shown, and what dots mean."""

    def label(
        self, text: str, moment: pd.Timestamp, value: float, colour: str, *, bold: bool = False
    ) -> EndLabel:
        """A label beside the point where a line ends, in lines that are short enough for a phone."""
        lines = tuple(line for part in text.split("\n") for line in wrap(part, self.size.label_characters))
        across = self.time.across(moment)
        return EndLabel(lines, iso(moment), across, value, colour, bold)

    def figure(self, value: Any) -> str:
        """The bare figure with its sign."""
        return figure(value, self.row.unit, self.row.kind)


@dataclass(frozen=True)
class Layer:
    """What one layer adds to the chart."""

    traces: list[Spec] = field(default_factory=list)
    labels: list[EndLabel] = field(default_factory=list)
    annotations: list[Spec] = field(default_factory=list)


def own_layer(canvas: Canvas, measurements: pd.DataFrame, name: str) -> Layer:
    """Our own figures: one strong line with the first and the latest figure; examples lighter and dashed."""
    has_examples = bool(measurements["is_example"].any())
    drawn = with_breaks(measurements)
    common = {
        "x": [iso(end) for end in drawn["period_end"]],
        **hover(_hover_texts(canvas, drawn)),
    }
    traces = [common | _own_trace(canvas, drawn, example=False)]
    if has_examples:
        traces = [common | _own_trace(canvas, drawn, example=True), *traces]
    traces = [*bridges(measurements, canvas.palette.ours_light), *traces]
    latest = measurements.iloc[-1]
    text = f"{name} {canvas.figure(latest['value'])}".strip()
    if latest["is_example"]:
        text += "\n" + _("voorbeeld")
    label = canvas.label(text, latest["period_end"], latest["value"], canvas.palette.ours, bold=True)
    return Layer(traces, [label], _first_figure(canvas, measurements))


def _own_trace(canvas: Canvas, measurements: pd.DataFrame, *, example: bool) -> Spec:
    """The real or the example part of our line; the stretch between the two counts as example."""
    is_example = measurements["is_example"].astype(bool)
    beside_example = is_example.shift(fill_value=False) | is_example.shift(-1, fill_value=False)
    shown = measurements["value"].where(is_example | beside_example if example else ~is_example)
    palette, size = canvas.palette, canvas.size
    colour = palette.ours_light if example else palette.ours
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _("voorbeeld") if example else _("gemeten"),
        "y": [float(value) if is_present(value) else None for value in shown],
        "line": {"color": colour, "width": size.line, "dash": "dash" if example else "solid"},
        "marker": {"color": colour, "size": size.marker, "line": {"color": palette.background, "width": 1}},
        "connectgaps": False,
        "cliponaxis": False,
    }


def _hover_texts(canvas: Canvas, measurements: pd.DataFrame) -> list[str]:
    texts = []
    rows: Iterable[Any] = measurements.itertuples(index=False)
    for one in rows:
        label = period_label(getattr(one, "period_start", None), one.period_end)
        text = f"<b>{label}</b>: {quantity(one.value, canvas.row.unit, canvas.row.kind)}"
        if is_present(getattr(one, "source", None)):
            text += "<br>" + _("bron: {source}").format(source="<br>".join(wrap(str(one.source), 40)))
        if one.is_example:
            text += "<br>" + _("voorbeeld, geen echt cijfer")
        texts.append(text)
    return texts


def _first_figure(canvas: Canvas, measurements: pd.DataFrame) -> list[Spec]:
    """The first figure at its point, on the side where the line does not go."""
    if len(measurements) < 2:
        return []
    first, second = measurements["value"].iloc[0], measurements["value"].iloc[1]
    moment, goes_up = measurements["period_end"].iloc[0], bool(second >= first)
    at_the_edge = canvas.time.across(moment) < 0.1
    up = canvas.size.marker * (-0.7 if goes_up else 0.7)
    words = canvas.words(
        canvas.figure(first),
        (iso(moment), float(first)),
        ("left" if at_the_edge else "center", "top" if goes_up else "bottom"),
        colour=canvas.palette.ours,
        yshift=up,
        xshift=-canvas.size.marker / 2,
        bgcolor=canvas.palette.background,
    )
    return [words]


def beside_layers(canvas: Canvas, beside: pd.DataFrame) -> list[Layer]:
    """Other series: ours in a second colour with squares, comparisons in grey without marks."""
    return [
        _beside_layer(canvas, str(label), rows.sort_values("period_end"))
        for label, rows in beside.groupby("series_label", sort=False)
    ]


def _beside_layer(canvas: Canvas, label: str, rows: pd.DataFrame) -> Layer:
    is_comparison = rows["role"].iloc[0] == SeriesRole.COMPARISON
    colour = canvas.palette.comparison if is_comparison else canvas.palette.other
    is_example = "is_example" in rows and bool(rows["is_example"].any())
    name = html.escape(label, quote=False)
    drawn = with_breaks(rows)
    words = [
        f"<b>{name}</b>, {period_label(None, end)}: {quantity(value, canvas.row.unit, canvas.row.kind)}"
        for end, value in zip(drawn["period_end"], drawn["value"], strict=True)
    ]
    trace = {
        "type": "scatter",
        "mode": "lines" if is_comparison and len(rows) > 1 else "lines+markers",
        "name": name,
        "x": [iso(end) for end in drawn["period_end"]],
        "y": [float(value) if is_present(value) else None for value in drawn["value"]],
        "connectgaps": False,
        "line": {
            "color": colour,
            "width": max(2, canvas.size.line - 1),
            "dash": "dash" if is_example else "solid",
        },
        "marker": {"color": colour, "size": canvas.size.marker * 0.75, "symbol": "square"},
        "cliponaxis": False,
        **hover(words),
    }
    last_value = float(rows["value"].iloc[-1])
    text = f"{short_label(label)} {canvas.figure(last_value)}" + ("\n" + _("voorbeeld") if is_example else "")
    at_end = canvas.label(text, rows["period_end"].iloc[-1], last_value, colour)
    return Layer([*bridges(rows, colour), trace], [at_end])


def short_label(label: str) -> str:
    """The name of a series without its edition, for beside a line."""
    return label.split(",")[0].strip()


def revision_layer(canvas: Canvas, revisions: pd.DataFrame) -> Layer:
    """What was said before a correction, as hollow points."""
    words = [
        _("eerder gemeld: {value}").format(value=quantity(value, canvas.row.unit, canvas.row.kind))
        for value in revisions["value"]
    ]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": _("eerder gemeld"),
        "x": [iso(end) for end in revisions["period_end"]],
        "y": [float(value) for value in revisions["value"]],
        "marker": {
            "symbol": "circle-open",
            "size": canvas.size.marker,
            "line": {"color": canvas.palette.ours, "width": 2},
            "color": canvas.palette.ours,
        },
        "cliponaxis": False,
        **hover(words),
    }
    return Layer([trace])


def target_layer(canvas: Canvas, path: pd.DataFrame) -> Layer:
    """The way to the target, dashed, with the word at its end."""
    row, palette = canvas.row, canvas.palette
    if row.direction == Direction.RANGE and is_present(row.range_low) and is_present(row.range_high):
        return _range_layer(canvas)
    if path.empty or row.direction == Direction.MAINTAIN:
        return _level_layer(canvas)
    end, value = path["date"].iloc[-1], float(path["value"].iloc[-1])
    words = [
        _("afgesproken pad: {value} in {date}").format(value=canvas.figure(due), date=period_word(day))
        for day, due in zip(path["date"], path["value"], strict=True)
    ]
    trace = _dashed(canvas, [iso(day) for day in path["date"]], [float(due) for due in path["value"]])
    sizes = [0] * (len(path) - 1) + [canvas.size.marker]
    trace |= {
        "mode": "lines+markers",
        "marker": {"symbol": "diamond", "color": palette.target, "size": sizes, "opacity": 1},
        **hover(words),
    }
    text = _("streefwaarde\n{value} in {year}").format(value=canvas.figure(value), year=end.year)
    label = canvas.label(text, end, value, palette.target)
    return Layer([trace], [label])


def _level_layer(canvas: Canvas) -> Layer:
    """A target without a path, or a level to keep: a flat dashed line over the whole axis."""
    row = canvas.row
    if row.direction == Direction.MAINTAIN and is_present(row.effective_baseline_value):
        return _flat(canvas, float(row.effective_baseline_value), _("houden:\nminstens {value}"))
    if is_present(row.target_value):
        return _flat(canvas, float(row.target_value), _("streefwaarde\n{value}"))
    return Layer()


def _range_layer(canvas: Canvas) -> Layer:
    low = _flat(canvas, float(canvas.row.range_low), _("ondergrens\n{value}"))
    high = _flat(canvas, float(canvas.row.range_high), _("bovengrens\n{value}"))
    return Layer(low.traces + high.traces, low.labels + high.labels)


def _flat(canvas: Canvas, value: float, sentence: str) -> Layer:
    ends = [iso(canvas.time.first), iso(canvas.time.last)]
    trace = _dashed(canvas, ends, [value, value]) | {"hoverinfo": "skip"}
    text = sentence.format(value=canvas.figure(value))
    return Layer([trace], [canvas.label(text, canvas.time.last, value, canvas.palette.target)])


def _dashed(canvas: Canvas, x: list[str], y: list[float]) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _("streefwaarde"),
        "x": x,
        "y": y,
        "line": {"color": canvas.palette.target, "width": max(2, canvas.size.line - 1), "dash": "dash"},
        "cliponaxis": False,
    }


def projection_layer(canvas: Canvas, projection: pd.DataFrame) -> Layer:
    """The scenario: a band with its middle dotted, named as what it is."""
    days = [iso(day) for day in projection["date"]]
    low, high = projection["low"].tolist(), projection["high"].tolist()
    words = [
        _("verwachting (geen belofte): tussen {low} en {high}").format(
            low=canvas.figure(lowest), high=canvas.figure(highest)
        )
        for lowest, highest in zip(low, high, strict=True)
    ]
    band = {
        "type": "scatter",
        "mode": "lines",
        "name": _("verwachting"),
        "x": days + days[::-1],
        "y": high + low[::-1],
        "fill": "toself",
        "fillcolor": canvas.palette.band,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    middle = {
        "type": "scatter",
        "mode": "lines",
        "name": _("verwachting"),
        "x": days,
        "y": projection["value"].tolist(),
        "line": {"color": canvas.palette.ours_light, "width": max(2, canvas.size.line - 1), "dash": "dot"},
        **hover(words),
    }
    last = projection.iloc[-1]
    text = _("verwachting\n(geen belofte)")
    return Layer(
        [band, middle], [canvas.label(text, last["date"], float(last["value"]), canvas.palette.muted)]
    )
