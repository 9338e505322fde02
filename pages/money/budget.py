"""Energiebegroting: what there is, where it goes, and what is left until when."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.money import budget
from sok_metrics.ui.money.budget_tables import show_tables
from sok_metrics.ui.parts.empty import how_to_fill, show_empty

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
    budget.show_flow(books, year)
    budget.show_bars(books, year)
    show_tables(books, year)
with st.container(horizontal=True):
    for table in ("fund", "proposal", "allocation", "payment"):
        buttons.choose_button(table)
buttons.show_put_away("proposal")
