"""Euros beside results: only whole years, measured in one way, and nothing where nothing can be divided."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from sok_metrics.views.energy_budget.results import euros_beside_results

TODAY = date(2026, 11, 22)


def rows(columns, *found):
    return pd.DataFrame([dict(zip(columns.split(), one, strict=True)) for one in found],
                        columns=columns.split(), dtype=object)  # fmt: skip


def year(number, value, *, is_example=False):
    return ("S", date(number, 1, 1), date(number, 12, 31), value, is_example)


def paid(project, year_paid, amount, *, is_example=False):
    return (project, date(year_paid, 5, 1), Decimal(amount), is_example)


def result(measured, payments=(), returns=(), changes=(), followed=(("I", "P1"), ("I", "P2"))):
    [found] = euros_beside_results(
        rows("indicator_code name kind series_code is_example", ("I", "Hulp", "households", "S", False)),
        rows("series_code period_start period_end value is_example", *measured),
        rows("project_code paid_on amount is_example", *payments),
        returns=rows("project_code returned_on kind amount is_example", *returns),
        followed=rows("indicator_code project_code", *followed),
        changes=rows("indicator_code day", *changes),
        today=TODAY,
    )
    return found


def test_what_was_paid_in_the_years_that_were_measured_is_divided_by_what_they_brought():
    found = result(
        [year(2024, 30.0), year(2025, 70.0)],
        [paid("P1", 2024, "100"), paid("P2", 2025, "250.50"), paid("P3", 2025, "9"), paid("P1", 2023, "7")],
        [("P1", date(2025, 2, 2), "paid_back", Decimal("50.50"), False),
         ("P1", date(2025, 2, 2), "not_needed", Decimal("33"), False)],
    )  # fmt: skip
    assert (found.years, found.amount, found.paid, found.per_one) == ((2024, 2025), 100, 300, Decimal("3.00"))
    assert (found.projects, found.is_cut, found.is_example) == (("P1", "P2"), False, False)


def test_months_make_a_year_only_together():
    whole = [("S", date(2024, n, 1), (date(2024, n + 1, 1) if n < 12 else date(2025, 1, 1))
              - pd.Timedelta(days=1), 2.0, False) for n in range(1, 13)]  # fmt: skip
    assert result(whole).years == (2024,)
    assert result(whole).amount == 24
    assert result(whole[:-1]).years == ()
    # one month twice, another not
    assert result([*whole[:-1], whole[0]]).years == ()


@pytest.mark.parametrize(
    "measured",
    [
        [year(2026, 5.0)],
        [("S", date(2024, 7, 1), date(2025, 6, 30), 5.0, False)],
        [year(2025, None)],
    ],
    ids=["not over", "across years", "hidden"],
)
def test_what_is_no_year_to_count_gives_nothing(measured):
    found = result(measured, [paid("P1", 2025, "10")])
    assert (found.years, found.per_one) == ((), None)


def test_a_change_in_the_way_of_measuring_cuts_what_lies_before_it():
    measured = [year(number, 10.0) for number in (2022, 2023, 2024, 2025)]
    payments = [paid("P1", number, "100") for number in (2022, 2023, 2024, 2025)]
    found = result(measured, payments, changes=[("I", date(2023, 6, 1))])
    assert (found.years, found.paid, found.is_cut) == ((2024, 2025), 200, True)
    assert result(measured, payments, changes=[("OTHER", date(2023, 6, 1))]).years == (2022, 2023, 2024, 2025)
    assert result(measured, payments, changes=[("I", date(2025, 6, 1))]).years == ()


def test_a_missing_year_cuts_too():
    found = result([year(2022, 1.0), year(2024, 2.0), year(2025, 3.0)])
    assert (found.years, found.amount, found.is_cut) == ((2024, 2025), 5, True)


def test_nothing_is_divided_by_nothing():
    assert result([year(2025, 0.0)], [paid("P1", 2025, "10")]).per_one is None
    assert result([year(2025, 5.0)]).per_one is None


def test_an_invented_figure_or_payment_makes_it_an_example():
    assert result([year(2025, 5.0, is_example=True)]).is_example
    assert result([year(2025, 5.0)], [paid("P1", 2025, "10", is_example=True)]).is_example
