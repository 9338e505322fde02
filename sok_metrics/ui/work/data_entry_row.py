"""One row of the grid of figures: its field, and whatever must be asked about what was typed."""

from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from sok_metrics import clock
from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.store.queries.standing import Standing
from sok_metrics.tasks.figures.entering import Asked, Checked, Choice, Typed, check, period_for
from sok_metrics.texts import _
from sok_metrics.texts.periods import period_words
from sok_metrics.texts.signs import with_small_figures
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain, spoken
from sok_metrics.ui.work.data_entry_choice import EVENING, WITH_MORE

SAVE_BUTTON = "measuring_save"
_DRAFTS, _ROUNDS, _FIELDS = "measuring_drafts", "measuring_rounds", "measuring_fields"
_COLUMNS = (5, 3, 3)
_TEXTS = ("value", "period", "source", "note", "base_count", "reason")
"""The fields of Typed that are typed as text."""


def drafts() -> dict[str, Typed]:
    """What was typed and is not saved, by series: it outlives filters and other pages."""
    kept: dict[str, Typed] = st.session_state.setdefault(_DRAFTS, {})
    return kept


def collect_typed() -> None:
    """Take into the drafts what the fields of the rows hold now, also of rows that were not drawn since."""
    known: dict[str, tuple[str, str]] = st.session_state.get(_FIELDS, {})
    for key, (series_code, name) in known.items():
        if name in _TEXTS and key in st.session_state:
            draft = drafts().get(series_code, Typed())
            _keep(series_code, replace(draft, **{name: st.session_state[key] or ""}))


def begin_anew(kept: dict[str, Typed]) -> None:
    """Fresh fields for the rows with drafts; they hold what is kept. Other rows stay as they are."""
    rounds: dict[str, int] = st.session_state.setdefault(_ROUNDS, {})
    for series_code in {*drafts(), *kept}:
        rounds[series_code] = rounds.get(series_code, 0) + 1
    st.session_state[_DRAFTS], st.session_state[_FIELDS] = kept, {}


def _keep(series_code: str, typed: Typed) -> None:
    if typed == Typed():
        drafts().pop(series_code, None)
    else:
        drafts()[series_code] = typed


@st.fragment
def show_row(asked: Asked, seen: int) -> None:
    """One row, which is drawn anew by itself when somebody leaves its field."""
    draft = drafts().get(asked.series_code, Typed())
    with st.container(gap="xsmall"):
        name, last, place = st.columns(_COLUMNS, vertical_alignment="center")
        name.markdown(f"**{plain(asked.name)}**  \n:small[{plain(asked.indicator_code)}]")
        last.markdown(_last_words(asked, draft, seen))
        with place:
            typed = replace(draft, value=_ask_value(asked, draft))
        checked = check_row(asked, typed, seen)
        typed = _ask_more(asked, typed, checked, seen)
        checked = check_row(asked, typed, seen)
        typed = _ask_about(asked, typed, checked)
        _show_problems(check_row(asked, typed, seen))
    _keep(asked.series_code, typed)


def check_row(asked: Asked, typed: Typed, seen: int) -> Checked:
    """What is right and wrong about what was typed in this row."""
    return check(asked, typed, evening=_evening(), seen=seen, today=clock.today())


def _evening() -> str:
    return str(st.session_state.get(EVENING) or "")


def _last_words(asked: Asked, draft: Typed, seen: int) -> str:
    """What was measured last and when, and of which period the new figure is."""
    last = asked.last(clock.today())
    known = (
        _("Vorige: {value} ({period})").format(
            value=plain(asked.words(last)), period=period_words(last.period)
        )
        if last is not None
        else _("Nog nooit gemeten")
    )
    now = _("Nu: {period}").format(period=_asked_period(asked, draft, seen))
    return f"{known}  \n:small[{now}]"


def _asked_period(asked: Asked, draft: Typed, seen: int) -> str:
    """Of which period the new figure is: that of the row, of the evening, or what is due."""
    try:
        typed = draft.period or _evening()
        return period_words(period_for(asked, typed.strip(), seen=seen, today=clock.today()))
    except ValueError:
        return period_words(asked.due(clock.today(), seen))


def _ask_value(asked: Asked, draft: Typed) -> str:
    """The field for what was measured, in the form that its kind asks for."""
    label = _("Nieuw: {name}").format(name=spoken(asked.name))
    key = _seeded(asked, "value", draft.value)
    text: str | None
    if asked.kind is IndicatorKind.STORY:
        text = st.text_area(
            label,
            key=key,
            height=100,
            label_visibility="collapsed",
            placeholder=_("het verhaal"),
        )
    elif asked.levels:
        text = choose_one(
            label,
            {str(level): f"{level} · {title}" for level, title in asked.levels.items()},
            key=key,
            label_visibility="collapsed",
            placeholder=_("kies een niveau"),
        )
    else:
        text = st.text_input(
            label,
            key=key,
            label_visibility="collapsed",
            placeholder=with_small_figures(asked.unit),
        )
    return text or ""


def _ask_more(asked: Asked, typed: Typed, checked: Checked, seen: int) -> Typed:
    """Period, source and note of this row, when they are asked for, differ or are wrong."""
    given = typed.period or typed.source or typed.note
    if st.session_state.get(WITH_MORE) or given or "period" in checked.problems:
        period, source, note = st.columns(3)
        typed = replace(
            typed,
            period=_ask(
                period, asked, "period", _("Andere periode"), typed, _asked_period(asked, typed, seen)
            ),
            source=_ask(source, asked, "source", _("Bron"), typed, asked.source or ""),
            note=_ask(note, asked, "note", _("Opmerking"), typed),
        )
    if asked.asks_base_count and (typed.value or typed.base_count):
        label = _("Op hoeveel antwoorden of mensen rust dit? Kleine aantallen laten we niet zien.")
        typed = replace(typed, base_count=_ask(st, asked, "base_count", label, typed))
    return typed


def _ask_about(asked: Asked, typed: Typed, checked: Checked) -> Typed:
    """What must be said before this can be saved: that it is right, which of two, or why it changes."""
    if checked.conflict is not None:
        typed = replace(typed, choice=_ask_choice(asked, typed, checked.conflict))
    if checked.warning:
        typed = replace(typed, sure_of=_ask_sure(asked, typed, checked.warning))
    stands = checked.corrects or (checked.conflict if typed.choice == Choice.MINE else None)
    if stands is not None and not checked.is_same and not stands.is_example:
        label = _("Er staat al {value} voor {period}. Waarom verandert u dat?").format(
            value=asked.words(stands), period=period_words(stands.period)
        )
        typed = replace(typed, reason=_ask(st, asked, "reason", label, typed, _("zoals: opnieuw geteld")))
    return typed


def _ask_sure(asked: Asked, typed: Typed, warning: str) -> str:
    """Whether an unlikely value is right: what was asked about it when it is."""
    value = typed.value.strip()
    st.warning(plain(warning), icon=":material/warning:")
    # The key holds the value and the question, so that another must be confirmed anew.
    key = _seeded(asked, f"sure-{value}-{warning}", typed.sure_of == warning)
    return warning if st.checkbox(_("Ja, {value} klopt").format(value=plain(value)), key=key) else ""


def _ask_choice(asked: Asked, typed: Typed, theirs: Standing) -> str:
    """Both values, to choose from."""
    words = {
        Choice.THEIRS.value: _("Laat {value} staan").format(value=asked.words(theirs)),
        Choice.MINE.value: _("Zet mijn {value} neer").format(value=typed.value.strip()),
    }
    chosen = st.radio(
        _("{who} vulde intussen {value} in voor {period}. Wat moet er staan?").format(
            who=plain(theirs.made_by), value=plain(asked.words(theirs)), period=period_words(theirs.period)
        ),
        list(words),
        index=None,
        format_func=lambda code: plain(words[code]),
        key=_seeded(asked, f"choice-{theirs.version}", typed.choice or None),
        horizontal=True,
    )
    return chosen or ""


def _ask(place: Any, asked: Asked, name: str, label: str, typed: Typed, placeholder: str = "") -> str:
    """A text field of this row."""
    key = _seeded(asked, name, asdict(typed)[name])
    return place.text_input(plain(label), key=key, placeholder=placeholder) or ""


def _seeded(asked: Asked, name: str, kept: str | bool | None) -> str:
    """The key of a field, which begins with what was kept; after saving fields get other keys."""
    rounds: dict[str, int] = st.session_state.get(_ROUNDS, {})
    key = f"measuring_{rounds.get(asked.series_code, 0)}_{asked.series_code}_{name}"
    st.session_state.setdefault(_FIELDS, {})[key] = asked.series_code, name
    if key not in st.session_state and kept:
        st.session_state[key] = kept
    return key


def _show_problems(checked: Checked) -> None:
    """What is wrong in this row; the questions that stand there already say it themselves."""
    for name, sentence in checked.problems.items():
        if name in ("value", "period", "base_count"):
            st.error(plain(sentence), icon=":material/edit:")
    if checked.is_same and checked.conflict is None:
        st.info(_("Dit cijfer staat er al."), icon=":material/check:")
