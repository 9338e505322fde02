"""Where a store, its backups and the note of its server are kept."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sok_metrics.store.driver import file_errors
from sok_metrics.store.files import BACKUPS

ENVIRONMENT_NAME = "SOK_DATABASE"
DEFAULT_DATABASE = Path(__file__).resolve().parents[3] / "data" / "sok.duckdb"

PUT_BACK_PATH = "/reservekopie-terugzetten"
"""The page of a server on which a backup from elsewhere is put back."""

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


def server_note(path: Path) -> Path:
    """The file in which a running server says how to reach it, beside the store at `path`."""
    resolved = path.resolve()
    return resolved.with_name(resolved.name + ".server")


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
