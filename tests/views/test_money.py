"""The books of one day: what ends soon, what came in, and what each part of a grant still waits for."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest

from sok_metrics.views.money import EXPIRY_DAYS, grants_of, keep_books, money_of_projects

TODAY = date(2026, 11, 22)


def rows(columns, *found):
    return pd.DataFrame([dict(zip(columns.split(), one, strict=True)) for one in found],
                        columns=columns.split(), dtype=object)  # fmt: skip


def grants(*found):
    columns = "number granted_on project_code project_title fund_code fund_name amount is_example"
    return rows(columns, *found)


def paid(*found):
    columns = "number allocation_number project_code fund_code fund_name paid_on amount is_example"
    return rows(columns, *found)


def books(today=TODAY, **given):
    empty = {
        "funds": rows("code name year ends_on promised is_example"),
        "allocations": grants(),
        "payments": paid(),
        "carry_overs": rows("fund_code from_year to_year amount is_example"),
        "proposals": rows("number amount is_example"),
        "instalments": rows("fund_code due_on received_on amount is_example"),
        "returns": rows("allocation_number fund_code returned_on kind amount is_example"),
        "links": rows("project_code commitment_code"),
        "commitments": rows("code title"),
    }
    return keep_books(**(empty | given), today=today)


def funds(*found):
    given = [(code, code, 2024, ends_on, Decimal("100.00"), False) for code, ends_on in found]
    return rows("code name year ends_on promised is_example", *given)


def test_money_that_ends_within_ninety_days_is_told_to_the_cent():
    found = books(
        funds=funds(
            ("LATER", date(2027, 2, 21)),
            ("TODAY", TODAY),
            ("LAST", date(2027, 2, 20)),
            ("PAST", date(2026, 11, 21)),
            ("NEVER", None),
            ("GONE", TODAY),
            ("OVER", TODAY),
        ),
        allocations=grants(
            (1, date(2024, 3, 1), "P1", "P1", "TODAY", "TODAY", Decimal("99.99"), False),
            (2, date(2024, 3, 1), "P1", "P1", "GONE", "GONE", Decimal("100.00"), False),
            (3, date(2024, 3, 1), "P1", "P1", "OVER", "OVER", Decimal("100.01"), False),
        ),
    ).ending(EXPIRY_DAYS)
    assert [(one.code, one.not_granted, one.days_left) for one in found] == [
        ("TODAY", Decimal("0.01"), 0),
        ("LAST", Decimal("100.00"), 90),
    ]


def test_what_is_asked_ends_too_as_long_as_nobody_decided():
    found = books(
        funds=funds(("A", TODAY)), proposals=rows("number amount is_example", (1, Decimal(60), False))
    )
    assert (found.account("A").reserved, found.account("A").free) == (Decimal(60), Decimal(40))
    assert [one.not_granted for one in found.ending(timedelta(0))] == [Decimal(100)]


def test_money_comes_in_on_its_day_and_not_before():
    columns = "fund_code due_on received_on amount is_example"
    instalments = rows(columns, ("A", None, TODAY, Decimal("12.50"), False))
    given = {"funds": funds(("A", None), ("B", None)), "instalments": instalments}
    assert books(**given).received("A") == Decimal("12.50")
    assert books(TODAY - timedelta(days=1), **given).received("A") == Decimal("0.00")
    assert books(**given).received("B") is None


def test_each_part_of_a_grant_says_what_is_still_to_be_paid():
    given = {
        "funds": funds(("A", None), ("B", None)),
        "allocations": grants(
            (1, date(2024, 3, 1), "P1", "P1", "A", "A", Decimal("10.00"), False),
            (1, date(2024, 3, 1), "P1", "P1", "B", "B", Decimal("20.00"), False),
        ),
        "payments": paid(
            (1, 1, "P1", "B", "B", TODAY, Decimal("0.10"), False),
            (2, 1, "P1", "B", "B", TODAY, Decimal("0.20"), True),
        ),
    }
    found = books(**given).allocations
    assert found["to_pay"].tolist() == [Decimal("10.00"), Decimal("19.70")]
    together = money_of_projects(given["allocations"], given["payments"])
    told = together[["project_code", "fund_code", "granted", "paid", "is_example"]].values.tolist()
    assert told == [
        ["P1", "A", Decimal("10.00"), Decimal("0.00"), False],
        ["P1", "B", Decimal("20.00"), Decimal("0.30"), True],
    ]


GRANTS = {
    "funds": rows("code name year ends_on promised is_example",
                  ("A", "Zon", 2024, None, Decimal("100.00"), False),
                  ("B", "Wind", 2024, None, Decimal("9.00"), False),
                  ("C", "Leeg", 2024, None, Decimal("0.00"), False)),
    "allocations": grants(
        (1, date(2024, 12, 31), "P1", "Buurtstroom", "A", "Zon", Decimal("10.00"), False),
        (2, date(2025, 1, 1), None, None, "A", "Zon", Decimal("20.00"), False),
    ),
    "payments": paid(
        (1, 1, "P1", "A", "Zon", date(2025, 2, 1), Decimal("4.00"), False),
        (2, 2, None, "A", "Zon", date(2025, 3, 1), Decimal("5.00"), False),
        (3, 1, "P1", "A", "Zon", date(2025, 3, 1), Decimal("1.00"), False),
    ),
    "links": rows("project_code commitment_code", ("P1", "W1")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("year", "granted", "payments", "total"),
    [(None, [1, 2], [2, 3, 1], 30), (2024, [1], [3, 1], 10), (2025, [2], [2], 20)],
)
def test_a_year_has_its_grants_and_what_was_paid_of_those_newest_first(year, granted, payments, total):
    found = books(**GRANTS)
    assert found.granted_in(year)["number"].tolist() == granted
    assert found.paid_for(year)["number"].tolist() == payments
    assert found.flow(year).total == total


def test_the_flow_tells_which_project_got_most():
    found = books(**GRANTS).flow(None)
    assert found.per_project == {"P1": Decimal(10), "": Decimal(20)}
    assert found.largest == ("", Decimal(20))
    assert [(one.commitment, one.total) for one in found.served] == [("W1", 10), ("", 20)]


def test_a_fund_counts_as_used_where_there_is_or_was_money():
    found = books(**GRANTS)
    assert [one.fund_code for one in found.used_accounts(None)] == ["A", "B"]
    assert [one.fund_code for one in found.used_accounts(2025)] == ["A"]
    used = found.account("A")
    assert (used.available, used.granted, used.paid) == (Decimal(100), Decimal(30), Decimal(10))
    unknown = found.account("X")
    assert (unknown.fund_code, unknown.year, unknown.available) == ("X", None, 0)


def test_names_of_funds_projects_and_commitments_are_found_by_their_code():
    found = books(**GRANTS, commitments=rows("code title", ("W1", "Samen")))
    assert found.fund_names == {"A": "Zon", "B": "Wind", "C": "Leeg"}
    assert found.project_names == {"P1": "Buurtstroom"}
    assert found.commitment_names == {"W1": "W1 Samen"}


def test_proposals_ask_together():
    asked = rows("number amount is_example", (1, Decimal("0.10"), False), (2, Decimal("0.20"), False))
    assert (books(proposals=asked).asked, books().asked) == (Decimal("0.30"), Decimal("0.00"))


@pytest.mark.parametrize("invented", ["funds", "allocations", "payments", "proposals", "instalments"])
def test_one_invented_amount_makes_the_books_an_example(invented):
    given = GRANTS | {
        "proposals": rows("number amount is_example", (1, Decimal(1), False)),
        "instalments": rows(
            "fund_code due_on received_on amount is_example", ("A", None, None, Decimal(1), False)
        ),
    }
    assert not books(**given).has_examples
    assert books(**given | {invented: given[invented].assign(is_example=True)}).has_examples


def test_of_two_funds_that_end_on_one_day_the_first_code_comes_first():
    tomorrow = TODAY + timedelta(days=1)
    found = books(funds=funds(("B", TODAY), ("C", tomorrow), ("A", TODAY))).ending(timedelta(days=1))
    assert [(one.code, one.name, one.ends_on, one.is_example) for one in found] == [
        ("A", "A", TODAY, False), ("B", "B", TODAY, False), ("C", "C", tomorrow, False),
    ]  # fmt: skip


def test_in_one_year_only_what_that_year_holds_ends():
    given = books(
        funds=funds(("A", TODAY)),
        carry_overs=rows("fund_code from_year to_year amount", ("A", 2024, 2026, Decimal("30.00"))),
    )
    ends = {
        year: [one.not_granted for one in given.ending(timedelta(0), year)] for year in (2024, 2025, 2026)
    }
    assert ends == {2024: [Decimal(70)], 2025: [], 2026: [Decimal(30)]}


def test_money_of_projects_stands_by_project_and_fund():
    allocations = grants(
        (1, TODAY, "P2", "P2", "A", "Zon", Decimal(1), False),
        (2, TODAY, "P1", "P1", "B", "Wind", Decimal(2), True),
        (3, TODAY, "P1", "P1", "A", "Zon", Decimal(3), False),
        (4, TODAY, None, None, "A", "Zon", Decimal(4), False),
    )
    found = money_of_projects(allocations, paid())
    assert list(found.itertuples(name=None)) == [
        (0, "P1", "A", "Zon", Decimal(3), 0, False), (1, "P1", "B", "Wind", Decimal(2), 0, True),
        (2, "P2", "A", "Zon", Decimal(1), 0, False),
    ]  # fmt: skip


def test_what_moved_by_a_decision_or_at_a_meeting_is_told_there():
    part = "number granted_on project_code project_title fund_code fund_name amount is_example"
    columns = part + " meeting_number decision_number decision_text"
    one = (1, date(2024, 3, 1), "P1", "P1", "F", "F", Decimal(10), False, 7, 70, "Zo")
    other = (1, date(2024, 3, 1), "P1", "P1", "G", "G", Decimal(5), True, 7, 70, "Zo")
    loose = (2, date(2024, 4, 1), None, None, "F", "F", Decimal(3), False, None, None, None)
    carried = "fund_code from_year to_year amount meeting_number decision_number is_example"
    found = books(
        funds=funds(("F", None), ("G", None)),
        allocations=rows(columns, one, other, loose),
        carry_overs=rows(carried, ("F", 2024, 2025, Decimal(20), 7, 71, False)),
    )
    assert [str(found.moved_by(number)) for number in (70, 71, 72)] == ["15.00", "20.00", "0.00"]
    assert (str(found.moved_at(7)), str(found.moved_at(8))) == ("35.00", "0.00")
    newest, before = grants_of(found.allocations)
    assert (newest.number, newest.decision_number, newest.amount) == (2, None, Decimal(3))
    assert (before.number, before.amount, before.is_example) == (1, Decimal(15), True)
    # of 2024 there is left: 100 - 13 - 20 of F, and 100 - 5 of G; 2025 is over too
    left = [(one.fund_code, one.year, one.not_granted) for one in found.left_behind]
    assert left == [("F", 2024, 67), ("F", 2025, 20), ("G", 2024, 95)]
    assert len(found.carried(2025)) == len(found.carried(2024)) == 1
    assert found.carried(2023).empty


def test_of_how_many_funds_nobody_keeps_what_came_in():
    came = rows("fund_code due_on received_on amount is_example", ("F", None, TODAY, Decimal(40), False))
    found = books(funds=funds(("F", None), ("G", None)), instalments=came)
    assert (found.received("F"), found.received("G"), found.unrecorded) == (Decimal(40), None, 1)
    assert (found.account("F").awaited, found.account("G").awaited) == (60, 0)
