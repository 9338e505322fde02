"""One store: a DuckDB file that one process owns, with one way to read and one way to write."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from sok_metrics.errors import StoreMissingError
from sok_metrics.model import View
from sok_metrics.store.backup import copy_in_subprocess
from sok_metrics.store.changes.change_set import ChangeSet, ChangeSource
from sok_metrics.store.driver import connect, driver_errors, locked, roll_back
from sok_metrics.store.migration import apply_migration, pending_migrations
from sok_metrics.store.reader import Reader
from sok_metrics.texts import _

_open_stores: dict[Path, "Store"] = {}
_registry_lock = threading.RLock()


def open_store(path: Path, *, create: bool = False) -> "Store":
    """The store at `path`, opened once per process however often it is asked for.

    Raises StoreMissingError without a file (unless `create`), or another `SokError` when it cannot be opened.
    """
    path = path.resolve()
    with _registry_lock:
        if path not in _open_stores:
            if not create and not path.exists():
                raise StoreMissingError(
                    _(
                        "Er is nog geen SOK-bestand op {path}. Maak het met: python -m sok_metrics init"
                    ).format(path=path)
                )
            _open_stores[path] = Store(path)
        return _open_stores[path]


class Store:
    """An open store; make it with `open_store`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._write_lock = threading.RLock()
        # DuckDB drops its own lock as soon as this process opens the file a second time, so we hold our own.
        self._file_lock = FileLock(f"{path}.lock", mode=0o600, thread_local=False)
        with driver_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._file_lock.acquire(timeout=0)
            except Timeout as error:
                raise locked(path) from error
        try:
            self._connection = connect(path)
            try:
                self._migrate()
                self._last_change = self._newest_change()
            except BaseException:
                self._connection.close()
                raise
        except BaseException:
            self._file_lock.release()
            raise

    def reader(self, view: View | None = None) -> Reader:
        """A reader that shows the rows of this view (by default: everything, now)."""
        return Reader(self._connection, self.path, view or View(), last_change=self._last_change)

    @contextmanager
    def write(self, *, made_by: str, reason: str, source: ChangeSource) -> Iterator[ChangeSet]:
        """One transaction with its change set: all of the block is saved, or nothing.

        Writers take turns: DuckDB silently loses one of two overlapping updates.
        """
        with self._write_lock, driver_errors(self.path):
            cursor = self._connection.cursor()
            cursor.execute("BEGIN")
            try:
                change = ChangeSet.begin(cursor, made_by=made_by, reason=reason, source=source)
                yield change
                change.finish()
                cursor.execute("COMMIT")
            except BaseException:
                roll_back(cursor)
                raise
            self._last_change = self._newest_change()

    def back_up(self, folder: Path) -> Path:
        """Copy the store into `folder` and return the new file's path; writers wait meanwhile."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        target = folder / f"{self.path.stem}-{stamp}{self.path.suffix}"
        with self._write_lock, driver_errors(self.path):
            self._connection.cursor().execute("CHECKPOINT")
            copy_in_subprocess(self.path, target)
        return target

    def close(self) -> None:
        """Close the file and give up the lock; an open transaction is rolled back."""
        with _registry_lock, self._write_lock:
            _open_stores.pop(self.path, None)
            self._connection.close()
            self._file_lock.release()

    def _migrate(self) -> None:
        with driver_errors(self.path):
            steps = pending_migrations(self._connection)
            if steps and steps[0].number > 1:
                self.back_up(self.path.parent / "backups")
            for step in steps:
                apply_migration(self._connection, step)

    def _newest_change(self) -> int:
        row = self._connection.cursor().execute("SELECT coalesce(max(number), 0) FROM change_set").fetchone()
        return int(row[0]) if row else 0


