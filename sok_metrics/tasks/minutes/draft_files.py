"""The files in which drafts of a meeting stand beside the store: whole at every moment, also after a kill."""

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sok_metrics.errors import SokError
from sok_metrics.tasks.minutes.drafts import Draft, Drafts, Other
from sok_metrics.tasks.storage.deliver import not_written, put_in_place
from sok_metrics.texts import _

FOLDER_END = ".zaal"
_START, _END = "notities-", ".json"
_locks: dict[Path, threading.RLock] = {}
_locks_lock = threading.Lock()


def room_folder(path: Path) -> Path:
    """Where an evening keeps what is not in the store (yet), beside the store at `path`."""
    return path.with_name(path.name + FOLDER_END)


@contextmanager
def turn_at(path: Path) -> Iterator[None]:
    """One at a time with the drafts of the store at `path`."""
    with _locks_lock:
        lock = _locks.setdefault(path, threading.RLock())
    with lock:
        yield


def meetings_with_drafts(path: Path) -> list[int]:
    """The numbers of the meetings of which drafts are kept."""
    found = room_folder(path).glob(f"{_START}*{_END}")
    numbers = [file.name.removeprefix(_START).removesuffix(_END) for file in found]
    return sorted(int(number) for number in numbers if number.isdecimal())


def read_drafts(path: Path, meeting: int) -> dict[str, Draft]:
    """The drafts of a meeting; none without a file. Raises SokError when the file cannot be read."""
    file = _file(path, meeting)
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return {one["key"]: _draft(one) for one in content}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SokError(
            _("Het bestand {path} met de notities is niet te lezen. Zet een kopie terug, of haal het weg.")
            .format(path=file),
            _("De notities zijn nu niet te lezen. Zeg het tegen de beheerder."),
        ) from error  # fmt: skip


def write_drafts(path: Path, meeting: int, drafts: Drafts) -> None:
    """Keep the drafts of a meeting; without any there is no file."""
    file = _file(path, meeting)
    try:
        if not drafts:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(mode=0o700, exist_ok=True)
        put_in_place(json.dumps(list(_plain(drafts.values())), ensure_ascii=False).encode(), file)
    except OSError as error:
        raise not_written(file, error) from error


def _file(path: Path, meeting: int) -> Path:
    return room_folder(path) / f"{_START}{meeting}{_END}"


def _plain(drafts: Iterable[Draft]) -> Iterator[dict[str, Any]]:
    for draft in drafts:
        others = [{**asdict(one), "at": one.at.isoformat()} for one in draft.others]
        yield {**asdict(draft), "at": draft.at.isoformat(), "others": others}


def _draft(found: dict[str, Any]) -> Draft:
    others = tuple(Other(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in found["others"])
    return Draft(**{**found, "at": datetime.fromisoformat(found["at"]), "others": others})
