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

from sok_metrics.tasks.ask import ServerNote, is_answering, read_server_note
from sok_metrics.tasks.place import database_path, server_note
from sok_metrics.web.daily import daily_backups
from sok_metrics.web.own_computer import SetupCode

_EVERY_ADDRESS = {"", "0.0.0.0", "::"}
_logger = logging.getLogger(__name__)


def announced(base: str, token: str, code: SetupCode) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A lifespan for the server: its note is there from start to end; who starts it learns the code."""

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        path = database_path()
        note = ServerNote(url=_own_address() + base, token=token, pid=os.getpid())
        await run_in_threadpool(leave_note, path, note)
        code.show_at_start(path, note.url)
        try:
            async with daily_backups(path):
                yield
        finally:
            remove_note(path, token)

    return lifespan


def leave_note(path: Path, note: ServerNote) -> None:
    """Write the note, readable for this user only; the note of another server that answers stays.

    A server that cannot write it works all the same: then only the command line cannot ask it anything.
    """
    earlier = read_server_note(path)
    # At our own address nobody answers before we do: the earlier note is of a server that was killed.
    if earlier is not None and earlier.url != note.url and is_answering(earlier):
        _logger.warning("Another server has %s open already: %s", path, earlier.url)
        return
    target = server_note(path)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(note), file)
        unfinished.replace(target)
    except OSError as error:
        _logger.warning("Commands cannot ask this server anything: %s", error)
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


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
