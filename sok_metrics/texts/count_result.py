"""The result of a count in plain Dutch: what wins, and of each proposal why or why not."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sok_metrics.energy_budget.election import Completion, Proposal, RuleKind
from sok_metrics.energy_budget.margins import Margin
from sok_metrics.energy_budget.measures import Reach
from sok_metrics.energy_budget.outcome import Fate, Outcome, Purchase, Verdict
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.count_amounts import money
from sok_metrics.texts.formats import listed, number, percentage

RULES: Mapping[RuleKind, str] = {
    RuleKind.GREEDY: _("meeste stemmen"),
    RuleKind.EQUAL_SHARES: _("gelijke delen"),
    RuleKind.PHRAGMEN: _("Phragmén"),
}
"""What people call each rule."""


def result_sentence(outcome: Outcome, currency: str) -> str:
    """How many proposals win by which rule, and what they cost together."""
    won = sum(one.is_funded for one in outcome.verdicts)
    begin = ngettext(
        "Met de regel {rule} wint {n} van de {total} voorstellen.",
        "Met de regel {rule} winnen {n} van de {total} voorstellen.",
        won,
    )
    return " ".join(
        [
            begin.format(rule=RULES[outcome.terms.rule], n=won, total=len(outcome.verdicts)),
            _("Zij krijgen samen {spent} van de {all}.").format(
                spent=money(outcome.spent, currency), all=money(outcome.budget, currency)
            ),
        ]
    )


def share_sentence(outcome: Outcome, currency: str) -> str:
    """How large each voter's part of the money was; empty for a rule without parts."""
    if outcome.terms.rule is not RuleKind.EQUAL_SHARES or not outcome.voters:
        return ""
    first = money(outcome.first_share, currency)
    start = _("Elke stem kreeg een gelijk deel van het geld: {share}.").format(share=first)
    if outcome.terms.completion is Completion.NONE:
        return start
    if not outcome.steps:
        return " ".join([start, _("Meer geven per stem was niet nodig, of het paste niet.")])
    raised = _("Er bleef geld over. Daarom telden we opnieuw met steeds {step} meer per stem.").format(
        step=money(outcome.terms.step, currency)
    )
    end = _("Met {share} per stem paste het nog net.").format(share=money(outcome.share, currency))
    return " ".join([start, raised, end])


def verdict_sentence(verdict: Verdict, outcome: Outcome, names: Mapping[str, str], currency: str) -> str:
    """Why a proposal won or not."""
    if verdict.round is not None:
        purchase = outcome.purchases[verdict.round - 1]
        said = [_WON[outcome.terms.rule](purchase, verdict, currency), _tie_sentence(purchase, names)]
        return " ".join(filter(None, said))
    if verdict.fate in (Fate.TOO_LITTLE, Fate.NO_ROOM):
        return _lack_sentence(verdict, outcome.terms.rule, currency)
    return _refusal_sentence(verdict, outcome, names, currency)


def _won_by_votes(purchase: Purchase, verdict: Verdict, currency: str) -> str:
    if verdict.points != verdict.votes:
        return _("Het kreeg {points} punten, van {votes} mensen.").format(
            points=number(verdict.points, 0), votes=number(verdict.votes, 0)
        )
    return ngettext("Het kreeg {n} stem.", "Het kreeg {n} stemmen.", verdict.votes).format(
        n=number(verdict.votes, 0)
    )


def _won_by_shares(purchase: Purchase, verdict: Verdict, currency: str) -> str:
    each = money(purchase.each or 0, currency)
    if verdict.points != verdict.votes:
        each = _("{amount} voor elk punt").format(amount=each)
    full = ngettext("{n} mens legde {each} in", "{n} mensen legden elk {each} in", purchase.full).format(
        n=number(purchase.full, 0), each=each
    )
    if not purchase.short:
        return f"{full}."
    rest = ngettext(
        "{n} mens legde het laatste in: {amount}",
        "{n} mensen legden hun laatste geld in, samen {amount}",
        purchase.short,
    ).format(n=number(purchase.short, 0), amount=money(purchase.of_short, currency))
    return f"{full}; {rest}."


def _won_by_saving(purchase: Purchase, verdict: Verdict, currency: str) -> str:
    return ngettext(
        "Toen iedereen {each} had gekregen, kon de ene supporter het betalen.",
        "Toen iedereen {each} had gekregen, konden de {n} supporters het samen betalen.",
        purchase.full,
    ).format(each=money(purchase.each or 0, currency), n=number(purchase.full, 0))


_WON = {
    RuleKind.GREEDY: _won_by_votes,
    RuleKind.EQUAL_SHARES: _won_by_shares,
    RuleKind.PHRAGMEN: _won_by_saving,
}


def _tie_sentence(purchase: Purchase, names: Mapping[str, str]) -> str:
    if not purchase.tied:
        return ""
    others = listed([f"'{names[code]}'" for code in purchase.tied])
    start = _("Het stond gelijk met {others}.").format(others=others)
    decided = {
        "cost": _("Het kost minder, en dat telt dan eerst."),
        "votes": _("Het kost evenveel en kreeg meer stemmen, en dat telt dan."),
        "lot": _("Ook de kosten en de stemmen waren gelijk. Toen telde het lot dat er al lag."),
    }[purchase.tie_by]
    return f"{start} {decided}"


def _lack_sentence(verdict: Verdict, rule: RuleKind, currency: str) -> str:
    has, missing = money(verdict.has or 0, currency), money(verdict.missing or 0, currency)
    if verdict.fate is Fate.NO_ROOM:
        cost = money(verdict.cost, currency)
        if rule is RuleKind.PHRAGMEN:
            return _(
                "De supporters konden het betalen, maar van al het geld was nog maar {has} over."
            ).format(has=has)
        return _("Er was nog {has} over toen dit aan de beurt was, en het kost {cost}.").format(
            has=has, cost=cost
        )
    if rule is RuleKind.PHRAGMEN:
        return _(
            "Toen de telling stopte, hadden de supporters samen {has}. Zij kwamen {missing} tekort."
        ).format(has=has, missing=missing)
    if not verdict.with_money:
        return _("De supporters hadden hun geld al ingelegd voor iets anders.")
    had = ngettext(
        "{n} van de {votes} supporters had nog geld, samen {has};",
        "{n} van de {votes} supporters hadden nog geld, samen {has};",
        verdict.with_money,
    ).format(n=number(verdict.with_money, 0), votes=number(verdict.votes, 0), has=has)
    short = _("voor de laatste {missing} was er te weinig steun over.").format(missing=missing)
    return f"{had} {short}"


def _refusal_sentence(verdict: Verdict, outcome: Outcome, names: Mapping[str, str], currency: str) -> str:
    if verdict.fate is Fate.IN_PART:
        return _("Het krijgt {paid} van de {cost}, uit geld dat na de telling over was.").format(
            paid=money(verdict.paid, currency), cost=money(verdict.cost, currency)
        )
    if verdict.fate is Fate.THRESHOLD:
        return _("Het kreeg {n} stemmen. Er waren er minstens {least} nodig om mee te tellen.").format(
            n=number(verdict.votes, 0), least=number(outcome.terms.threshold, 0)
        )
    if verdict.fate is Fate.EXCLUDED:
        return _("Dit kan niet samen met '{other}', en dat won.").format(other=names[verdict.excluded_by])
    return {
        Fate.NO_VOTES: _("Niemand koos dit."),
        Fate.OVER_BUDGET: _("Het kost meer dan al het geld dat er is."),
        Fate.FREE: _("Het kost niets. Deze regel verdeelt geld, en kan er dus niets mee."),
    }[verdict.fate]


def margin_sentence(margin: Margin, currency: str) -> str:
    """What would have been enough; empty when nothing of the kind is."""
    ways = []
    if margin.cheaper_per_vote is not None and margin.cheaper is not None:
        ways.append(
            _("{each} per supporter goedkoper (samen {all})").format(
                each=money(margin.cheaper_per_vote, currency), all=money(margin.cheaper, currency)
            )
        )
    if margin.more_votes is not None:
        ways.append(
            ngettext("{n} stem meer", "{n} stemmen meer", margin.more_votes).format(
                n=number(margin.more_votes, 0)
            )
        )
    if not ways:
        return ""
    sentence = _("{ways}, en het was gelukt.").format(ways=_(", of ").join(ways))
    return sentence[0].upper() + sentence[1:]


def support_sentence(margin: Margin) -> str:
    """Which part of the votes that it needed a proposal had; empty when that is not known."""
    if margin.effective_support is None:
        return ""
    return _("Het had {share} van de steun die nodig was.").format(share=_part(margin.effective_support))


def reach_sentence(reach: Reach) -> str:
    """How many voters get something that they support, and how much of their money goes to it."""
    if not reach.voters:
        return _("Niemand heeft gestemd.")
    voters = ngettext(
        "{n} van de {all} stemmers ({share}) krijgt minstens één voorstel dat hij of zij koos.",
        "{n} van de {all} stemmers ({share}) krijgen minstens één voorstel dat zij kozen.",
        reach.with_a_winner,
    ).format(
        n=number(reach.with_a_winner, 0), all=number(reach.voters, 0),
        share=_part(Fraction(reach.with_a_winner, reach.voters)),
    )  # fmt: skip
    own = _("Van 'hun' geld gaat {share} naar wat zij zelf kozen.").format(share=_part(reach.own_money))
    return f"{voters} {own}"


def _part(part: Fraction) -> str:
    """A part of one in whole percents; what is not all or nothing is never said to be."""
    percents = round(part * 100)
    if percents == 100 and part < 1:
        percents = 99
    if percents == 0 and part > 0:
        return _("minder dan 1%")
    return percentage(percents, 0)


def names_of(proposals: Sequence[Proposal]) -> dict[str, str]:
    """How each proposal is called: by its code where it has no name."""
    return {one.code: one.name or one.code for one in proposals}
