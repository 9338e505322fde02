"""What the room gave one card: the distribution, the groups that may be shown, earlier meetings beside it."""

from collections.abc import Mapping, Sequence
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


def card_results(codes: Sequence[str], meeting_number: int, answers: pd.DataFrame) -> dict[str, CardResult]:
    """The results of these cards at a meeting. In: rows of `list_card_answers`."""
    of_cards = answers[answers["indicator_code"].isin(list(codes))]
    shown, hidden = summarise_cards(of_cards), unshown_cards(of_cards)
    return {code: _result(code, meeting_number, shown, hidden) for code in codes}


def _result(code: str, meeting_number: int, shown: pd.DataFrame, hidden: pd.DataFrame) -> CardResult:
    of_card = list(rows_of(shown[shown["indicator_code"] == code]))
    here = {row.group_name: row for row in of_card if row.meeting_number == meeting_number}
    everybody = here.pop("", None)
    before = [row for row in of_card if row.meeting_number != meeting_number and row.group_name == ""]
    is_hidden = (
        (hidden["indicator_code"] == code)
        & (hidden["meeting_number"] == meeting_number)
        & (hidden["group_name"] == "")
    )
    if everybody is not None:
        before = [row for row in before if row.held_on <= everybody.held_on]
    return CardResult(
        everybody=everybody,
        bars=() if everybody is None else _bars(everybody),
        high=0.0 if everybody is None else float(everybody.share_high) * 100,
        groups=tuple(here[group] for group in PARTICIPANT_GROUPS.values() if group in here),
        earlier=tuple(sorted(before, key=lambda row: row.held_on, reverse=True)),
        is_hidden=bool(is_hidden.any()),
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
