"""Money is exact, and an allocation that was archived takes its parts and payments along."""

from decimal import Decimal

import pytest

from sok_metrics.store.queries.money import list_allocations, list_funds, list_payments
from sok_metrics.store.queries.summary import read_summary
from tests.store.rows import TODAY, save


@pytest.fixture
def money_store(store):
    save(
        store,
        fund=[{"code": "A", "name": "A", "year": "2021", "amount_promised": "50000.10"}],
        allocation=[{"number": str(n), "granted_on": "2022-01-01"} for n in (1, 2)],
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
    summary = read_summary(reader, TODAY)
    assert (summary.money_promised, summary.money_granted, summary.money_paid) == (
        fund.promised,
        fund.granted,
        fund.paid,
    )
    assert list_allocations(reader)["amount"].sum() == fund.granted
    assert list_payments(reader)["amount"].sum() == fund.paid
    return fund.promised, fund.granted, fund.paid


def test_cents_add_up_exactly(money_store):
    assert sums(money_store) == (Decimal("50000.10"), Decimal("0.30"), Decimal("0.30"))


def test_an_archived_allocation_counts_nowhere(money_store):
    save(money_store, allocation=[{"number": "2", "archived_at": "2026-01-01 00:00:00"}])
    assert sums(money_store) == (Decimal("50000.10"), Decimal("0.10"), Decimal("0.10"))
