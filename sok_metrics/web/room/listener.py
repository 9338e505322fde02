"""The server for the phones in the room: a second one in this process, on the local network, for an evening.

It serves the pages of the room and nothing else; the dashboard stays at its own address. It follows the state
of the room (`tasks.room.state`): who opens or closes the room only changes that.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp
from uvicorn import Config, Server

from sok_metrics import clock
from sok_metrics.tasks.room.addresses import own_addresses
from sok_metrics.tasks.room.bells import end_task
from sok_metrics.tasks.room.state import Room, RoomState, Trouble

PORTS = range(8601, 8621)
"""The first that is free; the one of before a restart goes first."""
_LOOK_EVERY = 5.0
"""Seconds between two looks whether the evening is over, or the computer is on another network."""
_LAST_WORDS = 2
"""Seconds that answers may take when the room closes."""
_logger = logging.getLogger(__name__)

MakeApp = Callable[[Room], ASGIApp]


@asynccontextmanager
async def room_server(room: Room, make_app: MakeApp, tidy: Callable[[], None]) -> AsyncIterator[None]:
    """While the block runs, phones in the room are served whenever the room is open.

    `tidy` brings what phones left in a room that is closed to the store.
    """
    listener = asyncio.create_task(_Listener(room, make_app, tidy).keep())
    try:
        yield
    finally:
        await end_task(listener)


class _Listener:
    """Opens and closes the server as the room says."""

    def __init__(self, room: Room, make_app: MakeApp, tidy: Callable[[], None]) -> None:
        self._room = room
        self._make_app = make_app
        self._tidy = tidy
        self._server: Server | None = None
        self._serving: asyncio.Task[None] | None = None

    async def keep(self) -> None:
        """Follow the room until this is cancelled."""
        with self._room.subscribe() as bell:
            try:
                while True:
                    bell.clear()
                    try:
                        await self._look()
                        await run_in_threadpool(self._tidy)
                    except OSError as error:
                        # Such as a full disk: the next look may go better.
                        _logger.warning("The room could not be opened or closed: %s", error)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(bell.wait(), _LOOK_EVERY)
            finally:
                await self._stop()

    async def _look(self) -> None:
        state = self._room.state
        if state.is_open and clock.timestamp() >= state.ends_at:
            state = await self._change(is_open=False)
        if state.is_open and state.is_public:
            await self._stop()
            return
        if not state.is_open:
            await self._stop()
            if state.address or state.trouble:
                await self._change(address="", trouble="")
            return
        if self._serving is not None and self._serving.done():
            await self._stop()
        if self._server is None:
            await self._start(state)
        if self._server is not None:
            await self._tell_address()

    async def _start(self, state: RoomState) -> None:
        own = _bound_socket(state.port)
        if own is None:
            await self._change(address="", trouble=Trouble.NO_PORT.value)
            return
        port: int = own.getsockname()[1]
        config = Config(
            self._make_app(self._room),
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            # Nobody stands between a phone and us: who says so is not believed.
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST_WORDS,
        )
        self._server = _SecondServer(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[own]))
        _logger.info("The room is open at port %s", port)
        await self._change(port=port)

    async def _tell_address(self) -> None:
        """Put in the state where phones find us: that changes with the network."""
        found = await run_in_threadpool(own_addresses)
        port = self._room.state.port
        address = f"http://{found[0]}:{port}" if found else ""
        await self._change(address=address, trouble="" if found else Trouble.NO_NETWORK.value)

    async def _stop(self) -> None:
        if self._server is None or self._serving is None:
            return
        self._server.should_exit = True
        with suppress(OSError):
            await self._serving
        self._server = self._serving = None
        _logger.info("The room is closed")

    async def _change(self, **fields: object) -> RoomState:
        # In a thread of its own: it waits for the disk.
        return await run_in_threadpool(self._room.change, **fields)


class _SecondServer(Server):
    """A server that leaves the signals to the first one, which ends the block of `room_server`."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals as they are."""
        yield


def _bound_socket(wanted: int) -> socket.socket | None:
    """A socket at the port of before, or else at the first that is free; None when there is none."""
    first = [wanted] if wanted in PORTS else []
    for port in [*first, *(one for one in PORTS if one != wanted)]:
        own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # After a restart the port may still be held by connections of before; on Windows this option would
        # let another program take our port.
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        try:
            own.bind(("0.0.0.0", port))
        except OSError:
            own.close()
            continue
        own.setblocking(False)
        return own
    return None
