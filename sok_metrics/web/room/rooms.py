"""The room of this server: its pages beside the dashboard, and what runs as long as the server does."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Lock

from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from sok_metrics.nouns.model import Actor
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.room.director import Director, directing
from sok_metrics.tasks.room.ending import close_what_is_left, end_room
from sok_metrics.tasks.room.evening import read_deck
from sok_metrics.tasks.room.leading import StoreCommand
from sok_metrics.tasks.room.saying import words_of
from sok_metrics.tasks.room.state import Room, room_of
from sok_metrics.tasks.room.voting import close_card, open_card
from sok_metrics.web.room.app import room_app
from sok_metrics.web.room.assets import asset_routes
from sok_metrics.web.room.cards import card_routes
from sok_metrics.web.room.door_pages import door_routes
from sok_metrics.web.room.leader import LeaderRoutes
from sok_metrics.web.room.listener import room_server
from sok_metrics.web.room.screen import ScreenRoutes


def room_routes(path: Path, base: str) -> Sequence[BaseRoute]:
    """The screen and the page of who leads, on the server of the dashboard."""
    director = director_of(path)
    return [
        *LeaderRoutes(director, base, _CARDS).routes(),
        *ScreenRoutes(director, base).routes(),
        *card_routes(director.room, base),
        *door_routes(director.room, base),
        *asset_routes(base),
    ]


def _open_card(director: Director, code: str, by: Actor) -> None:
    open_card(open_store(director.path), director.room, code, by=by)


def _close_card(director: Director, code: str, by: Actor) -> None:
    close_card(open_store(director.path), director.room, code, by=by)


_CARDS: dict[str, StoreCommand] = {"open_card": _open_card, "close_card": _close_card}


@asynccontextmanager
async def rooms(path: Path) -> AsyncIterator[None]:
    """While the block runs, screens follow the evening, and phones are served whenever the room is open."""
    director = director_of(path)

    def for_phones(_room: Room) -> ASGIApp:
        return room_app(director, [*card_routes(director.room, ""), *door_routes(director.room, "")])

    def tidy() -> None:
        close_what_is_left(director.path, director.room)

    async with directing(director), room_server(director.room, for_phones, tidy):
        yield


def director_of(path: Path) -> Director:
    """The director of the store at `path`: the same one for all who ask in this process."""
    key = path.resolve()
    with _making:
        if key not in _directors:
            _directors[key] = Director(room_of(key), key, read=read_deck, say=words_of, end=end_room)
        return _directors[key]


_directors: dict[Path, Director] = {}
_making = Lock()
