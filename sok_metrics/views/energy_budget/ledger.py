"""The books of the energy budget: per fund and year what is available, granted, paid, reserved and free.

Every amount is a Decimal in whole cents, and every account reconciles:
free = received + carried in - carried out + returned - granted - reserved - lapsed, and
granted = paid + to pay + not needed. What is promised and not received stands beside it.

What comes in counts in the year of its fund. Of a fund of which nobody keeps the instalments nobody knows
what came in: all that was promised counts, and `is_recorded` tells so.
A grant counts in the year in which it was granted, and its payments with it, whenever they were made; what
comes back counts in the year in which it is free again.
Reserved is what open proposals ask: they are submitted and nobody decided yet. A proposal names no fund, so
it is set apart in the fund that ends first, as far as that has money left; what fits nowhere is uncovered.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pandas as pd

from sok_metrics.views.energy_budget.amounts import ZERO


@dataclass(frozen=True)
class Account:
    """The money of one fund in one year; without a year that of all years, without a fund that of all."""

    fund_code: str
    year: int | None
    promised: Decimal = ZERO
    received: Decimal = ZERO
    """What came in; all that was promised where nobody keeps the instalments."""
    awaited: Decimal = ZERO
    """Promised and not received; nothing where more came in."""
    carried_in: Decimal = ZERO
    carried_out: Decimal = ZERO
    granted: Decimal = ZERO
    paid: Decimal = ZERO
    not_needed: Decimal = ZERO
    """What of the grants of this year is never to be paid any more."""
    returned: Decimal = ZERO
    """What came back of grants in this year: paid back, or not needed."""
    reserved: Decimal = ZERO
    lapsed: Decimal = ZERO
    """What was left when the fund ended: nobody can grant it any more."""

    @property
    def available(self) -> Decimal:
        """All that there is to grant, granted or not."""
        return self.received + self.carried_in - self.carried_out + self.returned

    @property
    def to_pay(self) -> Decimal:
        """Granted and not yet paid; negative when more was paid than granted (a surprise tells so)."""
        return self.granted - self.paid - self.not_needed

    @property
    def free(self) -> Decimal:
        """What nobody asked or got; negative when more was granted than there is (a surprise tells so)."""
        return self.available - self.granted - self.reserved - self.lapsed

    @property
    def not_granted(self) -> Decimal:
        """What can still be granted: free, and reserved for proposals nobody decided about."""
        return self.free + self.reserved


class SurpriseKind(StrEnum):
    """What in the books needs a look."""

    OVERGRANTED = "overgranted"
    OVERPAID = "overpaid"
    PAID_BEFORE_RECEIVED = "paid_before_received"
    INSTALMENT_LATE = "instalment_late"


@dataclass(frozen=True)
class Surprise:
    """One thing in the books that needs a look: where, and how much it is about (above zero)."""

    kind: SurpriseKind
    fund_code: str
    amount: Decimal
    year: int | None = None
    allocation_number: int | None = None


@dataclass(frozen=True)
class Ledger:
    """The books on one day."""

    accounts: tuple[Account, ...]
    """One per fund and year in which something happened, by fund and year."""
    uncovered: Decimal
    """What open proposals ask beyond all that is free."""
    surprises: tuple[Surprise, ...]
    recorded: frozenset[str] = frozenset()
    """The codes of the funds of which the instalments are kept."""

    @property
    def years(self) -> list[int]:
        """The years in the books, newest first."""
        return sorted({account.year for account in self.accounts if account.year is not None}, reverse=True)

    def by_fund(self, year: int | None = None) -> list[Account]:
        """One account per fund: of one year, or of all years together."""
        chosen: dict[str, list[Account]] = {}
        for account in self.accounts:
            if year in (None, account.year):
                chosen.setdefault(account.fund_code, []).append(account)
        return [add_up(accounts, code, year) for code, accounts in chosen.items()]

    def total(self, year: int | None = None) -> Account:
        """All funds together: of one year, or of all years."""
        return add_up(self.by_fund(year), "", year)


def add_up(accounts: Iterable[Account], fund_code: str, year: int | None) -> Account:
    """Several accounts as one."""
    sums: dict[str, Decimal] = {}
    for account in accounts:
        for name in _AMOUNTS:
            sums[name] = sums.get(name, ZERO) + getattr(account, name)
    return Account(fund_code, year, **sums)


_AMOUNTS = tuple(one.name for one in fields(Account) if one.type is Decimal)


def keep_ledger(
    funds: pd.DataFrame,
    allocations: pd.DataFrame,
    payments: pd.DataFrame,
    *,
    carry_overs: pd.DataFrame,
    proposals: pd.DataFrame,
    instalments: pd.DataFrame,
    returns: pd.DataFrame,
    today: date,
) -> Ledger:
    """The books on a day.

    funds: code, year, ends_on, promised; allocations: number, granted_on, fund_code, amount;
    payments: allocation_number, fund_code, paid_on, amount;
    carry_overs: fund_code, from_year, to_year, amount; proposals (the open ones): amount;
    instalments: fund_code, due_on, received_on, amount;
    returns: allocation_number, fund_code, returned_on, kind, amount.
    """
    received = received_by_fund(instalments, today)
    accounts = _accounts(funds, received, carry_overs, _movements(allocations, payments, returns))
    left = sum((row.amount for row in _rows(proposals)), ZERO)
    for fund in sorted(_rows(funds), key=_first_to_end):
        if _has_passed(fund.ends_on, today):
            _set_apart(accounts, fund.code, "lapsed", _free(accounts, fund.code))
        else:
            left -= _set_apart(accounts, fund.code, "reserved", left)
    place = {fund.code: number for number, fund in enumerate(_rows(funds))}
    in_order = sorted(accounts, key=lambda key: (place.get(key[0], len(place)), key[1]))
    ledger = Ledger(tuple(accounts[key] for key in in_order), left, (), frozenset(received))
    found = _surprises(ledger, allocations, payments, returns, instalments, today)
    return replace(ledger, surprises=tuple(found))


_Accounts = dict[tuple[str, int], Account]
NOT_NEEDED = "not_needed"
"""How money came back that was never paid."""


_Movement = tuple[str, int, str, Decimal]
"""Of which fund, in which year, what it is called in an account, and how much."""


def _accounts(
    funds: pd.DataFrame,
    received: dict[str, Decimal],
    carry_overs: pd.DataFrame,
    movements: Iterable[_Movement],
) -> _Accounts:
    sums: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for fund in _rows(funds):
        sums[fund.code, int(fund.year)]["promised"] += fund.promised
        came = received.get(fund.code, fund.promised)
        sums[fund.code, int(fund.year)]["received"] += came
        sums[fund.code, int(fund.year)]["awaited"] += max(ZERO, fund.promised - came)
    for carried in _rows(carry_overs):
        sums[carried.fund_code, int(carried.to_year)]["carried_in"] += carried.amount
        sums[carried.fund_code, int(carried.from_year)]["carried_out"] += carried.amount
    for code, year, name, amount in movements:
        sums[code, year][name] += amount
    return {(code, year): Account(code, year, **amounts) for (code, year), amounts in sums.items()}


def _movements(
    allocations: pd.DataFrame, payments: pd.DataFrame, returns: pd.DataFrame
) -> Iterable[_Movement]:
    granted_in = {}
    for part in _rows(allocations):
        granted_in[part.number] = part.granted_on.year
        yield part.fund_code, part.granted_on.year, "granted", part.amount
    for payment in _rows(payments):
        year = granted_in.get(payment.allocation_number, payment.paid_on.year)
        yield payment.fund_code, year, "paid", payment.amount
    for back in _rows(returns):
        year = back.returned_on.year
        yield back.fund_code, year, "returned", back.amount
        if back.kind == NOT_NEEDED:
            of_grant = granted_in.get(back.allocation_number, year)
            yield back.fund_code, of_grant, "not_needed", back.amount


def _free(accounts: _Accounts, code: str) -> Decimal:
    """What a fund has free in all its years together; nothing when more was granted than there is."""
    return max(ZERO, sum((account.free for account in accounts.values() if account.fund_code == code), ZERO))


def _set_apart(accounts: _Accounts, code: str, name: str, wanted: Decimal) -> Decimal:
    """Move free money of a fund to another amount of its accounts, newest year first; give how much."""
    moved = left = min(wanted, _free(accounts, code))
    for key in sorted((key for key in accounts if key[0] == code), key=lambda key: -key[1]):
        part = min(left, max(ZERO, accounts[key].free))
        sums: dict[str, Decimal] = {name: part}
        accounts[key] = replace(accounts[key], **sums)  # type: ignore[arg-type]  # the names are amounts
        left -= part
    return moved


def _surprises(
    ledger: Ledger,
    allocations: pd.DataFrame,
    payments: pd.DataFrame,
    returns: pd.DataFrame,
    instalments: pd.DataFrame,
    today: date,
) -> Iterable[Surprise]:
    short_funds = {account.fund_code: account for account in ledger.by_fund() if account.free < 0}
    for account in short_funds.values():
        yield Surprise(SurpriseKind.OVERGRANTED, account.fund_code, -account.free)
    for account in ledger.accounts:
        if account.free < 0 and account.fund_code not in short_funds:
            yield Surprise(SurpriseKind.OVERGRANTED, account.fund_code, -account.free, account.year)
    yield from _overpaid(allocations, payments, returns)
    yield from _not_received(ledger, returns, instalments, today)


def _overpaid(allocations: pd.DataFrame, payments: pd.DataFrame, returns: pd.DataFrame) -> Iterable[Surprise]:
    """Each part of a grant of which more was paid than was granted and needed."""
    left: dict[tuple[int, str], Decimal] = defaultdict(lambda: ZERO)
    for part in _rows(allocations):
        left[part.number, part.fund_code] += part.amount
    for payment in _rows(payments):
        left[payment.allocation_number, payment.fund_code] -= payment.amount
    for back in _rows(returns[returns["kind"] == NOT_NEEDED]):
        left[back.allocation_number, back.fund_code] -= back.amount
    for (number, code), amount in left.items():
        if amount < 0:
            yield Surprise(SurpriseKind.OVERPAID, code, -amount, allocation_number=number)


def _not_received(
    ledger: Ledger, returns: pd.DataFrame, instalments: pd.DataFrame, today: date
) -> Iterable[Surprise]:
    """Funds with instalments on paper: those that are late, and more paid out than came in."""
    paid_back: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for back in _rows(returns[returns["kind"] != NOT_NEEDED]):
        paid_back[back.fund_code] += back.amount
    late: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for instalment in _rows(instalments):
        if not _is_received(instalment, today) and _has_passed(instalment.due_on, today):
            late[instalment.fund_code] += instalment.amount
    for account in ledger.by_fund():
        short = account.paid - paid_back[account.fund_code] - account.received
        if short > 0 and account.fund_code in ledger.recorded:
            yield Surprise(SurpriseKind.PAID_BEFORE_RECEIVED, account.fund_code, short)
        if late[account.fund_code] > 0:
            yield Surprise(SurpriseKind.INSTALMENT_LATE, account.fund_code, late[account.fund_code])


def received_by_fund(instalments: pd.DataFrame, today: date) -> dict[str, Decimal]:
    """What came in by this day of each fund whose instalments are on paper."""
    received: dict[str, Decimal] = {}
    for instalment in _rows(instalments):
        came = instalment.amount if _is_received(instalment, today) else ZERO
        received[instalment.fund_code] = received.get(instalment.fund_code, ZERO) + came
    return received


def _is_received(instalment: Any, today: date) -> bool:
    return not pd.isna(instalment.received_on) and instalment.received_on <= today


def _has_passed(day: Any, today: date) -> bool:
    return not pd.isna(day) and day < today


def _first_to_end(fund: Any) -> tuple[bool, date, int, str]:
    """Funds that end come first; without an end date the oldest."""
    no_end = pd.isna(fund.ends_on)
    return bool(no_end), date.max if no_end else fund.ends_on, int(fund.year), fund.code


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)
