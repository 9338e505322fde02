"""Charts of what people experience: the answers to a card (1 to 5), and the median over the meetings."""

from typing import Any

import pandas as pd
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
    title_height,
    to_figure,
    wrap,
)
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, is_present, number, short_day
from sok_metrics.texts.statuses import choice_word

_SCORES = (1, 2, 3, 4, 5)


def card_distribution(
    rows: pd.DataFrame, title: str, *, size: SizeName = "small", dark: bool = False
) -> go.Figure:
    """How many people chose each score, one bar per meeting (or group), newest on top.

    rows: held_on, group_name, n, median, n1..n5 (progress.summarise_cards), all of one card. The middle of
    score 3 lies on one line, so that low answers go to the left and high ones to the right. The median has a
    mark; it and n stand beside the bar.
    """
    answered = rows[rows["n"] > 0].sort_values("held_on", ascending=False)
    if answered.empty:
        return empty_figure(title, size, dark=dark)
    proportions, palette = SIZES[size], colours(dark)
    names = _row_names(answered)
    shares = answered[[f"n{score}" for score in _SCORES]].div(answered["n"], axis=0).to_numpy() * 100
    starts = shares.cumsum(axis=1) - shares
    starts -= (starts[:, 2] + shares[:, 2] / 2)[:, None]
    traces = [
        _score_bars(
            score, answered, names, (shares[:, score - 1], starts[:, score - 1]), proportions, palette
        )
        for score in _SCORES
    ]
    traces.append(_median_marks(answered, names, (shares, starts), proportions, palette))
    return to_figure(traces, _distribution_layout(answered, names, title, proportions, palette))


def _row_names(answered: pd.DataFrame) -> list[str]:
    """The meeting's date, and the group when the row is about one; within one meeting only the group."""
    is_one_day = len(answered) > 1 and answered["held_on"].nunique() == 1
    if is_one_day:
        return [_group_name(group) for group in answered["group_name"]]
    names = []
    for held_on, group in zip(answered["held_on"], answered["group_name"], strict=True):
        month = "<br>".join(short_day(held_on).rsplit(" ", 1))
        is_group = is_present(group)
        names.append(f"{_group_name(group)}<br>{month}" if is_group else month)
    return names


def _group_name(group: str) -> str:
    return choice_word("attendance", "group_name", group) if is_present(group) and group else _("iedereen")


def _score_bars(
    score: int,
    answered: pd.DataFrame,
    names: list[str],
    place: tuple[Any, Any],
    size: Size,
    palette: Colours,
) -> Spec:
    fill, text = palette.scores[score - 1]
    counts = answered[f"n{score}"].tolist()
    low, high = _reach(answered)
    narrow = size.font * (high - low) / (size.narrowest * 0.45)  # a share in which no digit fits on a phone
    return {
        "type": "bar",
        "orientation": "h",
        "name": str(score),
        "y": list(range(len(names))),
        "x": [float(share) for share in place[0]],
        "base": [float(start) for start in place[1]],
        "width": 0.62,
        "marker": {"color": fill, "line": {"color": palette.background, "width": 2}},
        "text": [f"<b>{score}</b>" if share >= narrow else "" for share in place[0]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": text, "size": size.font},
        "hovertext": [
            ngettext("{n} keer een {score}", "{n} keer een {score}", count).format(n=count, score=score)
            for count in counts
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _median_marks(
    answered: pd.DataFrame, names: list[str], place: tuple[Any, Any], size: Size, palette: Colours
) -> Spec:
    """A mark under the bar at the middle of the median's score, or between two scores."""
    shares, starts = place
    x = []
    for row, median in enumerate(answered["median"]):
        lower, upper = int(median) - 1, round(median + 0.01 if median % 1 else median) - 1
        if median % 1:
            x.append(float(starts[row, upper]))
        else:
            x.append(float(starts[row, lower] + shares[row, lower] / 2))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _("mediaan"),
        "x": x,
        "y": [row + 0.42 for row in range(len(names))],
        "marker": {"symbol": "triangle-up", "size": size.marker * 1.3, "color": palette.text},
        "cliponaxis": False,
        "hovertext": [_("mediaan {score}").format(score=number(median)) for median in answered["median"]],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _distribution_layout(
    answered: pd.DataFrame, names: list[str], title: str, size: Size, palette: Colours
) -> Spec:
    layout = base_layout(title, size, palette)
    sides = [_side_note(row, at, size) for at, row in enumerate(answered.itertuples(index=False))]
    ends = [
        _axis_word(_("← laag"), 0, "left", size, palette),
        _axis_word(_("hoog →"), 1, "right", size, palette),
    ]
    lines = [line for name in names for line in name.split("<br>")]
    layout |= {
        "barmode": "overlay",
        "annotations": [*layout["annotations"], *sides, *ends],
        "xaxis": {"visible": False, "range": [-102, 102], "fixedrange": True},
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "range": [len(names) - 0.4, -0.5],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": size.font, "color": palette.text},
        },
    }
    low, high = _reach(answered)
    layout["xaxis"]["range"] = [low, high]
    top = layout["margin"]["t"] + size.font * LINE_HEIGHT + 6
    layout["height"] = round(top + 8 + len(names) * size.font * 4.2)
    set_margins(
        layout,
        left=max(text_width(line, size.font) for line in lines) + 12,
        right=max(text_width(_("mediaan 3,5"), size.font), text_width("n = 000", size.font)) + 12,
        top=top,
        bottom=8,
    )
    return layout


def _reach(answered: pd.DataFrame) -> tuple[float, float]:
    """How far the bars go to both sides of the middle of score 3, in percent."""
    half = answered["n3"] / 2
    low = ((answered["n1"] + answered["n2"] + half) / answered["n"]).max() * 100
    high = ((answered["n4"] + answered["n5"] + half) / answered["n"]).max() * 100
    return -float(low) - 2, float(high) + 2


def _side_note(row: Any, at: int, size: Size) -> Spec:
    return {
        "text": "<b>" + _("mediaan {score}").format(score=number(row.median)) + f"</b><br>n = {row.n}",
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": at,
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size.font},
    }


def _axis_word(text: str, x: int, anchor: str, size: Size, palette: Colours) -> Spec:
    return {
        "text": text,
        "x": x,
        "xref": "paper",
        "xanchor": anchor,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 2,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size.font, "color": palette.muted},
    }


def card_trend(cards: pd.DataFrame, title: str, *, size: SizeName = "small", dark: bool = False) -> go.Figure:
    """The median of one card over the meetings, with how many people answered under each date.

    cards: held_on, n, median (progress.summarise_cards, group_name ""). Meetings stand at equal distances.
    """
    answered = cards[cards["n"] > 0].sort_values("held_on")
    if answered.empty:
        return empty_figure(title, size, dark=dark)
    proportions, palette = SIZES[size], colours(dark)
    shown = _shown_places(len(answered), most=4 if size == "small" else 6)
    medians = answered["median"].tolist()
    trace = {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": _("mediaan"),
        "x": list(range(len(medians))),
        "y": medians,
        "text": [f"<b>{number(median)}</b>" if at in shown else "" for at, median in enumerate(medians)],
        "textposition": "top center",
        "textfont": {"size": round(proportions.font * 1.25), "color": palette.ours},
        "line": {"color": palette.ours, "width": proportions.line},
        "marker": {"color": palette.ours, "size": proportions.marker},
        "cliponaxis": False,
        "hovertext": [
            _("{day}: mediaan {score}, {n} antwoorden").format(day=day(held_on), score=number(median), n=n)
            for held_on, median, n in zip(answered["held_on"], medians, answered["n"], strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return to_figure([trace], _trend_layout(answered, shown, title, proportions, palette))


def _shown_places(count: int, *, most: int) -> set[int]:
    """The places that get words: evenly spread, always with the last."""
    step = -(-count // most)
    return set(range(count - 1, -1, -step))


def _trend_layout(answered: pd.DataFrame, shown: set[int], title: str, size: Size, palette: Colours) -> Spec:
    layout = base_layout(title, size, palette)
    places = sorted(shown)
    words = [
        "<br>".join(short_day(held_on).split(" ", 1)[1].split(" ")) + f"<br>n = {n}"
        for held_on, n in zip(answered["held_on"], answered["n"], strict=True)
    ]
    note = " ".join(wrap(_("mediaan op een schaal van 1 tot 5"), 60))
    layout |= {
        "annotations": [*layout["annotations"], _axis_word(note, 0, "left", size, palette)],
        "xaxis": {
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [words[place] for place in places],
            "tickangle": 0,
            "range": [-0.4, len(answered) - 0.6],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": size.font, "color": palette.text},
        },
        "yaxis": {
            "range": [0.8, 5.6],
            "tickmode": "array",
            "tickvals": list(_SCORES),
            "gridcolor": palette.grid,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": size.font, "color": palette.muted},
        },
    }
    top = title_height(wrap(title, size.title_characters), size) + size.font * LINE_HEIGHT + 8
    layout["annotations"][-1]["xshift"] = -round(size.font * 1.5)
    set_margins(
        layout, left=size.font * 1.5 + 8, right=size.font * 1.5, top=top, bottom=size.font * LINE_HEIGHT * 3.4
    )
    return layout
