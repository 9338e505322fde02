"""A bar per fund: what of its money is paid, granted, reserved, free or lapsed, in words beside the bar."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import plotly.graph_objects as go  # type: ignore[import-untyped]

from sok_metrics.charts.palette import Colours, colours
from sok_metrics.charts.theme import (
    LINE_HEIGHT,
    SIZES,
    Size,
    SizeName,
    Spec,
    base_layout,
    empty_figure,
    set_margins,
    text_width,
    to_figure,
    wrap,
)
from sok_metrics.energy_budget import Account
from sok_metrics.texts import _
from sok_metrics.texts.formats import euros, whole_euros

_PARTS = ("paid", "to_pay", "reserved", "free", "lapsed")
_SQUARE = {"paid": "■", "to_pay": "■", "reserved": "▨", "free": "□", "lapsed": "▤"}
_BAR_LINES = 1.8
"""The height of a bar in lines of text; its name stands above it and its amounts below."""
_FONT = 18
"""Pixels: the size of the text on a page."""
_REGULAR = 0.85
"""How wide regular type is beside the bold type that `text_width` counts with."""


def part_word(part: str) -> str:
    """What a part of a fund is called: "betaald", "nog te betalen", "gereserveerd", "vrij", "vervallen"."""
    return {
        "paid": _("betaald"),
        "to_pay": _("nog te betalen"),
        "reserved": _("gereserveerd"),
        "free": _("vrij"),
        "lapsed": _("vervallen"),
    }[part]


def fund_bars(
    accounts: Sequence[Account],
    names: Mapping[str, str],
    title: str = "",
    *,
    size: SizeName = "small",
    dark: bool = False,
) -> go.Figure:
    """One bar per fund, all on the same scale; an amount below zero has no length but stands in the words."""
    if not accounts:
        return empty_figure(title, size, dark=dark, words=_("nog geen geld"))
    # the words are most of this chart, so on a page they are as large as the text around it
    proportions, palette = replace(SIZES[size], font=max(SIZES[size].font, _FONT)), colours(dark)
    traces = [_trace(part, accounts, names, palette) for part in _PARTS]
    lines = [_amount_lines(account, proportions, palette) for account in accounts]
    layout = base_layout(title, proportions, palette)
    below = max(map(len, lines))
    line = proportions.font * LINE_HEIGHT
    row = _BAR_LINES + 1.6 + below
    edge = _BAR_LINES / row / 2
    for place, account in enumerate(accounts):
        head = f"<b>{_name(account, names)}</b>  {whole_euros(account.available)}"
        layout["annotations"] += [
            _words(head, place - edge, "bottom", proportions, palette),
            _words("<br>".join(lines[place]), place + edge, "top", proportions, palette),
        ]
    longest = max(float(sum(_lengths(account).values(), Decimal(0))) for account in accounts)
    top, bottom = layout["margin"]["t"] + line + 4, line * below + 4
    layout |= {
        "barmode": "stack",
        "bargap": 1 - 2 * edge,
        "xaxis": {"visible": False, "range": [0, longest * 1.003 or 1], "fixedrange": True},
        "yaxis": {"visible": False, "range": [len(accounts) - 1 + edge, -edge], "fixedrange": True},
        "height": round(top + bottom + line * row * (len(accounts) - 1 + 2 * edge)),
    }
    set_margins(layout, left=2, right=2, top=top, bottom=bottom)
    return to_figure(traces, layout)


def _name(account: Account, names: Mapping[str, str]) -> str:
    return wrap(names.get(account.fund_code, account.fund_code), 1000)[0]


def _lengths(account: Account) -> dict[str, Decimal]:
    return {part: max(Decimal(0), getattr(account, part)) for part in _PARTS}


def _trace(part: str, accounts: Sequence[Account], names: Mapping[str, str], palette: Colours) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "name": part_word(part),
        "x": [float(_lengths(account)[part]) for account in accounts],
        "y": list(range(len(accounts))),
        "marker": _marker(part, palette),
        "hovertext": [
            f"{_name(account, names)}<br>{euros(getattr(account, part))} {part_word(part)}"
            for account in accounts
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _marker(part: str, palette: Colours) -> Spec:
    """Full where the money is gone, hatched where it is set apart, open where it is free."""
    line = {"color": palette.ours, "width": 1.5}
    if part == "paid":
        return {"color": palette.ours, "line": line}
    if part == "to_pay":
        return {"color": palette.ours_light, "line": line}
    if part == "free":
        return {"color": palette.background, "line": line}
    shape, ink = ("/", palette.ours) if part == "reserved" else ("-", palette.muted)
    pattern = {"shape": shape, "fgcolor": ink, "bgcolor": palette.background, "size": 7, "solidity": 0.35}
    edge = {"color": ink, "width": 1.5}
    return {"color": palette.background, "line": edge, "pattern": pattern | {"fillmode": "replace"}}


def _amount_lines(account: Account, size: Size, palette: Colours) -> list[str]:
    """The parts with their amounts, in lines that fit on a phone; a part of nothing is left out."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for part in _PARTS:
        amount: Decimal = getattr(account, part)
        if not amount:
            continue
        words = f"{whole_euros(amount)} {part_word(part)}"
        width = text_width(f"■ {words}   ", size.font) * _REGULAR
        if rows[-1] and used + width > size.narrowest:
            rows.append([])
            used = 0.0
        colour = {"to_pay": palette.ours_light, "lapsed": palette.muted}.get(part, palette.ours)
        rows[-1].append(f'<span style="color:{colour}">{_SQUARE[part]}</span> {words}')
        used += width
    return ["   ".join(row) for row in rows if row] or [_("nog niets")]


def _words(text: str, y: float, anchor: str, size: Size, palette: Colours) -> Spec:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yref": "y",
        "yanchor": anchor,
        "yshift": 2 if anchor == "bottom" else -2,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size.font, "color": palette.text},
    }
