"""The form of one record: what stands there, what was typed, and saving it as one change."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sok_metrics import clock
from sok_metrics.errors import InvalidDataError, Problem, SokError, StaleRecordError, UnsureError
from sok_metrics.nouns import TABLES_BY_NAME, Column
from sok_metrics.store.changes.change_set import IsSure
from sok_metrics.store.changes.permissions import role_for
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.records import Values
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_help, field_label, noun
from sok_metrics.texts.formats import listed
from sok_metrics.ui.forms import links
from sok_metrics.ui.forms.around import finish, refuse_role, show_archive, show_children, show_missing
from sok_metrics.ui.forms.conflict import (
    Conflict,
    conflict_of,
    forget_conflict,
    keep_conflict,
    version_of,
)
from sok_metrics.ui.forms.content import Form, Part
from sok_metrics.ui.forms.fields import as_typed, ask, canonical
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.parts import read_form, save_parts
from sok_metrics.ui.forms.place import asked, keep_version, leave, with_version
from sok_metrics.ui.forms.questions import forget_questions, keep_questions, show_questions
from sok_metrics.ui.forms.specs import LinkField
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain

_WIDTH = 880
_SHOWN_AT_MOST = 60
"""Characters of a strange text from the address."""
Place = tuple[str, str]
"""A field: its table and its column."""
Slots = dict[Place, DeltaGenerator]
"""Where the message at each field comes."""


def show() -> None:
    """Show the form that the address asks for in the place of the page."""
    wanted = asked()
    if wanted is None or refuse_role(role_for(wanted.table)):
        return
    reader = session.whole()
    names = Names(reader)
    form = read_form(reader, with_version(wanted), clock.today(), names)
    if form is None:
        show_missing()
        return
    keep_version(form.asked)
    st.title(_title(form, names))
    with st.container(width=_WIDTH, key="form-edit"):
        _show_unknown(form)
        _show_fields(form, names)
        if form.record is not None:
            show_children(form.record, names)
            show_archive(form)


def _title(form: Form, names: Names) -> str:
    words = noun(form.asked.table)
    if form.record is None:
        return _("Nieuw: {noun}").format(noun=words.one)
    return _("Wijzig {noun}: {label}").format(noun=words.the_one, label=plain(names.label(form.record)))


def _show_unknown(form: Form) -> None:
    """What the address filled in that is not there: the field is empty."""
    for name, text in form.unknown.items():
        sentence = _('In het adres stond "{text}" bij {field}, maar dat is er niet. Kies zelf.')
        label = field_label(form.asked.table, name)
        st.warning(
            plain(sentence.format(text=(text or "")[:_SHOWN_AT_MOST], field=label)), icon=":material/edit:"
        )


def _show_fields(form: Form, names: Names) -> None:
    conflict = conflict_of(form.asked)
    slots: Slots = {}
    with st.form(f"form|{form.asked.name}", border=False):
        if conflict is not None:
            conflict.explain()
        given = [_show_part(form, part, names, conflict, slots) for part in form.parts]
        chosen = _show_links(form, names, conflict)
        general = st.empty()
        is_sure = show_questions(form.asked, lambda problem: _place_of(form, problem), slots, general)
        with st.container(horizontal=True):
            saves = st.form_submit_button(_("Opslaan"), type="primary", icon=":material/check:")
            stops = st.form_submit_button(_("Annuleer"))
    if stops:
        forget_conflict()
        forget_questions()
        leave()
        st.rerun()
    if saves:
        _save(form, given, chosen, conflict, slots, general, names, is_sure)


def _show_part(
    form: Form, part: Part, names: Names, conflict: Conflict | None, slots: Slots
) -> dict[str, Any]:
    """Show the fields of one table; gives column -> what stands in its widget."""
    first = [] if part.folded else [column for column in part.columns if not column.folded]
    more = [column for column in part.columns if column not in first]
    found = _show_columns(form, part, first, names, conflict, slots)
    if more:
        with st.expander(_(part.folded) if part.folded else _("Meer velden")):
            found |= _show_columns(form, part, more, names, conflict, slots)
    return found


def _show_columns(
    form: Form, part: Part, columns: Sequence[Column], names: Names, conflict: Conflict | None, slots: Slots
) -> dict[str, Any]:
    found = {}
    for column in columns:
        value = part.shown.get(column.name)
        key = f"form|{form.asked.name}|{part.table}|{column.name}"
        with st.container(gap="xxsmall"):
            found[column.name] = ask(
                part.table, column, column.default if value is None else value, names, key
            )
            if explained := field_help(part.table, column.name):
                st.markdown(f":small[{explained}]")
            slots[part.table, column.name] = st.empty()
            if conflict is not None and part is form.parts[0]:
                conflict.show(column, names)
    return found


def _show_links(form: Form, names: Names, conflict: Conflict | None) -> dict[LinkField, list[str]]:
    chosen = {}
    for link, linked in form.links.items():
        chosen[link] = links.ask(link, names, linked, f"form|{form.asked.name}|{link.table}")
        if conflict is not None:
            links.show_others(link, names, linked)
    return chosen


def _save(
    form: Form,
    given: Sequence[Mapping[str, Any]],
    chosen: Mapping[LinkField, list[str]],
    conflict: Conflict | None,
    slots: Slots,
    general: DeltaGenerator,
    names: Names,
    is_sure: IsSure,
) -> None:
    values, wrong = _typed_values(form, given, slots)
    if wrong:
        general.error(_nothing_saved(wrong), icon=":material/edit:")
        return
    typed, version = values[0], version_of(form.asked, conflict)
    if conflict is not None:
        values[0] = conflict.merged(typed)
    reader = session.whole()
    try:
        with editing(session.store(), by=session.actor(), reason=_reason(form), is_sure=is_sure) as edit:
            key = save_parts(edit, reader, form, values, version)
            links.save(edit, key[0], form.links, chosen)
    except StaleRecordError as stale:
        keep_conflict(form.asked, stale, form.parts[0].shown, typed)
        st.rerun()
    except UnsureError as unsure:
        keep_questions(form.asked, unsure)
        st.rerun()
    except InvalidDataError as error:
        _show_problems(error, form, slots, general)
    except SokError as error:
        general.error(plain(error.sentence), icon=":material/edit:")
    else:
        forget_conflict()
        forget_questions()
        finish(form, key, edit.number, links.others_sentence(names, form.links))


def _nothing_saved(wrong: Sequence[tuple[str, str]]) -> str:
    """That nothing was saved, with the fields to mend: a field that is folded in shows no message itself."""
    if not wrong:
        return _("Er is nog niets opgeslagen.")
    sentence = _("Er is nog niets opgeslagen. Verbeter dit eerst: {fields}.")
    labels = [field_label(table, column).rstrip("?") for table, column in wrong]
    return sentence.format(fields=plain(listed(labels)))


def _typed_values(
    form: Form, given: Sequence[Mapping[str, Any]], slots: Slots
) -> tuple[list[Values], list[tuple[str, str]]]:
    """What was typed as canonical text, and the fields that cannot be read; each gets its message."""
    values: list[Values] = []
    wrong = []
    for part, typed in zip(form.parts, given, strict=True):
        found: dict[str, str | None] = {}
        for column in part.columns:
            before = part.shown.get(column.name)
            try:
                # What nobody touched stays exactly as it is: the screen shows a moment to the minute.
                is_touched = before is None or typed[column.name] != as_typed(column, before)
                found[column.name] = canonical(column, typed[column.name]) if is_touched else before
            except ValueError as error:
                slots[part.table, column.name].error(plain(str(error)), icon=":material/edit:")
                wrong.append((part.table, column.name))
                continue
            if found[column.name] is None and column.required and column.default is None:
                slots[part.table, column.name].error(
                    _("Dit veld is nog leeg. Vul het in."), icon=":material/edit:"
                )
                wrong.append((part.table, column.name))
        values.append(found)
    return values, wrong


def _show_problems(error: InvalidDataError, form: Form, slots: Slots, general: DeltaGenerator) -> None:
    """Each problem at its field; what belongs to no field that is shown, below the form."""
    elsewhere, wrong = [], []
    for problem in error.problems:
        place = _place_of(form, problem)
        if place is not None and place in slots:
            slots[place].error(plain(problem.sentence), icon=":material/edit:")
            wrong.append(place)
        else:
            elsewhere.append(plain(str(problem)))
    general.error("  \n".join([_nothing_saved(wrong), *elsewhere]), icon=":material/edit:")


def _place_of(form: Form, problem: Problem) -> Place | None:
    """The field that a problem is about; None when the form does not show it."""
    return next(
        (
            (part.table, column.name)
            for part in form.parts
            if TABLES_BY_NAME[part.table].sheet == problem.sheet
            for column in part.columns
            if column.heading == problem.heading
        ),
        None,
    )


def _reason(form: Form) -> str:
    words = noun(form.asked.table)
    if form.record is None:
        return _("Toegevoegd: {noun}").format(noun=words.one)
    return _("Gewijzigd: {noun} {code}").format(noun=words.one, code=" ".join(form.record.key))
