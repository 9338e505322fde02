"""Indicatoren: every indicator in one table, to filter, search and take along in Excel."""

import streamlit as st

from sok_metrics.tasks.figures.indicator_choice import chosen_series
from sok_metrics.texts import _
from sok_metrics.texts.sentences import agreement_sentence
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.empty import how_to_fill, show_empty
from sok_metrics.ui.progress import indicators
from sok_metrics.views.progress import count_statuses

progress = session.progress()
main = progress.main_series()

st.title(agreement_sentence(count_statuses(main)))
buttons.new_button("indicator")
if main.empty:
    show_empty(
        _("Hier komen de indicatoren: wat u samen meet om te zien of het goed gaat."),
        how_to_fill(),
    )
else:
    filters = indicators.ask_filters(progress)
    shown = chosen_series(progress, filters)
    indicators.show_counts(shown, filters)
    indicators.show_table(shown, progress)
    indicators.show_excel(shown, filters)
buttons.show_put_away("indicator")
