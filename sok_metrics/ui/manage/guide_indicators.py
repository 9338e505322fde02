"""The step of the guide that asks how we measure: first the common set, then own values and goals."""

from collections.abc import Sequence

import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import Problem, UnsureError
from sok_metrics.nouns.indicator import INDICATOR
from sok_metrics.nouns.model import Direction
from sok_metrics.sources.known import KnownField, known_fields
from sok_metrics.store.queries.records import list_codes, list_records
from sok_metrics.tasks.starting import first_indicators
from sok_metrics.tasks.starting.first_indicators import Chosen, OwnFigure
from sok_metrics.tasks.starting.fitting import fitting_fields, fitting_starters
from sok_metrics.tasks.starting.starter import (
    StarterIndicator,
    fitting_indicators,
    picked_codes,
    starter_indicators,
)
from sok_metrics.texts import _
from sok_metrics.texts.formats import listed
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.manage.guide_saving import saved
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain

ABOUT = "bij"
"""In the address: the value or goal in own words that is asked about."""
_QUESTIONS = "guide_questions"
_MOST_STARTERS = 5


def show_indicators() -> bool:
    """Ask what still waits for an answer: first about the common set, then one by one about own words."""
    reader = session.whole()
    own, waits = first_indicators.own_words(reader), first_indicators.waiting(reader)
    about = st.query_params.get(ABOUT)
    titles = first_indicators.titles_of(reader)
    if not titles:
        st.markdown(_("Een indicator hoort bij een waarde of doel. Kies eerst waarden en doelen, in stap 3."))
        return False
    codes = picked_codes(titles)
    fitting = fitting_indicators(codes, list_codes(reader, "indicator"))
    asked = first_indicators.was_asked(reader)
    fresh = [
        one
        for one in fitting
        if not asked.intersection(codes[code] for code in one.commitments if code in codes)
    ]
    if about in own:
        return _is_last(_ask_how(about, own[about], []))
    if fresh or not waits:
        is_saved = _ask_common(fitting, fresh)
        _lead_back(own)
        return _is_last(is_saved)
    code = next(iter(waits))
    return _is_last(_ask_how(code, waits[code], list(waits)))


def _is_last(is_saved: bool) -> bool:
    """Whether the step is over; else what was saved makes room for the next question."""
    if not is_saved:
        return False
    st.query_params.pop(ABOUT, None)
    st.session_state.pop(_QUESTIONS, None)
    if first_indicators.waiting(session.whole()):
        st.rerun()
    return True


def _lead_back(own: dict[str, str]) -> None:
    """A way back to each value and goal in own words."""
    if not own:
        return
    st.header(_("Uw eigen waarden en doelen"))
    for code, title in own.items():
        words = _("Hoe meet u '{title}'?").format(title=plain(title))
        if st.button(words, key=f"how-{code}", icon=":material/straighten:"):
            st.query_params[ABOUT] = code
            st.rerun()


def _ask_common(fitting: Sequence[StarterIndicator], fresh: Sequence[StarterIndicator]) -> bool:
    """The indicators of the common set; what was declined before is not ticked again."""
    if not fitting:
        st.markdown(_("Er zijn geen indicatoren meer om uit te kiezen. U kunt zelf nieuwe maken."))
        return st.button(_("Verder"), type="primary")
    st.markdown(
        _("Een kaart is een vraag aan de zaal. De andere cijfers houdt iemand bij, of rekenen wij zelf uit.")
    )
    picked = []
    with st.form("guide-indicators", border=False):
        for heading, group in (
            (_("Kaarten: hoe ervaren mensen het?"), [one for one in fitting if one.is_card]),
            (_("Cijfers: wat meten we?"), [one for one in fitting if not one.is_card]),
        ):
            if group:
                st.header(heading)
            picked += [one.code for one in group if _tick(one, is_ticked=one.is_core and one in fresh)]
        sent = st.form_submit_button(_("Opslaan en verder"), type="primary")
    return sent and saved(
        lambda: first_indicators.add_indicators(
            session.store(), by=session.actor(), picked=picked, today=clock.today()
        )
    )


def _tick(one: StarterIndicator, *, is_ticked: bool = False, why: str = "") -> bool:
    words = one.row["question"] if one.is_card else one.row["definition"]
    return st.checkbox(
        f"**{plain(one.name)}** {plain(words or '')}{why}", value=is_ticked, key=f"pick-{one.code}"
    )


def _ask_how(code: str, title: str, waits: Sequence[str]) -> bool:
    """How one value or goal in own words is measured; not now is an answer too."""
    st.header(_("Hoe meet u '{title}'?").format(title=plain(title)))
    if len(waits) > 1:
        st.markdown(_("Nog {n} van uw eigen waarden en doelen te gaan.").format(n=len(waits)))
    st.markdown(_("Kies wat past, of meer dan één. Een cijfer vult u later in; wij verzinnen er geen."))
    with st.form(f"guide-how-{code}", border=False):
        chosen, wrong = _asked_choice(code, title)
        sure = _show_questions(code)
        with st.container(horizontal=True):
            sent = st.form_submit_button(_("Opslaan en verder"), type="primary")
            later = st.form_submit_button(_("Nu niet"), icon=":material/schedule:")
    if later:
        return _measured(code, Chosen(), sure)
    if not sent:
        return False
    if chosen == Chosen() and not wrong:
        wrong = [_("Kies iets, of kies 'Nu niet'.")]
    for sentence in wrong:
        st.error(sentence, icon=":material/edit:")
    return not wrong and _measured(code, chosen, sure)


def _asked_choice(code: str, title: str) -> tuple[Chosen, list[str]]:
    """What somebody chose, and what is wrong with it."""
    text = first_indicators.text_of(session.whole(), code)
    picked = _ask_starters(text)
    st.subheader(_("Vraag het aan de zaal"))
    has_card = st.checkbox(
        _("Een kaart: '{title}: dat lukt ons goed.' Mensen geven een cijfer van 1 tot 5.").format(
            title=plain(title)
        ),
        key=f"card-{code}",
    )
    field, field_direction = _ask_field(code, text)
    own, own_wrong = _ask_own(code, hides_small=bool(st.session_state.get(f"hides-{code}")))
    wrong = own_wrong
    if field is not None and not field_direction:
        wrong = [_("Kies bij het cijfer van het CBS welke kant het op moet."), *own_wrong]
    return Chosen(tuple(picked), has_card, field, field_direction or "", own), wrong


def _ask_starters(text: str) -> list[str]:
    reader = session.whole()
    there = {one.key[0] for one in list_records(reader, "indicator")}
    gone = set(list_codes(reader, "indicator")) - there
    words = {code: found for code, found in fitting_starters(text).items() if code not in gone}
    by_code = {one.code: one for one in starter_indicators()}
    if not words:
        return []
    st.subheader(_("Uit onze lijst"))
    fits, is_there = _(" (past bij: *{words}*)"), _(" U meet dit al.")
    return [
        code
        for code, shared in list(words.items())[:_MOST_STARTERS]
        if _tick(
            by_code[code],
            why=(is_there if code in there else "") + fits.format(words=plain(listed(shared))),
        )
    ]


def _ask_field(code: str, text: str) -> tuple[KnownField | None, str | None]:
    """What CBS counts in our area; what fits by its words stands first."""
    st.subheader(_("Een cijfer van het CBS"))
    area = first_indicators.area_with_figures(session.whole())
    if area is None:
        st.markdown(_("Vul bij stap 1 de CBS-code van uw buurt in. Dan kiest u hier een cijfer van het CBS."))
        return None, None
    fitting = fitting_fields(text)
    by_name = {field.name: field for field in known_fields()}
    names = [*fitting, *(name for name in by_name if name not in fitting)]
    found = st.selectbox(
        _("Wat telt het CBS in {area}? (mag leeg)").format(area=plain(area.values["name"] or area.key[0])),
        names,
        index=None,
        format_func=lambda name: _field_words(by_name[name], name in fitting),
        placeholder=_("Kies"),
        key=f"field-{code}",
    )
    direction = _ask_choice("direction", f"field-direction-{code}", _("Welke kant moet dit cijfer op?"))
    return (by_name[found] if found else None), direction


def _field_words(field: KnownField, is_fitting: bool) -> str:
    words = f"{field.label} ({field.unit})"
    return _("{field}: lijkt te passen").format(field=words) if is_fitting else words


def _ask_own(code: str, *, hides_small: bool) -> tuple[OwnFigure | None, list[str]]:
    """Five questions about something else; all but the last must be answered once one is."""
    with st.expander(_("Iets anders: vijf vragen")):
        name = st.text_input(_("Wat telt of meet u?"), key=f"name-{code}").strip()
        st.markdown(":small[" + _("Bijvoorbeeld: bankjes op straat.") + "]")
        unit = st.text_input(_("In welke eenheid?"), key=f"unit-{code}").strip()
        st.markdown(":small[" + _("Bijvoorbeeld: bankjes, %, euro of m² groen.") + "]")
        direction = _ask_choice("direction", f"direction-{code}", _("Welke kant moet het op?"))
        frequency = _ask_choice("frequency", f"frequency-{code}", _("Hoe vaak meet u?"))
        who = st.text_input(_("Wie meet dit? (mag leeg)"), key=f"who-{code}").strip()
    if not (name or unit or direction or frequency or who):
        return None, []
    needed = {
        _("wat u meet"): name,
        _("de eenheid"): unit,
        _("welke kant het op moet"): direction,
        _("hoe vaak u meet"): frequency,
    }
    missing = [words for words, given in needed.items() if not given]
    if missing:
        return None, [_("Vul bij 'Iets anders' nog in: {fields}.").format(fields=listed(missing))]
    return OwnFigure(name, unit, direction or "", frequency or "", who or None, hides_small), []


def _ask_choice(column: str, key: str, label: str) -> str | None:
    """A choice of the indicator; a figure between two bounds asks more than there is room for here."""
    codes = [code for code in (INDICATOR.column(column).choices or {}).values() if code != Direction.RANGE]
    return st.selectbox(
        label,
        codes,
        index=None,
        format_func=lambda code: choice_word("indicator", column, code),
        placeholder=_("Kies"),
        key=key,
    )


def _show_questions(code: str) -> set[Problem]:
    """What may be a mistake, asked once; gives of what somebody is sure."""
    about, problems = st.session_state.get(_QUESTIONS, ("", ()))
    sure = set()
    for problem in problems if about == code else ():
        st.warning(plain(problem.sentence), icon=":material/help:")
        if problem.heading == INDICATOR.column("privacy_threshold").heading:
            st.checkbox(_("Nee, laat aantallen onder de 10 niet zien"), key=f"hides-{code}")
        if st.checkbox(_("Ja, dit klopt"), key=f"sure-{code}-{problem}"):
            sure.add(problem)
    return sure


def _measured(code: str, chosen: Chosen, sure: set[Problem]) -> bool:
    try:
        return saved(
            lambda: first_indicators.measure(
                session.store(),
                code,
                chosen,
                by=session.actor(),
                today=clock.today(),
                is_sure=sure.__contains__,
            )
        )
    except UnsureError as unsure:
        st.session_state[_QUESTIONS] = (code, unsure.problems)
        st.rerun()
