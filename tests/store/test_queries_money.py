"""Money is exact, and an allocation that was archived takes its parts and payments along."""

from decimal import Decimal

import pytest

from sok_metrics.store.queries.books import read_books
from sok_metrics.store.queries.money import (
    list_allocations,
    list_carry_overs,
    list_funds,
    list_instalments,
    list_open_proposals,
    list_payments,
)
from sok_metrics.views.rows import rows_of
from tests.store.rows import TODAY, project, save


@pytest.fixture
def money_store(store):
    save(
        store,
        fund=[{"code": "A", "name": "A", "year": "2021", "amount_promised": "50000.10"}],
        project=[project("P1")],
        allocation=[{"number": str(n), "granted_on": "2022-01-01", "project_code": "P1"} for n in (1, 2)],
        allocation_fund=[
            {"allocation_number": "1", "fund_code": "A", "amount": "0.10"},
            {"allocation_number": "2", "fund_code": "A", "amount": "0.20"},
        ],
        payment=[
            {
                "number": "1",
                "allocation_number": "1",
                "fund_code": "A",
                "paid_on": "2022-02-01",
                "amount": "0.10",
            },
            {
                "number": "2",
                "allocation_number": "2",
                "fund_code": "A",
                "paid_on": "2022-02-01",
                "amount": "0.20",
            },
        ],
    )
    return store


def sums(store):
    reader = store.reader()
    [fund] = list_funds(reader).itertuples()
    total = read_books(reader, TODAY).ledger.total()
    assert total.promised == fund.promised
    assert list_allocations(reader)["amount"].sum() == total.granted
    assert list_payments(reader)["amount"].sum() == total.paid
    return total.promised, total.granted, total.paid


def test_cents_add_up_exactly(money_store):
    assert sums(money_store) == (Decimal("50000.10"), Decimal("0.30"), Decimal("0.30"))


def test_an_archived_allocation_counts_nowhere(money_store):
    save(money_store, allocation=[{"number": "2", "archived_at": "2026-01-01 00:00:00"}])
    assert sums(money_store) == (Decimal("50000.10"), Decimal("0.10"), Decimal("0.10"))


def test_a_proposal_is_open_until_it_is_decided_about_or_gets_money(money_store):
    asked = {"submitted_on": "2021-12-01", "amount_requested": "12.34"}
    save(
        money_store,
        proposal=[
            {"number": "1", "title": "open", "status": "submitted", **asked},
            {"number": "2", "title": "afgewezen", "status": "rejected", **asked},
            {"number": "3", "title": "kreeg geld", "status": "submitted", **asked},
        ],
        allocation=[{"number": "1", "proposal_number": "3"}],
    )
    [found] = rows_of(list_open_proposals(money_store.reader()))
    assert (found.number, found.amount) == (1, Decimal("12.34"))


def test_what_hangs_on_a_fund_that_was_archived_is_left_out(money_store):
    save(
        money_store,
        fund=[{"code": "B", "name": "B", "year": "2022", "amount_promised": "10"}],
        fund_instalment=[
            {"number": "1", "fund_code": "B", "amount": "2.50", "due_on": "2022-06-01"},
            {"number": "2", "fund_code": "A", "amount": "1.00", "due_on": "2022-06-01"},
        ],
        carry_over=[
            {"fund_code": code, "from_year": "2022", "to_year": "2023", "amount": "0.01"} for code in "AB"
        ],
    )
    reader = money_store.reader()
    assert list_instalments(reader)["amount"].tolist() == [Decimal("1.00"), Decimal("2.50")]
    assert list_carry_overs(reader)["amount"].sum() == Decimal("0.02")
    save(money_store, fund=[{"code": "B", "archived_at": "2026-01-01 00:00:00"}])
    reader = money_store.reader()
    assert list_instalments(reader)["fund_code"].tolist() == ["A"]
    assert list_carry_overs(reader)["fund_code"].tolist() == ["A"]


def test_what_was_granted_and_paid_out_of_an_archived_fund_is_left_out(money_store):
    part = {"allocation_number": "1", "fund_code": "B", "amount": "5.00"}
    paid = {"number": "3", "allocation_number": "1", "fund_code": "B", "paid_on": "2022-02-01"}
    save(
        money_store,
        fund=[{"code": "B", "name": "B", "year": "2022", "amount_promised": "10"}],
        allocation_fund=[part],
        payment=[paid | {"amount": "4.00"}],
    )
    save(money_store, fund=[{"code": "B", "archived_at": "2026-01-01 00:00:00"}])
    assert sums(money_store) == (Decimal("50000.10"), Decimal("0.30"), Decimal("0.30"))
