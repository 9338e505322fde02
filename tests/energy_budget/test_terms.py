"""What the published terms do: ties, the lot, the threshold, exclusions and part funding, by hand."""

from fractions import Fraction

import pytest

from sok_metrics.energy_budget.counting import count
from sok_metrics.energy_budget.election import Completion, Election, Proposal, RuleKind, Terms
from sok_metrics.energy_budget.lots import draw_lot
from sok_metrics.energy_budget.outcome import Fate

RULES = pytest.mark.parametrize("rule", list(RuleKind))


def election(budget, costs, *ballots, least=None):
    proposals = tuple(Proposal(code, cost, (least or {}).get(code)) for code, cost in costs.items())
    return Election(budget, proposals, tuple(dict.fromkeys(ballot, 1) for ballot in ballots))


@RULES
def test_of_equal_ones_the_cheapest_comes_first(rule):
    found = count(election(200, {"a": 101, "b": 100}, "ab", "ab"), Terms(rule=rule))
    assert found.winners == ("b",)


@pytest.mark.parametrize("rule", [RuleKind.GREEDY, RuleKind.EQUAL_SHARES])
def test_a_tie_says_what_it_was_equal_to_and_what_decided(rule):
    found = count(election(200, {"a": 101, "b": 100}, "ab", "ab"), Terms(rule=rule))
    assert (found.purchases[0].tied, found.purchases[0].tie_by) == (("a",), "cost")


@RULES
def test_the_lot_decides_where_cost_and_votes_are_equal(rule):
    tied = election(100, {"a": 100, "b": 100, "c": 100}, "abc", "abc")
    for lot in ("bca", "cab"):
        found = count(tied, Terms(rule=rule, lot=tuple(lot)))
        assert found.winners == (lot[0],)
        assert (set(found.purchases[0].tied), found.purchases[0].tie_by) == (set("abc") - {lot[0]}, "lot")


def test_more_votes_decide_before_the_lot():
    """The third supporter of b has nothing left after x, so that a and b cost their supporters the same."""
    tied = election(600, {"x": 400, "a": 100, "b": 100}, "ab", "ab", "bx", "x", "x", "x")
    found = count(tied, Terms(completion=Completion.NONE, lot=("a", "b", "x")))
    assert found.winners == ("x", "b", "a")
    assert (found.purchases[1].tied, found.purchases[1].tie_by) == (("a",), "votes")


def test_the_same_lot_holds_in_the_whole_completion():
    """Each step of the completion meets the same tie, and each time the same one wins it."""
    tied = election(1000, {"a": 600, "b": 600, "c": 300}, "ab", "ab", "c", "")
    for lot in ("ab", "ba"):
        found = count(tied, Terms(step=1, lot=tuple(lot)))
        assert found.steps > 1
        assert set(found.winners) == {lot[0], "c"}


def test_a_lot_is_drawn_again_from_its_word_and_another_word_gives_another_order():
    codes = [f"p{number}" for number in range(10)]
    assert draw_lot("zes vier drie", codes) == draw_lot("zes vier drie", reversed(codes))
    assert sorted(draw_lot("zes vier drie", codes)) == codes
    assert draw_lot("zes vier drie", codes) != draw_lot("zes vier twee", codes)


@RULES
def test_what_too_few_support_is_out_before_the_count(rule):
    found = count(election(500, {"a": 100, "b": 100, "c": 100}, "ab", "a"), Terms(rule=rule, threshold=2))
    assert found.winners == ("a",)
    assert found.verdict("b").fate is Fate.THRESHOLD
    assert found.verdict("c").fate is Fate.THRESHOLD


@RULES
def test_what_nobody_supports_or_costs_more_than_all_money_never_wins(rule):
    found = count(election(500, {"a": 100, "b": 501, "c": 100}, "ab", "ab"), Terms(rule=rule))
    assert found.winners == ("a",)
    assert found.verdict("b").fate is Fate.OVER_BUDGET
    assert found.verdict("c").fate is Fate.NO_VOTES


@RULES
def test_of_proposals_that_exclude_each_other_one_wins(rule):
    exclusions = (frozenset("ab"), frozenset("bc"))
    found = count(
        election(900, {"a": 100, "b": 90, "c": 100}, "abc", "abc"), Terms(rule=rule, exclusions=exclusions)
    )
    assert found.winners == ("b",)
    assert {code: found.verdict(code).excluded_by for code in "ac"} == {"a": "b", "c": "b"}


def test_what_costs_nothing_is_not_for_equal_shares_and_wins_by_the_others():
    free = election(100, {"a": 0, "b": 50}, "ab", "a")
    assert count(free, Terms()).verdict("a").fate is Fate.FREE
    assert set(count(free, Terms(rule=RuleKind.GREEDY)).winners) == {"a", "b"}
    assert set(count(free, Terms(rule=RuleKind.PHRAGMEN)).winners) == {"a", "b"}


def test_phragmen_stops_at_the_first_that_does_not_fit():
    """After a, b comes first and does not fit; c would, but its turn never comes."""
    found = count(
        election(300, {"a": 100, "b": 250, "c": 100}, "ab", "ab", "ab", "ab", "c"),
        Terms(rule=RuleKind.PHRAGMEN),
    )
    assert found.winners == ("a",)
    assert found.verdict("b").fate is Fate.NO_ROOM
    assert found.verdict("b").missing == 50
    # By then everybody had been given 87.50: a took 25 of each of its four.
    assert found.verdict("c").fate is Fate.TOO_LITTLE
    assert found.verdict("c").has == Fraction(175, 2)


def test_money_that_is_left_goes_to_what_can_do_with_less_by_votes():
    round_ = election(
        1000, {"a": 700, "b": 800, "c": 900}, "abc", "abc", "ab", "a", least={"b": 301, "c": 200}
    )  # fmt: skip
    assert count(round_, Terms(rule=RuleKind.GREEDY)).spent == 700
    found = count(round_, Terms(rule=RuleKind.GREEDY, in_part=True))
    assert found.winners == ("a",)
    assert (found.verdict("c").fate, found.verdict("c").paid, found.spent) == (Fate.IN_PART, 300, 1000)
    assert found.verdict("b").fate is Fate.NO_ROOM


def test_part_funding_keeps_to_exclusions():
    round_ = election(1000, {"a": 700, "b": 800}, "ab", "a", least={"b": 100})
    terms = Terms(rule=RuleKind.GREEDY, in_part=True, exclusions=(frozenset("ab"),))
    assert count(round_, terms).verdict("b").fate is Fate.EXCLUDED


def test_the_completion_does_not_stop_at_the_first_outcome_to_which_nothing_can_be_added():
    """At 2 each a and d are bought, and b does not fit. At 3 each b is: its two pay half for each euro."""
    round_ = election(6, {"a": 2, "b": 5, "d": 2}, "ab", "bd", "")
    assert count(round_, Terms(completion=Completion.NONE)).winners == ("a", "d")
    completed = count(round_, Terms(step=1))
    # At 5 each all three would be bought, for 9.
    assert (completed.winners, completed.steps) == (("b",), 2)
    assert completed.share == 4


@RULES
def test_an_election_without_votes_or_proposals_has_no_winners(rule):
    assert count(election(100, {"a": 100}), Terms(rule=rule)).winners == ()
    assert count(election(100, {}, "", ""), Terms(rule=rule)).verdicts == ()
    assert count(election(0, {"a": 100}, "a"), Terms(rule=rule)).winners == ()


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="step"):
        Terms(step=0)
    with pytest.raises(ValueError, match="same code"):
        Election(100, (Proposal("a", 1), Proposal("a", 2)), ())
    with pytest.raises(ValueError, match="below zero"):
        Proposal("a", -1)
    with pytest.raises(ValueError, match="least"):
        Proposal("a", 100, 101)
