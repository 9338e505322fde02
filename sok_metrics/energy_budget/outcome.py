"""What came out of a count, as facts: what was bought round by round, and of each proposal why or why not."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sok_metrics.energy_budget.election import Terms


class Fate(StrEnum):
    """What became of a proposal, and why."""

    WON = "won"
    IN_PART = "in part"
    """It gets less than its cost, from money that was left."""
    THRESHOLD = "threshold"
    NO_VOTES = "votes"
    OVER_BUDGET = "budget"
    """It costs more than the whole budget."""
    FREE = "free"
    """It costs nothing: equal shares has no price for it."""
    EXCLUDED = "excluded"
    """One that it cannot go together with won."""
    TOO_LITTLE = "too little"
    """Its supporters had too little left to pay it."""
    NO_ROOM = "no room"
    """There was too little of the budget left when its turn came."""


@dataclass(frozen=True)
class Purchase:
    """One round: what was bought, and what its supporters pay. Amounts are in cents."""

    code: str
    cost: int
    full: int = 0
    """How many ballots pay the full price; in Phragmén all that support it."""
    each: Fraction | None = None
    """What a full payer pays for each point; in Phragmén what everybody had been given by then."""
    short: int = 0
    """How many ballots pay the last that they have."""
    of_short: Fraction = Fraction(0)
    """What these pay together."""
    tied: tuple[str, ...] = ()
    """The others that were exactly as good."""
    tie_by: str = ""
    """What decided: "cost", "votes" or "lot"."""

    @property
    def effective_votes(self) -> Fraction | None:
        """So many full payers would have paid it together; who could pay less counts for less."""
        return self.cost / self.each if self.each else None


@dataclass(frozen=True)
class Verdict:
    """What became of one proposal. Amounts are in cents."""

    code: str
    fate: Fate
    votes: int
    points: int
    cost: int
    paid: int = 0
    """What it gets from the budget."""
    round: int | None = None
    """In which round it was bought, from 1."""
    has: Fraction | None = None
    """What its supporters had left together, or what was left of the budget at its turn."""
    with_money: int | None = None
    """How many of its supporters still had something."""
    missing: Fraction | None = None
    """What was short of its cost."""
    excluded_by: str = ""

    @property
    def is_funded(self) -> bool:
        """Whether it gets money, in full or in part."""
        return self.fate in (Fate.WON, Fate.IN_PART)


@dataclass(frozen=True)
class Outcome:
    """The result of a count under one set of terms. Amounts are in cents."""

    terms: Terms
    voters: int
    budget: int
    purchases: tuple[Purchase, ...]
    verdicts: tuple[Verdict, ...]
    """Of every proposal, in the order in which they were put to the vote."""
    first_share: Fraction
    """The budget divided by the voters."""
    share: Fraction
    """The share with which this was bought: higher than the first after a completion."""
    steps: int
    """By how many steps the shares were raised."""

    @property
    def winners(self) -> tuple[str, ...]:
        """What is bought in full, in the order of the rounds."""
        return tuple(one.code for one in self.purchases)

    @property
    def spent(self) -> int:
        """What is paid from the budget."""
        return sum(one.paid for one in self.verdicts)

    @property
    def left(self) -> int:
        """What is left of the budget."""
        return self.budget - self.spent

    def verdict(self, code: str) -> Verdict:
        """What became of this proposal."""
        return next(one for one in self.verdicts if one.code == code)
