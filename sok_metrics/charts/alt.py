"""What a chart shows in one or two sentences, for who cannot see it; it starts with the finding."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sok_metrics.texts import _, ngettext
from sok_metrics.texts.findings import finding
from sok_metrics.texts.formats import day, number, period_word
from sok_metrics.texts.sentences import counts_sentence, hidden_note, progress_sentence


def series_alt(row: Any, measurements: pd.DataFrame, target_name: str | None = None) -> str:
    """The finding, how it went, and what the line chart holds; `target_name` is that of the series that is
    the target, where a series is.
    """
    measured = measurements.dropna(subset=["value"]).sort_values("period_end")
    note = hidden_note(measurements)
    if measured.empty:
        return f"{finding(row)}. {note or _('Nog geen metingen')}."
    count = len(measured)
    held = ngettext(
        "Lijngrafiek met {n} meting in {first}",
        "Lijngrafiek met {n} metingen van {first} tot {last}",
        count,
    ).format(
        n=count,
        first=period_word(measured["period_end"].iloc[0]),
        last=period_word(measured["period_end"].iloc[-1]),
    )
    example = (
        _(" Er zijn voorbeeldcijfers bij.") if measured.get("is_example", pd.Series([False])).any() else ""
    )
    hidden = f" {note}." if note else ""
    return f"{finding(row)}. {held}: {progress_sentence(row, target_name)}.{hidden}{example}"


def card_alt(cards: pd.DataFrame, title: str) -> str:
    """The title, and the median and number of answers of the last meeting that used the card: of everybody
    there when that is known, else of the last group.
    """
    title = title.rstrip(".")
    answered = cards[cards["n"] > 0].sort_values("held_on")
    if answered.empty:
        return _("{title}. Nog geen antwoorden.").format(title=title)
    here = answered[answered["held_on"] == answered["held_on"].iloc[-1]]
    everybody = here[here["group_name"].fillna("") == ""]
    last = (here if everybody.empty else everybody).iloc[-1]
    return _("{title}. Op {day} was de mediaan {score} van 5, bij {n} antwoorden.").format(
        title=title, day=day(last["held_on"]), score=number(last["median"]), n=last["n"]
    )


def status_alt(counts: Mapping[Any, int], title: str = "") -> str:
    """The title and the counts in words."""
    return f"{title}. {counts_sentence(counts)}." if title else f"{counts_sentence(counts)}."
