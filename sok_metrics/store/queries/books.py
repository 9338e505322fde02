"""The books of the energy budget as one view shows them: page, workbook and command line take them here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import pandas as pd

from sok_metrics.energy_budget import Account, Ledger, keep_ledger
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.money import (
    list_allocations,
    list_carry_overs,
    list_funds,
    list_instalments,
    list_open_proposals,
    list_payments,
)
from sok_metrics.store.queries.projects import list_project_links
from sok_metrics.store.reader import Reader
from sok_metrics.texts import _


@dataclass(frozen=True)
class Books:
    """All that is written down of the money, and the ledger that it makes on one day."""

    funds: pd.DataFrame
    allocations: pd.DataFrame
    payments: pd.DataFrame
    proposals: pd.DataFrame
    instalments: pd.DataFrame
    ledger: Ledger
    links: pd.DataFrame
    commitment_names: dict[str, str]

    @cached_property
    def fund_names(self) -> dict[str, str]:
        """The name of each fund by its code."""
        return dict(zip(self.funds["code"], self.funds["name"], strict=True))

    @cached_property
    def project_names(self) -> dict[str, str]:
        """The name of each project that got money by its code."""
        rows = self.allocations
        return {"": _("Zonder project")} | {
            code: title
            for code, title in zip(rows["project_code"], rows["project_title"], strict=True)
            if not pd.isna(title)
        }

    @property
    def has_examples(self) -> bool:
        """Whether any amount rests on an invented one."""
        frames = (self.funds, self.allocations, self.payments, self.proposals, self.instalments)
        return any(bool(frame["is_example"].any()) for frame in frames)

    def account(self, fund_code: str) -> Account:
        """The money of one fund in all its years."""
        return self._accounts.get(fund_code, Account(fund_code, None))

    @cached_property
    def _accounts(self) -> dict[str, Account]:
        return {account.fund_code: account for account in self.ledger.by_fund()}

    def received(self, fund_code: str) -> Decimal | None:
        """What came in of a fund; None where nobody keeps its instalments."""
        own = self.instalments[self.instalments["fund_code"] == fund_code]
        return None if own.empty else sum(own["amount"][own["received_on"].notna()], Decimal("0.00"))

    def granted_in(self, year: int | None) -> pd.DataFrame:
        """The allocations of a year, or all of them."""
        rows = self.allocations
        return rows if year is None else rows[[granted.year == year for granted in rows["granted_on"]]]


def read_books(reader: Reader, today: date) -> Books:
    """The books on this day, as this reader sees them."""
    funds, allocations, payments = list_funds(reader), list_allocations(reader), list_payments(reader)
    proposals, instalments = list_open_proposals(reader), list_instalments(reader)
    ledger = keep_ledger(
        funds,
        allocations,
        payments,
        carry_overs=list_carry_overs(reader),
        proposals=proposals,
        instalments=instalments,
        today=today,
    )
    commitments = list_commitments(reader)
    return Books(
        funds=funds,
        allocations=allocations,
        payments=payments,
        proposals=proposals,
        instalments=instalments,
        ledger=ledger,
        links=list_project_links(reader),
        commitment_names={"": _("Geen waarde of doel")}
        | {
            code: f"{code} {title}"
            for code, title in zip(commitments["code"], commitments["title"], strict=True)
        },
    )
