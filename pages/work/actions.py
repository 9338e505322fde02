"""Acties: what was promised, what is open, and what is late."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.parts.empty import show_empty
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.references import read_references
from sok_metrics.ui.work import actions

judged = actions.read_actions()

headline = st.container()
buttons.new_button("action")
if not judged.count:
    headline.title(actions.answer(judged))
    show_empty(
        _("Hier komen de acties: wie doet wat, en wanneer is het klaar?"),
        _("Spreek op de volgende bijeenkomst acties af, elk met een partij en een datum."),
    )
else:
    owners = actions.ask_owners(judged)
    chosen = judged.of_owners(owners)
    headline.title(actions.answer(chosen))
    whose = {actions.OWNER_KEY: owners[0]} if len(owners) == 1 else {}
    show_file(_("Zet de acties in uw agenda"), "acties.ics", whose, icon="calendar_add_on")
    actions.show_actions(chosen, read_references())
buttons.show_put_away("action")
