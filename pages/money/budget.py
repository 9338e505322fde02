"""Energiebegroting: what there is, where it goes, and what is left until when."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.money import budget, traces
from sok_metrics.ui.money.budget_tables import show_tables
from sok_metrics.ui.money.flow import show_flow
from sok_metrics.ui.money.results import show_results
from sok_metrics.ui.parts.empty import how_to_fill, show_empty
from sok_metrics.ui.parts.references import read_references

books = budget.read_books()

if books.funds.empty:
    st.title(_("Nog geen geld voor de energiebegroting"))
    show_empty(
        _("Hier komt te staan hoeveel geld er is, waar het heen gaat en wat er nog vrij is."),
        how_to_fill(),
    )
else:
    answer = st.container()
    year = budget.ask_year(books)
    answer.title(budget.sentence(books, year))
    budget.show_examples(books)
    budget.show_surprises(books)
    show_flow(books, year)
    budget.show_bars(books, year)
    if year is None:
        show_results()
    show_tables(books, year)
    references = read_references()
    traces.show_traces(books, year, references)
    traces.show_years(books, year, references)
with st.container(horizontal=True):
    for table in ("fund", "proposal", "allocation", "payment"):
        buttons.choose_button(table)
buttons.show_put_away("proposal")
