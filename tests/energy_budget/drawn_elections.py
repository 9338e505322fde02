"""Elections as hypothesis draws them: small, with many ties, and with money in odd cents."""

from typing import Any

from hypothesis import strategies as st

from sok_metrics.energy_budget.election import (
    Completion,
    Election,
    Proposal,
    RuleKind,
    Terms,
    Utility,
)

_COSTS = st.one_of(
    st.sampled_from([100, 200, 300]), st.integers(0, 1000), st.integers(1, 10).map(lambda n: n * 100)
)


@st.composite
def elections(draw: Any, points: int = 1) -> Election:
    """At most seven proposals and twenty ballots; of one kind of ballot there are often several."""
    codes = [f"p{number}" for number in range(draw(st.integers(1, 7)))]
    proposals = tuple(Proposal(code, draw(_COSTS)) for code in codes)
    ballot = st.dictionaries(st.sampled_from(codes), st.integers(0 if points > 1 else 1, points))
    kinds = draw(st.lists(ballot, max_size=8))
    ballots = tuple(kind for kind in kinds for _ in range(draw(st.sampled_from([1, 1, 1, 2, 5]))))
    return Election(draw(st.integers(0, 2500)), proposals, ballots)


@st.composite
def terms(draw: Any, rules: Any = RuleKind) -> Terms:
    """Any terms that a meeting may choose."""
    codes = [f"p{number}" for number in range(7)]
    pairs = st.frozensets(st.sampled_from(codes), min_size=2, max_size=3)
    return Terms(
        rule=draw(st.sampled_from(list(rules))),
        completion=draw(st.sampled_from(Completion)),
        step=draw(st.sampled_from([3, 10, 100])),
        utility=draw(st.sampled_from(Utility)),
        threshold=draw(st.integers(0, 3)),
        exclusions=tuple(draw(st.lists(pairs, max_size=2))),
        lot=tuple(draw(st.permutations(codes))),
    )
