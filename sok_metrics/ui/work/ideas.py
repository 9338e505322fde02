"""The parts of the idea box: the form, and what is in it."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics import clock
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.store.changes.from_visitors import LONGEST
from sok_metrics.store.changes.ideas import submit_idea
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, is_present, number, short_day
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.buttons import edit_button
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.outcome import refusing_at, say, show_outcome
from sok_metrics.ui.parts.past import is_past
from sok_metrics.ui.parts.visitor import sender
from sok_metrics.views.rows import rows_of

IDEAS_AT_FIRST = 50
_TEXT, _GROUP = "idea_text", "idea_group"
_IS_SENT, _PLACE = "idea_is_sent", "idea"
_WIDTH = 880
"""Pixels: as wide as a text reads well."""


def answer(ideas: pd.DataFrame, next_on: date | None) -> str:
    """How many ideas wait, and for when."""
    count = len(ideas[ideas["is_open"]])
    if not count:
        return _("Er wachten geen ideeën. Wat is uw idee?")
    if next_on is None:
        return ngettext(
            "{n} idee wacht op de volgende keer ({meeting}). De datum is nog niet bekend.",
            "{n} ideeën wachten op de volgende keer ({meeting}). De datum is nog niet bekend.",
            count,
        ).format(n=count, meeting=plain(session.monthly_name()))
    return ngettext(
        "Op {day} bespreken we {n} idee ({meeting}).",
        "Op {day} bespreken we {n} ideeën ({meeting}).",
        count,
    ).format(n=count, day=day(next_on), meeting=plain(session.monthly_name()))


def show_form() -> None:
    """Where anybody leaves an idea; only today, for nobody can put something in the past."""
    if is_past(_("U kijkt naar een dag in het verleden. Ga terug naar vandaag om een idee te geven.")):
        return
    if st.session_state.pop(_IS_SENT, False):
        st.session_state[_TEXT], st.session_state[_GROUP] = "", None
    with st.container(width=_WIDTH), st.form("idea", border=False):
        st.text_area(_("Wat is uw idee voor de wijk?"), key=_TEXT, height=130)
        st.markdown(
            _(
                "Laat geen naam of nummer achter; kom liever langs ({meeting}). "
                "Iedereen kan uw idee hier lezen. Het mag {most} tekens lang zijn."
            ).format(most=number(LONGEST), meeting=plain(session.monthly_name()))
        )
        st.pills(
            _("Namens wie? (mag leeg blijven)"),
            [group.value for group in ParticipantGroup],
            format_func=_group_word,
            key=_GROUP,
        )
        # No callback: after a restart of the server it would miss the first press on a page that was open.
        if st.form_submit_button(_("Verstuur idee"), type="primary", icon=":material/send:", width="stretch"):
            _send()
            st.rerun()
        show_outcome(_PLACE)


def _send() -> None:
    """Put the idea in the box; only then is the form emptied, so that nothing is lost when it fails."""
    group = st.session_state.get(_GROUP)
    with refusing_at(_PLACE):
        receipt = submit_idea(
            session.store(),
            text=st.session_state.get(_TEXT) or "",
            sender=sender(),
            today=clock.today(),
            group=ParticipantGroup(group) if group else None,
        )
        st.session_state[_IS_SENT] = True
        thanks = _("Dank u wel! Uw idee zit in de bus.")
        say(_PLACE, thanks if receipt.is_new else _("Dit idee zat al in de bus. Dank u wel!"))


def show_ideas(ideas: pd.DataFrame) -> None:
    """The ideas that wait, newest first, and then those that were handled, with the answer."""
    waiting, handled = ideas[ideas["is_open"]], ideas[~ideas["is_open"]]
    if len(waiting):
        st.header(_("In de bus ({n})").format(n=len(waiting)))
        for row in rows_of(_first(waiting, "all_waiting")):
            _show_idea(row)
    if len(handled):
        st.header(_("Besproken ({n})").format(n=len(handled)))
        for row in rows_of(_first(handled, "all_handled")):
            _show_idea(row)


def _first(ideas: pd.DataFrame, key: str) -> pd.DataFrame:
    """The first ideas, or all when the visitor asks for them."""
    if len(ideas) <= IDEAS_AT_FIRST:
        return ideas
    wants_all = st.toggle(_("Laat alle {n} ideeën zien").format(n=len(ideas)), key=key)
    return ideas if wants_all else ideas.head(IDEAS_AT_FIRST)


def _show_idea(row: Any) -> None:
    with st.container(gap=None, width=_WIDTH):
        if is_present(row.title):
            st.markdown(f"**{plain(row.title)}**")
        st.text(row.text, width="stretch")
        if not row.is_open:
            st.markdown(
                _("**Antwoord op {day}:** {answer}").format(
                    day=short_day(row.handled_on),
                    answer=plain(row.answer) if is_present(row.answer) else _("besproken, zonder antwoord"),
                )
            )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f":small[{_origin(row)}]{example_badge(row)}", width="content")
            if is_present(row.project_code):
                label = f"{plain(row.project_code)} {plain(row.project_title)}"
                link("project", label, {session.CODE_PARAMETER: row.project_code})
            edit_button("idea", [str(row.number)], _("Beantwoord"))


def _origin(row: Any) -> str:
    parts = [short_day(row.submitted_on)]
    parts += [_group_word(row.submitted_by)] if is_present(row.submitted_by) else []
    return " · ".join(parts)


def _group_word(group: str) -> str:
    return choice_word("idea", "submitted_by", group)
