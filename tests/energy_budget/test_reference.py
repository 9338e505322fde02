"""Outcomes that others published; where several are tied, ours must be one of them."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sok_metrics.energy_budget.counting import count, winners
from sok_metrics.energy_budget.election import Completion, Election, Proposal, RuleKind, Terms, Utility

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
PROFILES = json.loads((REFERENCE / "abcvoting_unit_cost.json").read_text(encoding="utf-8"))["cases"]
SMALL = json.loads((REFERENCE / "pb_small_cases.json").read_text(encoding="utf-8"))["cases"]
CENTS = 100
Case = dict[str, Any]

TERMS = {
    "greedy_votes": Terms(rule=RuleKind.GREEDY),
    "sequential_phragmen": Terms(rule=RuleKind.PHRAGMEN),
    "mes_cost": Terms(completion=Completion.NONE),
    "mes_cardinality": Terms(completion=Completion.NONE, utility=Utility.POINTS),
    "mes_cost_increment_0.1": Terms(step=CENTS // 10),
    "mes_cardinality_increment_0.1": Terms(step=CENTS // 10, utility=Utility.POINTS),
}
OTHERS = {"greedy_votes_per_cost", "mes_cost_then_greedy_votes", "mes_cost_then_sequential_phragmen"}
"""Rules that we don't have."""
STEP_OF_THE_WHOLE = "mes_cost_total_budget_step_1/24"


def test_there_are_240_profiles_and_the_small_cases():
    assert len(PROFILES) == 240
    assert len(SMALL) == 8
    assert {rule for case in SMALL for rule in case["expected"]} == {*TERMS, *OTHERS, STEP_OF_THE_WHOLE}


def election_of(case: Case) -> Election:
    """A profile with unit costs, without the candidates that nobody approves."""
    approved = sorted({str(one) for ballot in case["ballots"] for one in ballot}, key=int)
    proposals = tuple(Proposal(code, CENTS) for code in approved)
    ballots = tuple(dict.fromkeys(map(str, ballot), 1) for ballot in case["ballots"])
    return Election(case["committee_size"] * CENTS, proposals, ballots)


def outcomes_of(case: Case, rule: str) -> list[set[str]]:
    approved = {one for ballot in case["ballots"] for one in ballot}
    return [
        {str(one) for one in outcome if one in approved}
        for outcome in case["expected_all_tied_outcomes"][rule]
    ]


def filled_by_votes(election: Election, won: tuple[str, ...]) -> set[str]:
    """Winners, completed with the most approved as long as there is money: the completion of that library."""
    votes = {
        one.code: sum(ballot.get(one.code, 0) for ballot in election.ballots) for one in election.proposals
    }  # fmt: skip
    free = election.budget // CENTS - len(won)
    others = sorted((code for code in votes if code not in won), key=lambda code: (-votes[code], int(code)))
    return {*won, *others[:free]}


@pytest.mark.parametrize("case", PROFILES, ids=lambda case: case["id"])
def test_a_profile_with_unit_costs_has_a_published_outcome(case):
    election = election_of(case)
    assert set(winners(election, TERMS["greedy_votes"])) in outcomes_of(case, "av")
    assert set(winners(election, TERMS["sequential_phragmen"])) in outcomes_of(case, "seqphragmen")
    shares = winners(election, TERMS["mes_cost"])
    expected = outcomes_of(case, "equal-shares-with-av-completion")
    assert filled_by_votes(election, shares) in expected


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        pytest.param(case, rule, id=f"{case['id']}-{rule}")
        for case in SMALL
        for rule in case["expected"]
        if rule in TERMS
    ],
)
def test_a_small_case_has_a_published_outcome(case, rule):
    outcome = set(winners(small(case), TERMS[rule]))
    assert outcome in [set(tied) for tied in case["expected"][rule]]


def small(case: Case, times: int = CENTS) -> Election:
    proposals = tuple(
        Proposal(code, int(Decimal(str(cost)) * times)) for code, cost in case["costs"].items()
    )  # fmt: skip
    ballots = tuple(dict.fromkeys(ballot, 1) for ballot in case["ballots"])
    return Election(case["budget"] * times, proposals, ballots)


def test_the_running_example_with_a_step_of_the_whole_budget():
    """A twenty-fourth of a unit more for twelve voters together is 1/288 each: whole when a unit is 288."""
    [case] = [case for case in SMALL if STEP_OF_THE_WHOLE in case["expected"]]
    outcome = count(small(case, 288), Terms(step=1))
    assert [sorted(outcome.winners)] == case["expected"][STEP_OF_THE_WHOLE]
    assert outcome.share == Fraction(4 * 288, 12) + outcome.steps
