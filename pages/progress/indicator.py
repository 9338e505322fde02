"""Indicator: everything about one indicator, or about one card."""

import streamlit as st

from sok_metrics.store.queries.publications import PublicationKind
from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.manage.history import history_link
from sok_metrics.ui.meetings import waiting
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.progress import card, indicator
from sok_metrics.views.rows import first_row

progress = session.progress()
known = [*progress.assessed["indicator_code"], *progress.card_questions["indicator_code"]]
code = session.asked_code(known)

question = first_row(progress.card_questions[progress.card_questions["indicator_code"] == code])

with st.container(horizontal=True, vertical_alignment="center"):
    link("indicators", _("Alle indicatoren"), icon="arrow_back")
    if buttons.can_change("indicator") and code:
        link("data_entry", _("Meting toevoegen"), {session.CODE_PARAMETER: code}, icon="add")
        buttons.edit_button("indicator", [code], _("Wijzig de indicator"))
        history_link("indicator", [code])
if code in set(progress.assessed["indicator_code"]):
    waiting.show_waiting(PublicationKind.FIGURES, code)
    indicator.show_indicator(code, progress)
elif question is not None:
    card.show_card(question, progress)
else:
    indicator.show_unknown(code)
