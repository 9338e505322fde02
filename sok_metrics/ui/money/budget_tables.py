"""The tables of the page about the energy budget: per fund, per grant, and every payment."""

from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.texts import _
from sok_metrics.texts.formats import NOTHING, euros, is_present, number, short_day
from sok_metrics.ui.money.budget import unbroken
from sok_metrics.ui.parts.charts import show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.views.energy_budget.ledger import Account
from sok_metrics.views.money import Books, total_of
from sok_metrics.views.rows import rows_of


def show_tables(books: Books, year: int | None) -> None:
    """The amounts to the cent, and the sum that shows that they fit."""
    st.header(_("De bedragen"), anchor=False)
    total = books.ledger.total(year)
    sum_words = _sum_words(total, is_known=not books.unrecorded)
    st.markdown(sum_words)
    if total.granted:
        st.markdown(_granted_words(total))
    st.markdown(_("In de tabellen staan alle bedragen in euro's."))
    show_table(income_table(books, year), label=_("Per bron: wat er binnenkwam"), alt=sum_words)
    show_table(fund_table(books, year), label=_("Per bron: wat ermee gebeurde"), alt=sum_words)
    allocations = books.granted_in(year)
    if len(allocations):
        show_table(
            _allocation_table(allocations),
            label=_("Per toekenning"),
            alt=_total_words(_("Toekenningen"), allocations),
        )
    payments = books.paid_for(year)
    if len(payments):
        show_table(
            _payment_table(payments),
            label=_("Betalingen"),
            alt=_total_words(_("Betalingen"), payments),
        )
    if year is None and len(books.proposals):
        label = _("Voorstellen waarover nog niet besloten is")
        show_table(_proposal_table(books.proposals), label=label, alt=_total_words(label, books.proposals))


def _total_words(what: str, rows: pd.DataFrame) -> str:
    """How many rows there are, and their sum."""
    total = euros(total_of(rows))
    return _("{what}: {n}, samen {amount}").format(what=what, n=len(rows), amount=total)


def _sum_words(total: Account, *, is_known: bool) -> str:
    """The sum of all parts: "€ 100 ontvangen = € 40 toegekend + ..."."""
    came = _("{amount} ontvangen") if is_known else _("{amount} ontvangen of toegezegd")
    there = [came.format(amount=euros(total.received))]
    if total.carried_in != total.carried_out:
        there += [
            _("+ {amount} uit het jaar ervoor").format(amount=euros(total.carried_in)),
            _("– {amount} naar het jaar erna").format(amount=euros(total.carried_out)),
        ]
    if total.returned:
        there.append(_("+ {amount} teruggekomen").format(amount=euros(total.returned)))
    parts = [
        _("{amount} toegekend").format(amount=euros(total.granted)),
        _("{amount} gereserveerd").format(amount=euros(total.reserved)),
        _("{amount} vrij").format(amount=euros(total.free)),
    ]
    if total.lapsed:
        parts.append(_("{amount} vervallen").format(amount=euros(total.lapsed)))
    return unbroken(" ".join(there) + " = " + " + ".join(parts))


def _granted_words(total: Account) -> str:
    """What became of all that was granted."""
    parts = [
        _("{amount} betaald").format(amount=euros(total.paid)),
        _("{amount} nog te betalen").format(amount=euros(total.to_pay)),
    ]
    if total.not_needed:
        parts.append(_("{amount} niet nodig gebleken").format(amount=euros(total.not_needed)))
    granted = _("{amount} toegekend").format(amount=euros(total.granted))
    return unbroken(f"{granted} = {' + '.join(parts)}")


def income_table(books: Books, year: int | None) -> pd.DataFrame:
    """One row per fund with what came in, what still has to, and until when it can be used; and their sum."""
    funds = {fund.code: fund for fund in rows_of(books.funds)}
    total = books.ledger.total(year)
    rows = [
        {
            **_name(account, funds.get(account.fund_code)),
            **_income(account, _received(account, books)),
            _("Tot en met"): _last_day(funds.get(account.fund_code)),
        }
        for account in books.ledger.by_fund(year)
    ]
    received = _("niet overal bijgehouden") if books.unrecorded else _cents(total.received)
    rows.append({_("Bron"): _("Samen"), **_income(total, received), _("Tot en met"): ""})
    sometimes = {
        _("Uit een ander jaar"): total.carried_in,
        _("Naar een ander jaar"): total.carried_out,
        _("Teruggekomen"): total.returned,
        _("Nog te ontvangen"): total.awaited,
    }
    # over all years what was carried along comes in as often as it goes out
    always_drop = [_("Uit een ander jaar"), _("Naar een ander jaar")] if year is None else []
    dropped = [heading for heading, amount in sometimes.items() if not amount or heading in always_drop]
    return pd.DataFrame(rows).drop(columns=dropped)


def _income(account: Account, received: str) -> dict[str, str]:
    return {
        _("Ontvangen"): received,
        _("Uit een ander jaar"): _cents(account.carried_in),
        _("Naar een ander jaar"): _cents(account.carried_out),
        _("Teruggekomen"): _cents(account.returned),
        _("Beschikbaar"): _cents(account.available),
        _("Nog te ontvangen"): _cents(account.awaited),
    }


def fund_table(books: Books, year: int | None) -> pd.DataFrame:
    """One row per fund with what became of its money, to the cent, and their sum."""
    funds = {fund.code: fund for fund in rows_of(books.funds)}
    total = books.ledger.total(year)
    rows = [
        {**_name(account, funds.get(account.fund_code)), **_amounts(account)}
        for account in books.ledger.by_fund(year)
    ]
    rows.append({_("Bron"): _("Samen"), **_amounts(total)})
    found = pd.DataFrame(rows)
    return found if total.lapsed else found.drop(columns=_("Vervallen"))


def _amounts(account: Account) -> dict[str, str]:
    return {
        _("Beschikbaar"): _cents(account.available),
        _("Toegekend"): _cents(account.granted),
        _("Betaald"): _cents(account.paid),
        _("Nog te betalen"): _cents(account.to_pay),
        _("Gereserveerd"): _cents(account.reserved),
        _("Vrij"): _cents(account.free),
        _("Vervallen"): _cents(account.lapsed),
    }


def _name(account: Account, fund: Any) -> dict[str, str]:
    name = NOTHING if fund is None else fund.name
    return {_("Bron"): _marked(name, fund is not None and fund.is_example)}


def _last_day(fund: Any) -> str:
    return short_day(fund.ends_on) if fund is not None and is_present(fund.ends_on) else NOTHING


def _received(account: Account, books: Books) -> str:
    """What came in of a fund; in words where nobody keeps its instalments."""
    if books.received(account.fund_code) is None:
        return _("niet bijgehouden")
    return _cents(account.received)


def _allocation_table(allocations: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Nummer"): [str(one.number) for one in rows_of(allocations)],
            _("Toegekend op"): [short_day(one.granted_on) for one in rows_of(allocations)],
            _("Voorstel"): [_marked(one.proposal_title, one.is_example) for one in rows_of(allocations)],
            _("Project"): [_text(one.project_title) for one in rows_of(allocations)],
            _("Uit bron"): [_text(one.fund_name) for one in rows_of(allocations)],
            _("Toegekend"): [_cents(one.amount) for one in rows_of(allocations)],
            _("Betaald"): [_cents(one.paid) for one in rows_of(allocations)],
            _("Teruggekomen"): [_cents(one.returned) for one in rows_of(allocations)],
            _("Nog te betalen"): [_cents(one.to_pay) for one in rows_of(allocations)],
        }
    )


def _payment_table(payments: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Betaald op"): [short_day(one.paid_on) for one in rows_of(payments)],
            _("Waarvoor"): [_marked(one.description, one.is_example) for one in rows_of(payments)],
            _("Leverancier"): [_text(one.supplier) for one in rows_of(payments)],
            _("Toekenning"): [str(one.allocation_number) for one in rows_of(payments)],
            _("Uit bron"): [_text(one.fund_name) for one in rows_of(payments)],
            _("Bedrag"): [_cents(one.amount) for one in rows_of(payments)],
        }
    )


def _proposal_table(proposals: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Ingediend op"): [short_day(one.submitted_on) for one in rows_of(proposals)],
            _("Voorstel"): [_marked(one.title, one.is_example) for one in rows_of(proposals)],
            _("Gevraagd"): [_cents(one.amount) for one in rows_of(proposals)],
        }
    )


def _cents(amount: Decimal) -> str:
    """The amount without its sign: that stands above the table, so that no cell breaks in two."""
    return number(amount, 2)


def _marked(text: Any, is_example: bool) -> str:
    """The text, marked as an example unless it says so itself."""
    if not is_example or _("voorbeeld") in str(text):
        return _text(text)
    return _("voorbeeld · {text}").format(text=_text(text))


def _text(text: Any) -> str:
    return plain(str(text)) if is_present(text) else NOTHING
