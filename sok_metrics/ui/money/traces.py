"""From each euro to the decision and the meeting it rests on, and the year change, with the ways there."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.texts.formats import euros, is_present, short_day
from sok_metrics.ui.money.budget import unbroken
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.references import References
from sok_metrics.views.energy_budget.ledger import Account
from sok_metrics.views.money import Books, grants_of
from sok_metrics.views.rows import rows_of


def show_traces(books: Books, year: int | None, references: References) -> None:
    """Each grant with its decision, its meeting and its project, and why an exception was made."""
    grants = grants_of(books.granted_in(year))
    if not grants:
        return
    with st.expander(_("Waar is dit besloten, en welk project kreeg het?"), icon=":material/gavel:"):
        for grant in grants:
            with st.container(gap=None):
                st.markdown(unbroken(_grant_words(grant)) + example_badge(grant))
                _show_ways(grant, references)
    noted = [row for row in rows_of(books.granted_in(year)) if is_present(row.exception_note)]
    paid = [row for row in rows_of(books.paid_for(year)) if is_present(row.exception_note)]
    if noted or paid:
        st.header(_("Uitzonderingen"), anchor=False)
        st.markdown(
            _("Dit past niet bij de regels van het geld. Het beheer schreef op waarom het toch mocht.")
        )
        for row in noted:
            what = _("Toekenning {number}, {amount} uit {fund}").format(**_named(row, row.number))
            st.markdown(unbroken(f"- {what}: {plain(row.exception_note)}"))
        for row in paid:
            what = _("Betaling {number}, {amount} uit {fund}").format(**_named(row, row.number))
            st.markdown(unbroken(f"- {what}: {plain(row.exception_note)}"))


def _named(row: Any, number: int) -> dict[str, str]:
    return {"number": str(number), "amount": euros(row.amount), "fund": plain(row.fund_name)}


def _grant_words(grant: Any) -> str:
    words = _("Toekenning {number} · {amount} · {day}").format(
        number=grant.number, amount=euros(grant.amount), day=short_day(grant.granted_on)
    )
    return f"**{words}**  \n{plain(_rests_on(grant))}"


def _rests_on(row: Any) -> str:
    """The decision, in its own words."""
    if is_present(row.decision_text):
        return _("Besluit: {text}").format(text=row.decision_text)
    return _("Er staat niet bij op welk besluit dit rust.")


def _show_ways(row: Any, references: References) -> None:
    with st.container(horizontal=True, gap="small"):
        if is_present(row.decision_number):
            link("decisions", _("Alle besluiten"))
        references.show_meeting(row.meeting_number)
        if hasattr(row, "project_code"):
            references.show_project(row.project_code)


def show_years(books: Books, year: int | None, references: References) -> None:
    """What went along to another year, and by whose decision."""
    rows = books.carried(year)
    left = [one for one in books.left_behind if year in (None, one.year)]
    if rows.empty and not left:
        return
    for one in left:
        st.markdown(unbroken(_left_words(one, books)))
    if rows.empty:
        return
    label = _("Wat ging er mee naar een ander jaar, en wie besloot dat?")
    with st.expander(label, icon=":material/event_repeat:"):
        for row in rows_of(rows):
            with st.container(gap=None):
                st.markdown(unbroken(" ".join(_carried_words(row, books))) + example_badge(row))
                _show_ways(row, references)


def _left_words(account: Account, books: Books) -> str:
    fund = books.fund_names.get(account.fund_code, account.fund_code)
    return _(
        "In {year} bleef {amount} over uit {fund}. Er staat niet bij of dat meegaat naar een volgend jaar."
    ).format(year=account.year, amount=euros(account.not_granted), fund=plain(fund))


def _carried_words(row: Any, books: Books) -> Iterable[str]:
    fund = books.fund_names.get(row.fund_code, row.fund_code)
    yield _("**{amount}** uit {fund} ging van {before} mee naar {after}.").format(
        amount=euros(row.amount), fund=plain(fund), before=row.from_year, after=row.to_year
    )
    if is_present(row.decided_on):
        yield _("Besloten op {day}.").format(day=short_day(row.decided_on))
    if is_present(row.decision_text):
        yield plain(_rests_on(row))
    elif not is_present(row.meeting_number):
        yield _("Er staat niet bij wie dat besloot.")
    if is_present(row.note):
        yield plain(row.note)
