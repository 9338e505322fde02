"""A short form that stays open: Enter saves, its text is empty again, and one can type the next at once."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from sok_metrics.errors import InvalidDataError, SokError
from sok_metrics.nouns import TABLES_BY_NAME, Column, Table
from sok_metrics.store.changes.records import Edit, editing
from sok_metrics.store.queries.records import Values
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_label, noun
from sok_metrics.ui.forms.fields import ask, canonical
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.outcome import refuse, say, show_outcome
from sok_metrics.ui.parts.saved import forget_saved, keep_saved


def show_quick(
    place: str,
    table: str,
    columns: Sequence[str],
    names: Names,
    *,
    given: Callable[[Edit], Values],
    label: str = "",
    folded: Sequence[str] = (),
    after: Callable[[], None] | None = None,
) -> None:
    """A form for a new row of a table: its first column is the text that one types.

    `given` says what else the row gets, at the moment of saving, and may change other rows in the same
    change; `folded` columns stand folded in; `after` is done once it is saved, undone, or done again.
    """
    described = TABLES_BY_NAME[table]
    first, *others = [described.column(name) for name in columns]

    def save() -> None:
        typed = {name: st.session_state.get(_key(place, name)) for name in (*columns, *folded)}
        if _save(place, table, [described.column(name) for name in typed], typed, given, after):
            # What was typed goes; what was chosen (who, how long) often stays the same for the next.
            for name in (*columns, *folded):
                if isinstance(st.session_state.get(_key(place, name)), str) and _is_typed(described, name):
                    st.session_state[_key(place, name)] = ""

    with st.container(key=f"form-{place}"), st.form(_key(place, "form"), border=False):
        words = label or field_label(table, first.name)
        st.text_input(words, key=_key(place, first.name))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for column in others:
                _ask_short(place, table, column, names)
        if folded:
            with st.expander(_("Meer velden")):
                for name in folded:
                    _ask(place, table, described.column(name), names)
        st.form_submit_button(_("Opslaan en nog een"), icon=":material/add:", on_click=save)
    show_outcome(place)


def _key(place: str, name: str) -> str:
    return f"evening|new|{place}|{name}"


def _is_typed(described: Table, name: str) -> bool:
    column = described.column(name)
    return column.choices is None and column.refers_to is None


def _ask_short(place: str, table: str, column: Column, names: Names) -> None:
    with st.container(width=250 if column.choices or column.refers_to else 170):
        _ask(place, table, column, names)


def _ask(place: str, table: str, column: Column, names: Names) -> None:
    ask(table, column, None, names, _key(place, column.name))


def _save(
    place: str,
    table: str,
    columns: Sequence[Column],
    typed: Mapping[str, object],
    given: Callable[[Edit], Values],
    after: Callable[[], None] | None,
) -> bool:
    values: dict[str, str | None] = {}
    for column in columns:
        try:
            found = canonical(column, typed[column.name])
        except ValueError as error:
            refuse(place, str(error))
            return False
        if found is not None:
            values[column.name] = found
    first = columns[0].name
    if not values.get(first):
        refuse(place, _("Er staat nog niets. Typ eerst een tekst."))
        return False
    forget_saved()
    try:
        with editing(session.store(), by=session.actor(), reason=_reason(table)) as edit:
            edit.save(table, {**given(edit), **values}, version=None)
    except InvalidDataError as error:
        told = list(dict.fromkeys(problem.sentence for problem in error.problems))
        refuse(place, " ".join([_("Er is nog niets opgeslagen."), *told]))
        return False
    except SokError as error:
        refuse(place, error.sentence)
        return False
    what = f"{noun(table).one} {values[first]}"
    keep_saved(_("Opgeslagen: {what}").format(what=what), edit.number, what, after)
    if after is not None:
        after()
    say(place, _("Opgeslagen."))
    return True


def _reason(table: str) -> str:
    return _("Toegevoegd: {noun}").format(noun=noun(table).one)
