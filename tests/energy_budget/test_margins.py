"""How near a proposal came, checked by counting again with that much less or that many ballots more."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings

from sok_metrics.energy_budget.counting import count, winners
from sok_metrics.energy_budget.election import Election, Proposal, RuleKind, Terms
from sok_metrics.energy_budget.margins import find_margin
from sok_metrics.energy_budget.measures import measure
from tests.energy_budget.drawn_elections import elections, terms
from tests.energy_budget.test_terms import election


@settings(max_examples=60, deadline=None)
@given(elections(), terms())
def test_what_would_have_been_enough_is_enough_and_a_little_less_is_not(drawn, how):
    outcome = count(drawn, replace(how, step=50))
    lost = [one for one in outcome.verdicts if not one.is_funded]
    assume(lost)
    unit = 100 if all(one.cost % 100 == 0 for one in drawn.proposals) else 1
    for verdict in lost[:2]:
        margin = find_margin(drawn, outcome.terms, outcome, verdict.code)
        if margin.more_votes is not None:
            extra = [{verdict.code: 1}] * margin.more_votes
            assert verdict.code in winners(drawn.with_ballots(extra), outcome.terms)
            assert verdict.code not in winners(drawn.with_ballots(extra[1:]), outcome.terms)
        if margin.cheaper is not None:
            for less, has_won in ((margin.cheaper, True), (margin.cheaper - unit, False)):
                again = drawn.with_cost(verdict.code, verdict.cost - less)
                assert (verdict.code in winners(again, outcome.terms)) == has_won


def test_by_votes_it_is_the_money_left_or_the_votes_of_what_came_before():
    round_ = election(1000, {"a": 70000, "b": 40000}, "a", "a", "a", "ab")
    round_ = replace(round_, budget=100000)
    terms = Terms(rule=RuleKind.GREEDY)
    margin = find_margin(round_, terms, count(round_, terms), "b")
    # 300 euro is left; with 3 votes more b has as many as a, and costs less.
    assert (margin.cheaper, margin.more_votes) == (10000, 3)
    assert margin.cheaper_per_vote == 10000
    assert margin.effective_support == pytest.approx(0.25)


def test_what_misses_only_the_threshold_needs_votes_and_no_lower_cost():
    round_ = election(1000, {"a": 100, "b": 100}, "ab", "a")
    terms = Terms(threshold=2)
    margin = find_margin(round_, terms, count(round_, terms), "b")
    assert (margin.cheaper, margin.more_votes) == (None, 1)


def test_what_costs_more_than_all_money_never_wins_by_votes():
    round_ = election(1000, {"a": 1200}, "a", "a")
    margin = find_margin(round_, Terms(), count(round_, Terms()), "a")
    assert (margin.cheaper, margin.more_votes, margin.effective_support) == (200, None, None)


def test_points_more_are_a_usual_ballot():
    """Supporters of b give it 3 points on average; one such ballot more passes the 5 of a."""
    proposals = (Proposal("a", 600), Proposal("b", 600))
    round_ = Election(1000, proposals, ({"a": 5, "b": 4}, {"b": 0}, {"a": 2, "b": 2}))
    terms = Terms(rule=RuleKind.GREEDY)
    assert find_margin(round_, terms, count(round_, terms), "b").more_votes == 1


def test_reach_counts_voters_with_a_winner_and_their_own_part_of_the_money():
    """a is bought: 600 of 1000 over three voters is 200 each of their 250; the fourth gets nothing."""
    round_ = election(1000, {"a": 600, "b": 500}, "a", "a", "ab", "b")
    reach = measure(round_, count(round_, Terms(rule=RuleKind.GREEDY)))
    assert (reach.voters, reach.with_a_winner) == (4, 3)
    assert reach.own_money == Fraction(6, 10)


def test_of_a_voter_no_more_counts_than_its_share():
    """One voter alone supports what takes all the money: only its own half is its money."""
    round_ = election(1000, {"a": 1000}, "a", "")
    reach = measure(round_, count(round_, Terms(rule=RuleKind.GREEDY)))
    assert reach.own_money == pytest.approx(0.5)


def test_nobody_is_reached_where_nobody_votes():
    assert measure(election(0, {}), count(election(0, {}), Terms())).own_money == 0
