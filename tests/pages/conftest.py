"""Visits to pages on ready-made stores, on a fixed day."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.connection import Store
from sok_metrics.ui.parts import session
from tests.conftest import Opened
from tests.days import be_at
from tests.pages.visits import open_address

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _fixed_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statuses and sentences depend on the day, so the tests have one of their own."""
    be_at(monkeypatch, TODAY)


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, read_only_stores: Opened) -> Callable[..., AppTest]:
    """visit("waarden?code=W2", "botu"): the page at this address as the first request of a visitor."""

    def open_in(address: str, database: str = "botu") -> AppTest:
        monkeypatch.setenv("SOK_DATABASE", str(read_only_stores(database).path))
        return open_address(address)

    return open_in


@pytest.fixture
def visit_store(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Store], AppTest]:
    """The same on a store of one's own."""

    def open_in(address: str, store: Store) -> AppTest:
        monkeypatch.setenv("SOK_DATABASE", str(store.path))
        return open_address(address)

    return open_in


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """sign_in(Role.EDITOR): from now on the pages see this role."""

    def as_role(role: Role, name: str = "Redactie") -> None:
        monkeypatch.setattr(session, "actor", lambda: Actor(name, role))

    return as_role
