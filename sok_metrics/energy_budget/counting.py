"""Count an election under its terms, with the facts that explain the result."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from sok_metrics.energy_budget.course import Tie
from sok_metrics.energy_budget.election import Election, Proposal, RuleKind, Terms
from sok_metrics.energy_budget.equal_shares import count_equal_shares
from sok_metrics.energy_budget.exact import ExactRun
from sok_metrics.energy_budget.greedy import count_greedy
from sok_metrics.energy_budget.grouped import Grouped, group
from sok_metrics.energy_budget.outcome import Fate, Outcome, Purchase, Verdict
from sok_metrics.energy_budget.phragmen import count_phragmen


def count(election: Election, terms: Terms) -> Outcome:
    """What wins, what each round cost whom, and why the others did not win."""
    grouped = group(election, terms)
    outcome = _outcome(election, terms, grouped, _COUNTS[terms.rule](grouped, terms))
    return _share_out_the_rest(outcome, election, grouped) if terms.in_part else outcome


def winners(election: Election, terms: Terms) -> tuple[str, ...]:
    """What is bought in full, in order; without the explanation, so faster."""
    grouped = group(election, terms)
    bought = {
        RuleKind.GREEDY: lambda: count_greedy(grouped).bought,
        RuleKind.PHRAGMEN: lambda: count_phragmen(grouped).bought,
        RuleKind.EQUAL_SHARES: lambda: count_equal_shares(grouped, terms).course.bought,
    }[terms.rule]()
    return tuple(grouped.candidates[one].code for one in bought)


@dataclass(frozen=True)
class _Counted:
    """What a rule comes to, by the numbers of the candidates."""

    bought: tuple[int, ...]
    purchases: list[Purchase]
    ties: tuple[Tie, ...]
    lost: dict[int, "_Lack"]
    share: Fraction | None = None
    steps: int = 0


class _Lack(NamedTuple):
    """Why a candidate was not bought, with what there was for it."""

    fate: Fate
    has: Fraction
    with_money: int | None = None


def _by_greedy(grouped: Grouped, terms: Terms) -> _Counted:
    picked = count_greedy(grouped)
    purchases = [_purchase(grouped, one) for one in picked.bought]
    lost = {one: _Lack(Fate.NO_ROOM, Fraction(money)) for one, money in picked.at_turn.items()}
    return _Counted(picked.bought, purchases, picked.ties, lost)


def _by_phragmen(grouped: Grouped, terms: Terms) -> _Counted:
    carried = count_phragmen(grouped)
    purchases = [
        replace(_purchase(grouped, one), each=load)
        for one, load in zip(carried.bought, carried.loads, strict=True)
    ]
    left = Fraction(grouped.budget - sum(one.cost for one in purchases))
    lost = {}
    for one in range(len(grouped.candidates)):
        saved = carried.saved_for(grouped, one)
        # What ended the count had enough supporters; so had what was equal to it.
        has_enough = saved >= grouped.candidates[one].cost
        lost[one] = _Lack(Fate.NO_ROOM, left) if has_enough else _Lack(Fate.TOO_LITTLE, saved)
    return _Counted(carried.bought, purchases, carried.ties, lost)


def _by_equal_shares(grouped: Grouped, terms: Terms) -> _Counted:
    completed = count_equal_shares(grouped, terms)
    course = completed.course
    exact = ExactRun(grouped, course.share)
    exact.follow(course.bought)
    purchases = [
        replace(
            _purchase(grouped, paid.candidate),
            full=paid.full, each=paid.per_point, short=paid.short, of_short=paid.of_short,
        )
        for paid in exact.paid
    ]  # fmt: skip
    lost = {
        one: _Lack(Fate.TOO_LITTLE, *exact.left_of(one))
        for one in range(len(grouped.candidates))
        if one not in course.bought
    }
    return _Counted(course.bought, purchases, course.ties, lost, course.share, completed.steps)


_COUNTS: dict[RuleKind, Callable[[Grouped, Terms], _Counted]] = {
    RuleKind.GREEDY: _by_greedy,
    RuleKind.PHRAGMEN: _by_phragmen,
    RuleKind.EQUAL_SHARES: _by_equal_shares,
}


def _purchase(grouped: Grouped, one: int) -> Purchase:
    return Purchase(grouped.candidates[one].code, grouped.candidates[one].cost, grouped.supporters[one].votes)


def _outcome(election: Election, terms: Terms, grouped: Grouped, counted: _Counted) -> Outcome:
    number = {one.code: place for place, one in enumerate(grouped.candidates)}
    share = Fraction(election.budget, grouped.voters) if grouped.voters else Fraction(0)
    return Outcome(
        terms=terms,
        voters=grouped.voters,
        budget=election.budget,
        purchases=tuple(_with_ties(grouped, counted)),
        verdicts=tuple(_verdict(one, number.get(one.code), grouped, counted) for one in election.proposals),
        first_share=share,
        share=share if counted.share is None else counted.share,
        steps=counted.steps,
    )


def _with_ties(grouped: Grouped, counted: _Counted) -> list[Purchase]:
    """The purchases, with what each was equal to and what decided."""
    found = list(counted.purchases)
    for tie in counted.ties:
        first, second = (grouped.candidates[one] for one in tie.candidates[:2])
        if first.cost != second.cost:
            decided = "cost"
        else:
            decided = "votes" if grouped.votes[first.code] != grouped.votes[second.code] else "lot"
        others = tuple(grouped.candidates[one].code for one in tie.candidates[1:])
        found[tie.number] = replace(found[tie.number], tied=others, tie_by=decided)
    return found


def _verdict(one: Proposal, number: int | None, grouped: Grouped, counted: _Counted) -> Verdict:
    start = Verdict(one.code, Fate.WON, grouped.votes[one.code], grouped.points[one.code], one.cost)
    if number is None:
        return replace(start, fate=grouped.refused[one.code])
    if number in counted.bought:
        return replace(start, paid=one.cost, round=counted.bought.index(number) + 1)
    rivals = [rival for rival in counted.bought if rival in grouped.rivals[number]]
    if rivals:
        return replace(start, fate=Fate.EXCLUDED, excluded_by=grouped.candidates[rivals[0]].code)
    lack = counted.lost[number]
    return replace(
        start, fate=lack.fate, has=lack.has, with_money=lack.with_money, missing=one.cost - lack.has
    )


def _share_out_the_rest(outcome: Outcome, election: Election, grouped: Grouped) -> Outcome:
    """Give what is left to proposals that can do with less, by votes; ties as everywhere.

    None of the rules says what a part of a proposal is worth, so this comes after the count, and no
    supporter's share pays for it.
    """
    least = {one.code: one.least for one in election.proposals if one.least is not None}
    found = {one.code: one for one in outcome.verdicts}
    turns = sorted(
        (one for one in range(len(grouped.candidates)) if grouped.candidates[one].code in least),
        key=lambda one: (-grouped.supporters[one].total, one),
    )
    funded = {number for number, one in enumerate(grouped.candidates) if found[one.code].is_funded}
    left = outcome.left
    for number in turns:
        one = grouped.candidates[number]
        amount = min(one.cost, left)
        if number in funded or funded & grouped.rivals[number] or amount < least[one.code]:
            continue
        found[one.code] = replace(found[one.code], fate=Fate.IN_PART, paid=amount)
        funded.add(number)
        left -= amount
    return replace(outcome, verdicts=tuple(found.values()))
