"""What people read about a count: why a proposal won or not, and what would have been enough."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sok_metrics.energy_budget.counting import count
from sok_metrics.energy_budget.election import Completion, Election, Proposal, RuleKind, Terms
from sok_metrics.energy_budget.margins import Margin
from sok_metrics.energy_budget.measures import Reach
from sok_metrics.texts.count_amounts import money
from sok_metrics.texts.count_result import (
    margin_sentence,
    names_of,
    reach_sentence,
    result_sentence,
    share_sentence,
    support_sentence,
    verdict_sentence,
)


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (0, "0 euro"),
        (14700, "147 euro"),
        (950, "9,50 euro"),
        (Fraction(100, 3), "0,33 euro"),
        (Fraction(1, 3), "minder dan een cent"),
        (210000, "2.100 euro"),
        (Fraction(203347619, 1000), "2.033 euro"),
        (99999, "999,99 euro"),
    ],
)
def test_an_amount_has_cents_where_they_say_something(cents, expected):
    assert money(cents) == expected


def test_another_currency_is_named_by_its_code():
    assert money(500, "PLN") == "5 PLN"


def said(budget, costs, *ballots, **terms):
    """The sentence for each proposal, and the outcome."""
    proposals = tuple(Proposal(code, cost * 100, name=code.upper()) for code, cost in costs.items())
    election = Election(budget * 100, proposals, tuple(dict.fromkeys(ballot, 1) for ballot in ballots))
    outcome = count(election, Terms(**terms))
    names = names_of(proposals)
    return {one.code: verdict_sentence(one, outcome, names, "EUR") for one in outcome.verdicts}, outcome


def test_equal_shares_says_what_each_paid_and_for_which_part_there_was_too_little_support():
    sentences, outcome = said(
        800,
        {"a": 300, "b": 150, "c": 500},
        "a",
        "a",
        "ab",
        "b",
        "c",
        "c",
        "c",
        "c",
        completion=Completion.NONE,
    )
    assert sentences == {
        "a": "3 mensen legden elk 100 euro in.",
        "b": "1 van de 2 supporters had nog geld, samen 100 euro; "
        "voor de laatste 50 euro was er te weinig steun over.",
        "c": "4 van de 4 supporters hadden nog geld, samen 400 euro; "
        "voor de laatste 100 euro was er te weinig steun over.",
    }
    assert share_sentence(outcome, "EUR") == "Elke stem kreeg een gelijk deel van het geld: 100 euro."


def test_who_pays_its_last_money_is_told_apart():
    sentences, _ = said(
        800, {"a": 240, "b": 240}, "a", "a", "ab", "b", "b", "b", "", "", completion=Completion.NONE
    )
    assert sentences["b"] == "4 mensen legden elk 60 euro in."
    assert sentences["a"] == "2 mensen legden elk 100 euro in; 1 mens legde het laatste in: 40 euro."


def test_supporters_without_money_are_said_to_have_none():
    sentences, _ = said(300, {"a": 300, "b": 10}, "ab", "a", "a", completion=Completion.NONE)
    assert sentences["a"] == "3 mensen legden elk 100 euro in."
    assert sentences["b"] == "De supporters hadden hun geld al ingelegd voor iets anders."


def test_the_completion_is_told_in_three_sentences():
    _, outcome = said(100, {"a": 60, "b": 60}, "a", "b", "", "")
    assert share_sentence(outcome, "EUR") == (
        "Elke stem kreeg een gelijk deel van het geld: 25 euro. "
        "Er bleef geld over. Daarom telden we opnieuw met steeds 1 euro meer per stem. "
        "Met 59 euro per stem paste het nog net."
    )
    assert result_sentence(outcome, "EUR") == (
        "Met de regel gelijke delen winnen 0 van de 2 voorstellen. Zij krijgen samen 0 euro van de 100 euro."
    )


def test_most_votes_says_what_was_left_at_its_turn_and_what_decided_a_tie():
    sentences, _ = said(
        500, {"a": 300, "b": 300, "c": 100}, "abc", "ab", "c", rule=RuleKind.GREEDY, lot=("b",)
    )
    assert sentences == {
        "a": "Er was nog 100 euro over toen dit aan de beurt was, en het kost 300 euro.",
        "b": "Het kreeg 2 stemmen. Het stond gelijk met 'A'. "
        "Ook de kosten en de stemmen waren gelijk. Toen telde het lot dat er al lag.",
        "c": "Het kreeg 2 stemmen. Het stond gelijk met 'B' en 'A'. Het kost minder, en dat telt dan eerst.",
    }


def test_phragmen_says_how_long_it_took_to_save():
    sentences, _ = said(
        300, {"a": 100, "b": 250, "c": 100}, "ab", "ab", "ab", "ab", "c", rule=RuleKind.PHRAGMEN
    )
    assert sentences == {
        "a": "Toen iedereen 25 euro had gekregen, konden de 4 supporters het samen betalen.",
        "b": "De supporters konden het betalen, maar van al het geld was nog maar 200 euro over.",
        "c": "Toen de telling stopte, hadden de supporters samen 87,50 euro. Zij kwamen 12,50 euro tekort.",
    }


def test_what_was_out_before_the_count_is_told_why():
    sentences, _ = said(
        500, {"a": 100, "b": 100, "c": 600, "d": 0, "e": 90}, "ad", "ade", "c", "c", "ae",
        threshold=2, exclusions=(frozenset("ae"),),
    )  # fmt: skip
    assert sentences["b"] == "Het kreeg 0 stemmen. Er waren er minstens 2 nodig om mee te tellen."
    assert sentences["c"] == "Het kost meer dan al het geld dat er is."
    assert sentences["d"] == "Het kost niets. Deze regel verdeelt geld, en kan er dus niets mee."
    assert sentences["e"] == "Dit kan niet samen met 'A', en dat won."


def test_what_nobody_chose_and_what_gets_a_part_are_told():
    proposals = (Proposal("a", 600), Proposal("b", 600, 300), Proposal("c", 100))
    election = Election(1000, proposals, ({"a": 1, "b": 1}, {"a": 1}))
    outcome = count(election, replace(Terms(), in_part=True))
    names = names_of(proposals)
    assert verdict_sentence(outcome.verdict("b"), outcome, names, "EUR") == (
        "Het krijgt 4 euro van de 6 euro, uit geld dat na de telling over was."
    )
    assert verdict_sentence(outcome.verdict("c"), outcome, names, "EUR") == "Niemand koos dit."


@pytest.mark.parametrize(
    ("cheaper", "more", "expected"),
    [
        (
            34000,
            12,
            "10 euro per supporter goedkoper (samen 340 euro), of 12 stemmen meer, en het was gelukt.",
        ),
        (None, 1, "1 stem meer, en het was gelukt."),
        (3400, None, "1 euro per supporter goedkoper (samen 34 euro), en het was gelukt."),
        (None, None, ""),
    ],
)
def test_what_would_have_been_enough_is_one_sentence(cheaper, more, expected):
    assert margin_sentence(Margin("a", 34, cheaper, more), "EUR") == expected


def test_support_and_reach_are_never_rounded_to_all_or_nothing():
    assert support_sentence(Margin("a", 999, None, 1)) == "Het had 99% van de steun die nodig was."
    assert support_sentence(Margin("a", 3, None, None)) == ""
    assert reach_sentence(Reach(1000, 999, Fraction(1, 1000))) == (
        "999 van de 1.000 stemmers (99%) krijgen minstens één voorstel dat zij kozen. "
        "Van 'hun' geld gaat minder dan 1% naar wat zij zelf kozen."
    )
    assert reach_sentence(Reach(0, 0, Fraction(0))) == "Niemand heeft gestemd."
