"""Where a thing is shown: its page with the address of the thing, or the page that shows them all."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.store.queries.records import read_record
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import go, link

Place = tuple[str, dict[str, str]]
"""The key of a page, and the address of the thing on it."""
PAGE_OF_KIND = {"value": "values", "goal": "goals", "cooperation_rule": "rules"}
"""The page about one commitment; a rule of the organisation has none."""


def place_of(table: str, key: str, kind: str = "") -> Place | None:
    """Where the thing with this key is shown; `kind` is its kind, where that chooses the page."""
    described = TABLES_BY_NAME[table]
    pages = described.pages
    if page := pages.own or pages.of_kind.get(kind, ""):
        return page, own_address(described, key)
    return (pages.shared, {}) if pages.shared else None


def shown_with(table: str, values: Mapping[str, Any]) -> tuple[str, str] | None:
    """The table and the key of what a thing without a page is shown with, by its values."""
    described = TABLES_BY_NAME[table]
    if described.pages.via:
        return described.column(described.pages.via).refers_to or "", str(values[described.pages.via])
    others = {column.refers_to: values.get(column.name) for column in reversed(described.columns)}
    shown = [other.name for other in TABLES if other.pages.own and others.get(other.name)]
    return (shown[0], str(others[shown[0]])) if shown else None


def leave_gone(table: str, key: Sequence[str]) -> None:
    """Open the page that shows all of a kind, when the page of this one is open and it was put away."""
    described = TABLES_BY_NAME[table]
    pages = described.pages
    record = read_record(session.whole(), table, key)
    if record is None or not record.is_archived or not (pages.own or pages.of_kind):
        return
    page = pages.of_kind.get(record.values.get(pages.by) or "") or pages.shared
    if page and own_address(described, key[0]).items() <= st.query_params.to_dict().items():
        go(page)


def own_address(table: Table, key: str) -> dict[str, str]:
    """The address of one thing on its own page."""
    return {session.NUMBER_PARAMETER if table.numbered else session.CODE_PARAMETER: key}


def show_commitment_link(kind: str, code: str, title: str) -> None:
    """A link to the page of a commitment; only its name where it has none."""
    label = f"{plain(code)} {plain(title)}"
    if kind in PAGE_OF_KIND:
        link(PAGE_OF_KIND[kind], label, {session.CODE_PARAMETER: code})
    else:
        st.markdown(label, width="content")
