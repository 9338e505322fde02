"""The form that the address asks for: `?wijzig=project:P1&versie=3.142` or `?nieuw=milestone`.

The version covers all that the form writes: 3 is that of the record, and 142 the newest change of the store
when the form was opened, which tells how the links stood. The address outlives the session.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.queries.records import read_record
from sok_metrics.ui.forms.specs import presets_of
from sok_metrics.ui.parts import session

_EDIT, _NEW, _VERSION, _GIVEN = "wijzig", "nieuw", "versie", "met_"


@dataclass(frozen=True)
class Asked:
    """The form that the address asks for: of an existing record (`key`, `version`), or of a new one."""

    table: str
    key: tuple[str, ...] = ()
    version: int = 0
    seen: int = 0
    """The newest change of the store when the form was opened."""
    given: Mapping[str, str] | None = None
    """What the fields of a new record begin with: column -> canonical text."""

    @property
    def is_new(self) -> bool:
        """Whether the form is for a record that is not there yet."""
        return not self.key

    @property
    def name(self) -> str:
        """A text that tells this form from all others, also of the same record in another version."""
        given = "".join(f"|{name}={value}" for name, value in (self.given or {}).items())
        return f"{self.table}|{'|'.join(self.key)}|{self.version}|{self.seen}{given}"


def is_asked() -> bool:
    """Whether the address asks for a form."""
    return asked() is not None


def asked() -> Asked | None:
    """The form that the address asks for; None when it asks for none, or for one that cannot be."""
    if (text := st.query_params.get(_EDIT, "")) and ":" in text:
        table, key_text = text.split(":", 1)
        key = tuple(unquote(part) for part in key_text.split("|"))
        version, _dot, seen = st.query_params.get(_VERSION, "").partition(".")
        if table in TABLES_BY_NAME and len(key) == len(TABLES_BY_NAME[table].key) and all(key):
            return Asked(table, key, session.number_of(version) or 0, session.number_of(seen) or 0)
    table = st.query_params.get(_NEW, "")
    if table in TABLES_BY_NAME:
        found = {name: st.query_params.get(_GIVEN + name) for name in presets_of(table)}
        return Asked(table, given={name: value for name, value in found.items() if value})
    return None


def with_version(form: Asked) -> Asked:
    """The form with the version that it is about: from now on that of this moment, when it had none yet."""
    if form.is_new or (form.version and form.seen):
        return form
    # First the newest change: what comes between the two is then seen as later.
    reader = session.whole()
    record = read_record(reader, form.table, form.key)
    version = form.version or (record.version if record else 0)
    return replace(form, version=version, seen=form.seen or reader.last_change)


def keep_version(form: Asked) -> None:
    """Put the version in the address, so that the next look at this form is of the same one."""
    if not form.is_new and st.query_params.get(_VERSION) != _version_text(form):
        st.query_params[_VERSION] = _version_text(form)


def _version_text(form: Asked) -> str:
    return f"{form.version}.{form.seen}"


def open_form(form: Asked) -> None:
    """Ask for a form in the address, and run again."""
    leave()
    form = with_version(form)
    if form.is_new:
        st.query_params[_NEW] = form.table
        for name, value in (form.given or {}).items():
            st.query_params[_GIVEN + name] = value
    else:
        st.query_params[_EDIT] = f"{form.table}:{'|'.join(quote(part, safe='') for part in form.key)}"
        st.query_params[_VERSION] = _version_text(form)
    st.rerun()


def leave() -> None:
    """Take the form out of the address."""
    for name in list(st.query_params):
        if name in (_EDIT, _NEW, _VERSION) or name.startswith(_GIVEN):
            del st.query_params[name]
