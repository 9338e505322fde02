"""What an outcome means for the voters, so that rules can be compared."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from sok_metrics.energy_budget.election import Election
from sok_metrics.energy_budget.outcome import Outcome


@dataclass(frozen=True)
class Reach:
    """How many voters get something that they support, and how much of "their" money goes to it."""

    voters: int
    with_a_winner: int
    """Voters who support at least one proposal that gets money."""
    own_money: Fraction
    """The part of the budget that goes to what its voter supports, from 0 to 1.

    Each voter has an equal share of the budget. What a proposal gets is divided over who supports it, by
    points; of a voter no more is counted than its share.
    """


def measure(election: Election, outcome: Outcome) -> Reach:
    """How an outcome reaches the voters, in the same way for every rule."""
    paid = {
        one.code: Fraction(one.paid, one.points) for one in outcome.verdicts if one.is_funded and one.points
    }
    kinds = Counter(
        tuple(sorted((code, points) for code, points in ballot.items() if points > 0 and code in paid))
        for ballot in election.ballots
    )
    share = outcome.first_share
    used = sum(
        many * min(share, sum((paid[code] * points for code, points in kind), Fraction(0)))
        for kind, many in kinds.items()
    )
    return Reach(
        voters=outcome.voters,
        with_a_winner=sum(many for kind, many in kinds.items() if kind),
        own_money=Fraction(used) / outcome.budget if outcome.budget else Fraction(0),
    )
