"""Counting at the door: how many came of each group, and who of them for the first time. Never who.

Several phones count at once: each tap is one step, kept at once beside the store. From time to time what was
counted goes to the attendance, as a change of its own, beside what others changed there meanwhile.
"""

import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import Actor, ParticipantGroup, Role
from sok_metrics.store.changes.records import Edit, editing
from sok_metrics.store.connection import Store, open_store
from sok_metrics.store.queries.records import list_records, read_record
from sok_metrics.tasks.room.state import FOLDER_END, Room
from sok_metrics.tasks.storage.deliver import put_in_place
from sok_metrics.texts import _

COUNTER = Actor(_("teller bij de deur"), Role.EDITOR)
"""Who counts has no name in the history: who leads gave them the code of the evening."""
STEPS: Mapping[str, tuple[int, int]] = {
    "erbij": (1, 0),
    "nieuw": (1, 1),
    "eraf": (-1, 0),
    "nieuw-eraf": (-1, -1),
}
"""What one tap adds to who came, and to who came for the first time."""
SAVE_AFTER = 20.0
"""Seconds after a tap in which more may come: what was counted goes to the store together."""
_MOST = 9_999
_REMEMBERED = 400
_FILE = "deur.json"
_logger = logging.getLogger(__name__)

Count = tuple[int, int]
"""Who came, and who of them for the first time."""


@dataclass(frozen=True)
class AtDoor:
    """What was counted at the door of one meeting."""

    meeting_number: int | None = None
    counted: Mapping[str, Count] = field(default_factory=dict)
    """Group -> who came so far."""
    saved: Mapping[str, Count] = field(default_factory=dict)
    """The same as it stood in the store when we last looked."""
    saving: Mapping[str, Count] = field(default_factory=dict)
    """What is being saved now: after a fault we know by it whether that went well."""
    taps: tuple[str, ...] = ()
    """The last taps, by lot: one that comes twice counts once."""


class Door:
    """The counting of one room; safe to use from every thread. `door_of` gives it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lock, self._save_lock = threading.Lock(), threading.RLock()
        self._later: threading.Timer | None = None
        self._at_door = _read(room.folder / _FILE)
        if _unsaved(self._at_door):
            # The server stopped before this went to the store.
            self._save_later()

    @property
    def counted(self) -> Mapping[str, Count]:
        """Group -> who came to the meeting that is held, and who of them for the first time."""
        known = self._at_door
        return known.counted if known.meeting_number == self._room.state.meeting_number else {}

    @property
    def waits(self) -> bool:
        """Whether something was counted that is not in the attendance yet."""
        return bool(_unsaved(self._at_door))

    def begin(self, store: Store) -> None:
        """Take over what stands in the store for this meeting, as far as no tap waits to go there."""
        meeting = self._room.state.meeting_number
        if meeting is not None and self._at_door.meeting_number not in (None, meeting):
            self._save_earlier(store)
        with self._lock:
            now = self._at_door
            if meeting is not None and now.meeting_number == meeting and _unsaved(now):
                self._save_later()
            elif meeting is not None:
                saved = _in_store(store, meeting)
                if now.meeting_number != meeting or now.saved != saved:
                    self._keep(AtDoor(meeting, counted=saved, saved=saved))

    def _save_earlier(self, store: Store) -> None:
        """Save what was counted at the meeting before; one that is gone stops nothing."""
        try:
            self.save(store)
        except SokError as error:
            _logger.warning("Counted at the door and not saved: %s (%s)", _unsaved(self._at_door), error)

    def count(self, group: ParticipantGroup, step: str, tap: str) -> None:
        """One tap; `tap` is a text by lot that tells it from others. Kept when this returns."""
        with self._lock:
            now = self._at_door
            if now.meeting_number is None or now.meeting_number != self._room.state.meeting_number:
                raise RefusedError(_("Er is nu geen bijeenkomst bezig."))
            if tap in now.taps:
                return
            stepped = {**now.counted, group.value: _stepped(now.counted.get(group.value, (0, 0)), step)}
            self._keep(replace(now, counted=stepped, taps=(*now.taps, tap)[-_REMEMBERED:]))
            self._save_later()
        self._room.touch()

    def save(self, store: Store, by: Actor = COUNTER) -> None:
        """Bring what was counted since the last time to the attendance; raises SokError when that fails."""
        if self._at_door.meeting_number is None or not _unsaved(self._at_door):
            return
        with self._save_lock:
            with editing(store, by=by, reason=_("Geteld bij de deur")) as edit:
                # Writers take turns, so nobody changes the attendance between this look and the write.
                then, before, aims = self._aim(store)
                _write(store, edit, then.meeting_number, aims)
            with self._lock:
                self._keep(_settled(self._at_door, then, {**before, **aims}))

    def _aim(self, store: Store) -> tuple[AtDoor, dict[str, Count], dict[str, Count]]:
        """How it stands, what the store has, and what it must become, which is kept in case of a fault."""
        with self._lock:
            then = self._known_after_fault(store)
            before = {} if then.meeting_number is None else _in_store(store, then.meeting_number)
            steps = _unsaved(then)
            aims = {group: _added(before.get(group, (0, 0)), step) for group, step in steps.items()}
            self._keep(replace(then, saving=aims))
            return then, before, aims

    def _known_after_fault(self, store: Store) -> AtDoor:
        """How it stands; what was being saved when the server fell is saved if the store has it."""
        now = self._at_door
        if now.saving and now.meeting_number is not None:
            in_store = _in_store(store, now.meeting_number)
            done = {group: aim for group, aim in now.saving.items() if in_store.get(group) == aim}
            now = replace(now, saved={**now.saved, **done}, saving={})
        return now

    def _save_later(self) -> None:
        if self._later is None:
            self._later = threading.Timer(SAVE_AFTER, self._save_now)
            self._later.daemon = True
            self._later.start()

    def _save_now(self) -> None:
        with self._lock:
            self._later = None
        path = Path(str(self._room.folder).removesuffix(FOLDER_END))
        try:
            self.save(open_store(path))
        except SokError as error:
            _logger.warning("What was counted at the door is not in the attendance yet: %s", error)

    def _keep(self, at_door: AtDoor) -> None:
        self._room.folder.mkdir(mode=0o700, exist_ok=True)
        content: dict[str, Any] = {
            "meeting": at_door.meeting_number,
            "counted": dict(at_door.counted),
            "saved": dict(at_door.saved),
            "saving": dict(at_door.saving),
            "taps": list(at_door.taps),
        }
        put_in_place(json.dumps(content).encode(), self._room.folder / _FILE)
        self._at_door = at_door


def door_of(room: Room) -> Door:
    """The counting of a room: the same for all who ask in this process."""
    with _making:
        if room.folder not in _doors:
            _doors[room.folder] = Door(room)
        return _doors[room.folder]


def people_at_door(room: Room) -> int:
    """How many were counted at the door of the meeting that is held; 0 while nobody counted."""
    return sum(came for came, _new in door_of(room).counted.values())


_doors: dict[Path, Door] = {}
_making = threading.Lock()


def _stepped(count: Count, step: str) -> Count:
    """The count after one tap: never below nothing, and never more for the first time than there are."""
    came, new = (old + more for old, more in zip(count, STEPS[step], strict=True))
    return (came, new) if 0 <= new <= came <= _MOST else count


def _added(count: Count, step: Count) -> Count:
    came = max(0, count[0] + step[0])
    return came, min(came, max(0, count[1] + step[1]))


def _unsaved(at_door: AtDoor) -> dict[str, Count]:
    """Group -> what was counted and is not in the store yet."""
    found = {}
    for group, (came, new) in at_door.counted.items():
        known = at_door.saved.get(group, (0, 0))
        if (came, new) != known:
            found[group] = (came - known[0], new - known[1])
    return found


def _settled(now: AtDoor, then: AtDoor, in_store: Mapping[str, Count]) -> AtDoor:
    """How it stands after saving: what the store has, and what was tapped meanwhile."""
    counted = dict(in_store)
    for group, count in now.counted.items():
        before = then.counted.get(group, (0, 0))
        counted[group] = _added(in_store.get(group, (0, 0)), (count[0] - before[0], count[1] - before[1]))
    return replace(now, counted=counted, saved=dict(in_store), saving={})


def _in_store(store: Store, meeting: int) -> dict[str, Count]:
    found = list_records(store.whole(), "attendance", {"meeting_number": str(meeting)})
    return {
        str(one.values["group_name"]): (
            int(one.values["count"] or 0),
            int(one.values["first_time_count"] or 0),
        )
        for one in found
    }


def _write(store: Store, edit: Edit, meeting: int | None, aims: Mapping[str, Count]) -> None:
    for group, (came, new) in aims.items():
        known = read_record(store.whole(), "attendance", (str(meeting), group))
        values = {
            "meeting_number": str(meeting),
            "group_name": group,
            "count": str(came),
            "first_time_count": str(new),
        }
        is_there = known is not None and not known.is_archived
        edit.save("attendance", values, version=known.version if known and is_there else None)


def _read(file: Path) -> AtDoor:
    """What was kept; nothing when there is nothing that can be read."""
    try:
        kept = json.loads(file.read_bytes())
        counted, saved, saving = (
            {str(group): (int(came), int(new)) for group, (came, new) in kept[name].items()}
            for name in ("counted", "saved", "saving")
        )
        return AtDoor(kept["meeting"], counted, saved, saving, tuple(map(str, kept["taps"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return AtDoor()
