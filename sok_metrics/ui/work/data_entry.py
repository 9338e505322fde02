"""The parts of the page where an evening's figures are entered: a grid with a row for each series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from sok_metrics.errors import InvalidDataError, SokError
from sok_metrics.store.changes.measurements import Entry, record_measurements
from sok_metrics.tasks.figures.entering import Asked, Typed
from sok_metrics.texts import _, ngettext
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.outcome import refuse, show_outcome
from sok_metrics.ui.parts.saved import forget_saved, is_undone, keep_saved
from sok_metrics.ui.work.data_entry_choice import enterable, read_asked
from sok_metrics.ui.work.data_entry_row import (
    SAVE_BUTTON,
    begin_anew,
    check_row,
    collect_typed,
    drafts,
    show_row,
)
from sok_metrics.views.progress import Progress

_SEEN, _KEPT = "measuring_seen", "measuring_kept"
_PLACE = "measuring"


@dataclass(frozen=True)
class _Kept:
    """What was saved last, and what was typed for it."""

    number: int
    count: int
    codes: list[str]
    typed: Mapping[str, Typed]
    is_back: bool = False
    """Whether that stands in the fields again, as it was undone."""


def show_nothing_asked() -> None:
    """That there is nothing to fill in, or nothing that fits the filters."""
    st.info(
        _("Alles is gemeten. Kies 'Alles' om toch een cijfer in te vullen of te verbeteren."),
        icon=":material/check_circle:",
    )


def is_saving() -> bool:
    """Whether the button that saves was just pressed."""
    return bool(st.session_state.get(SAVE_BUTTON))


def save_if_pressed(progress: Progress) -> None:
    """Save before anything of the page is drawn; what came of it stands above and below it."""
    if is_saving():
        collect_typed()
        series = enterable(progress)
        _save(read_asked(series[series["series_code"].isin(list(drafts()))]), _seen())


def show_grid(rows: Sequence[Asked]) -> None:
    """Every row with its field, and the button that saves them all."""
    was_saving, seen = is_saving(), _seen()
    with st.container(key="form-measuring"):
        for asked in rows:
            show_row(asked, seen)
        show_outcome(_PLACE)
        # After a restart of the server the button is not known before it is drawn.
        if _is_save_pressed() and not was_saving:
            _save(rows, seen)
            st.rerun()


def _seen() -> int:
    """The newest change of the store when the page was opened or last saved."""
    number: int = st.session_state.setdefault(_SEEN, session.store().reader().last_change)
    return number


def _is_save_pressed() -> bool:
    """The button that saves all rows: in a form of its own, so that the browser knows that it saves."""
    with st.form("measuring-save", border=False):
        return st.form_submit_button(
            _("Sla alle metingen op"), type="primary", icon=":material/save:", key=SAVE_BUTTON
        )


def _save(rows: Sequence[Asked], seen: int) -> None:
    """Save every row that was typed, or nothing: then it says which rows ask for something."""
    typed = [asked for asked in rows if asked.series_code in drafts()]
    checked = [check_row(asked, drafts()[asked.series_code], seen) for asked in typed]
    wrong = [asked for asked, one in zip(typed, checked, strict=True) if not one.is_ready]
    entries = [one.entry for one in checked if one.entry is not None]
    forget_saved()
    if wrong:
        refuse(_PLACE, _wrong_sentence(wrong))
    elif not entries:
        refuse(_PLACE, _("Er is niets op te slaan. Vul eerst een cijfer in."))
    else:
        _record(entries, {asked.series_code: asked for asked in typed})


def _wrong_sentence(wrong: Sequence[Asked]) -> str:
    return ngettext(
        "Er is nog niets opgeslagen. Kijk nog eens naar deze rij: {names}.",
        "Er is nog niets opgeslagen. Kijk nog eens naar deze {n} rijen: {names}.",
        len(wrong),
    ).format(n=len(wrong), names=", ".join(asked.name for asked in wrong))


def _record(entries: list[Entry], asked_of: Mapping[str, Asked]) -> None:
    try:
        number = record_measurements(session.store(), entries, by=session.actor())
    except InvalidDataError as error:
        refuse(_PLACE, _refused_sentence(error, [asked_of[entry.series_code].name for entry in entries]))
    except SokError as error:
        # What was typed stays; when somebody else came first, the row now shows both values.
        refuse(_PLACE, error.sentence)
    else:
        codes = list(dict.fromkeys(asked_of[entry.series_code].indicator_code for entry in entries))
        st.session_state[_KEPT] = _Kept(number, len(entries), codes, dict(drafts()))
        words = ngettext("{n} meting", "{n} metingen", len(entries)).format(n=len(entries))
        keep_saved(_saved_words(len(entries)), number, words)
        _begin_anew({})
        st.rerun()


def _refused_sentence(error: InvalidDataError, names: Sequence[str]) -> str:
    """What is wrong with which row: the line of a problem is the place of its entry."""
    told = [
        f"{names[problem.line]}: {problem.sentence}" if problem.line is not None else problem.sentence
        for problem in error.problems
    ]
    return " ".join([_("Er is nog niets opgeslagen."), *dict.fromkeys(told)])


def _begin_anew(kept: dict[str, Typed]) -> None:
    """Fresh fields that hold these drafts, and a fresh look at what stands."""
    begin_anew(kept)
    st.session_state.pop(_SEEN, None)


def show_links() -> None:
    """Below the grid, where one pressed the button: what was saved, with the way to it."""
    kept: _Kept | None = st.session_state.get(_KEPT)
    if kept is None or is_undone(kept.number) is not False:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="measuring-saved"):
        st.success(_saved_words(kept.count), icon=":material/check_circle:")
        st.markdown(_("Klopt het niet? Bovenaan deze pagina kunt u het ongedaan maken."), width="content")
        for code in kept.codes:
            link("indicator", plain(code), {session.CODE_PARAMETER: code})


def follow_undo() -> None:
    """Once what was saved is undone, what was typed stands in the fields again, until it is done again."""
    kept: _Kept | None = st.session_state.get(_KEPT)
    undone = None if kept is None else is_undone(kept.number)
    if kept is None or undone is None:
        return
    if undone:
        st.info(_("Wat u typte staat weer hieronder."), icon=":material/undo:")
    if undone == kept.is_back:
        return
    if kept.is_back:
        _begin_anew({code: typed for code, typed in drafts().items() if typed != kept.typed.get(code)})
    else:
        _begin_anew({**kept.typed, **drafts()})
    st.session_state[_KEPT] = replace(kept, is_back=not kept.is_back)


def _saved_words(count: int) -> str:
    return ngettext("{n} meting opgeslagen.", "{n} metingen opgeslagen.", count).format(n=count)
