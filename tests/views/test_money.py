"""The books of one day: what ends soon, what came in, and what each part of a grant still waits for."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from sok_metrics.views.money import EXPIRY_DAYS, keep_books, money_of_projects

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
        "carry_overs": rows("fund_code from_year to_year amount"),
        "proposals": rows("number amount is_example"),
        "instalments": rows("fund_code due_on received_on amount is_example"),
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
