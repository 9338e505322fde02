"""Visits to pages on ready-made stores, on a fixed day."""

from datetime import date

import pytest

from sok_metrics.nouns.model import Actor
from sok_metrics.ui.parts import session
from tests.days import be_at
from tests.pages.visits import open_address

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _fixed_today(monkeypatch):
    """Statuses and sentences depend on the day, so the tests have one of their own."""
    be_at(monkeypatch, TODAY)


@pytest.fixture
def visit(monkeypatch, read_only_stores):
    """visit("waarden?code=W2", "botu"): the page at this address as the first request of a visitor."""

    def open_in(address, database="botu"):
        monkeypatch.setenv("SOK_DATABASE", str(read_only_stores(database).path))
        return open_address(address)

    return open_in


@pytest.fixture
def visit_store(monkeypatch):
    """The same on a store of one's own."""

    def open_in(address, store):
        monkeypatch.setenv("SOK_DATABASE", str(store.path))
        return open_address(address)

    return open_in


@pytest.fixture
def sign_in(monkeypatch):
    """sign_in(Role.EDITOR): from now on the pages see this role."""

    def as_role(role, name="Redactie"):
        monkeypatch.setattr(session, "actor", lambda: Actor(name, role))

    return as_role
