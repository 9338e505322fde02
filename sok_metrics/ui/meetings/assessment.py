"""The parts of the page that leads through the annual assessment."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.assessment import read_assessment as read
from sok_metrics.texts import _
from sok_metrics.texts.assessment import (
    assessment_sentence,
    cards_words,
    change_words,
    figures_words,
    meeting_words,
    rules_words,
    series_words,
    step_titles,
    unsigned_words,
    version_words,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.progress.checks import read_checks
from sok_metrics.views.agreement_checks.period import period_of
from sok_metrics.views.assessment import Assessment, Step


@session.kept(8)
def read_assessment() -> Assessment:
    """The assessment of the shown year, as this visitor may see it."""
    today, agreement = session.shown_day(), session.agreement()
    begins, ends = (agreement.starts_on, agreement.ends_on) if agreement else (None, None)
    checks = read_checks(period_of(today.year, today, begins, ends))
    return read(session.reader(), today.year, today, progress=session.progress(), checks=checks)


def answer(found: Assessment) -> str:
    """How many of the steps are done."""
    return assessment_sentence(found.year, found.done_count)


def show_meeting(found: Assessment) -> None:
    """When people do this together, with the way to it."""
    meeting = found.meeting
    if meeting is None:
        st.markdown(meeting_words(None, None, is_held=False))
        return
    words = meeting_words(plain(meeting.title), meeting.held_on, is_held=meeting.status == "held")
    st.markdown(words)
    link("meeting", _("Naar deze bijeenkomst"), {session.NUMBER_PARAMETER: str(meeting.number)}, icon="group")


def show_steps(found: Assessment) -> None:
    """The five steps, each with how it stands and where to go."""
    for step, title in step_titles().items():
        done = found.is_done(Step(step))
        icon, word = ("check_circle", _("gedaan")) if done else ("radio_button_unchecked", _("nog te doen"))
        st.header(title)
        st.markdown(f":material/{icon}: {word}")
        _SHOWN[Step(step)](found)


def _show_figures(found: Assessment) -> None:
    st.markdown(figures_words(found.measured, found.indicators))
    with st.container(horizontal=True):
        link("goals", _("Doelen"), icon="flag")
        link("values", _("Waarden"), icon="favorite")
        link("since", _("Sinds de vorige keer"), icon="update")
        if session.may(Role.EDITOR) and found.measured < found.indicators:
            link("data_entry", _("Metingen invullen"), icon="edit_note")


def _show_rules(found: Assessment) -> None:
    st.markdown(rules_words(found.checks))
    link("checks", _("Hoe we samenwerken, met bewijs"), icon="fact_check")


def _show_cards(found: Assessment) -> None:
    st.markdown(cards_words(found.answered_cards, found.process_cards))
    link("rules", _("De samenwerkingsafspraken en hun kaarten"), icon="handshake")


def _show_agreement(found: Assessment) -> None:
    words = version_words(found.version_title, found.version_from, is_new=found.is_new_version)
    st.markdown(plain(words))
    if found.is_new_version:
        if found.changes:
            rows = [change_words(one.code, one.before, one.after) for one in found.changes]
            columns = [_("Wat"), _("Was"), _("Wordt")]
            told = [[plain(cell) for cell in row] for row in rows]
            st.table(
                pd.DataFrame(told, columns=columns), hide_index=True, alt=_("Wat er in de tekst verandert")
            )
        else:
            st.markdown(_("De teksten zijn nog hetzelfde als in de vorige versie."))
        st.markdown(plain(unsigned_words(found.unsigned)))
    link("agreement", _("Overeenkomst, versies en wie tekende"), icon="contract")


def _show_series(found: Assessment) -> None:
    st.markdown(series_words(len(found.series), found.year + 1))
    for code, title in found.series:
        link("project", plain(f"{code} {title}"), {session.CODE_PARAMETER: code})
    link("projects", _("Het werkboek"), icon="menu_book")


_SHOWN: dict[Step, Callable[[Assessment], None]] = {
    Step.FIGURES: _show_figures,
    Step.RULES: _show_rules,
    Step.CARDS: _show_cards,
    Step.AGREEMENT: _show_agreement,
    Step.SERIES: _show_series,
}
