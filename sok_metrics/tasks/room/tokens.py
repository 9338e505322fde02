"""What tells the phones of one evening apart: a token by lot, which only this server can make.

It is worth nothing on another evening. Who answers what stands in no list with it: the file of a card has
marks that follow from it (`card_file`), and those are gone after closing.
"""

import hmac
import json
import secrets
from pathlib import Path
from threading import Lock

from sok_metrics.tasks.room.card_file import sync_folder
from sok_metrics.tasks.room.state import Room
from sok_metrics.tasks.storage.deliver import put_in_place

_FILE = "sleutel.json"
_LONGEST = 100
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look like another
_making = Lock()


def new_token(room: Room) -> str:
    """The token of a phone that joins this evening."""
    number = secrets.token_urlsafe(16)
    return f"{number}.{_seal(_key(room), 'phone', number)}"


def is_token(room: Room, text: str) -> bool:
    """Whether this server made the token, for this evening."""
    number, _dot, seal = text.partition(".")
    if room.state.meeting_number is None or not number or len(text) > _LONGEST:
        return False
    return hmac.compare_digest(seal.encode(), _seal(_key(room), "phone", number).encode())


def door_code(room: Room) -> str:
    """The code of this evening for who counts at the door, such as "kx7m-2pqd": given by who leads."""
    digest = hmac.digest(_key(room), b"door code", "sha256")
    signs = "".join(_SIGNS[one % len(_SIGNS)] for one in digest[:8])
    return f"{signs[:4]}-{signs[4:]}"


def is_door_code(room: Room, typed: str) -> bool:
    """Whether this is the code for the door, however it was typed over."""
    if room.state.meeting_number is None:
        return False
    given = "".join(sign for sign in typed.lower() if sign.isalnum())[:_LONGEST]
    return hmac.compare_digest(given.encode(), door_code(room).replace("-", "").encode())


def _seal(key: bytes, purpose: str, text: str) -> str:
    return hmac.new(key, f"{purpose}:{text}".encode(), "sha256").hexdigest()[:32]


def _key(room: Room) -> bytes:
    """The key of this evening, which is another one for each meeting."""
    meeting = room.state.meeting_number
    with _making:
        path = room.folder / _FILE
        known = _keys.get(path)
        if known is None or known[0] != meeting:
            known = _keys[path] = meeting, _read(path, meeting) or _make(path, meeting)
        return known[1]


_keys: dict[Path, tuple[int | None, bytes]] = {}
"""File -> the meeting and its key, so that no phone waits for the disk."""


def _read(path: Path, meeting: int | None) -> bytes | None:
    try:
        kept = json.loads(path.read_bytes())
        return bytes.fromhex(kept["key"]) if kept["meeting"] == meeting else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _make(path: Path, meeting: int | None) -> bytes:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    key = secrets.token_bytes(32)
    put_in_place(json.dumps({"meeting": meeting, "key": key.hex()}).encode(), path)
    sync_folder(path.parent)
    return key
