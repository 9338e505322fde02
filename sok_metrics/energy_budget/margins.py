"""How near a proposal came: by how much cheaper, or how many votes more, it wins when counted again."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from sok_metrics.energy_budget.counting import winners
from sok_metrics.energy_budget.election import Election, Terms
from sok_metrics.energy_budget.outcome import Outcome

_MOST_TIMES = 20
"""More votes than so many times all ballots are not looked for."""


@dataclass(frozen=True)
class Margin:
    """What would have been enough for a proposal that did not win; None where nothing of the kind is."""

    code: str
    votes: int
    cheaper: int | None
    """By how many cents less it would have won; one unit less than this was not enough."""
    more_votes: int | None
    """How many ballots more, that support nothing else, would have made it win; one less was not enough."""

    @property
    def cheaper_per_vote(self) -> Fraction | None:
        """What it would have had to cost less for each ballot that supports it, in cents."""
        return Fraction(self.cheaper, self.votes) if self.cheaper and self.votes else None

    @property
    def effective_support(self) -> Fraction | None:
        """Its votes as a part of the votes with which it would have won."""
        return None if self.more_votes is None else Fraction(self.votes, self.votes + self.more_votes)


def find_margin(election: Election, terms: Terms, outcome: Outcome, code: str) -> Margin:
    """How near this proposal came to winning in full, everything else as it was."""
    proposal = election.by_code()[code]
    verdict = outcome.verdict(code)
    # Elections in whole euros have answers in whole euros.
    unit = 100 if all(one.cost % 100 == 0 for one in election.proposals) else 1

    def wins_at(units_less: int) -> bool:
        return code in winners(election.with_cost(code, proposal.cost - units_less * unit), terms)

    ballot = {code: _usual_points(election, code)}

    def wins_with(more: int) -> bool:
        return code in winners(election.with_ballots([ballot] * more), terms)

    missing = int(verdict.missing / unit) + 1 if verdict.missing else 1
    cheaper = _enough(wins_at, missing, (proposal.cost - 1) // unit)
    return Margin(
        code=code,
        votes=verdict.votes,
        cheaper=None if cheaper is None else cheaper * unit,
        more_votes=_enough(wins_with, 1, _MOST_TIMES * max(len(election.ballots), 1)),
    )


def _usual_points(election: Election, code: str) -> int:
    """What a supporter gives it on average, in whole points: what one vote more would bring."""
    given = [points for ballot in election.ballots if (points := ballot.get(code, 0)) > 0]
    return max(1, round(sum(given) / len(given))) if given else 1


def _enough(is_enough: Callable[[int], bool], first: int, most: int) -> int | None:
    """A number that is enough while one less is not; None when even the most is not enough."""
    if most < 1:
        return None
    high = min(first, most)
    low = 0
    while not is_enough(high):
        if high == most:
            return None
        low, high = high, min(high * 2, most)
    while high - low > 1:
        middle = (low + high) // 2
        if is_enough(middle):
            high = middle
        else:
            low = middle
    return high
