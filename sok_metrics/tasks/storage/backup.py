"""Backing up a store, and knowing which backups there are."""

import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sok_metrics.errors import SokError, StoreReadOnlyError
from sok_metrics.nouns.calendar import day_of
from sok_metrics.store.backup import BackupKind
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.history import last_change_moment
from sok_metrics.tasks.storage.papers import keep_papers
from sok_metrics.tasks.storage.place import (
    backup_folder,
    backup_kind,
    backup_moment,
    list_backups,
    papers_folder,
)
from sok_metrics.texts import _

KEPT_DAILY = 14
"""So many daily backups are kept; the others stay until somebody removes them."""


@dataclass(frozen=True)
class BackupReport:
    """The backup that was made, and the older ones that were removed for it."""

    path: Path
    removed: tuple[Path, ...]


def back_up(
    store: Store,
    folder: Path | None = None,
    *,
    keep: int | None = None,
    kind: BackupKind = BackupKind.BY_HAND,
) -> BackupReport:
    """Copy the store into `folder` (by default beside it); with `keep` only so many of this kind remain."""
    if keep is not None and keep < 1:
        raise SokError(_("Bewaar minstens 1 reservekopie. Er is niets veranderd."))
    folder = folder or backup_folder(store.path)
    _make_sure_of(folder)
    made = store.back_up(folder, kind)
    keep_papers(papers_folder(store.path), papers_folder(made))
    older = [one for one in list_backups(store.path, folder) if backup_kind(one) is kind and one != made]
    surplus = tuple(older[keep - 1 :]) if keep is not None else ()
    for path in surplus:
        path.unlink(missing_ok=True)
        shutil.rmtree(papers_folder(path), ignore_errors=True)
    return BackupReport(made, surplus)


def back_up_daily(store: Store, day: date) -> BackupReport | None:
    """The backup of this day (in Amsterdam); None when there is one, or when nothing changed since the last.

    So the backups that are kept are the last days on which something happened.
    """
    daily = [one for one in list_backups(store.path) if backup_kind(one) is BackupKind.DAILY]
    if daily:
        last = backup_moment(daily[0])
        changed_at = last_change_moment(store.whole())
        if day_of(last) == day or changed_at is None or changed_at < last:
            return None
    return back_up(store, keep=KEPT_DAILY, kind=BackupKind.DAILY)


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
