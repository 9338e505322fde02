"""Granted money on its way from fund to project to value or goal, to the cent."""

from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sok_metrics.views.energy_budget.flow import flow_of_money
from sok_metrics.views.energy_budget.spread import spread_evenly
from tests.chance import tries


def flow(allocations, links=()):
    return flow_of_money(
        pd.DataFrame(allocations, columns=["fund_code", "project_code", "amount"], dtype=object),
        pd.DataFrame(list(links), columns=["project_code", "commitment_code"]),
    )


def streams(found):
    return [(one.source, one.target, str(one.amount)) for one in found]


@given(st.decimals(0, 10**9, places=2), st.integers(1, 40))
def test_equal_parts_add_up_and_differ_at_most_a_cent(amount, parts):
    shares = spread_evenly(amount, parts)
    assert sum(shares) == amount
    assert max(shares) - min(shares) <= Decimal("0.01")


def test_a_project_counts_for_each_of_its_commitments_alike():
    found = flow([("A", "P1", Decimal("100.00"))], [("P1", "W1"), ("P1", "D2"), ("P1", "D1")])
    assert streams(found.to_projects) == [("A", "P1", "100.00")]
    assert streams(found.to_commitments) == [
        ("P1", "D1", "33.34"),
        ("P1", "D2", "33.33"),
        ("P1", "W1", "33.33"),
    ]


def test_several_grants_of_a_fund_to_a_project_are_one_stream():
    found = flow([("A", "P1", Decimal("1.10")), ("A", "P1", Decimal("2.20")), ("B", "P1", Decimal("3.00"))])
    assert streams(found.to_projects) == [("A", "P1", "3.30"), ("B", "P1", "3.00")]
    assert streams(found.to_commitments) == [("P1", "", "6.30")]
    assert (found.per_project, found.total) == ({"P1": Decimal("6.30")}, Decimal("6.30"))


def test_the_largest_is_the_project_that_got_most_and_not_the_last_by_code():
    found = flow([("A", "P1", Decimal("7.00")), ("A", "P2", Decimal("4.00")), ("B", "P2", Decimal("2.00"))])
    assert found.largest == ("P1", Decimal("7.00"))


def test_money_without_a_project_goes_nowhere():
    found = flow([("A", None, Decimal("5.00"))])
    assert streams(found.to_projects) == [("A", "", "5.00")]
    assert streams(found.to_commitments) == [("", "", "5.00")]


def test_what_is_nothing_does_not_flow():
    found = flow([("A", "P1", Decimal("0.01")), ("A", "P2", Decimal("0.00"))], [("P1", "W1"), ("P1", "D1")])
    assert streams(found.to_projects) == [("A", "P1", "0.01")]
    assert streams(found.to_commitments) == [("P1", "D1", "0.01")]


def test_nothing_granted_is_no_flow():
    found = flow([])
    assert (found.to_projects, found.to_commitments) == ((), ())


@settings(max_examples=tries(60), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["P1", "P2", None]), st.decimals(0, 9999, places=2))
    ),
    st.sets(st.tuples(st.sampled_from(["P1", "P2"]), st.sampled_from(["W1", "W2", "D1"]))),
)
def test_both_steps_carry_all_the_money(allocations, links):
    found = flow(allocations, sorted(links))
    whole = sum(amount for _fund, _project, amount in allocations)
    assert sum(one.amount for one in found.to_projects) == whole
    assert sum(one.amount for one in found.to_commitments) == whole
