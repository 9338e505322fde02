"""Money is right whatever people do: a step that fits keeps the balance, another leaves no trace."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sok_metrics.errors import InvalidDataError, NotAllowedError
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.queries.books import read_books
from sok_metrics.store.queries.money import list_payments
from sok_metrics.views.energy_budget.ledger import SurpriseKind
from tests.chance import tries
from tests.store.rows import Row, frame, party, project, save, sure

TODAY = date(2026, 11, 22)
EDITOR = Actor("redactie", Role.EDITOR)
ADMIN = Actor("beheer", Role.ADMINISTRATOR)
FUNDS: tuple[Row, ...] = ({"code": "A", "name": "A", "year": "2024", "amount_promised": "100"},
         {"code": "B", "name": "B", "year": "2024", "amount_promised": "50", "only_group": "resident"},
         {"code": "C", "name": "C", "year": "2024", "amount_promised": "80", "ends_on": "2024-12-31",
          "only_commitment_code": "D1"})  # fmt: skip
START: dict[str, list[Row]] = {
    "commitment": [{"code": "D1", "kind": "goal"}],
    "party": [party()],
    "project": [project(), project("P2")],
    "project_commitment": [{"project_code": "P1", "commitment_code": "D1"}],
    "fund": list(FUNDS),
    "proposal": [
        {"number": "1", "title": "Van bewoners", "submitted_on": "2024-01-02", "amount_requested": "9",
         "submitted_by": "resident", "status": "granted"},
        {"number": "2", "title": "Van een ander", "submitted_on": "2024-01-02", "amount_requested": "9",
         "submitted_by": "municipality", "status": "granted"},
    ],
    "allocation": [
        {"number": "1", "proposal_number": "1", "project_code": "P1", "granted_on": "2024-06-01"},
        {"number": "2", "proposal_number": "2", "project_code": "P2", "granted_on": "2025-06-01"},
    ],
}  # fmt: skip
GRANT_TWO = {"allocation_number": "2", "amount": "1"}
BOUND: dict[str, tuple[str, Row, str]] = {
    "group": ("allocation_fund", GRANT_TWO | {"fund_code": "B"}, "andere groep"),
    "goal": ("allocation_fund", GRANT_TWO | {"fund_code": "C"}, "waarde of het doel"),
    "day": ("allocation_fund", GRANT_TWO | {"fund_code": "C"}, "al afgelopen"),
    "sum": (
        "allocation_fund",
        {"allocation_number": "1", "fund_code": "A", "amount": "100.01"},
        "niet in deze bron",
    ),
    "no grant": (
        "payment",
        {"number": "1", "allocation_number": "1", "fund_code": "A", "amount": "1", "paid_on": "2024-07-01"},
        "toegekend",
    ),
}


def put(store, by, source, table, row):
    with store.write(by=by, reason="toets", source=source, is_sure=sure) as change:
        change.put(table, frame(row))


def everything(store):
    reader = store.whole()
    return {table.name: reader.rows(f"SELECT * FROM {table.name} ORDER BY ALL") for table in TABLES}


@pytest.mark.parametrize(("table", "row", "sentence"), BOUND.values(), ids=BOUND)
def test_outside_what_is_agreed_only_the_administration_and_with_a_reason(store, table, row, sentence):
    save(store, **START)
    before = everything(store)
    noted = {**row, "exception_note": "De gever vindt dit goed."}
    for by, tried in ((EDITOR, row), (ADMIN, row), (EDITOR, noted)):
        for source in ChangeSource:
            with pytest.raises(InvalidDataError) as refused:
                put(store, by, source, table, tried)
            assert any(sentence in one.sentence for one in refused.value.problems)
        found = preview(store, {table: frame(tried)}, by=by)
        assert any(sentence in one.sentence for one in found.problems)
    assert everything(store) == before
    assert not preview(store, {table: frame(noted)}, by=ADMIN).problems
    put(store, ADMIN, ChangeSource.FORM, table, noted)
    # the editor goes on with other fields, and does not take the reason away
    put(store, EDITOR, ChangeSource.FORM, table, {**noted, "origin": "example"})
    if sentence in ("niet in deze bron", "toegekend"):
        with pytest.raises(InvalidDataError, match=sentence):
            put(store, EDITOR, ChangeSource.FORM, table, {**noted, "exception_note": None})


def test_what_fits_needs_no_reason(store):
    save(store, **START)
    for code, amount in (("A", "100"), ("B", "50"), ("C", "80")):
        row = {"allocation_number": "1", "fund_code": code, "amount": amount}
        put(store, EDITOR, ChangeSource.FORM, "allocation_fund", row)
    assert read_books(store.whole(), TODAY).ledger.total().granted == 230


def test_the_end_of_a_fund_may_move_over_what_was_pardoned(store):
    save(store, **START)
    late = {"allocation_number": "2", "fund_code": "A", "amount": "1"}
    put(store, EDITOR, ChangeSource.FORM, "allocation_fund", late)
    with pytest.raises(InvalidDataError, match="al afgelopen"):
        put(store, EDITOR, ChangeSource.FORM, "fund", {**FUNDS[0], "ends_on": "2025-05-31"})
    put(store, ADMIN, ChangeSource.FORM, "allocation_fund", late | {"exception_note": "Mag."})
    put(store, EDITOR, ChangeSource.FORM, "fund", {**FUNDS[0], "ends_on": "2025-05-31"})


def test_the_supplier_shows_only_where_that_may(store):
    paid = {"allocation_number": "1", "fund_code": "A", "paid_on": "2024-07-01", "amount": "1"}
    save(
        store,
        **START,
        allocation_fund=[{"allocation_number": "1", "fund_code": "A", "amount": "9"}],
        payment=[
            paid | {"number": "1", "supplier": "Bedrijf X"},
            paid | {"number": "2", "supplier": "Bedrijf Y", "supplier_is_public": "true"},
        ],
    )
    assert list_payments(store.whole())["supplier"].tolist() == [None, "Bedrijf Y"]


FUND = st.sampled_from("ABC")
GRANT = st.sampled_from("12")
AMOUNT = st.sampled_from(["0.01", "10", "25.50", "49.99", "60", "120"])
NOTE = st.sampled_from([None, None, "Dit mag."])
NUMBER = st.sampled_from(["1", "2", "3"])
GONE = st.sampled_from([None, None, None, "2026-01-01 00:00:00"])
DAY = st.sampled_from(["2024-06-01", "2024-12-31", "2025-01-01", "2026-02-03"])


def rows_of(table, **cells):
    return st.tuples(st.just(table), st.fixed_dictionaries({"archived_at": GONE, **cells}))


PART = {"allocation_number": GRANT, "fund_code": FUND, "amount": AMOUNT, "exception_note": NOTE}
STEP = st.one_of(
    rows_of("allocation_fund", **PART),
    rows_of("payment", number=NUMBER, paid_on=DAY, **PART),
    rows_of("returned_money", number=NUMBER, returned_on=DAY,
            kind=st.sampled_from(["paid_back", "not_needed"]), **PART),
    rows_of("fund_instalment", number=NUMBER, fund_code=FUND, amount=AMOUNT, received_on=st.none() | DAY),
    rows_of("carry_over", fund_code=FUND, from_year=st.just("2024"),
            to_year=st.sampled_from(["2024", "2025"]), amount=AMOUNT),
)  # fmt: skip
WHO = st.tuples(st.sampled_from([EDITOR, ADMIN]), st.sampled_from(list(ChangeSource)), st.booleans())


@settings(max_examples=tries(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(STEP, WHO), min_size=4, max_size=14))
def test_any_steps_that_fit_keep_the_balance_and_any_other_leaves_no_trace(own_copy, steps):
    store = own_copy("bare")
    save(store, **START)
    may_be_short = False
    for (table, row), (by, source, is_sure) in steps:
        before = everything(store)
        try:
            with store.write(
                by=by, reason="t", source=source, is_sure=lambda _one, yes=is_sure: yes
            ) as change:
                change.put(table, frame(row))
        except (InvalidDataError, NotAllowedError):
            assert everything(store) == before
            continue
        # what was said to be right although it is short may be so from then on
        is_noted = by is ADMIN and bool(row.get("exception_note"))
        may_be_short |= is_noted or is_sure
        books = read_books(store.whole(), TODAY)
        for one in (*books.ledger.accounts, *books.ledger.by_fund(), books.ledger.total()):
            assert one.granted == one.paid + one.to_pay + one.not_needed
            there = one.received + one.carried_in - one.carried_out + one.returned
            assert there == one.granted + one.reserved + one.free + one.lapsed
        if not may_be_short:
            assert all(one.free >= 0 for one in books.ledger.by_fund())
            assert not any(one.kind is SurpriseKind.OVERPAID for one in books.ledger.surprises)
