"""The guide through the first steps: which there are, which are done, and the form of the open one."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import streamlit as st

from sok_metrics.tasks.starting.first_steps import State, read_state
from sok_metrics.texts import _
from sok_metrics.texts.coverage import coverage_sentence
from sok_metrics.ui.manage import guide_indicators, guide_steps
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.progress import coverage

_STEP = "stap"
_WIDTH = 880


class Step(NamedTuple):
    """One step: what it is called, its question, whether it is done, and its form (True when it saved)."""

    name: str
    question: str
    is_done: Callable[[State], bool]
    show: Callable[[], bool]


_STEPS = (
    Step(_("Uw wijk"), _("Hoe heet uw overeenkomst?"), lambda s: s.has_agreement, guide_steps.show_agreement),
    Step(_("Partijen"), _("Wie doen er mee?"), lambda s: bool(s.parties), guide_steps.show_parties),
    Step(
        _("Waarden en doelen"),
        _("Wat vindt u samen belangrijk?"),
        lambda s: bool(s.commitments),
        guide_steps.show_commitments,
    ),
    Step(
        _("Indicatoren"),
        _("Waaraan merkt u dat het lukt?"),
        lambda s: bool(s.indicators) and not s.waiting,
        guide_indicators.show_indicators,
    ),
    Step(
        _("Bijeenkomst"),
        _("Wanneer komt u weer bij elkaar?"),
        lambda s: bool(s.meetings),
        guide_steps.show_meeting,
    ),
)


def read() -> State:
    """What is there already."""
    return read_state(session.whole())


def asked_step(state: State) -> int:
    """The step that the address asks for, else the first that is not done; one past the last is the end."""
    asked = st.query_params.get(_STEP, "")
    number = session.number_of(asked)
    if number is not None and 1 <= number <= len(_STEPS) + 1:
        return number
    undone = (place for place, step in enumerate(_STEPS, 1) if not step.is_done(state))
    return next(undone, len(_STEPS) + 1)


def show_steps(state: State, shown: int) -> None:
    """All steps as a row of buttons: done, open, and the one that is shown."""
    with st.container(horizontal=True, gap="small"):
        for number, step in enumerate(_STEPS, 1):
            icon = "check_circle" if step.is_done(state) else "radio_button_unchecked"
            kind: Literal["primary", "secondary"] = "primary" if number == shown else "secondary"
            if st.button(
                f"{number}. {step.name}", icon=f":material/{icon}:", type=kind, key=f"step-{number}"
            ):
                _go_to(number)


def show_step(state: State, number: int) -> None:
    """The question and the form of a step, or that all is done."""
    if number > len(_STEPS):
        _show_end(state)
        return
    step = _STEPS[number - 1]
    st.markdown(_("Stap {number} van {count}").format(number=number, count=len(_STEPS)))
    st.title(step.question)
    with st.container(width=_WIDTH, key="form-guide"):
        is_saved = step.show()
    if is_saved:
        _go_to(number + 1)
    if st.button(_("Sla deze stap over"), type="tertiary", icon=":material/skip_next:"):
        _go_to(number + 1)


def _go_to(number: int) -> None:
    st.query_params.pop(guide_indicators.ABOUT, None)
    st.query_params[_STEP] = str(number)
    st.rerun()


def _show_end(state: State) -> None:
    """What is there, what is still missing with where it is filled, and where one goes from here."""
    undone = [(number, step) for number, step in enumerate(_STEPS, 1) if not step.is_done(state)]
    if undone:
        st.title(_("U kunt beginnen. Dit kan later nog"))
    else:
        st.title(_("Klaar! Uw overeenkomst staat erin"))
    for number, step in undone:
        if st.button(_("Stap {number}: {question}").format(number=number, question=step.question)):
            _go_to(number)
    if state.commitments:
        found = coverage.read_coverage()
        st.markdown(coverage_sentence(len(found.covered), found.incomplete))
        coverage.show_holes(found)
    st.header(_("Zo gaat u verder"))
    link("overview", _("Bekijk het overzicht"), icon="home")
    link("data_entry", _("Vul de eerste metingen in"), icon="edit_note")
    link("projects", _("Zet uw projecten in het werkboek"), icon="menu_book")
    link("budget", _("Vul de energiebegroting in"), icon="savings")
    link("access", _("Geef anderen toegang"), icon="key")
