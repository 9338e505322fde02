"""The three rules as their definitions say, voter by voter in fractions: slow, and written apart from ours.

They return the codes of the winners in the order in which they win: the fast rules are held against them.
"""

from collections.abc import Callable
from fractions import Fraction

from sok_metrics.energy_budget.election import Completion, Election, Proposal, Terms, Utility


def votes_of(election: Election, code: str) -> int:
    return sum(ballot.get(code, 0) > 0 for ballot in election.ballots)


def order_of_ties(election: Election, terms: Terms) -> Callable[[Proposal], tuple[int, int, int, str]]:
    def order(one: Proposal) -> tuple[int, int, int, str]:
        place = terms.lot.index(one.code) if one.code in terms.lot else len(terms.lot)
        return one.cost, -votes_of(election, one.code), place, one.code

    return order


def candidates_of(election: Election, terms: Terms) -> list[Proposal]:
    found = [
        one
        for one in election.proposals
        if one.cost <= election.budget
        and votes_of(election, one.code) >= max(terms.threshold, 1)
    ]  # fmt: skip
    return sorted(found, key=order_of_ties(election, terms))


def without_rivals(left: list[Proposal], won: Proposal, terms: Terms) -> list[Proposal]:
    rivals = {code for excluded in terms.exclusions if won.code in excluded for code in excluded}
    return [one for one in left if one.code != won.code and one.code not in rivals]


def greedy(election: Election, terms: Terms) -> list[str]:
    points = {
        one.code: sum(b.get(one.code, 0) for b in election.ballots) for one in election.proposals
    }  # fmt: skip
    left = sorted(candidates_of(election, terms), key=lambda one: -points[one.code])
    money, winners = election.budget, []
    while left:
        one = left[0]
        left = left[1:]
        if one.cost <= money:
            money -= one.cost
            winners.append(one.code)
            left = without_rivals(left, one, terms)
    return winners


def equal_shares_at(election: Election, terms: Terms, share: Fraction) -> tuple[list[str], bool]:
    """The winners at one share, and whether there is nothing left to buy at a higher one."""
    has = [share for _ in election.ballots]
    left = candidates_of(election, terms)
    if terms.utility is Utility.COST:
        left = [one for one in left if one.cost]
    winners: list[str] = []
    while True:
        prices = {one.code: price_of(one, election, has) for one in left}
        offers = [
            (price / (one.cost if terms.utility is Utility.COST else 1), number)
            for number, one in enumerate(left)
            if (price := prices[one.code]) is not None
        ]
        if not offers:
            return winners, not left
        won = left[min(offers)[1]]
        price = prices[won.code]
        assert price is not None
        for voter, ballot in enumerate(election.ballots):
            has[voter] -= min(has[voter], price * ballot.get(won.code, 0))
        assert sum(has) >= 0
        winners.append(won.code)
        left = without_rivals(left, won, terms)


def price_of(one: Proposal, election: Election, has: list[Fraction]) -> Fraction | None:
    """What one point costs when all pay that for each of theirs, or the last that they have."""
    who = sorted(
        (has[voter] / ballot[one.code], has[voter], ballot[one.code])
        for voter, ballot in enumerate(election.ballots)
        if ballot.get(one.code, 0) > 0
    )
    paid, points = Fraction(0), sum(given for _, _, given in who)
    for most, money, given in who:
        price = (one.cost - paid) / points
        if price <= most:
            return price
        paid += money
        points -= given
    return None


def equal_shares(election: Election, terms: Terms) -> list[str]:
    if not election.ballots:
        return []
    share = Fraction(election.budget, len(election.ballots))
    winners, is_complete = equal_shares_at(election, terms, share)
    cost = {one.code: one.cost for one in election.proposals}
    while terms.completion is Completion.ADD1 and not is_complete:
        share += terms.step
        more, is_complete = equal_shares_at(election, terms, share)
        if sum(cost[code] for code in more) > election.budget:
            break
        winners = more
    return winners


def phragmen(election: Election, terms: Terms) -> list[str]:
    load = [Fraction(0) for _ in election.ballots]
    left, money, winners = candidates_of(election, terms), election.budget, []
    while left:
        carried = {}
        for one in left:
            who = [voter for voter, ballot in enumerate(election.ballots) if ballot.get(one.code, 0) > 0]
            carried[one.code] = (sum((load[voter] for voter in who), Fraction(one.cost)) / len(who), who)
        won = min(left, key=lambda one: carried[one.code][0])
        if won.cost > money:
            break
        money -= won.cost
        winners.append(won.code)
        for voter in carried[won.code][1]:
            load[voter] = carried[won.code][0]
        left = without_rivals(left, won, terms)
    return winners
