"""The note that a running server leaves beside its store, and whether that server answers."""

import json
import ssl
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from sok_metrics.tasks.storage.place import HEALTH_PATH, server_note

_HEALTH_SECONDS = 5.0


@dataclass(frozen=True)
class ServerNote:
    """How to reach the server that has a store open."""

    url: str
    token: str
    pid: int


def read_server_note(path: Path) -> ServerNote | None:
    """The note beside the store at `path`; None without one that can be read."""
    try:
        found = json.loads(server_note(path).read_text(encoding="utf-8"))
        return ServerNote(url=str(found["url"]), token=str(found["token"]), pid=int(found["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_answering(note: ServerNote) -> bool:
    """Whether a SOK-monitor answers at the address of the note."""
    try:
        answer = json.loads(fetch(note.url + HEALTH_PATH, seconds=_HEALTH_SECONDS))
        return isinstance(answer, dict) and answer.get("ok") is True
    except (OSError, HTTPException, ValueError):
        return False


def fetch(request: str | urllib.request.Request, *, seconds: float) -> bytes:
    """Fetch from this computer: never through a proxy, and without a name that a certificate could prove."""
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusting)
    )
    with opener.open(request, timeout=seconds) as response:
        content: Any = response.read()
    return bytes(content)
