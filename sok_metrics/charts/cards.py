"""Charts of what people experience: the answers to a card (1 to 5), and the median over the meetings."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from sok_metrics.charts.theme import (
    ON_PAPER,
    Look,
    SizeName,
    Spec,
    empty_figure,
    hidden_axis,
    hover,
    look_of,
    set_margins,
    to_figure,
    words_inside,
    wrap,
)
from sok_metrics.texts import _
from sok_metrics.texts.commitments import people_words
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
    look = look_of(size, dark=dark)
    if answered.empty:
        return empty_figure(title, look)
    names = _row_names(answered)
    shares = answered[[f"n{score}" for score in _SCORES]].div(answered["n"], axis=0).to_numpy() * 100
    starts = shares.cumsum(axis=1) - shares
    starts -= (starts[:, 2] + shares[:, 2] / 2)[:, None]
    traces = [
        _score_bars(score, answered, names, (shares[:, score - 1], starts[:, score - 1]), look)
        for score in _SCORES
    ]
    traces.append(_median_marks(answered, names, (shares, starts), look))
    return to_figure(traces, _distribution_layout(answered, names, title, look))


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
    score: int, answered: pd.DataFrame, names: list[str], place: tuple[Any, Any], look: Look
) -> Spec:
    fill, text = look.palette.scores[score - 1]
    font = look.size.font
    counts = answered[f"n{score}"].tolist()
    low, high = _reach(answered)
    narrow = font * (high - low) / (look.size.narrowest * 0.45)  # a share in which no digit fits on a phone
    return {
        "type": "bar",
        "orientation": "h",
        "name": str(score),
        "y": list(range(len(names))),
        "x": [float(share) for share in place[0]],
        "base": [float(start) for start in place[1]],
        "width": 0.62,
        "marker": {"color": fill, "line": {"color": look.palette.background, "width": 2}},
        **words_inside([f"<b>{score}</b>" if share >= narrow else "" for share in place[0]], font, text),
        **hover([_("{n} keer een {score}").format(n=count, score=score) for count in counts]),
    }


def _median_marks(answered: pd.DataFrame, names: list[str], place: tuple[Any, Any], look: Look) -> Spec:
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
        "marker": {"symbol": "triangle-up", "size": look.size.marker * 1.3, "color": look.palette.text},
        "cliponaxis": False,
        **hover([_("mediaan {score}").format(score=number(median)) for median in answered["median"]]),
    }


def _distribution_layout(answered: pd.DataFrame, names: list[str], title: str, look: Look) -> Spec:
    layout = look.layout(title)
    sides = [_side_note(row, at, look) for at, row in enumerate(answered.itertuples(index=False))]
    ends = [_axis_word(_("← laag"), 0, "left", look), _axis_word(_("hoog →"), 1, "right", look)]
    lines = [line for name in names for line in name.split("<br>")]
    layout |= {
        "barmode": "overlay",
        "annotations": [*layout["annotations"], *sides, *ends],
        "xaxis": hidden_axis(*_reach(answered)),
        "yaxis": look.axis(list(range(len(names))), names) | {"range": [len(names) - 0.4, -0.5]},
    }
    top = layout["margin"]["t"] + look.line + 6
    layout["height"] = round(top + 8 + len(names) * look.size.font * 4.2)
    left = max(map(look.width, lines)) + 12
    right = max(look.width(_("mediaan 3,5")), look.width(people_words(999))) + 12
    set_margins(layout, left=left, right=right, top=top, bottom=8)
    return layout


def _reach(answered: pd.DataFrame) -> tuple[float, float]:
    """How far the bars go to both sides of the middle of score 3, in percent."""
    half = answered["n3"] / 2
    low = ((answered["n1"] + answered["n2"] + half) / answered["n"]).max() * 100
    high = ((answered["n4"] + answered["n5"] + half) / answered["n"]).max() * 100
    return -float(low) - 2, float(high) + 2


def _side_note(row: Any, at: int, look: Look) -> Spec:
    text = "<b>" + _("mediaan {score}").format(score=number(row.median)) + f"</b><br>{people_words(row.n)}"
    return look.words(text, (1, at), ("left", "middle"), xref="paper", xshift=6)


def _axis_word(text: str, x: int, side: str, look: Look, **more: Any) -> Spec:
    quiet = look.palette.muted
    return look.words(text, (x, 1), (side, "bottom"), colour=quiet, yshift=2, **ON_PAPER, **more)


def card_trend(cards: pd.DataFrame, title: str, *, size: SizeName = "small", dark: bool = False) -> go.Figure:
    """The median of one card over the meetings, with how many people answered under each date.

    cards: held_on, n, median (progress.summarise_cards, group_name ""). Meetings stand at equal distances.
    """
    answered = cards[cards["n"] > 0].sort_values("held_on")
    look = look_of(size, dark=dark)
    if answered.empty:
        return empty_figure(title, look)
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
        "textfont": {"size": round(look.size.font * 1.25), "color": look.palette.ours},
        "line": {"color": look.palette.ours, "width": look.size.line},
        "marker": {"color": look.palette.ours, "size": look.size.marker},
        "cliponaxis": False,
        **hover(
            [
                _("{day}: mediaan {score}, {n} antwoorden").format(
                    day=day(held_on), score=number(median), n=n
                )
                for held_on, median, n in zip(answered["held_on"], medians, answered["n"], strict=True)
            ]
        ),
    }
    return to_figure([trace], _trend_layout(answered, shown, title, look))


def _shown_places(count: int, *, most: int) -> set[int]:
    """The places that get words: evenly spread, always with the last."""
    step = -(-count // most)
    return set(range(count - 1, -1, -step))


def _trend_layout(answered: pd.DataFrame, shown: set[int], title: str, look: Look) -> Spec:
    layout = look.layout(title)
    places = sorted(shown)
    words = [
        "<br>".join(short_day(held_on).split(" ", 1)[1].split(" ")) + f"<br>{people_words(n)}"
        for held_on, n in zip(answered["held_on"], answered["n"], strict=True)
    ]
    # Half of what stands below the first and the last point.
    room = look.width(people_words(max(answered["n"]))) / 2 + 4
    note = " ".join(wrap(_("mediaan op een schaal van 1 tot 5"), 60))
    top = layout["margin"]["t"] + look.line + 8
    layout["annotations"].append(_axis_word(note, 0, "left", look, xshift=-round(room)))
    layout |= {
        "xaxis": look.axis(places, [words[place] for place in places])
        | {"range": [-0.4, len(answered) - 0.6]},
        "yaxis": {
            "range": [0.8, 5.6],
            "tickmode": "array",
            "tickvals": list(_SCORES),
            "gridcolor": look.palette.grid,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": look.size.font, "color": look.palette.muted},
        },
    }
    set_margins(layout, left=room + 8, right=room, top=top, bottom=look.line * 3.4)
    return layout
