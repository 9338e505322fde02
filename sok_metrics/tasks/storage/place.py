"""Where a store, its backups and the note of its server are kept."""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sok_metrics.store.backup import STAMP, BackupKind
from sok_metrics.store.driver import file_errors
from sok_metrics.store.files import BACKUPS

ENVIRONMENT_NAME = "SOK_DATABASE"
DEFAULT_DATABASE = Path(__file__).resolve().parents[3] / "data" / "sok.duckdb"

PUT_BACK_PATH = "/reservekopie-terugzetten"
"""The page of a server on which a backup from elsewhere is put back."""

COMMAND_PATH, HEALTH_PATH = "/sok/command", "/sok/health"
"""Where a running server takes commands, and says that it is there."""

ERASED_END = ".vergeten"
PAPERS_END = ".stukken"
_NAME = re.compile(r"-(?P<stamp>\d{8}-\d{6}-\d{6})(-(?P<kind>[a-z-]+))?")

_LONG_AGO = 3600.0
"""Seconds after which nobody can still be at work in a workplace."""


def database_path() -> Path:
    """The store of this installation: what SOK_DATABASE says, or else `data/sok.duckdb` of the project."""
    named = os.environ.get(ENVIRONMENT_NAME, "").strip()
    return _named(named) if named else DEFAULT_DATABASE


@lru_cache(maxsize=16)
def _named(text: str) -> Path:
    return Path(text).expanduser().resolve()


def backup_folder(path: Path) -> Path:
    """The folder that holds the backups of the store at `path`."""
    return path.resolve().parent / BACKUPS


def list_backups(path: Path, folder: Path | None = None) -> list[Path]:
    """All backups of the store at `path`, of every kind, newest first."""
    folder = folder or backup_folder(path)
    found = [file for file in folder.iterdir() if _is_backup(file, path)] if folder.is_dir() else []
    return sorted(found, key=lambda file: file.name, reverse=True)


def backup_moment(backup: Path) -> datetime:
    """The moment (naive UTC) that the name of a backup tells."""
    [*_before, found] = _NAME.finditer(backup.stem)
    return datetime.strptime(found["stamp"], STAMP)


def backup_kind(backup: Path) -> BackupKind:
    """Why a backup was made, as its name tells."""
    [*_before, found] = _NAME.finditer(backup.stem)
    return BackupKind(found["kind"] or "")


def _is_backup(file: Path, path: Path) -> bool:
    """Whether the file is a backup of the store at `path`."""
    if not file.name.startswith(path.stem) or file.suffix != path.suffix:
        return False
    found = _NAME.fullmatch(file.stem.removeprefix(path.stem))
    return found is not None and (found["kind"] or "") in set(BackupKind)


def server_note(path: Path) -> Path:
    """The file in which a running server says how to reach it, beside the store at `path`."""
    resolved = path.resolve()
    return resolved.with_name(resolved.name + ".server")


def erased_file(path: Path) -> Path:
    """Where is remembered what was erased of the store at `path`."""
    return path.with_name(path.name + ERASED_END)


def papers_folder(path: Path) -> Path:
    """Where the papers of meetings are kept that belong to the store, or to the backup, at `path`."""
    return path.with_name(path.name + PAPERS_END)


@contextmanager
def workplace(path: Path) -> Iterator[Path]:
    """A folder beside the store at `path`, to prepare another in; it goes away with all that is in it.

    Beside it: only on one disk can a file take the place of another at once.
    """
    prefix = f".{path.stem}-bezig-"
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_behind(path.parent, prefix)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_left_behind(parent: Path, prefix: str) -> None:
    """Remove what a process that was killed left here: it may hold the data of people."""
    for folder in parent.glob(f"{prefix}*"):
        if time.time() - folder.stat().st_mtime > _LONG_AGO:
            shutil.rmtree(folder, ignore_errors=True)
