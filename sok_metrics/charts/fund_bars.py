"""A bar per fund: what of its money is paid, granted, reserved, free or lapsed, in words beside the bar.

What is promised and not received stands beside what there is, behind the end of the bar.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import plotly.graph_objects as go

from sok_metrics.charts.palette import Colours
from sok_metrics.charts.theme import (
    Look,
    SizeName,
    Spec,
    empty_figure,
    fitting_rows,
    hidden_axis,
    hover,
    look_of,
    set_margins,
    to_figure,
    wrap,
)
from sok_metrics.texts import _
from sok_metrics.texts.formats import euros, whole_euros
from sok_metrics.views.energy_budget.ledger import Account

_PARTS = ("paid", "to_pay", "not_needed", "reserved", "free", "lapsed", "awaited")
_SQUARE = {
    "paid": "■",
    "to_pay": "■",
    "not_needed": "▥",
    "reserved": "▨",
    "free": "□",
    "lapsed": "▤",
    "awaited": "▫",
}
_PATTERNS = {"reserved": "/", "lapsed": "-", "not_needed": "|", "awaited": "."}
_MUTED = ("lapsed", "not_needed", "awaited")
_BAR_LINES = 1.8
"""The height of a bar in lines of text; its name stands above it and its amounts below."""
_FONT = 18
"""Pixels: the size of the text on a page."""
_IN_ROWS: Spec = {"xref": "paper", "yref": "y"}
_REGULAR = 0.85
"""How wide regular type is beside the bold type that `text_width` counts with."""


def part_word(part: str) -> str:
    """What a part of a fund is called: "betaald", "nog te betalen", "gereserveerd", "vrij" and so on."""
    return {
        "paid": _("betaald"),
        "to_pay": _("nog te betalen"),
        "not_needed": _("niet nodig gebleken"),
        "reserved": _("gereserveerd"),
        "free": _("vrij"),
        "lapsed": _("vervallen"),
        "awaited": _("toegezegd, nog niet ontvangen"),
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
    look = look_of(size, dark=dark)
    if not accounts:
        return empty_figure(title, look, _("nog geen geld"))
    # the words are most of this chart, so on a page they are as large as the text around it
    look = replace(look, size=replace(look.size, font=max(look.size.font, _FONT)))
    traces = [_trace(part, accounts, names, look.palette) for part in _PARTS]
    lines = [_amount_lines(account, look) for account in accounts]
    layout = look.layout(title)
    below = max(map(len, lines))
    row = _BAR_LINES + 1.9 + below
    edge = _BAR_LINES / row / 2
    for place, account in enumerate(accounts):
        head = f"<b>{_name(account, names)}</b>  {whole_euros(account.available)}"
        layout["annotations"] += [
            look.words(head, (0, place - edge), ("left", "bottom"), yshift=2, **_IN_ROWS),
            look.words("<br>".join(lines[place]), (0, place + edge), ("left", "top"), yshift=-2, **_IN_ROWS),
        ]
    longest = max(float(sum(_lengths(account).values(), Decimal(0))) for account in accounts)
    top, bottom = layout["margin"]["t"] + look.line + 4, look.line * below + 4
    layout |= {
        "barmode": "stack",
        "bargap": 1 - 2 * edge,
        "xaxis": hidden_axis(0, longest * 1.003 or 1),
        "yaxis": hidden_axis(len(accounts) - 1 + edge, -edge),
        "height": round(top + bottom + look.line * row * (len(accounts) - 1 + 2 * edge)),
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
        **hover(
            [
                f"{_name(account, names)}<br>{euros(getattr(account, part))} {part_word(part)}"
                for account in accounts
            ]
        ),
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
    shape, ink = _PATTERNS[part], palette.ours if part == "reserved" else palette.muted
    pattern = {"shape": shape, "fgcolor": ink, "bgcolor": palette.background, "size": 7, "solidity": 0.35}
    edge = {"color": ink, "width": 1.5}
    return {"color": palette.background, "line": edge, "pattern": pattern | {"fillmode": "replace"}}


def _amount_lines(account: Account, look: Look) -> list[str]:
    """The parts with their amounts, in lines that fit on a phone; a part of nothing is left out."""
    parts = []
    for part in _PARTS:
        amount: Decimal = getattr(account, part)
        if amount:
            words = f"{whole_euros(amount)} {part_word(part)}"
            muted = look.palette.muted
            own_colours = {"to_pay": look.palette.ours_light, **dict.fromkeys(_MUTED, muted)}
            colour = own_colours.get(part, look.palette.ours)
            shown = f'<span style="color:{colour}">{_SQUARE[part]}</span> {words}'
            parts.append((shown, look.width(f"■ {words}   ") * _REGULAR))
    return fitting_rows(parts, look.size.narrowest, "   ") or [_("nog niets")]
