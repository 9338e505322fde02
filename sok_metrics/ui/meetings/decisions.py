"""The parts of the page with decisions, and one decision as it stands on every page."""

from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.texts import _
from sok_metrics.texts.formats import NOTHING, euros, is_present, short_day
from sok_metrics.texts.meetings import decisions_sentence
from sok_metrics.ui.forms.buttons import edit_button
from sok_metrics.ui.money.budget import read_books, unbroken
from sok_metrics.ui.parts.charts import show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.references import References
from sok_metrics.views.actions import Decisions, DecisionState
from sok_metrics.views.rows import rows_of


def answer(decisions: Decisions) -> str:
    """How many there are, and how many to look at again now."""
    return decisions_sentence(decisions.count, decisions.due_count)


def show_decisions(decisions: Decisions, references: References) -> None:
    """Those to look at again, those with a later date, and the others as a table."""
    heads = (
        (DecisionState.DUE, _("Nu opnieuw bekijken")),
        (DecisionState.PLANNED, _("Later opnieuw bekijken")),
    )
    for state, title in heads:
        rows = decisions.of(state)
        if len(rows):
            st.header(f"{title} ({len(rows)})")
        for row in rows_of(rows):
            show_decision(row, references)
    others = decisions.of(DecisionState.STANDING, DecisionState.WITHDRAWN)
    if len(others):
        st.header(_("Zonder datum, of ingetrokken ({n})").format(n=len(others)))
        show_table(_words(others, references), label=_("Bekijk deze besluiten"), alt=answer(decisions))


def show_decision(row: Any, references: References, *, with_meeting: bool = True) -> None:
    """One decision: its date to look again, what was decided, and what it belongs to."""
    with st.container(gap=None):
        st.markdown(f"**{plain(row.text)}** {_state_badge(row)}{example_badge(row)}  \n{_days(row)}")
        references.show(row, with_meeting=with_meeting)
        show_money(read_books().moved_by(row.number))
        edit_button("decision", [str(row.number)])


def _state_badge(row: Any) -> str:
    if row.state == DecisionState.DUE:
        return f":red-badge[:material/event_repeat: {_('opnieuw bekijken')}]"
    if row.state == DecisionState.WITHDRAWN:
        return f":gray-badge[:material/cancel: {_('ingetrokken')}]"
    return ""


def _days(row: Any) -> str:
    parts = [_("besloten op {day}").format(day=short_day(row.decided_on))]
    if row.state == DecisionState.WITHDRAWN:
        parts.append(_("ingetrokken op {day}").format(day=short_day(row.withdrawn_on)))
    elif is_present(row.review_on):
        parts.append(_("opnieuw bekijken op {day}").format(day=short_day(row.review_on)))
    return " · ".join(parts)


def _words(decisions: pd.DataFrame, references: References) -> pd.DataFrame:
    rows, books = list(rows_of(decisions)), read_books()
    return pd.DataFrame(
        {
            _("Besluit"): [plain(row.text) + (_(" (voorbeeld)") if row.is_example else "") for row in rows],
            _("Datum"): [_days(row) for row in rows],
            _("Hoort bij"): [references.words(row) or NOTHING for row in rows],
            _("Geld"): [_money(books.moved_by(row.number)) for row in rows],
        }
    )


def show_money(moved: Decimal) -> None:
    """What was granted or carried over here, with the way to the energy budget."""
    if moved:
        link("budget", unbroken(_("Dit ging over {amount}").format(amount=euros(moved))), icon="savings")


def _money(amount: Decimal) -> str:
    return euros(amount) if amount else NOTHING
