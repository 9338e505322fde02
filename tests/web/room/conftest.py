"""What the tests of the room's pages share: an evening on a store of its own, and its pages."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from sok_metrics.store.connection import Store
from sok_metrics.tasks.room.state import Room
from tests.web.room.phones import app_of, begin_evening, restart


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """After each test the process knows of no room any more."""
    yield
    restart()


@pytest.fixture
def room(store: Store) -> Room:
    """A meeting of today with two cards, in an open room."""
    return begin_evening(store)


@pytest.fixture
def app(room: Room) -> Starlette:
    """The pages of the cards, the door and the counting."""
    return app_of(room)
