"""A room with cards for tests of its pages: a real store, and phones with cookies of their own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from sok_metrics import clock
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.connection import Store
from sok_metrics.tasks.room import card_box, door, state, tokens
from sok_metrics.tasks.room.state import Room, room_of
from sok_metrics.web.room.cards import card_routes
from sok_metrics.web.room.counting import counting_routes
from sok_metrics.web.room.door_pages import door_routes
from tests.store.rows import indicator, meeting, save

LEADER = Actor("Els", Role.EDITOR)
CODE = "rode-fiets"
CARD = {"kind": "card", "question": "Telt iedereen even zwaar?", "name": "Even zwaar"}
SCRIPT = {"X-Sok-Zaal": "1"}


def restart() -> None:
    """What a server knows after it was killed: only what stands on the disk."""
    for box in card_box._boxes.values():
        box.close()
    for one in door._doors.values():
        if one._later is not None:
            one._later.cancel()
    for known in (card_box._boxes, door._doors, state._rooms, tokens._keys):
        known.clear()


def begin_evening(store: Store, *, number: int = 1, status: str = "planned") -> Room:
    """A meeting of today with two cards, that takes place now and is not held yet."""
    today = str(clock.today())
    save(
        store,
        meeting=[meeting(number, today, status=status, title="Voorjaar <2026>")],
        indicator=[
            indicator("K-1", **CARD),
            indicator("K-2", **{**CARD, "question": 'Beslist u mee? "<b>'}),
            indicator("I-1"),
        ],
    )
    room = room_of(store.path)
    room.change(meeting_number=number, join_code=CODE, is_open=True)
    return room


def app_of(room: Room, base: str = "") -> Starlette:
    """Only the pages of the cards, the door and the counting."""
    routes = [*card_routes(room, base), *door_routes(room, base), *counting_routes(room, base)]
    return Starlette(routes=routes)


@contextmanager
def phone(app: Starlette, *, group: str | None = "resident", code: str = CODE) -> Iterator[TestClient]:
    """A phone that scanned the code and said as what somebody is here."""
    with TestClient(app) as client:
        client.get(f"/zaal/mee/{code}")
        if group:
            client.post("/zaal/kaarten/groep", data={"groep": group})
        yield client


def tap(client: TestClient, card: str, score: int, **more: str) -> Any:
    """A tap by the script."""
    return client.post("/zaal/kaarten", data={"kaart": card, "score": str(score), **more}, headers=SCRIPT)


def title(answer: Any) -> str:
    [found] = re.findall("<h1>(.*?)</h1>", answer.text)
    return unescape(found)


def words(answer: Any) -> str:
    """All that one reads on a page."""
    text = re.sub("(?s)<style>.*?</style>", "", answer.text)
    return " ".join(unescape(re.sub("<[^>]+>", " ", text)).split())
