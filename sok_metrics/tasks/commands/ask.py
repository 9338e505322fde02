"""Having a command done: by the server that owns the store, or here when no server runs.

A running server leaves a note beside the store with its address and a token. A note can be left behind by a
server that was killed; so when nobody answers, or somebody else does, we open the store ourselves, and only
when that shows that it is open elsewhere the server is called unreachable.
"""

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path

from sok_metrics.errors import ServerUnreachableError, SokError, StoreLockedError
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.commands.run import Options, run_command
from sok_metrics.tasks.commands.server_note import ServerNote, fetch, is_answering, read_server_note
from sok_metrics.tasks.storage.place import COMMAND_PATH
from sok_metrics.tasks.storage.remains import refuse_missing
from sok_metrics.texts import _

_COMMAND_SECONDS = 900.0


class _NoServerError(Exception):
    """Nobody answers at the address of the note, or somebody else than the server that wrote it."""


def have_done(path: Path, name: str, options: Options) -> bytes:
    """The answer of a command on the store at `path`; raises SokError when it cannot be done."""
    note = read_server_note(path)
    if note is not None:
        try:
            return ask_server(note, name, options)
        except _NoServerError as error:
            return _do_here(path, name, options, silent_server=error)
    return _do_here(path, name, options)


def ask_server(note: ServerNote, name: str, options: Options) -> bytes:
    """Have the server do a command; raises SokError with the server's sentence when it refuses."""
    if not is_answering(note):
        raise _NoServerError
    request = urllib.request.Request(
        f"{note.url}{COMMAND_PATH}/{name}",
        data=json.dumps(options).encode(),
        headers={"Authorization": f"Bearer {note.token}", "Content-Type": "application/json"},
        method="POST",
    )
    try:
        return fetch(request, seconds=_COMMAND_SECONDS)
    except urllib.error.HTTPError as error:
        raise _refusal(error) from error
    except (OSError, HTTPException) as error:
        raise _unreachable(str(error)) from error


def _refusal(error: urllib.error.HTTPError) -> Exception:
    """What the server's refusal means: a sentence of its own, a stranger at this address, or a fault."""
    if error.code in (401, 403, 404):
        return _NoServerError()
    try:
        return SokError(str(json.loads(error.read())["error"]))
    except (OSError, ValueError, KeyError, TypeError):
        return _unreachable(f"HTTP {error.code}")


def _do_here(path: Path, name: str, options: Options, silent_server: Exception | None = None) -> bytes:
    refuse_missing(path)
    try:
        store = open_store(path)
    except StoreLockedError as error:
        raise (error if silent_server is None else _unreachable(_("geen antwoord"))) from silent_server
    try:
        return run_command(store, name, options)
    finally:
        store.close()


def _unreachable(reason: str) -> ServerUnreachableError:
    return ServerUnreachableError(
        _(
            "Het bestand is open in het dashboard, maar het dashboard doet de opdracht niet ({reason}). "
            "Start het dashboard opnieuw of sluit het, en probeer het dan nog eens."
        ).format(reason=reason)
    )
