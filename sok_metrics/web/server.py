"""The note that a running server leaves beside the store, so that commands can ask it (see `tasks.ask`)."""

import json
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from streamlit import config

from sok_metrics.store.connection import open_stores
from sok_metrics.tasks.commands.server_note import ServerNote, is_answering, read_server_note
from sok_metrics.tasks.files.beside import employed
from sok_metrics.tasks.storage.deliver import put_in_place
from sok_metrics.tasks.storage.place import database_path, server_note
from sok_metrics.tasks.storage.shared_place import place_warning
from sok_metrics.web.daily import regular_work
from sok_metrics.web.own_computer import SetupCode
from sok_metrics.web.stopping import tidy_when_stopped

_NOTE_PAUSE = 5.0
"""Seconds after which a server notices that another, which had the store and the note, is gone."""
_EVERY_ADDRESS = {"", "0.0.0.0", "::"}
_logger = logging.getLogger(__name__)

Beside = Callable[[Path], AbstractAsyncContextManager[None]]


def announced(
    base: str, token: str, code: SetupCode, beside: Beside
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A lifespan for the server: its note is there from start to end; who starts it learns the code.

    `beside` is what else runs as long as the server does, for its store.
    """

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        path = database_path()
        note = ServerNote(url=_own_address() + base, token=token, pid=os.getpid())
        await run_in_threadpool(leave_note, path, note)
        code.show_at_start(path, note.url)
        if (warning := place_warning(path)) is not None:
            _logger.warning("%s: %s", path, warning)
        try:
            with tidy_when_stopped(), employed():
                async with regular_work(path, lambda: keep_note(path, note), _NOTE_PAUSE), beside(path):
                    yield
        finally:
            remove_note(path, token)

    return lifespan


def leave_note(path: Path, note: ServerNote) -> None:
    """Write the note, readable for this user only; the note of another server that answers stays.

    A server that cannot write it works all the same: then only the command line cannot ask it anything.
    """
    other = _other_server(path, note)
    if other is not None:
        _logger.warning("Another server has %s open already: %s", path, other.url)
        return
    _write_note(path, note)


def keep_note(path: Path, note: ServerNote) -> None:
    """Leave the note after all when the server whose note stood there is gone, or when we have the store."""
    if read_server_note(path) == note:
        return
    has_store = any(store.path == path.resolve() for store in open_stores())
    if has_store or _other_server(path, note) is None:
        _write_note(path, note)


def _other_server(path: Path, note: ServerNote) -> ServerNote | None:
    """The note of another server that answers; None without one."""
    earlier = read_server_note(path)
    # At our own address nobody answers before we do: the earlier note is of a server that was killed.
    is_other = earlier is not None and earlier.url != note.url and is_answering(earlier)
    return earlier if is_other else None


def _write_note(path: Path, note: ServerNote) -> None:
    target = server_note(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(json.dumps(asdict(note)).encode(), target)
    except OSError as error:
        _logger.warning("Commands cannot ask this server anything: %s", error)


def remove_note(path: Path, token: str) -> None:
    """Remove the note if it is still the one with this token."""
    note = read_server_note(path)
    if note is not None and note.token == token:
        with suppress(OSError):
            server_note(path).unlink(missing_ok=True)


def _own_address() -> str:
    """The address at which this computer reaches the server, such as http://127.0.0.1:8501."""
    host = str(config.get_option("server.address") or "")
    if host in _EVERY_ADDRESS:
        host = "127.0.0.1"
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{config.get_option('server.port')}"
