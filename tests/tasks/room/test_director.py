"""What goes to the screens: a key shows at once, also while slides are read anew; never what is secret."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import ParticipantGroup
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.room import voting
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_file import Answer
from sok_metrics.tasks.room.director import Director
from sok_metrics.tasks.room.leader_state import leader_state
from sok_metrics.tasks.room.leading import lead
from sok_metrics.tasks.room.tokens import new_token
from sok_metrics.web.room.rooms import director_of
from tests.evenings import plan_full_evening
from tests.store.rows import TESTER
from tests.web.room.phones import LEADER, restart


@pytest.fixture
def director(built_stores: Callable[[str], Path], tmp_path: Path) -> Iterator[Director]:
    """The director of a store of its own, with a meeting of today in an open room."""
    path = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), path)
    opened = open_store(path)
    found = director_of(path)
    lead(found, "meeting", str(plan_full_evening(opened, clock.today())), LEADER)
    lead(found, "open_room", "", LEADER)
    yield found
    opened.close()
    restart()


@pytest.fixture
def unread(director, monkeypatch):
    """Reading the slides anew is refused from now on: it takes a second, and nobody may wait for it."""
    director.look()

    def refuse(*_rest, **_more):
        raise AssertionError("the slides were read anew")

    monkeypatch.setattr(director, "_read", refuse)


def write_something(director: Director, code: str = "EEN") -> None:
    with editing(open_store(director.path), by=TESTER, reason="toets") as edit:
        row = {"code": code, "name": "Een partij", "kind": "other"}
        edit.save("party", row, version=None)


def test_a_key_shows_at_once_while_somebody_writes_in_the_store(director, unread):
    write_something(director)
    next_slide = director.message()["ahead"][0]
    lead(director, "next", "", LEADER)
    assert director.message()["slide"] == next_slide
    assert director.message()["place"] == 2
    lead(director, "blank", "", LEADER)
    assert director.message()["blank"]
    assert director.slide(next_slide) is not None


def test_after_a_change_the_slides_of_before_show_until_the_new_ones_are_made(director, monkeypatch):
    director.look()
    ahead = director.message()["ahead"][0]
    write_something(director)
    director.shown()  # read anew, but no words were made of it
    write_something(director, "TWEE")
    director.shown()
    lead(director, "next", "", LEADER)
    assert director.message()["slide"] == ahead
    director.look()
    assert director.message()["slide"] == ahead  # the same content: no screen moves


def test_a_look_that_began_before_a_key_does_not_take_it_back(director):
    director.look()
    early = director.message()
    lead(director, "next", "", LEADER)
    now = director.message()
    director._publish({name: early[name] for name in early if name != "now"})
    assert director.message()["slide"] == now["slide"]


def test_of_a_card_that_opened_meanwhile_no_slide_of_before_shows(director):
    store, code = open_store(director.path), leader_state(director)["cards"][0]["code"]
    director.look()
    before = director.message()
    voting.open_card(store, director.room, code, by=LEADER)
    card_box_of(director.room).take(new_token(director.room), code, Answer(ParticipantGroup.RESIDENT, 4))
    director.hurry()
    assert director.message()["version"] == before["version"] < director.room.state.version
    assert director.known().deck is not director._read_before.deck
    director.look()
    assert director.message()["version"] == director.room.state.version
