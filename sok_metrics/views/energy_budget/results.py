"""Euros beside what they brought: what was paid for each household that was helped, and each tonne of CO2.

Only whole calendar years count that are over and of which the whole year was measured, in one unbroken row:
where the way of measuring changed, or a year is missing, what lies before it does not count. What was paid is
all that was paid in those years for the projects that the indicator follows, less what was paid back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from sok_metrics.views.energy_budget.amounts import CENT, ZERO


@dataclass(frozen=True)
class Result:
    """What one indicator says of some years, beside what was paid for its projects in these years."""

    indicator_code: str
    name: str
    kind: str
    """What it counts: households or co2."""
    years: tuple[int, ...]
    """Unbroken; () where no whole year was measured."""
    amount: Decimal
    """The figures of these years together."""
    paid: Decimal
    projects: tuple[str, ...]
    is_cut: bool
    """Whether years before these do not count, for the way of measuring changed or a year is missing."""
    is_example: bool

    @property
    def per_one(self) -> Decimal | None:
        """Euros per household or tonne; None where there is nothing to divide by, or nothing was paid."""
        if self.amount <= 0 or self.paid <= 0:
            return None
        return (self.paid / self.amount).quantize(CENT, ROUND_HALF_UP)


def euros_beside_results(
    asked: pd.DataFrame,
    measurements: pd.DataFrame,
    payments: pd.DataFrame,
    *,
    returns: pd.DataFrame,
    followed: pd.DataFrame,
    changes: pd.DataFrame,
    today: date,
) -> list[Result]:
    """One result per indicator that is asked for.

    asked: indicator_code, name, kind, series_code (the main one), is_example; measurements: series_code,
    period_start, period_end, value (none where hidden), is_example; payments: project_code, paid_on, amount,
    is_example; returns: project_code, returned_on, kind, amount, is_example; followed: indicator_code,
    project_code; changes: indicator_code, day (on which the way of measuring became another).
    """
    found = []
    for one in _rows(asked):
        figures = measurements[measurements["series_code"] == one.series_code]
        projects = tuple(
            sorted(set(followed[followed["indicator_code"] == one.indicator_code]["project_code"]))
        )
        days = list(changes[changes["indicator_code"] == one.indicator_code]["day"])
        per_year = _per_year(figures, today)
        years = _last_run(sorted(per_year), days)
        money = [*_paid(payments, projects, years), *_paid_back(returns, projects, years)]
        found.append(
            Result(
                indicator_code=one.indicator_code,
                name=one.name,
                kind=one.kind,
                years=years,
                amount=sum((per_year[year] for year in years), Decimal(0)),
                paid=sum((amount for amount, _is_example in money), ZERO),
                projects=projects,
                is_cut=len(years) < len(per_year),
                is_example=bool(one.is_example)
                or bool(figures["is_example"].any())
                or any(is_example for _amount, is_example in money),
            )
        )
    return found


def _per_year(figures: pd.DataFrame, today: date) -> dict[int, Decimal]:
    """The sum of each year that is over and of which each day was measured once, and all may be shown."""
    sums: dict[int, Decimal] = {}
    days: dict[int, set[int]] = {}
    spoilt: set[int] = set()
    for one in _rows(figures):
        start, end = _day(one.period_start), _day(one.period_end)
        years = range(start.year, end.year + 1)
        period = set(range(start.toordinal(), end.toordinal() + 1))
        if len(years) > 1 or pd.isna(one.value) or period & days.get(start.year, set()):
            spoilt |= set(years)
            continue
        sums[start.year] = sums.get(start.year, Decimal(0)) + Decimal(repr(float(one.value)))
        days[start.year] = days.get(start.year, set()) | period
    return {
        year: amount
        for year, amount in sums.items()
        if year < today.year and year not in spoilt and len(days[year]) == _length(year)
    }


def _length(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(days=1)


def _last_run(years: Sequence[int], changes: Iterable[Any]) -> tuple[int, ...]:
    """The last unbroken row of years in which nothing changed in the way of measuring."""
    changed = {_day(one).year for one in changes}
    run: list[int] = []
    for year in years:
        if year in changed:
            run = []
        elif run and (year != run[-1] + 1 or any(run[-1] < one <= year for one in changed)):
            run = [year]
        else:
            run.append(year)
    return tuple(run)


def _paid(
    payments: pd.DataFrame, projects: Sequence[str], years: Sequence[int]
) -> list[tuple[Decimal, bool]]:
    return [
        (one.amount, bool(one.is_example))
        for one in _rows(payments)
        if one.project_code in projects and one.paid_on.year in years
    ]


def _paid_back(
    returns: pd.DataFrame, projects: Sequence[str], years: Sequence[int]
) -> list[tuple[Decimal, bool]]:
    return [
        (-one.amount, bool(one.is_example))
        for one in _rows(returns)
        if one.kind == "paid_back" and one.project_code in projects and one.returned_on.year in years
    ]


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)
