"""Granted money on its way from fund to project to value or goal, to the cent."""

from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sok_metrics.views.energy_budget.flow import flow_of_money
from tests.chance import tries


def flow(allocations, links=(), order=()):
    return flow_of_money(
        pd.DataFrame(allocations, columns=["fund_code", "project_code", "amount"], dtype=object),
        pd.DataFrame(list(links), columns=["project_code", "commitment_code"]),
        order,
    )


def streams(found):
    return [(one.source, one.target, str(one.amount)) for one in found]


def served(found):
    return [(one.commitment, [(code, str(amount)) for code, amount in one.projects]) for one in found.served]


def test_all_the_money_of_a_project_stands_at_each_of_its_commitments():
    found = flow([("A", "P1", Decimal("100.00"))], [("P1", "W1"), ("P1", "D2"), ("P1", "D1")])
    assert streams(found.to_projects) == [("A", "P1", "100.00")]
    assert served(found) == [(code, [("P1", "100.00")]) for code in ("D1", "D2", "W1")]
    assert found.overlaps


def test_the_commitments_stand_in_the_order_of_the_agreement_and_their_projects_by_amount():
    found = flow(
        [("A", "P1", Decimal("5.00")), ("A", "P2", Decimal("7.00")), ("A", None, Decimal("1.00"))],
        [("P1", "D1"), ("P2", "D1"), ("P1", "W1"), ("P2", "X")],
        ["W1", "D1", "D2"],
    )
    assert served(found) == [
        ("W1", [("P1", "5.00")]),
        ("D1", [("P2", "7.00"), ("P1", "5.00")]),
        ("X", [("P2", "7.00")]),
        ("", [("", "1.00")]),
    ]
    assert [one.total for one in found.served] == [5, 12, 7, 1]


def test_sums_do_not_overlap_where_each_project_serves_one():
    assert not flow([("A", "P1", Decimal("5.00")), ("A", "P2", Decimal("7.00"))], [("P1", "D1")]).overlaps


def test_several_grants_of_a_fund_to_a_project_are_one_stream():
    found = flow([("A", "P1", Decimal("1.10")), ("A", "P1", Decimal("2.20")), ("B", "P1", Decimal("3.00"))])
    assert streams(found.to_projects) == [("A", "P1", "3.30"), ("B", "P1", "3.00")]
    assert served(found) == [("", [("P1", "6.30")])]
    assert (found.per_project, found.total) == ({"P1": Decimal("6.30")}, Decimal("6.30"))


def test_the_largest_is_the_project_that_got_most_and_not_the_last_by_code():
    found = flow([("A", "P1", Decimal("7.00")), ("A", "P2", Decimal("4.00")), ("B", "P2", Decimal("2.00"))])
    assert found.largest == ("P1", Decimal("7.00"))


def test_money_without_a_project_goes_nowhere():
    found = flow([("A", None, Decimal("5.00"))])
    assert streams(found.to_projects) == [("A", "", "5.00")]
    assert served(found) == [("", [("", "5.00")])]


def test_what_is_nothing_does_not_flow():
    found = flow([("A", "P1", Decimal("0.01")), ("A", "P2", Decimal("0.00"))], [("P1", "W1"), ("P1", "D1")])
    assert streams(found.to_projects) == [("A", "P1", "0.01")]
    assert served(found) == [("D1", [("P1", "0.01")]), ("W1", [("P1", "0.01")])]


def test_nothing_granted_is_no_flow():
    found = flow([])
    assert (found.to_projects, found.served, found.overlaps) == ((), (), False)


@settings(max_examples=tries(60), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["P1", "P2", None]), st.decimals(0, 9999, places=2))
    ),
    st.sets(st.tuples(st.sampled_from(["P1", "P2"]), st.sampled_from(["W1", "W2", "D1"]))),
)
def test_no_money_is_lost_or_cut_in_parts(allocations, links):
    found = flow(allocations, sorted(links))
    whole = sum(amount for _fund, _project, amount in allocations)
    assert sum(one.amount for one in found.to_projects) == whole
    for one in found.served:
        assert dict(one.projects).items() <= found.per_project.items()
        assert one.total <= whole
    assert {code for one in found.served for code, _amount in one.projects} == set(found.per_project)
