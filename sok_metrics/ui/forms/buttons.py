"""The buttons that open a form, and the lists of what visitors do not see."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.store.changes.permissions import role_for
from sok_metrics.store.queries.agreement import current_version
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.place import Asked, open_form
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain


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
        open_form(Asked(table, tuple(key)))


def commitment_buttons(kind: CommitmentKind, code: str) -> None:
    """The buttons for the text of a commitment in the version that counts, and for a new one beside it."""
    with st.container(horizontal=True):
        if code:
            edit_commitment(code)
        label = {
            CommitmentKind.VALUE: _("Nieuwe waarde"),
            CommitmentKind.GOAL: _("Nieuw doel"),
            CommitmentKind.COOPERATION_RULE: _("Nieuwe samenwerkingsafspraak"),
            CommitmentKind.ORGANISATION_RULE: _("Nieuwe organisatieafspraak"),
        }[kind]
        new_button("commitment", label, {"kind": kind.value})


def edit_commitment(code: str) -> None:
    """A button to the text of a commitment in the version of the agreement that counts."""
    if can_change("commitment_text") and (version := current_version(session.reader())) is not None:
        edit_button("commitment_text", [code, str(version)])


def new_button(
    table: str, label: str = "", given: Mapping[str, str] | None = None, *, place: str = ""
) -> None:
    """A button that opens the form of a new record, with what it has already."""
    if not can_change(table):
        return
    pressed = st.button(
        label or _("Nieuw: {noun}").format(noun=noun(table).one),
        icon=":material/add:",
        key=f"new-{table}-{'-'.join((given or {}).values())}-{place}",
    )
    if pressed:
        open_form(Asked(table, given=given))


def choose_button(table: str) -> None:
    """For who may change them: a choice of all records of a table, where they stand together in one table."""
    if not can_change(table):
        return
    reader = session.whole()
    names = Names(reader)
    labels = {record.key: names.label(record) for record in list_records(reader, table)}
    with st.popover(_("Wijzig of voeg toe: {noun}").format(noun=noun(table).one), icon=":material/edit:"):
        if labels and (key := choose_one(_("Welke?"), labels, key=f"choose-{table}")) is not None:
            edit_button(table, key, place="chosen")
        new_button(table, place="chosen")


def show_put_away(table: str, is_gone: Callable[[Record], bool] = lambda record: False) -> None:
    """For who may change them: the records of a table that visitors do not see, each with its form.

    What `is_gone` can never come back, and is left out.
    """
    if not can_change(table):
        return
    reader = session.whole()
    everything = list_records(reader, table, with_archived=True)
    hidden = [record for record in everything if _is_hidden(record) and not is_gone(record)]
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
