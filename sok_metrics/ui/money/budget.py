"""The parts of the page about the energy budget: its books, the sentence and the bars."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import streamlit as st

from sok_metrics.charts.fund_bars import fund_bars
from sok_metrics.store.queries import books as queries
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, euros, whole_euros
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import is_dark, show_chart
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import show_examples_count
from sok_metrics.views.energy_budget.ledger import Account, SurpriseKind
from sok_metrics.views.money import SOON, Books

YEAR_PARAMETER = "jaar"


@session.kept(16)
def read_books() -> Books:
    """The books as this visitor sees them."""
    return queries.read_books(session.reader(), session.shown_day())


def ask_year(books: Books) -> int | None:
    """The year that the visitor wants to see, also in the address; None is all years."""
    chosen = st.selectbox(
        _("Jaar"),
        [str(year) for year in books.ledger.years],
        index=None,
        placeholder=_("Alle jaren"),
        key=YEAR_PARAMETER,
        bind="query-params",
        width=220,
    )
    return int(chosen) if chosen else None


def sentence(books: Books, year: int | None = None) -> str:
    """The state of the money in one sentence, with what ends soon."""
    total = books.ledger.total(year)
    there = whole_euros(total.available)
    if year is not None:
        there = _("{amount} voor {year}").format(amount=there, year=year)
    if not total.granted:
        words = _("Van {there} is nog niets toegekend").format(there=there)
    else:
        words = _("Van {there} is {granted} toegekend en {paid} betaald").format(
            there=there, granted=whole_euros(total.granted), paid=whole_euros(total.paid)
        )
    return unbroken("; ".join([words, *_awaited(total.awaited), *_ending(books, year)]) + ".")


def unbroken(text: str) -> str:
    """The text with each amount kept on one line."""
    return text.replace("€ ", "€\N{NO-BREAK SPACE}")


def _awaited(amount: Decimal) -> list[str]:
    """What is promised and did not come in yet."""
    if not amount:
        return []
    return [_("{amount} is toegezegd maar nog niet ontvangen").format(amount=whole_euros(amount))]


def _ending(books: Books, year: int | None) -> Iterable[str]:
    """What ends within a year and nobody got yet, first the money that ends first."""
    for one in books.ending(SOON, year)[:2]:
        yield _("{amount} van {fund} vervalt op {day}").format(
            amount=whole_euros(one.not_granted), fund=plain(one.name), day=day(one.ends_on)
        )


def show_examples(books: Books) -> None:
    """That invented amounts are counted too."""
    if books.has_examples:
        show_examples_count()


def show_bars(books: Books, year: int | None) -> None:
    """A bar per fund, and what reserved means."""
    title = _("Zo staat het met elke bron")
    st.header(title, anchor=False)
    accounts = books.used_accounts(year)
    show_chart(
        fund_bars(accounts, books.fund_names, dark=is_dark()), key="fund-bars", alt=_bars_alt(accounts, books)
    )
    if books.unrecorded:
        st.markdown(unrecorded_words(books.unrecorded))
    if books.asked and year is None:
        st.markdown(unbroken(_reserved_words(len(books.proposals), books.asked)))
    if books.ledger.uncovered and year is None:
        st.warning(
            _("Voor {amount} van wat gevraagd is, is geen geld meer vrij.").format(
                amount=euros(books.ledger.uncovered)
            )
        )


def unrecorded_words(count: int) -> str:
    """That of some funds nobody wrote down what came in, and how we count these."""
    return ngettext(
        "Bij {n} bron staat niet opgeschreven welk geld al binnen is. Daar rekenen we met wat is toegezegd.",
        "Bij {n} bronnen staat niet opgeschreven welk geld al binnen is. "
        "Daar rekenen we met wat is toegezegd.",
        count,
    ).format(n=count)


def _reserved_words(count: int, asked: Decimal) -> str:
    return ngettext(
        "Gereserveerd is wat gevraagd is in {n} voorstel waarover nog niet besloten is: {amount}.",
        "Gereserveerd is wat gevraagd is in {n} voorstellen waarover nog niet besloten is: {amount}.",
        count,
    ).format(n=count, amount=euros(asked)) + _(
        " Een voorstel heeft nog geen bron. We rekenen het bij de bron die het eerst afloopt."
    )


def _bars_alt(accounts: list[Account], books: Books) -> str:
    parts = [
        _("{fund}: {paid} betaald, {to_pay} nog te betalen, {reserved} gereserveerd, {free} vrij").format(
            fund=books.fund_names.get(account.fund_code, account.fund_code),
            paid=whole_euros(account.paid),
            to_pay=whole_euros(account.to_pay),
            reserved=whole_euros(account.reserved),
            free=whole_euros(account.free),
        )
        for account in accounts
    ]
    return _("Staafdiagram per bron. ") + "; ".join(parts) + "."


def show_surprises(books: Books) -> None:
    """What in the books needs a look, each in a sentence."""
    for surprise in books.ledger.surprises:
        st.warning(unbroken(surprise_words(surprise, books)), icon=":material/error:")


def surprise_words(surprise: Any, books: Books) -> str:
    """One thing in the books that needs a look, and what to do about it."""
    template = {
        SurpriseKind.OVERGRANTED: _(
            "Uit {fund} is {amount} meer toegekend dan er is. Kijk de toekenningen en het toegezegde geld na."
        )
        if surprise.year is None
        else _(
            "Uit {fund} is in {year} {amount} meer toegekend dan er dat jaar was. "
            "Is het geld uit een ander jaar meegenomen? Vul dat dan in bij 'meegenomen geld'."
        ),
        SurpriseKind.OVERPAID: _(
            "Bij toekenning {number} is uit {fund} {amount} te veel betaald. Kijk de betalingen na."
        ),
        SurpriseKind.PAID_BEFORE_RECEIVED: _(
            "Uit {fund} is {amount} meer betaald dan er al ontvangen is. Vraag wanneer het geld komt."
        ),
        SurpriseKind.INSTALMENT_LATE: _(
            "Van {fund} had {amount} al binnen moeten zijn. Vraag wanneer het geld komt."
        ),
    }[surprise.kind]
    return template.format(
        fund=plain(books.fund_names.get(surprise.fund_code, surprise.fund_code)),
        amount=euros(surprise.amount),
        year=surprise.year,
        number=surprise.allocation_number,
    )
