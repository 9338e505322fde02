"""The buttons that open a form, and the lists of what visitors do not see."""

from collections.abc import Mapping, Sequence

import streamlit as st

from sok_metrics.exchange import TABLES_BY_NAME
from sok_metrics.store.changes.permissions import role_for
from sok_metrics.store.queries.records import Record, list_records, read_record
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.ui import session
from sok_metrics.ui.escaping import plain
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.place import Asked, open_form


def can_change(table: str) -> bool:
    """Whether who looks may change this table now: never while looking at a day in the past."""
    return session.as_of_day() is None and session.may(role_for(table))


def edit_button(table: str, key: Sequence[str], label: str = "", *, place: str = "") -> None:
    """A button to the form of a record, for who may change it; `place` tells two of one record apart."""
    if not can_change(table):
        return
    pressed = st.button(
        label or _("Wijzig"),
        icon=":material/edit:",
        type="tertiary",
        key=f"edit-{table}-{'-'.join(key)}-{place}",
    )
    if pressed:
        record = read_record(session.store().reader(), table, key)
        open_form(Asked(table, tuple(key), record.version if record else 0))


def new_button(
    table: str, label: str = "", given: Mapping[str, str] | None = None, *, place: str = ""
) -> None:
    """A button that opens the form of a new record, with what it has already."""
    if not can_change(table):
        return
    pressed = st.button(
        label or _("Nieuw: {noun}").format(noun=noun(table).bare),
        icon=":material/add:",
        key=f"new-{table}-{'-'.join((given or {}).values())}-{place}",
    )
    if pressed:
        open_form(Asked(table, given=given))


def show_put_away(table: str) -> None:
    """For who may change them: the records of a table that visitors do not see, each with its form."""
    if not can_change(table):
        return
    reader = session.store().reader()
    hidden = [record for record in list_records(reader, table, with_archived=True) if _is_hidden(record)]
    if not hidden:
        return
    names = Names(reader)
    with st.expander(_("Niet openbaar of in het archief ({n})").format(n=len(hidden))):
        for record in hidden:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{plain(names.label(record))} :gray-badge[{_state(record)}]", width="content")
                edit_button(table, record.key, place="hidden")


def _is_hidden(record: Record) -> bool:
    return record.is_archived or record.values.get("visibility", "public") != "public"


def _state(record: Record) -> str:
    if record.is_archived:
        return _("archief")
    words = {
        code: word for word, code in (TABLES_BY_NAME[record.table].column("visibility").choices or {}).items()
    }
    return words.get(record.values["visibility"] or "", "")
