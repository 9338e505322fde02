"""The granted money as a flow from fund to project; widths are euros, names say how much."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import count

import plotly.graph_objects as go

from sok_metrics.charts.palette import Colours
from sok_metrics.charts.theme import (
    ON_PAPER,
    Look,
    SizeName,
    Spec,
    empty_figure,
    look_of,
    set_margins,
    to_figure,
    wrap,
)
from sok_metrics.texts import _
from sok_metrics.texts.formats import euros, whole_euros
from sok_metrics.views.energy_budget.flow import Flow, Stream

_NAME_LENGTH = 36
_THICKNESS = 18


def money_flow(
    flow: Flow,
    *,
    funds: Mapping[str, str],
    projects: Mapping[str, str],
    title: str = "",
    size: SizeName = "small",
    dark: bool = False,
) -> go.Figure:
    """The flow with its amounts; the mappings give the name of each code."""
    look = look_of(size, dark=dark)
    if not flow.to_projects:
        return empty_figure(title, look, _("nog niets toegekend"))
    columns = [
        _column(flow.to_projects, "source", funds),
        _column(flow.to_projects, "target", projects),
    ]
    numbers = count()
    places = [{code: next(numbers) for code in column} for column in columns]
    layout = _layout(max(map(len, columns)), title, look)
    nodes = [node for column in columns for node in column.values()]
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "valueformat": ",.2f",
        "textfont": {"size": look.size.font, "color": look.palette.text, "shadow": "none"},
        "node": _nodes(nodes, look),
        "link": _links(flow, places, columns, look.palette),
    }
    return to_figure([trace], layout)


class _Node:
    """A box in a column: its name and how much money passes it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.amount = Decimal("0.00")


def _column(streams: Iterable[Stream], end: str, names: Mapping[str, str]) -> dict[str, _Node]:
    """The boxes of one column by code, largest first."""
    found: dict[str, _Node] = {}
    for stream in streams:
        code = getattr(stream, end)
        found.setdefault(code, _Node(names.get(code, code))).amount += stream.amount
    return dict(sorted(found.items(), key=lambda pair: -pair[1].amount))


def _nodes(nodes: list[_Node], look: Look) -> Spec:
    return {
        "label": [
            "<br>".join(wrap(f"{whole_euros(node.amount)} {node.name}", _NAME_LENGTH)) for node in nodes
        ],
        "customdata": [f"{wrap(node.name, 1000)[0]}: {euros(node.amount)}" for node in nodes],
        "hovertemplate": "%{customdata}<extra></extra>",
        "color": look.palette.ours,
        "line": {"width": 0},
        "thickness": _THICKNESS,
        # Two lines of words fit beside the thinnest box.
        "pad": round(look.line * 1.7),
    }


def _links(
    flow: Flow, places: list[dict[str, int]], columns: list[dict[str, _Node]], palette: Colours
) -> Spec:
    rows = flow.to_projects
    return {
        "source": [places[0][stream.source] for stream in rows],
        "target": [places[1][stream.target] for stream in rows],
        "value": [float(stream.amount) for stream in rows],
        "customdata": [
            _("{amount} van {source} naar {target}").format(
                amount=euros(stream.amount),
                source=wrap(columns[0][stream.source].name, 1000)[0],
                target=wrap(columns[1][stream.target].name, 1000)[0],
            )
            for stream in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "color": palette.flow,
        "hovercolor": palette.flow_strong,
    }


def _layout(longest: int, title: str, look: Look) -> Spec:
    layout, quiet = look.layout(title), look.palette.muted
    heads = ((0, "left", _("Bron van geld")), (1, "right", _("Project")))
    top = layout["margin"]["t"] + look.line + 8
    layout["annotations"] += [
        look.words(f"<b>{word}</b>", (x, 1), (side, "bottom"), colour=quiet, yshift=6, **ON_PAPER)
        for x, side, word in heads
    ]
    layout["height"] = round(top + longest * look.line * 2.7 + 24)
    set_margins(layout, left=2, right=2, top=top, bottom=12)
    return layout
