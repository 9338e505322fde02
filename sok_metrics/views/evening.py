"""One evening in numbers: how much time there is, and whether the answers can be those of who came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sok_metrics.nouns.calendar import clock_time

Answers = Mapping[tuple[str, str], Mapping[int, int]]
"""Card and group -> score -> how many people gave it."""


@dataclass(frozen=True)
class TooMany:
    """A card to which more people of a group answered than there were; group "" is everybody."""

    card: str
    group: str
    answers: int
    people: int


def minutes_between(start: str | None, end: str | None) -> int | None:
    """How long a meeting lasts; None when its beginning or its end is not known."""
    if not start or not end:
        return None
    day = date.min
    lasts = datetime.combine(day, clock_time(end)) - datetime.combine(day, clock_time(start))
    minutes = int(lasts.total_seconds()) // 60
    return minutes if minutes > 0 else None


def minutes_together(planned: Iterable[str | None]) -> int:
    """How long all points together may take; a point without minutes takes none."""
    return sum(int(minutes or 0) for minutes in planned)


def people_together(people: Mapping[str, int]) -> int:
    """How many people came. In: group -> how many."""
    return sum(people.values())


def too_many_answers(answers: Answers, people: Mapping[str, int]) -> list[TooMany]:
    """Where more people answered than came. In: `people` is group -> how many came, counted groups only.

    Where nobody counted who came, there is nothing to compare with.
    """
    if not people:
        return []
    found = []
    for (card, group), scores in answers.items():
        given = sum(scores.values())
        if given > people.get(group, 0):
            found.append(TooMany(card, group, given, people.get(group, 0)))
    return found


def answers_of_card(answers: Answers, card: str) -> int:
    """How many people answered a card, of all groups together."""
    return sum(sum(scores.values()) for (code, _group), scores in answers.items() if code == card)


def wrong_channels(answers: Answers, channels: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[int, int]]:
    """The cards of which the ways that answers came by make another sum than the answers.

    In: card -> way -> how many. Out: card -> how many came by all ways, and how many answers there are.
    A card of which no way is known is left out.
    """
    found = {}
    for card, ways in channels.items():
        came, given = sum(ways.values()), answers_of_card(answers, card)
        if came and came != given:
            found[card] = (came, given)
    return found
