"""Most votes: by votes, and what does not fit the money that is left is skipped."""

from dataclasses import dataclass

from sok_metrics.energy_budget.course import Tie
from sok_metrics.energy_budget.grouped import Grouped


@dataclass(frozen=True)
class Picked:
    """What was bought, and how much money there still was for each candidate when its turn came."""

    bought: tuple[int, ...]
    at_turn: dict[int, int]
    """In cents; a candidate that was excluded by then has none."""
    ties: tuple[Tie, ...]


def count_greedy(grouped: Grouped) -> Picked:
    """Buy by points (in approval voting: votes); equal ones by lowest cost, then the lot."""
    points = [who.total for who in grouped.supporters]
    turns = sorted(range(len(grouped.candidates)), key=lambda one: (-points[one], one))
    money = grouped.budget
    bought: list[int] = []
    at_turn: dict[int, int] = {}
    ties: list[Tie] = []
    out: set[int] = set()
    for place, one in enumerate(turns):
        if one in out:
            continue
        at_turn[one] = money
        if grouped.candidates[one].cost > money:
            continue
        equal = tuple(
            other for other in turns[place:] if points[other] == points[one] and other not in out
        )  # fmt: skip
        if len(equal) > 1:
            ties.append(Tie(len(bought), equal))
        money -= grouped.candidates[one].cost
        bought.append(one)
        out |= grouped.rivals[one]
    return Picked(tuple(bought), at_turn, tuple(ties))
