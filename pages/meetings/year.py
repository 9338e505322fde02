"""Het jaar: what was, what comes, and what is late, in one picture."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.meetings import year
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.empty import show_empty

headline = st.container()
shown = year.read_year(year.ask_year())
name = session.monthly_name()

headline.title(year.answer(shown))
if shown.days:
    year.show_year(shown, name)
else:
    show_empty(
        _("Hier komen de bijeenkomsten, het einde van geld en de besluiten om opnieuw te bekijken."),
        _("Plan samen de voortgangsbijeenkomsten van dit jaar."),
    )
year.show_late(shown, name)
