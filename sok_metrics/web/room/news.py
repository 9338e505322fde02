"""Telling many phones at once that something changed: one ear for all, only for what they show."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from sok_metrics.tasks.room.state import Room, RoomState


class News:
    """Lets requests wait until what `stamp_of` says of the room is something else; of one event loop."""

    def __init__(self, room: Room, stamp_of: Callable[[RoomState], str]) -> None:
        self._room, self._stamp_of = room, stamp_of
        self._changed = asyncio.Event()
        self._ear: asyncio.Task[None] | None = None
        self.waiting = 0
        """How many wait now."""

    async def other_than(self, known: str, seconds: float) -> None:
        """Come back as soon as the stamp is another one, or after so many seconds."""
        self.waiting += 1
        try:
            if self._ear is None or self._ear.done():
                self._changed = asyncio.Event()
                self._ear = asyncio.create_task(self._hear(known))
            changed = self._changed
            if self._stamp_of(self._room.state) == known:
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), seconds)
        finally:
            self.waiting -= 1

    async def _hear(self, stamp: str) -> None:
        """While anybody waits: one look at each change of the room, which come often, for all of them."""
        with self._room.subscribe() as bell:
            while self.waiting:
                bell.clear()
                if (now := self._stamp_of(self._room.state)) != stamp:
                    stamp = now
                    told, self._changed = self._changed, asyncio.Event()
                    told.set()
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), 5)
