"""Where in the address it stands which form is asked: `?wijzig=project:P1&versie=3` or `?nieuw=milestone`."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

import streamlit as st

from sok_metrics.exchange import TABLES_BY_NAME

_EDIT, _NEW, _VERSION, _GIVEN = "wijzig", "nieuw", "versie", "met_"


@dataclass(frozen=True)
class Asked:
    """The form that the address asks for: of an existing record (`key`, `version`), or of a new one."""

    table: str
    key: tuple[str, ...] = ()
    version: int = 0
    given: Mapping[str, str] | None = None
    """What a new record has already: column -> canonical text."""

    @property
    def is_new(self) -> bool:
        """Whether the form is for a record that is not there yet."""
        return not self.key

    @property
    def name(self) -> str:
        """A text that tells this form from all others, also of the same record in another version."""
        given = "".join(f"|{name}={value}" for name, value in (self.given or {}).items())
        return f"{self.table}|{'|'.join(self.key)}|{self.version}{given}"


def is_asked() -> bool:
    """Whether the address asks for a form."""
    return asked() is not None


def asked() -> Asked | None:
    """The form that the address asks for; None when it asks for none, or for one that cannot be."""
    if (text := st.query_params.get(_EDIT, "")) and ":" in text:
        table, key_text = text.split(":", 1)
        key = tuple(unquote(part) for part in key_text.split("|"))
        version = st.query_params.get(_VERSION, "")
        if table in TABLES_BY_NAME and len(key) == len(TABLES_BY_NAME[table].key) and all(key):
            return Asked(table, key, int(version) if version.isdecimal() else 0)
    table = st.query_params.get(_NEW, "")
    if table in TABLES_BY_NAME:
        names = {column.name for column in TABLES_BY_NAME[table].columns}
        found = {name.removeprefix(_GIVEN): value for name, value in st.query_params.items()}
        return Asked(table, given={name: value for name, value in found.items() if name in names})
    return None


def open_form(form: Asked) -> None:
    """Ask for a form in the address, and run again."""
    leave()
    if form.is_new:
        st.query_params[_NEW] = form.table
        for name, value in (form.given or {}).items():
            st.query_params[_GIVEN + name] = value
    else:
        st.query_params[_EDIT] = f"{form.table}:{'|'.join(quote(part, safe='') for part in form.key)}"
        st.query_params[_VERSION] = str(form.version)
    st.rerun()


def leave() -> None:
    """Take the form out of the address."""
    for name in list(st.query_params):
        if name in (_EDIT, _NEW, _VERSION) or name.startswith(_GIVEN):
            del st.query_params[name]
