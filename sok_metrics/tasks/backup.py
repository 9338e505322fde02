"""Backing up a store, and knowing which backups there are."""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sok_metrics.errors import SokError, StoreReadOnlyError
from sok_metrics.store import Store
from sok_metrics.tasks.place import backup_folder
from sok_metrics.texts import _

_STAMP = "%Y%m%d-%H%M%S-%f"


@dataclass(frozen=True)
class BackupReport:
    """The backup that was made, and the older ones that were removed for it."""

    path: Path
    removed: tuple[Path, ...]


def back_up(store: Store, folder: Path | None = None, *, keep: int | None = None) -> BackupReport:
    """Copy the store into `folder` (by default beside it); with `keep` only so many backups remain there."""
    if keep is not None and keep < 1:
        raise SokError(_("Bewaar minstens 1 reservekopie. Er is niets veranderd."))
    folder = folder or backup_folder(store.path)
    _make_sure_of(folder)
    made = store.back_up(folder)
    older = [path for path in list_backups(store.path, folder) if path != made]
    surplus = tuple(older[keep - 1 :]) if keep is not None else ()
    for path in surplus:
        path.unlink(missing_ok=True)
    return BackupReport(made, surplus)


def list_backups(path: Path, folder: Path | None = None) -> list[Path]:
    """The backups of the store at `path`, newest first."""
    folder = folder or backup_folder(path)
    found = [file for file in folder.iterdir() if _is_backup(file, path)] if folder.is_dir() else []
    return sorted(found, key=lambda file: file.name, reverse=True)


def backup_moment(backup: Path) -> datetime:
    """The moment (naive UTC) that the name of a backup tells."""
    stamp = "-".join(backup.stem.split("-")[-3:])
    return datetime.strptime(stamp, _STAMP)


def _is_backup(file: Path, path: Path) -> bool:
    pattern = re.escape(path.stem) + r"-\d{8}-\d{6}-\d{6}" + re.escape(path.suffix)
    return re.fullmatch(pattern, file.name) is not None


def _make_sure_of(folder: Path) -> None:
    """Make the folder when it is missing; say it in a sentence when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise StoreReadOnlyError(
            _(
                "In de map {folder} kan geen reservekopie worden opgeslagen. "
                "Kies een andere map of controleer of u er mag schrijven. Er is niets veranderd."
            ).format(folder=folder)
        )
