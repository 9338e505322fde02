"""The books of the energy budget as one visitor sees them on one day: each amount is made here, once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from sok_metrics.views.energy_budget.flow import Flow, flow_of_money
from sok_metrics.views.energy_budget.ledger import (
    NOT_NEEDED,
    Account,
    Ledger,
    Surprise,
    SurpriseKind,
    keep_ledger,
)
from sok_metrics.views.rows import rows_of

ZERO = Decimal("0.00")
SOON = timedelta(days=365)
"""Money that ends within this time is named in the sentence on top."""
EXPIRY_DAYS = timedelta(days=90)
"""Money that ends within this time asks for work, now."""
PROJECT_MONEY = ["project_code", "fund_code", "fund_name", "granted", "paid", "is_example"]


@dataclass(frozen=True)
class Ending:
    """A fund that ends while money in it is not granted."""

    code: str
    name: str
    ends_on: date
    days_left: int
    not_granted: Decimal
    is_example: bool


@dataclass(frozen=True)
class Books:
    """All that is written down of the money, and the ledger that it makes on one day."""

    today: date
    funds: pd.DataFrame
    """As `list_funds`."""
    allocations: pd.DataFrame
    """As `list_allocations`, with paid and to_pay: of each part of a grant."""
    payments: pd.DataFrame
    proposals: pd.DataFrame
    instalments: pd.DataFrame
    returns: pd.DataFrame
    """As `list_returns`."""
    carry_overs: pd.DataFrame
    """As `list_carry_overs`."""
    ledger: Ledger
    links: pd.DataFrame
    """Which project serves which commitment."""
    commitment_names: Mapping[str, str]
    """Code and title of each commitment by its code."""

    @cached_property
    def fund_names(self) -> Mapping[str, str]:
        """The name of each fund by its code."""
        return dict(zip(self.funds["code"], self.funds["name"], strict=True))

    @cached_property
    def project_names(self) -> Mapping[str, str]:
        """The name of each project that got money by its code."""
        rows = self.allocations[self.allocations["project_title"].notna()]
        return dict(zip(rows["project_code"], rows["project_title"], strict=True))

    @property
    def has_examples(self) -> bool:
        """Whether any amount rests on an invented one."""
        named = ("funds", "allocations", "payments", "proposals", "instalments", "returns", "carry_overs")
        frames = [getattr(self, name) for name in named]
        return any(bool(frame["is_example"].any()) for frame in frames)

    @property
    def asked(self) -> Decimal:
        """What open proposals ask together."""
        return total_of(self.proposals)

    def account(self, fund_code: str) -> Account:
        """The money of one fund in all its years."""
        return self._accounts.get(fund_code, Account(fund_code, None))

    @cached_property
    def _accounts(self) -> dict[str, Account]:
        return {account.fund_code: account for account in self.ledger.by_fund()}

    def used_accounts(self, year: int | None) -> list[Account]:
        """The account of each fund in which there is or was anything in a year, or in all of them."""
        return [one for one in self.ledger.by_fund(year) if one.available or one.granted]

    def received(self, fund_code: str) -> Decimal | None:
        """What came in of a fund; None where nobody keeps its instalments."""
        return self.account(fund_code).received if fund_code in self.ledger.recorded else None

    @property
    def unrecorded(self) -> int:
        """Of how many funds nobody keeps what came in."""
        return sum(code not in self.ledger.recorded for code in self.funds["code"])

    def granted_in(self, year: int | None) -> pd.DataFrame:
        """The allocations of a year, or all of them."""
        rows = self.allocations
        return rows if year is None else rows[[granted.year == year for granted in rows["granted_on"]]]

    def moved_by(self, decision_number: int) -> Decimal:
        """What was granted or carried over by a decision."""
        frames = (self.allocations, self.carry_overs)
        return sum((total_of(one[one["decision_number"] == decision_number]) for one in frames), ZERO)

    def moved_at(self, meeting_number: int) -> Decimal:
        """What was granted or carried over at a meeting."""
        frames = (self.allocations, self.carry_overs)
        return sum((total_of(one[one["meeting_number"] == meeting_number]) for one in frames), ZERO)

    @property
    def unexplained(self) -> list[Surprise]:
        """More granted than there is, or paid than was granted, where nobody wrote down why that may be."""
        noted = [one for one in rows_of(self.allocations) if _is_noted(one)]
        funds = {one.fund_code for one in noted}
        paid = [one for one in rows_of(self.payments) if _is_noted(one)]
        parts = {(one.number, one.fund_code) for one in noted}
        parts |= {(one.allocation_number, one.fund_code) for one in paid}
        return [
            one
            for one in self.ledger.surprises
            if (one.kind is SurpriseKind.OVERGRANTED and one.year is None and one.fund_code not in funds)
            or (one.kind is SurpriseKind.OVERPAID and (one.allocation_number, one.fund_code) not in parts)
        ]

    @property
    def left_behind(self) -> list[Account]:
        """What is left of years that are over, and was not carried along: one account per fund and year."""
        accounts = self.ledger.accounts
        return [one for one in accounts if one.year and one.year < self.today.year and one.not_granted > 0]

    def carried(self, year: int | None) -> pd.DataFrame:
        """What was taken along to another year, newest first: out of or into a year, or all."""
        rows = self.carry_overs.sort_values(["to_year", "fund_code"], ascending=[False, True], kind="stable")
        return rows if year is None else rows[(rows["from_year"] == year) | (rows["to_year"] == year)]

    def paid_for(self, year: int | None) -> pd.DataFrame:
        """The payments, newest first: all, or those of what was granted in a year."""
        rows = self.payments.sort_values("paid_on", ascending=False, kind="stable")
        if year is None:
            return rows
        return rows[rows["allocation_number"].isin(self.granted_in(year)["number"])]

    def flow(self, year: int | None) -> Flow:
        """Where what was granted in a year went, or all of it."""
        return flow_of_money(self.granted_in(year), self.links, self.commitment_names)

    def ending(self, within: timedelta, year: int | None = None) -> list[Ending]:
        """The funds that end within this time while money in them is not granted, first to end first."""
        accounts = {account.fund_code: account for account in self.ledger.by_fund(year)}
        found = [
            Ending(
                code=fund.code,
                name=fund.name,
                ends_on=fund.ends_on,
                days_left=(fund.ends_on - self.today).days,
                not_granted=accounts[fund.code].not_granted,
                is_example=bool(fund.is_example),
            )
            for fund in rows_of(self.funds)
            if fund.code in accounts
            and isinstance(fund.ends_on, date)
            and self.today <= fund.ends_on <= self.today + within
        ]
        return sorted((one for one in found if one.not_granted > 0), key=lambda one: (one.ends_on, one.code))


def keep_books(
    *,
    funds: pd.DataFrame,
    allocations: pd.DataFrame,
    payments: pd.DataFrame,
    carry_overs: pd.DataFrame,
    proposals: pd.DataFrame,
    instalments: pd.DataFrame,
    returns: pd.DataFrame,
    links: pd.DataFrame,
    commitments: pd.DataFrame,
    today: date,
) -> Books:
    """The books on a day, from the rows of the queries with the same names."""
    ledger = keep_ledger(
        funds,
        allocations,
        payments,
        carry_overs=carry_overs,
        proposals=proposals,
        instalments=instalments,
        returns=returns,
        today=today,
    )
    return Books(
        today=today,
        funds=funds,
        allocations=_with_paid(allocations, payments, returns),
        payments=payments,
        proposals=proposals,
        instalments=instalments,
        returns=returns,
        carry_overs=carry_overs,
        ledger=ledger,
        links=links,
        commitment_names={row.code: f"{row.code} {row.title}" for row in rows_of(commitments)},
    )


@dataclass(frozen=True)
class Grant:
    """One grant, over all the funds that it comes from."""

    number: int
    granted_on: date
    amount: Decimal
    project_code: Any
    meeting_number: Any
    decision_number: Any
    decision_text: Any
    is_example: bool


def grants_of(parts: pd.DataFrame) -> list[Grant]:
    """The grants that these parts make, newest first."""
    found = [
        Grant(
            number=int(rows["number"].iloc[0]),
            granted_on=rows["granted_on"].iloc[0],
            amount=total_of(rows),
            **{
                name: rows[name].iloc[0]
                for name in ("project_code", "meeting_number", "decision_number", "decision_text")
            },
            is_example=bool(rows["is_example"].any()),
        )
        for _number, rows in parts.groupby("number", sort=False)
    ]
    return sorted(found, key=lambda one: (one.granted_on, one.number), reverse=True)


def _is_noted(row: Any) -> bool:
    return bool(getattr(row, "exception_note", None))


def total_of(rows: pd.DataFrame) -> Decimal:
    """All amounts of these rows together."""
    return sum(rows["amount"], ZERO)


def money_of_projects(allocations: pd.DataFrame, payments: pd.DataFrame) -> pd.DataFrame:
    """One row per project and fund: what was granted, and what is paid of it. Columns: PROJECT_MONEY."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name, rows in (("granted", allocations), ("paid", payments)):
        for row in rows_of(rows[rows["project_code"].notna()]):
            nothing = {"fund_name": row.fund_name, "granted": ZERO, "paid": ZERO, "is_example": False}
            one = found.setdefault((row.project_code, row.fund_code), nothing)
            one[name] += row.amount
            one["is_example"] |= bool(row.is_example)
    parts = [{"project_code": code, "fund_code": fund, **one} for (code, fund), one in found.items()]
    answer = pd.DataFrame(parts, columns=PROJECT_MONEY, dtype=object)
    return answer.sort_values(["project_code", "fund_code"], ignore_index=True)


def _with_paid(allocations: pd.DataFrame, payments: pd.DataFrame, returns: pd.DataFrame) -> pd.DataFrame:
    """The parts of grants with what is paid of each, what came back, and what is still to be paid."""
    parts = {
        "paid": payments,
        "returned": returns,
        "not_needed": returns[returns["kind"] == NOT_NEEDED],
    }
    rows = allocations
    for name, found in parts.items():
        sums: dict[tuple[int, str], Decimal] = defaultdict(lambda: ZERO)
        for one in rows_of(found):
            sums[one.allocation_number, one.fund_code] += one.amount
        amounts = [sums[row.number, row.fund_code] for row in rows_of(allocations)]
        rows = rows.assign(**{name: pd.Series(amounts, index=allocations.index, dtype=object)})
    return rows.assign(to_pay=rows["amount"] - rows["paid"] - rows["not_needed"])
