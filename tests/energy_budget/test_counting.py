"""What must hold of every count, whatever the proposals, ballots and terms."""

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sok_metrics.energy_budget import course, equal_shares
from sok_metrics.energy_budget.counting import count, winners
from sok_metrics.energy_budget.election import Completion, Election, Proposal, RuleKind, Terms
from sok_metrics.energy_budget.exact import ExactRun
from sok_metrics.energy_budget.grouped import group
from sok_metrics.energy_budget.outcome import Fate
from tests.energy_budget import slow_rules
from tests.energy_budget.drawn_elections import elections, terms

SLOW = {
    RuleKind.GREEDY: slow_rules.greedy,
    RuleKind.PHRAGMEN: slow_rules.phragmen,
    RuleKind.EQUAL_SHARES: slow_rules.equal_shares,
}
any_election = st.one_of(elections(), elections(points=4))
many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(any_election, terms())
def test_the_winners_are_those_of_the_definition_voter_by_voter(election, how):
    expected = tuple(SLOW[how.rule](election, how))
    assert count(election, how).winners == expected
    assert winners(election, how) == expected


@many
@given(any_election, terms(), st.booleans())
def test_never_more_is_spent_than_there_is_and_every_proposal_has_its_reason(election, how, in_part):
    outcome = count(election, replace(how, in_part=in_part))
    assert outcome.spent <= election.budget
    assert [one.code for one in outcome.verdicts] == [one.code for one in election.proposals]
    for verdict in outcome.verdicts:
        assert (verdict.fate is Fate.WON) == (verdict.code in outcome.winners)
        assert verdict.is_funded == (verdict.paid > 0 or (verdict.fate is Fate.WON and verdict.cost == 0))
        if verdict.missing is not None:
            assert verdict.missing > 0


@many
@given(any_election, terms(rules=[RuleKind.EQUAL_SHARES]))
def test_only_supporters_pay_and_nobody_more_than_its_share(election, how):
    """Every payment made again voter by voter, from what the outcome says of each round."""
    outcome = count(election, how)
    left = [outcome.share] * len(election.ballots)
    for purchase in outcome.purchases:
        paid = defaultdict(Fraction)
        for voter, ballot in enumerate(election.ballots):
            paid[voter] = min(left[voter], purchase.each * ballot.get(purchase.code, 0))
            left[voter] -= paid[voter]
            assert left[voter] >= 0
        assert sum(paid.values()) == purchase.cost
        who = [voter for voter, ballot in enumerate(election.ballots) if ballot.get(purchase.code, 0) > 0]
        full = [
            voter for voter in who if paid[voter] == purchase.each * election.ballots[voter][purchase.code]
        ]
        short = [voter for voter in who if voter not in full and paid[voter] > 0]
        assert (purchase.full, purchase.short) == (len(full), len(short))
        assert purchase.of_short == sum(paid[voter] for voter in short)
    for verdict in outcome.verdicts:
        if verdict.fate is Fate.TOO_LITTLE:
            who = [v for v, ballot in enumerate(election.ballots) if ballot.get(verdict.code, 0) > 0]
            assert verdict.has == sum(left[voter] for voter in who)
            assert verdict.with_money == sum(left[voter] > 0 for voter in who)


@many
@given(any_election, terms(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_proposals_does_not_matter(election, how, random):
    ballots = [dict(random.sample(list(ballot.items()), len(ballot))) for ballot in election.ballots]
    random.shuffle(ballots)
    proposals = random.sample(election.proposals, len(election.proposals))
    shuffled = count(Election(election.budget, tuple(proposals), tuple(ballots)), how)
    outcome = count(election, how)
    assert shuffled.purchases == outcome.purchases
    assert {one.code: one for one in shuffled.verdicts} == {one.code: one for one in outcome.verdicts}


@settings(max_examples=150, deadline=None)
@given(any_election, terms(rules=[RuleKind.EQUAL_SHARES]), st.integers(1, 3000), st.integers(1, 3000))
def test_shares_between_two_that_are_surely_the_same_are_the_same(election, how, low, more):
    grouped = group(election, how)
    before = course.run(grouped, Fraction(low, 7))
    after = course.run_the_same(grouped, before, Fraction(low + more, 7))
    if after is not None:
        for between in range(low, low + more + 1, max(1, more // 12)):
            assert course.run(grouped, Fraction(between, 7)).bought == before.bought
        assert course.run(grouped, Fraction(low + more, 7)).bought == after.bought


def test_strides_are_taken_and_skip_nothing(monkeypatch):
    """843 steps of a real election took 60 counts; here each step that is passed is counted after all."""
    election = made(proposals=12, voters=60)
    counted: list[Fraction] = []

    def run(grouped, share):
        counted.append(share)
        return course.run(grouped, share)

    monkeypatch.setattr(equal_shares, "run", run)
    outcome = count(election, Terms(step=1))
    assert outcome.winners == tuple(slow_rules.equal_shares(election, Terms(step=1)))
    assert len(counted) < outcome.steps / 4


def made(proposals: int, voters: int, seed: int = 3) -> Election:
    random = np.random.default_rng(seed)
    costs = random.integers(5, 90, proposals) * 100
    liked = random.random((voters, proposals)) < random.uniform(0.1, 0.6, proposals)
    return Election(
        int(costs.sum()) // 2,
        tuple(Proposal(f"p{number}", int(cost)) for number, cost in enumerate(costs)),
        tuple({f"p{number}": 1 for number in np.nonzero(row)[0]} for row in liked),
    )


@pytest.mark.parametrize("seed", range(6))
def test_prices_in_fractions_are_those_in_floats_and_add_up(seed):
    election = made(proposals=40, voters=3000, seed=seed)
    grouped = group(election, Terms())
    found = course.run(grouped, Fraction(election.budget, 3000))
    exact = ExactRun(grouped, found.share)
    exact.follow(found.bought)
    for paid, key in zip(exact.paid, found.keys, strict=True):
        cost = grouped.candidates[paid.candidate].cost
        assert float(paid.per_point) / cost == pytest.approx(key, rel=1e-9)
        assert paid.full * paid.per_point + paid.of_short == cost


def test_two_that_differ_by_less_than_floats_can_tell_are_told_apart():
    """Prices per euro of 1/(3*10^8) and 1/(3*10^8 + 1): ballots cannot be so many, points can."""
    points = 3 * 10**8
    election = Election(
        300,
        (Proposal("dear", 200), Proposal("cheap", 199)),
        ({"dear": points + 1, "cheap": points},),
    )
    outcome = count(election, Terms())
    assert outcome.winners == ("dear",)
    assert outcome.purchases[0].tied == ()


def test_a_proposal_that_supporters_can_just_pay_wins_and_one_part_more_does_not():
    """A third of 100 cents each: floats cannot say whether three thirds are one."""
    ballots = ({"a": 1}, {"a": 1}, {"a": 1})
    assert count(Election(100, (Proposal("a", 100),), ballots), Terms()).winners == ("a",)
    dearer = Election(101, (Proposal("a", 68), Proposal("b", 34)), ({"a": 1}, {"a": 1}, {"b": 1}))
    once = replace(Terms(), completion=Completion.NONE)
    # Two thirds of 101 are less than 68, a third is less than 34; of 102 both are just enough.
    assert count(dearer, once).winners == ()
    assert count(replace(dearer, budget=102), once).winners == ("a", "b")
