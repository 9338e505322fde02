"""The books of the energy budget reconcile to the cent, whatever is in them."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sok_metrics.views.energy_budget.ledger import SurpriseKind, keep_ledger
from tests.chance import tries

TODAY = date(2026, 11, 22)
COLUMNS = {
    "funds": ["code", "year", "ends_on", "promised"],
    "allocations": ["number", "granted_on", "fund_code", "amount"],
    "payments": ["allocation_number", "fund_code", "paid_on", "amount"],
    "carry_overs": ["fund_code", "from_year", "to_year", "amount"],
    "proposals": ["amount"],
    "instalments": ["fund_code", "due_on", "received_on", "amount"],
    "returns": ["allocation_number", "fund_code", "returned_on", "kind", "amount"],
}


def euros(text):
    return Decimal(text).quantize(Decimal("0.01"))


def kept(**rows):
    frames = {
        name: pd.DataFrame(rows.get(name, []), columns=columns, dtype=object)
        for name, columns in COLUMNS.items()
    }
    first = [frames.pop(name) for name in ("funds", "allocations", "payments")]
    return keep_ledger(*first, **frames, today=TODAY)


def fund(code="A", year=2021, ends_on=None, promised="50000"):
    return (code, year, ends_on, euros(promised))


def granted(number, amount, code="A", year=2022):
    return (number, date(year, 6, 1), code, euros(amount))


def paid(number, amount, code="A", year=2023):
    return (number, code, date(year, 1, 5), euros(amount))


def test_a_fund_that_nobody_used_is_free():
    [account] = kept(funds=[fund()]).by_fund()
    assert (account.available, account.granted, account.free) == (euros("50000"), 0, euros("50000"))


def test_what_was_granted_is_paid_or_still_to_pay():
    [account] = kept(
        funds=[fund()], allocations=[granted(1, "8000.10")], payments=[paid(1, "3000.05")]
    ).by_fund()
    assert (account.paid, account.to_pay, account.free) == (
        euros("3000.05"),
        euros("5000.05"),
        euros("41999.90"),
    )


def test_a_payment_counts_in_the_year_of_its_grant():
    ledger = kept(funds=[fund()], allocations=[granted(1, "100")], payments=[paid(1, "40", year=2025)])
    assert [(one.year, one.granted, one.paid) for one in ledger.by_fund(2022)] == [
        (2022, euros("100"), euros("40"))
    ]
    assert ledger.by_fund(2025) == []


def test_carried_money_moves_between_years_and_never_makes_more_of_it():
    ledger = kept(
        funds=[fund(promised="1000")],
        allocations=[granted(1, "300")],
        carry_overs=[("A", 2021, 2022, euros("1000")), ("A", 2022, 2023, euros("700"))],
    )
    assert [ledger.total(year).free for year in (2021, 2022, 2023)] == [0, 0, euros("700")]
    assert ledger.total().available == euros("1000")
    assert ledger.surprises == ()


def test_open_proposals_are_reserved_in_the_fund_that_ends_first():
    ledger = kept(
        funds=[
            fund("A", ends_on=date(2027, 12, 31), promised="500"),
            fund("B", ends_on=date(2026, 12, 31), promised="100"),
        ],
        proposals=[(euros("80"),), (euros("60.50"),)],
    )
    assert [one.reserved for one in ledger.by_fund()] == [euros("40.50"), euros("100")]
    assert ledger.uncovered == 0


def test_what_is_reserved_of_a_fund_is_set_apart_in_its_newest_year_first():
    funds = [fund("B", year=2025, promised="5"), fund("A", promised="100")]
    moved = [("A", 2022, 2023, euros("10")), ("A", 2021, 2022, euros("40"))]
    ledger = kept(funds=funds, carry_overs=moved, proposals=[(euros("50"),)])
    # the accounts stand in the order of the funds, and then of the years
    assert [(one.fund_code, one.year, one.reserved) for one in ledger.accounts] == [
        ("B", 2025, euros("0")),
        ("A", 2021, euros("10")),
        ("A", 2022, euros("30")),
        ("A", 2023, euros("10")),
    ]
    assert ledger.years == [2025, 2023, 2022, 2021]


def test_what_fits_in_no_fund_is_uncovered():
    ledger = kept(funds=[fund(promised="100")], proposals=[(euros("250"),)])
    assert (ledger.total().reserved, ledger.uncovered) == (euros("100"), euros("150"))


def test_what_is_left_of_a_fund_that_ended_has_lapsed():
    [account] = kept(
        funds=[fund(ends_on=date(2026, 11, 21), promised="100")],
        allocations=[granted(1, "30")],
        proposals=[(euros("10"),)],
    ).by_fund()
    assert (account.lapsed, account.free, account.reserved) == (euros("70"), 0, 0)


def test_a_fund_may_be_used_on_its_last_day():
    [account] = kept(funds=[fund(ends_on=TODAY, promised="100")]).by_fund()
    assert (account.free, account.lapsed) == (euros("100"), 0)


def test_more_granted_than_there_is_is_said():
    ledger = kept(funds=[fund(promised="100")], allocations=[granted(1, "100.01", year=2021)])
    [surprise] = ledger.surprises
    assert (surprise.kind, surprise.amount, surprise.year) == (SurpriseKind.OVERGRANTED, euros("0.01"), None)
    assert ledger.total().free == euros("-0.01")


def test_a_year_in_which_more_was_granted_than_carried_in_is_said():
    [surprise] = kept(funds=[fund(promised="100")], allocations=[granted(1, "40")]).surprises
    assert (surprise.kind, surprise.amount, surprise.year) == (SurpriseKind.OVERGRANTED, euros("40"), 2022)


@pytest.mark.parametrize("code", ["A", "B"])
def test_more_paid_than_granted_is_said(code):
    ledger = kept(
        funds=[fund("A"), fund("B")],
        allocations=[granted(1, "10", year=2021)],
        payments=[paid(1, "10.50" if code == "A" else "0.50", code)],
    )
    [surprise] = ledger.surprises
    assert (surprise.kind, surprise.fund_code, surprise.amount, surprise.allocation_number) == (
        SurpriseKind.OVERPAID, code, euros("0.50"), 1,
    )  # fmt: skip


def test_money_that_is_late_or_paid_before_it_came_in_is_said():
    ledger = kept(
        funds=[fund(promised="100")],
        allocations=[granted(1, "60", year=2021)],
        payments=[paid(1, "60")],
        instalments=[
            ("A", date(2022, 1, 1), date(2022, 1, 9), euros("50")),
            ("A", date(2026, 10, 1), None, euros("30")),
            ("A", date(2027, 1, 1), None, euros("20")),
        ],
    )
    assert [(one.kind, one.amount) for one in ledger.surprises] == [
        (SurpriseKind.OVERGRANTED, euros("10")),
        (SurpriseKind.PAID_BEFORE_RECEIVED, euros("10")),
        (SurpriseKind.INSTALMENT_LATE, euros("30")),
    ]


def test_without_instalments_on_paper_nothing_is_late():
    assert (
        kept(funds=[fund()], allocations=[granted(1, "60", year=2021)], payments=[paid(1, "60")]).surprises
        == ()
    )


def test_what_is_promised_and_not_received_stands_beside_what_is_free():
    instalments = [("A", None, date(2022, 1, 9), euros("60")), ("A", date(2027, 1, 1), None, euros("40"))]
    ledger = kept(funds=[fund(promised="100")], instalments=instalments)
    [account] = ledger.by_fund()
    assert (account.received, account.awaited, account.free) == (euros("60"), euros("40"), euros("60"))
    assert ledger.recorded == {"A"}


def test_where_nobody_keeps_what_came_in_all_that_was_promised_counts_and_that_is_told():
    ledger = kept(funds=[fund(promised="100")])
    [account] = ledger.by_fund()
    assert (account.received, account.awaited, account.free) == (euros("100"), 0, euros("100"))
    assert ledger.recorded == set()


def test_an_instalment_that_comes_tomorrow_has_not_come():
    [account] = kept(
        funds=[fund(promised="100")], instalments=[("A", None, TODAY + timedelta(days=1), euros("100"))]
    ).by_fund()
    assert (account.received, account.awaited) == (0, euros("100"))


def test_more_received_than_promised_leaves_nothing_to_wait_for():
    [account] = kept(funds=[fund(promised="100")], instalments=[("A", None, TODAY, euros("130"))]).by_fund()
    assert (account.free, account.awaited) == (euros("130"), 0)


def test_what_comes_back_is_free_in_the_year_in_which_it_comes():
    ledger = kept(
        funds=[fund(promised="1000")],
        allocations=[granted(1, "600", year=2021)],
        payments=[paid(1, "500")],
        returns=[
            (1, "A", date(2024, 2, 1), "paid_back", euros("50")),
            (1, "A", date(2025, 2, 1), "not_needed", euros("100")),
        ],
    )
    assert [(year, ledger.total(year).free, ledger.total(year).to_pay) for year in (2021, 2024, 2025)] == [
        (2021, euros("400"), 0),
        (2024, euros("50"), 0),
        (2025, euros("100"), 0),
    ]
    assert (ledger.total().free, ledger.total().returned) == (euros("550"), euros("150"))
    assert ledger.surprises == ()


def test_more_paid_than_is_still_needed_is_said():
    [surprise] = kept(
        funds=[fund()],
        allocations=[granted(1, "100", year=2021)],
        payments=[paid(1, "80")],
        returns=[(1, "A", date(2024, 2, 1), "not_needed", euros("30"))],
    ).surprises
    assert (surprise.kind, surprise.amount) == (SurpriseKind.OVERPAID, euros("10"))


def test_what_was_paid_back_no_longer_waits_for_money_to_come_in():
    ledger = kept(
        funds=[fund(promised="100")],
        allocations=[granted(1, "60", year=2021)],
        payments=[paid(1, "60")],
        returns=[(1, "A", date(2024, 2, 1), "paid_back", euros("10"))],
        instalments=[("A", None, date(2022, 1, 9), euros("50"))],
    )
    assert SurpriseKind.PAID_BEFORE_RECEIVED not in {one.kind for one in ledger.surprises}


AMOUNTS = st.decimals(0, 100_000, places=2)
CODES = st.sampled_from("ABC")
BACK = st.sampled_from(["paid_back", "not_needed"])
YEARS = st.integers(2021, 2027)
DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))
FUNDS = st.tuples(YEARS, st.none() | DAYS, AMOUNTS)
GRANTS = st.builds(
    lambda number, code, amount: granted(number, amount, code, 2020 + number),
    st.integers(1, 4),
    CODES,
    AMOUNTS,
)


@settings(max_examples=tries(60), deadline=None)
@given(
    funds=st.lists(FUNDS, min_size=1, max_size=3),
    allocations=st.lists(GRANTS, max_size=6),
    payments=st.lists(st.tuples(st.integers(1, 5), CODES, DAYS, AMOUNTS), max_size=6),
    carry_overs=st.lists(st.tuples(CODES, YEARS, YEARS, AMOUNTS), max_size=4),
    proposals=st.lists(st.tuples(AMOUNTS), max_size=4),
    instalments=st.lists(st.tuples(CODES, st.none() | DAYS, st.none() | DAYS, AMOUNTS), max_size=4),
    returns=st.lists(st.tuples(st.integers(1, 5), CODES, DAYS, BACK, AMOUNTS), max_size=4),
)
def test_the_books_always_reconcile_to_the_cent(
    funds, allocations, payments, carry_overs, proposals, instalments, returns
):
    named = [(code, *row) for code, row in zip("ABC", funds, strict=False)]
    rows = {"allocations": allocations, "payments": payments, "carry_overs": carry_overs}
    rows |= {"instalments": instalments, "returns": returns}
    ledger = kept(funds=named, proposals=proposals, **rows)
    parts = [
        *ledger.accounts,
        *ledger.by_fund(),
        ledger.total(),
        *(ledger.total(year) for year in ledger.years),
    ]
    for one in parts:
        there = one.received + one.carried_in - one.carried_out + one.returned
        assert one.granted == one.paid + one.to_pay + one.not_needed
        assert there == one.granted + one.reserved + one.free + one.lapsed
    total = ledger.total()
    assert total.promised == sum(row[3] for row in named)
    assert total.granted == sum(row[3] for row in allocations)
    assert total.paid == sum(row[3] for row in payments)
    assert total.returned == sum(row[4] for row in returns)
    kept_up = {row[0] for row in instalments}
    came = [row[3] for row in instalments if row[0] in "ABC"[: len(funds)] and row[2] and row[2] <= TODAY]
    assert total.received == sum(came) + sum(row[3] for row in named if row[0] not in kept_up)
    assert total.carried_in == total.carried_out
    assert total.reserved + ledger.uncovered == sum(row[0] for row in proposals)
    for one in ledger.by_fund():
        assert min(one.reserved, one.lapsed) == 0 <= max(one.reserved, one.lapsed)
        assert one.free >= 0 or any(
            said.kind is SurpriseKind.OVERGRANTED
            and said.fund_code == one.fund_code
            and said.amount == -one.free
            for said in ledger.surprises
        )


@settings(max_examples=tries(60), deadline=None)
@given(
    funds=st.lists(FUNDS, min_size=1, max_size=3),
    allocations=st.lists(GRANTS, max_size=6),
    payments=st.lists(st.tuples(st.integers(1, 5), CODES, DAYS, AMOUNTS), max_size=6),
)
def test_nothing_is_below_zero_without_being_said(funds, allocations, payments):
    named = [(code, *row) for code, row in zip("ABC", funds, strict=False)]
    ledger = kept(funds=named, allocations=allocations, payments=payments)
    said = {(one.kind, one.fund_code) for one in ledger.surprises}
    for one in ledger.accounts:
        assert one.free >= 0 or (SurpriseKind.OVERGRANTED, one.fund_code) in said
        assert one.to_pay >= 0 or (SurpriseKind.OVERPAID, one.fund_code) in said
