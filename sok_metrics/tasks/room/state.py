"""What the screens of the room show now: one state a store, kept on disk, heard by whoever follows it."""

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from sok_metrics import clock
from sok_metrics.tasks.room.bells import Bells
from sok_metrics.tasks.storage.deliver import put_in_place

FOLDER_END = ".zaal"
"""What the folder beside the store is called that holds what the room knows, and nothing that is kept."""
_STATE_FILE = "state.json"
_TOUCH_PAUSE = 0.25
"""Seconds in which what the counters tell goes to the screens together."""


class Trouble(StrEnum):
    """Why phones cannot come in."""

    NO_NETWORK = "no_network"
    NO_PORT = "no_port"


Counts = Callable[["RoomState"], Mapping[str, int]]


@dataclass(frozen=True)
class RoomState:
    """All that decides what a screen and a phone in the room show."""

    version: int = 0
    """Higher at each change, also after a restart: who follows keeps the highest."""
    meeting_number: int | None = None
    """The meeting that is held; None while there is none."""
    point: int | None = None
    """The number of the agenda item that is on the screen; None before the first."""
    slide: int = 0
    """Which slide of that point, from 0."""
    is_blank: bool = False
    """Whether the screens show nothing, for a while."""
    zoom: int = 100
    """How large the slides are, in percents."""
    timer_started_at: float | None = None
    """The timestamp at which the timer of the point began to run; None while it stands still."""
    timer_spent: float = 0.0
    """Seconds that it ran before that."""
    open_cards: tuple[str, ...] = ()
    """Codes of the cards that can be answered now."""
    closed_cards: tuple[str, ...] = ()
    """Codes of the cards that were answered and closed this evening, the newest last."""
    is_open: bool = False
    """Whether the server for the phones in the room should run."""
    address: str = ""
    """What phones in the room type or scan, such as http://192.168.1.20:8601; "" while it is not open."""
    is_public: bool = False
    """Whether phones come to the server of the dashboard itself: one that stands on the internet."""
    port: int = 0
    """The port of that server, so that after a restart phones find it where it was."""
    join_code: str = ""
    """Short words, new each evening, in the address of who joins: an old link is known by it."""
    ends_at: float = 0.0
    """The timestamp at which the room closes by itself."""
    trouble: str = ""
    """Why the server for the phones does not run though it should (a `Trouble`); "" when it does."""
    pictures_of: int | None = None
    """The agenda item of which a screen is asked for pictures of its charts; None for none."""


class Room:
    """The room of one store; safe to use from every thread."""

    def __init__(self, path: Path) -> None:
        self.folder = path.with_name(path.name + FOLDER_END)
        self._lock = threading.Lock()
        self._bells = Bells()
        self._touched: threading.Timer | None = None
        self._state = _read(self.folder / _STATE_FILE)
        self.counts: Counts = lambda _state: {}
        """How many answered each open card, by its code: who keeps the answers sets this."""

    @property
    def state(self) -> RoomState:
        """What is shown now."""
        return self._state

    def change(self, **fields: Any) -> RoomState:
        """Change these fields, keep that on disk, and tell everybody who follows."""
        return self.change_by(lambda _state: fields)

    def change_by(self, changed: Callable[[RoomState], Mapping[str, Any]]) -> RoomState:
        """The same, with fields that follow from what is shown when it is our turn; {} changes nothing."""
        with self._lock:
            wanted = changed(self._state)
            found = replace(self._state, **wanted)
            if found == self._state:
                return found
            found = replace(found, version=found.version + 1)
            self._keep(found)
            self._state = found
        self._bells.ring()
        return found

    def touch(self) -> None:
        """Tell who follows that a count is different: those of a quarter of a second go together."""
        with self._lock:
            if self._touched is None:
                self._touched = threading.Timer(_TOUCH_PAUSE, self._after_touch)
                self._touched.daemon = True
                self._touched.start()

    def subscribe(self) -> AbstractContextManager[asyncio.Event]:
        """An event of the running loop that is set at each change; who waits for it clears it, and looks."""
        return self._bells.subscribe()

    @property
    def follower_count(self) -> int:
        """How many follow the room now."""
        return len(self._bells)

    def message(self) -> dict[str, Any]:
        """The whole state as it goes to a screen, with what was answered so far and the time here."""
        state = self._state
        known = self.counts(state)
        counts = {code: int(known.get(code, 0)) for code in state.open_cards}
        return {**asdict(state), "counts": counts, "now": clock.timestamp()}

    def _after_touch(self) -> None:
        with self._lock:
            self._touched = None
        self._bells.ring()

    def _keep(self, state: RoomState) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        put_in_place(json.dumps(asdict(state)).encode(), self.folder / _STATE_FILE)


def room_of(path: Path) -> Room:
    """The room of the store at `path`: the same one for all who ask in this process."""
    key = path.resolve()
    with _making:
        if key not in _rooms:
            _rooms[key] = Room(key)
        return _rooms[key]


_rooms: dict[Path, Room] = {}
_making = threading.Lock()


def _read(file: Path) -> RoomState:
    """What was kept; a new state when there is nothing that can be read, which costs no more than a key."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return RoomState()
    if not isinstance(kept, dict):
        return RoomState()
    known = {field.name for field in fields(RoomState)}
    found: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
        if name in known
    }
    return RoomState(**found)
