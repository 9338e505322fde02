"""How long a count takes: equal shares with its completion in steps of one euro, with the whole explanation.

`python -m benchmarks.counting` makes elections of the sizes below and counts each three times (a minute). The
aims are in seconds of processor time, from ballots in memory to an outcome with every payment in fractions.
"""

import os
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import click
import numpy as np

from sok_metrics.energy_budget.counting import count
from sok_metrics.energy_budget.election import Ballot, Election, Proposal, RuleKind, Terms
from sok_metrics.energy_budget.outcome import Outcome

TIMES = 3
_PART = 8192


@dataclass(frozen=True)
class Size:
    """An election to make: how many proposals and voters, how much money in euros, and the aim in seconds."""

    proposals: int
    voters: int
    budget: int
    aim: float
    points: int = 1
    """The most points for one proposal; 1 is approval."""

    @property
    def title(self) -> str:
        """Its size in words."""
        return f"{self.proposals} x {self.voters}" + (", points" if self.points > 1 else "")


SIZES = (
    Size(14, 84, 100_000, 0.1),
    Size(54, 2_468, 250_000, 1),
    Size(54, 2_468, 2_500_000, 1),
    Size(101, 86_700, 20_000_000, 5),
    Size(170, 128_000, 30_000_000, 10),
    Size(170, 128_000, 30_000_000, 10, points=5),
)


def make_election(size: Size, seed: int = 1) -> Election:
    """An election with proposals that differ much in cost and favour, and voters with a taste."""
    random = np.random.default_rng(seed)
    favour = random.normal(0, 1, size.proposals)
    place = random.normal(size=(size.proposals, 3))
    parts = np.clip(random.lognormal(np.log(0.02), 0.8, size.proposals), 0.002, 0.3)
    proposals = tuple(
        Proposal(f"p{number}", int(size.budget * part) * 100) for number, part in enumerate(parts)
    )
    ballots = tuple(_make_ballots(size, random, favour, place))
    return Election(size.budget * 100, proposals, ballots)


def _make_ballots(
    size: Size, random: np.random.Generator, favour: np.ndarray, place: np.ndarray
) -> Iterator[Ballot]:
    longest = min(10, size.proposals)
    for start in range(0, size.voters, _PART):
        voters = min(_PART, size.voters - start)
        taste = random.normal(size=(voters, 3)) @ place.T
        wish = favour + 0.7 * taste + random.gumbel(size=taste.shape)
        order = np.argsort(-wish, axis=1)[:, :longest]
        lengths = random.integers(1, longest + 1, voters)
        given = random.integers(1, size.points + 1, order.shape)
        for chosen, length, points in zip(order, lengths, given, strict=True):
            pairs = zip(chosen[:length].tolist(), points[:length].tolist(), strict=True)
            yield {f"p{number}": many for number, many in pairs}


def measure(size: Size, rule: RuleKind, times: int = TIMES) -> tuple[float, float, Outcome]:
    """The median seconds of processor time and on the clock, and what came out."""
    election = make_election(size)
    taken, waited = [], []
    for _ in range(times):
        begin, clock = time.process_time(), time.perf_counter()
        outcome = count(election, Terms(rule=rule, step=100))
        taken.append(time.process_time() - begin)
        waited.append(time.perf_counter() - clock)
    return median(taken), median(waited), outcome


@click.command()
@click.option("--rule", type=click.Choice([one.value for one in RuleKind]), default="equal-shares")
def main(rule: str) -> None:
    """Count made elections; exit code 1 when an aim is missed."""
    click.echo(f"{platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    is_met = True
    for size in SIZES:
        processor, clock, outcome = measure(size, RuleKind(rule))
        is_met &= processor <= size.aim
        click.echo(
            f"{size.title:24} {processor:7.2f} s ({clock:.2f} on the clock), aim {size.aim:g}: "
            f"{outcome.steps} steps, share {float(outcome.first_share) / 100:.0f} to "
            f"{float(outcome.share) / 100:.0f}, {len(outcome.winners)} win, "
            f"{outcome.spent / outcome.budget:.1%} spent"
        )
    if not is_met:
        raise click.ClickException("an aim was missed")


if __name__ == "__main__":
    main()
