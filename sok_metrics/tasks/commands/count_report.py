"""An election from a file, counted by all three rules: as lines to read, and as facts for another program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from sok_metrics.energy_budget.counting import count
from sok_metrics.energy_budget.election import Completion, RuleKind, Terms, Utility
from sok_metrics.energy_budget.lots import draw_lot
from sok_metrics.energy_budget.margins import Margin, find_margin
from sok_metrics.energy_budget.measures import Reach, measure
from sok_metrics.energy_budget.outcome import Outcome, Verdict
from sok_metrics.errors import RefusedError
from sok_metrics.sources.pabulib import PbFile, read_pb
from sok_metrics.texts import _
from sok_metrics.texts.count_amounts import money
from sok_metrics.texts.count_result import (
    RULES,
    margin_sentence,
    names_of,
    reach_sentence,
    result_sentence,
    share_sentence,
    support_sentence,
    verdict_sentence,
)


@dataclass(frozen=True)
class Counted:
    """A file with its outcome, how near the others came, and what each of the rules comes to."""

    file: PbFile
    outcome: Outcome
    margins: Mapping[str, Margin]
    by_rule: Mapping[RuleKind, tuple[Outcome, Reach]]


def count_file(
    path: Path,
    *,
    rule: str,
    step: int,
    completion: str,
    utility: str,
    threshold: int | None,
    exclude: tuple[str, ...],
    lot: str | None,
    margins_up_to: int,
) -> Counted:
    """Read a file and count it; margins only up to so many votes times proposals."""
    file = read_pb(path.read_bytes(), path.name)
    codes = [one.code for one in file.election.proposals]
    terms = Terms(
        rule=RuleKind(rule),
        completion=Completion(completion),
        step=step,
        utility=Utility(utility),
        threshold=file.threshold if threshold is None else threshold,
        exclusions=tuple(_excluded(text, codes) for text in exclude),
        lot=draw_lot(lot, codes) if lot is not None else (),
    )
    outcome = count(file.election, terms)
    is_asked = len(file.election.ballots) * len(codes) <= margins_up_to
    lost = [one.code for one in outcome.verdicts if not one.is_funded and is_asked]
    outcomes = {
        kind: outcome if kind is terms.rule else count(file.election, replace(terms, rule=kind))
        for kind in RuleKind
    }
    return Counted(
        file=file,
        outcome=outcome,
        margins={code: find_margin(file.election, terms, outcome, code) for code in lost},
        by_rule={kind: (one, measure(file.election, one)) for kind, one in outcomes.items()},
    )


def _excluded(text: str, codes: list[str]) -> frozenset[str]:
    found = frozenset(code.strip() for code in text.split(","))
    for code in sorted(found):
        if code not in codes:
            raise RefusedError(_("Voorstel {code} staat niet in dit bestand.").format(code=code))
    if len(found) < 2:
        raise RefusedError(_("Noem bij --exclude minstens twee voorstellen, met een komma ertussen."))
    return found


def lines(counted: Counted) -> Iterator[str]:
    """The result as people read it."""
    outcome, currency = counted.outcome, counted.file.currency
    names = names_of(counted.file.election.proposals)
    yield result_sentence(outcome, currency)
    if shares := share_sentence(outcome, currency):
        yield shares
    yield reach_sentence(counted.by_rule[outcome.terms.rule][1])
    won = [one for one in outcome.verdicts if one.is_funded]
    order = {code: place for place, code in enumerate(outcome.winners)}
    won.sort(key=lambda one: order.get(one.code, len(order)))
    lost = [one for one in outcome.verdicts if not one.is_funded]
    for heading, verdicts in ((_("Dit wint"), won), (_("Dit wint niet"), lost)):
        if verdicts:
            yield f"\n{heading}"
        for verdict in verdicts:
            yield from _of_proposal(verdict, counted, names)
    yield "\n" + _("De drie regels naast elkaar")
    for kind, (one, reach) in counted.by_rule.items():
        codes = ", ".join(sorted(one.winners)) or "–"
        yield f"- {RULES[kind]}: {codes} ({money(one.spent, currency)})"
        yield f"  {reach_sentence(reach)}"


def _of_proposal(verdict: Verdict, counted: Counted, names: Mapping[str, str]) -> Iterator[str]:
    currency = counted.file.currency
    name = names[verdict.code]
    title = verdict.code if name == verdict.code else f"{verdict.code} {name}"
    yield f"- {title}, {money(verdict.cost, currency)}"
    yield f"  {verdict_sentence(verdict, counted.outcome, names, currency)}"
    margin = counted.margins.get(verdict.code)
    if margin is not None:
        said = " ".join(filter(None, [margin_sentence(margin, currency), support_sentence(margin)]))
        if said:
            yield f"  {said}"


def facts(counted: Counted) -> dict[str, Any]:
    """The result for another program; amounts in cents, and a fraction of one as "numerator/denominator"."""
    outcome = counted.outcome
    names = names_of(counted.file.election.proposals)
    currency = counted.file.currency
    return {
        "rule": outcome.terms.rule.value,
        "completion": outcome.terms.completion.value,
        "step": outcome.terms.step,
        "utility": outcome.terms.utility.value,
        "threshold": outcome.terms.threshold,
        "lot": list(outcome.terms.lot),
        "currency": currency,
        "voters": outcome.voters,
        "budget": outcome.budget,
        "spent": outcome.spent,
        "first_share": _plain(outcome.first_share),
        "share": _plain(outcome.share),
        "steps": outcome.steps,
        "winners": list(outcome.winners),
        "selected_in_file": None if counted.file.selected is None else list(counted.file.selected),
        "rounds": [{key: _plain(value) for key, value in vars(one).items()} for one in outcome.purchases],
        "proposals": [
            {
                **{key: _plain(value) for key, value in vars(one).items()},
                "name": names[one.code],
                "sentence": verdict_sentence(one, outcome, names, currency),
                "margin": _margin(counted.margins.get(one.code)),
            }
            for one in outcome.verdicts
        ],
        "rules": {
            kind.value: {
                "winners": list(one.winners),
                "spent": one.spent,
                "voters_with_a_winner": reach.with_a_winner,
                "own_money": _plain(reach.own_money),
            }
            for kind, (one, reach) in counted.by_rule.items()
        },
    }


def _margin(margin: Margin | None) -> dict[str, Any] | None:
    if margin is None:
        return None
    return {
        "cheaper": margin.cheaper,
        "more_votes": margin.more_votes,
        "effective_support": _plain(margin.effective_support),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
