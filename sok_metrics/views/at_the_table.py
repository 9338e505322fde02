"""Who is at the table: how many of each side, so that a room without residents is seen at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sok_metrics.nouns.model import RESIDENT_GROUPS


@dataclass(frozen=True)
class Table:
    """How many people are there."""

    people: int
    residents: int
    """Residents and their initiatives."""
    others: int
    first_timers: int
    share: float | None
    """How many percent are residents; None while nobody is there."""


def at_the_table(counted: Mapping[str, tuple[int, int]]) -> Table:
    """The balance. In: group -> who came, and who of them for the first time."""
    people = sum(came for came, _new in counted.values())
    residents = sum(counted.get(group.value, (0, 0))[0] for group in RESIDENT_GROUPS)
    return Table(
        people=people,
        residents=residents,
        others=people - residents,
        first_timers=sum(new for _came, new in counted.values()),
        share=100 * residents / people if people else None,
    )
