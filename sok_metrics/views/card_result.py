"""What the room gave one card: the distribution, the groups that may be shown, earlier meetings beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from sok_metrics.nouns.columns import PARTICIPANT_GROUPS
from sok_metrics.views.progress.cards import summarise_cards, unshown_cards
from sok_metrics.views.rows import rows_of

SCORES = (1, 2, 3, 4, 5)


class Bar(NamedTuple):
    """How many gave one score, and how long its bar is beside the longest one, in percent."""

    score: int
    n: int
    length: int


class Excess(NamedTuple):
    """A group of which more answers came than people."""

    group: str
    """"" for all together."""
    answers: int
    people: int


@dataclass(frozen=True)
class CardResult:
    """The answers to one card at one meeting, as everybody may see them."""

    everybody: Any | None
    """The row of `summarise_cards` for all together; None when it may not be shown or there is none."""
    bars: tuple[Bar, ...]
    high: float
    """How many percent gave a 4 or a 5."""
    groups: tuple[Any, ...]
    """The rows of the groups that may be shown, in the order in which groups always stand."""
    earlier: tuple[Any, ...]
    """The rows of everybody at the meetings before, the newest first."""
    is_hidden: bool
    """Whether it was answered, by too few to show it."""


def card_result(code: str, meeting_number: int, answers: pd.DataFrame) -> CardResult:
    """The result of one card at a meeting. In: rows of `list_card_answers`."""
    of_card = answers[answers["indicator_code"] == code]
    shown = summarise_cards(of_card)
    here = shown[shown["meeting_number"] == meeting_number]
    held_on = of_card.loc[of_card["meeting_number"] == meeting_number, "held_on"].min()
    before = shown[(shown["group_name"] == "") & (shown["meeting_number"] != meeting_number)]
    if not pd.isna(held_on):
        before = before[before["held_on"] <= pd.Timestamp(held_on)]
    hidden = unshown_cards(of_card)
    everybody = next(rows_of(here[here["group_name"] == ""]), None)
    order = {group: place for place, group in enumerate(PARTICIPANT_GROUPS.values())}
    groups = sorted(rows_of(here[here["group_name"] != ""]), key=lambda row: order[row.group_name])
    return CardResult(
        everybody=everybody,
        bars=() if everybody is None else _bars(everybody),
        high=0.0 if everybody is None else float(everybody.share_high) * 100,
        groups=tuple(groups),
        earlier=tuple(rows_of(before.sort_values("held_on", ascending=False))),
        is_hidden=bool(((hidden["meeting_number"] == meeting_number) & (hidden["group_name"] == "")).any()),
    )


def more_answers_than_people(
    counts: Mapping[tuple[str, int], int], present: Mapping[str, int]
) -> list[Excess]:
    """The groups (and all together) of which more answered than there are; nothing where nobody counted."""
    if not sum(present.values()):
        return []
    answered: dict[str, int] = {}
    for (group, _score), n in counts.items():
        answered[group] = answered.get(group, 0) + n
    found = [Excess("", sum(answered.values()), sum(present.values()))]
    found += [Excess(group, n, present.get(group, 0)) for group, n in answered.items()]
    return [one for one in found if one.answers > one.people]


def _bars(row: Any) -> tuple[Bar, ...]:
    counts = [int(getattr(row, f"n{score}")) for score in SCORES]
    longest = max(*counts, 1)
    return tuple(
        Bar(score, count, round(100 * count / longest)) for score, count in zip(SCORES, counts, strict=True)
    )
