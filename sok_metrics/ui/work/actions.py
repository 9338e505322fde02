"""The parts of the page with actions, and one action as it stands on every page."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.store.queries import meetings
from sok_metrics.texts import _
from sok_metrics.texts.formats import NOTHING, is_present, short_day
from sok_metrics.texts.meetings import actions_sentence, days_late_words
from sok_metrics.ui.forms.buttons import edit_button
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import show_table
from sok_metrics.ui.parts.choices import choose_several
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.references import References
from sok_metrics.views.actions import Actions, ActionState
from sok_metrics.views.rows import rows_of

OWNER_KEY = "partij"
"""Also the name of the choice in the address."""
_CHOICE_WIDTH = 600


def ask_owners(actions: Actions) -> list[str]:
    """The parties whose actions the visitor wants to see; none chosen is all. It stands in the address."""
    owned = actions.rows[actions.rows["owner_party_code"].notna()].sort_values("owner_party")
    names = dict(zip(owned["owner_party_code"], owned["owner_party"], strict=True))
    return choose_several(
        _("Van wie"),
        names,
        key=OWNER_KEY,
        placeholder=_("Alle partijen"),
        width=_CHOICE_WIDTH,
        bind="query-params",
    )


@session.kept(16)
def read_actions() -> Actions:
    """The actions that this visitor may see."""
    return meetings.read_actions(session.reader(), session.shown_day())


def answer(actions: Actions) -> str:
    """How many there are, how many are open, and how many of those late."""
    return actions_sentence(actions.count, actions.open_count, actions.late_count)


def show_actions(actions: Actions, references: References) -> None:
    """The late ones, then the open ones, then the others as a table."""
    for state, title in ((ActionState.LATE, _("Te laat")), (ActionState.OPEN, _("Open"))):
        rows = actions.of(state)
        if len(rows):
            st.header(f"{title} ({len(rows)})")
        for row in rows_of(rows):
            show_action(row, references)
    over = actions.of(ActionState.DONE, ActionState.DROPPED)
    if len(over):
        st.header(_("Klaar of vervallen ({n})").format(n=len(over)))
        show_table(
            _words(over, references),
            label=_("Bekijk de acties die klaar of vervallen zijn"),
            alt=answer(actions),
        )


def show_action(row: Any, references: References, *, with_meeting: bool = True) -> None:
    """One action: state, what, who, when, and what it belongs to."""
    with st.container(gap=None):
        st.markdown(f"{state_badge(row)} **{plain(row.text)}**{example_badge(row)}  \n{_who_and_when(row)}")
        references.show(row, with_meeting=with_meeting)
        edit_button("action", [str(row.number)])


def state_badge(row: Any) -> str:
    """Markdown of the state of an action: icon and word, with by how many days it is late."""
    return {
        ActionState.LATE: f":red-badge[:material/alarm: {days_late_words(row.days_late)}]",
        ActionState.OPEN: f":gray-badge[:material/radio_button_unchecked: {_('open')}]",
        ActionState.DONE: f":blue-badge[:material/check_circle: {_('klaar')}]",
        ActionState.DROPPED: f":gray-badge[:material/cancel: {_('vervallen')}]",
    }[ActionState(row.state)]


def _who_and_when(row: Any) -> str:
    who = plain(row.owner_party) if is_present(row.owner_party) else _("nog van niemand")
    when = (
        _("klaar voor {day}").format(day=short_day(row.due_on)) if is_present(row.due_on) else _("geen datum")
    )
    if row.state == ActionState.DONE:
        when = _("klaar op {day}").format(day=short_day(row.done_on))
    elif row.state == ActionState.DROPPED:
        when = _("vervallen op {day}").format(day=short_day(row.dropped_on))
    return f"{who} · {when}"


def _words(actions: pd.DataFrame, references: References) -> pd.DataFrame:
    rows = list(rows_of(actions))
    return pd.DataFrame(
        {
            _("Actie"): [plain(row.text) + (_(" (voorbeeld)") if row.is_example else "") for row in rows],
            _("Van wie"): [
                plain(row.owner_party) if is_present(row.owner_party) else NOTHING for row in rows
            ],
            _("Stand"): [_who_and_when(row).rsplit(" · ", 1)[-1] for row in rows],
            _("Hoort bij"): [references.words(row) or NOTHING for row in rows],
        }
    )
