"""What a form asks before it saves: what may be a mistake is asked about once, at its field."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sok_metrics.errors import Problem, UnsureError
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_label
from sok_metrics.ui.forms.place import Asked
from sok_metrics.ui.parts.escaping import plain

_KEPT = "form_questions"
_NOWHERE = ("", "")


def keep_questions(form: Asked, unsure: UnsureError) -> None:
    """Remember for the next run of this form what must be asked."""
    st.session_state[_KEPT] = (form.name, unsure.problems)


def forget_questions() -> None:
    """The form is done."""
    st.session_state.pop(_KEPT, None)


def show_questions(
    form: Asked,
    place_of: Callable[[Problem], tuple[str, str] | None],
    slots: Mapping[tuple[str, str], DeltaGenerator],
    general: DeltaGenerator,
) -> Callable[[Problem], bool]:
    """Show what was asked, each at its field; gives whether somebody is sure of a problem."""
    name, problems = st.session_state.get(_KEPT, ("", ()))
    if name != form.name:
        return lambda _problem: False
    by_place: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        by_place.setdefault(place_of(problem) or _NOWHERE, []).append(problem)
    asked_at = ", ".join(plain(field_label(*place)) for place in by_place if place in slots)
    if asked_at and _NOWHERE not in by_place:
        sentence = _("Er is nog niets opgeslagen. Zeg of dit klopt: {fields}.").format(fields=asked_at)
        general.warning(sentence, icon=":material/help:")
    sure: set[Problem] = set()
    for place, asked in by_place.items():
        with slots.get(place, general).container():
            sure |= {problem for problem in asked if _ask(problem)}
    return sure.__contains__


def _ask(problem: Problem) -> bool:
    st.warning(plain(problem.sentence), icon=":material/help:")
    # The key holds what was asked about, so that something else must be confirmed anew.
    return st.checkbox(_("Ja, dit klopt"), key=f"form|sure|{problem}")
