"""What stands around the fields of a form: who may, what hangs on the record, and what comes after."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from sok_metrics.errors import SokError, StaleRecordError
from sok_metrics.nouns import TABLES_BY_NAME, Table
from sok_metrics.nouns.model import Role
from sok_metrics.nouns.tables import HangsOn
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.records import Record, list_records, read_record
from sok_metrics.store.reader import WholeReader
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.ui.forms.buttons import edit_button, new_button
from sok_metrics.ui.forms.conflict import conflict_of, forget_conflict, keep_conflict, version_of
from sok_metrics.ui.forms.content import Form
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.place import Asked, leave, open_form
from sok_metrics.ui.forms.specs import children_of, given_to
from sok_metrics.ui.manage.history import history_link
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.missing import show_not_found
from sok_metrics.ui.parts.navigation import go, link
from sok_metrics.ui.parts.places import leave_gone, own_address
from sok_metrics.ui.parts.saved import keep_saved

_SURE = "form_sure"


def refuse_role(needed: Role) -> bool:
    """Whether this form is not for who looks now; then it is said why, and what to do."""
    if session.as_of_day() is not None:
        st.title(_("Wijzigen kan alleen vandaag"))
        st.info(_("U kijkt naar een dag in het verleden. Ga terug naar vandaag om iets te wijzigen."))
    elif not session.may(needed):
        show_sign_in(needed)
    else:
        return False
    return True


def show_sign_in(needed: Role) -> None:
    """That this is for another role, and how to get it."""
    st.title(_("Eerst aanmelden"))
    who = _("het beheer") if needed is Role.ADMINISTRATOR else _("de redactie")
    st.info(_("Dit is alleen voor {who}. Meld u aan en probeer het dan opnieuw.").format(who=who))
    link("access", _("Aanmelden"), icon="login")


def show_missing() -> None:
    """That the record of the address is not there."""
    show_not_found(_("Wat u wilt wijzigen bestaat niet (meer)."))
    if st.button(_("Terug")):
        leave()
        st.rerun()


def show_children(record: Record, names: Names) -> None:
    """What hangs on the record: each with its form, and a button for a new one."""
    reader = session.whole()
    children = children_of(record.table)
    if children:
        st.markdown(":small[" + _("Hebt u hierboven iets veranderd? Sla dat eerst op.") + "]")
    for table, hangs_on in children:
        if not _can_have(reader, record, table, hangs_on):
            continue
        found = list_records(reader, table.name, {hangs_on.column: record.key[0]})
        st.header(f"{_(hangs_on.heading)} ({len(found)})")
        for child in found:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(names.label(child)), width="content")
                edit_button(table.name, child.key, place="child")
        if hangs_on.missing and not found:
            st.warning(_(hangs_on.missing), icon=":material/euro:")
        given = given_to(table, hangs_on, record.table, record.key)
        new_button(table.name, given=given, place="child")


def _can_have(reader: WholeReader, record: Record, table: Table, hangs_on: HangsOn) -> bool:
    """Whether such a thing can hang on what this record is about."""
    if hangs_on.only_where is None:
        return True
    name, value = hangs_on.only_where
    about = read_record(reader, table.column(hangs_on.column).refers_to or "", record.key[:1])
    return about is not None and about.values[name] == value


def show_archive(form: Form) -> None:
    """Put the record away, after a question; or bring it back."""
    record = form.record
    if record is None:
        return
    if not TABLES_BY_NAME[record.table].can_go:
        return
    st.divider()
    history_link(record.table, record.key)
    if record.is_archived:
        st.markdown(_("Dit staat in het archief. Niemand ziet het op de pagina's."))
        if st.button(_("Haal terug uit het archief"), icon=":material/unarchive:"):
            _change_archive(form, record, put_away=False)
        return
    st.markdown(_("Hoort dit er niet meer bij? Wat u archiveert, kunt u altijd terughalen."))
    sure = st.checkbox(
        _("Ja, haal dit van alle pagina's"), key=f"{_SURE}-{record.table}-{'-'.join(record.key)}"
    )
    if st.button(_("Archiveer"), icon=":material/archive:", disabled=not sure):
        _change_archive(form, record, put_away=True)


def _change_archive(form: Form, record: Record, *, put_away: bool) -> None:
    """Put away or bring back what was looked at; what somebody changed meanwhile, the form shows first."""
    version = version_of(form.asked, conflict_of(form.asked)) or record.version
    reason = _("Gearchiveerd: {noun} {code}") if put_away else _("Teruggehaald: {noun} {code}")
    words = {"noun": noun(record.table).one, "code": " ".join(record.key)}
    try:
        with editing(session.store(), by=session.actor(), reason=reason.format(**words)) as edit:
            change = edit.archive if put_away else edit.restore
            change(record.table, record.key, version=version)
    except StaleRecordError as stale:
        shown = form.parts[0].shown
        keep_conflict(form.asked, stale, shown, shown)
        st.rerun()
    except SokError as error:
        st.error(plain(error.sentence), icon=":material/edit:")
    else:
        forget_conflict()
        what = _("archiveren van {noun} {code}") if put_away else _("terughalen van {noun} {code}")
        leave_page = partial(leave_gone, record.table, record.key)
        leave_saved(reason.format(**words), edit.number, what.format(**words), leave_page)


def finish(form: Form, key: tuple[str, ...], number: int | None, about_others: str) -> None:
    """Close the form, say that it is saved, and show a new thing on its own page.

    `number` is that of the change set, None when nothing changed; `about_others` tells what others did.
    """
    described = TABLES_BY_NAME[form.asked.table]
    reader = session.whole()
    saved = read_record(reader, form.asked.table, key)
    label = Names(reader).label(saved) if saved is not None else " ".join(key)
    what, leave_page = f"{noun(form.asked.table).one} {label}", partial(leave_gone, form.asked.table, key)
    sentence = _("Opgeslagen: {what}") if number else _("Er is niets veranderd: {what}")
    sentence = sentence.format(what=what)
    if about_others:
        sentence = f"{sentence}. {about_others}"
    if form.record is None and described.pages.own:
        leave()
        keep_saved(sentence, number, what, leave_page)
        go(described.pages.own, own_address(described, key[0]))
    if form.record is None and saved is not None and described.opens_again:
        keep_saved(sentence, number, what, leave_page)
        open_form(Asked(form.asked.table, key))
    leave_saved(sentence, number, what, leave_page)


def leave_saved(
    sentence: str, number: int | None, what: str, leave_page: Callable[[], object] | None = None
) -> None:
    """Close the form, if any, and say that it is saved (see `keep_saved`); leave the page of what went."""
    leave()
    keep_saved(sentence, number, what, leave_page)
    if leave_page is not None:
        leave_page()
    st.rerun()
