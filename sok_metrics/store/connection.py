"""One store: a DuckDB file that one process owns, with one way to read and one way to write."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from sok_metrics.errors import StoreExistsError, StoreFaultError, StoreMissingError
from sok_metrics.model import Actor, View
from sok_metrics.store.backup import BackupKind, backup_path, copy_in_subprocess
from sok_metrics.store.changes.change_set import ChangeSet, ChangeSource
from sok_metrics.store.driver import (
    Connection,
    connect,
    driver_errors,
    file_errors,
    locked,
    roll_back,
    single_value,
)
from sok_metrics.store.gate import Gate, GateBusyError
from sok_metrics.store.migration import apply_migration, pending_migrations
from sok_metrics.store.reader import Reader
from sok_metrics.store.rewrite import rewrite_file
from sok_metrics.texts import _

# On Windows DuckDB lets nobody read a file that it has open, so a copy needs it closed for a moment.
_OPEN_FILE_CAN_BE_COPIED = os.name != "nt"

_PATIENCE = 20.0
"""Seconds that a checkpoint waits for the queries of others."""

_open_stores: dict[Path, "Store"] = {}
_registry_lock = threading.RLock()


def open_store(path: Path, *, create: bool = False) -> "Store":
    """The store at `path`, opened once per process however often it is asked for.

    Raises StoreMissingError without a file (unless `create`), or another `SokError` when it cannot be opened.
    """
    path = path.resolve()
    with _registry_lock:
        if path not in _open_stores:
            with file_errors(path):
                exists = path.exists()
            if not create and not exists:
                raise StoreMissingError(
                    _(
                        "Er is nog geen SOK-bestand op {path}. Maak het met: python -m sok_metrics init"
                    ).format(path=path)
                )
            _open_stores[path] = Store(path)
        return _open_stores[path]


@contextmanager
def new_store(path: Path) -> Iterator["Store"]:
    """A store to fill, which gets its place at `path` only when the whole block went well.

    Raises StoreExistsError when there is one already, and StoreLockedError when somebody else is making it.
    """
    path = path.resolve()
    lock = _take_file_lock(path)
    try:
        _refuse_existing(path)
        unfinished = path.with_name(path.name + ".new")
        _remove(unfinished)
        try:
            store = open_store(unfinished, create=True)
            try:
                yield store
                store.checkpoint()
            finally:
                store.close()
            with file_errors(path):
                unfinished.replace(path)
        finally:
            _remove(unfinished)
    finally:
        lock.release()


class Store:
    """An open store; make it with `open_store`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened = time.monotonic_ns()
        """When it was opened, for the keys of caches: a backup that is put back counts its changes anew."""
        self._write_lock = threading.RLock()
        self._connection_lock = threading.RLock()
        self._gate = Gate()
        self._is_writing = False
        self._is_closed = False
        self._memory: dict[Any, Any] = {}
        _refuse_folder(path)
        # DuckDB drops its own lock as soon as this process opens the file a second time, so we hold our own.
        self._file_lock = _take_file_lock(path)
        self._connection: Connection | None = None
        try:
            self._migrate()
            self._last_change = self._newest_change()
        except BaseException:
            self._disconnect()
            self._file_lock.release()
            raise

    def reader(self, view: View | None = None) -> Reader:
        """A reader that shows the rows of this view (by default: everything, now)."""
        return Reader(
            self._reading, self.path, view or View(), last_change=self._last_change, memory=self._memory
        )

    @contextmanager
    def write(
        self, *, by: Actor, reason: str, source: ChangeSource, undoes: int | None = None
    ) -> Iterator[ChangeSet]:
        """One transaction with its change set: all of the block is saved, or nothing.

        Writers take turns: DuckDB silently loses one of two overlapping updates.
        """
        with self.transaction() as cursor:
            change = ChangeSet.begin(cursor, by=by, reason=reason, source=source, undoes=undoes)
            yield change
            change.finish()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction without a change set: only for what must leave no trace, or brings its own."""
        with self._write_lock, driver_errors(self.path):
            if self._is_writing:
                raise RuntimeError("a write inside a write: put both in one change set")
            self._is_writing = True
            cursor = self._cursor()
            try:
                cursor.execute("BEGIN")
                try:
                    yield cursor
                except BaseException:
                    roll_back(cursor)
                    raise
                self._commit(cursor)
            finally:
                cursor.close()
                self._is_writing = False
            self._last_change = self._newest_change()

    @contextmanager
    def looking_ahead(self) -> Iterator[Connection]:
        """One moment of the store, with temporary tables of its own; nothing of what is done there stays."""
        with driver_errors(self.path), self._reading() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
            finally:
                roll_back(cursor)

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Nobody writes meanwhile, so that several queries tell of one moment."""
        with self._write_lock:
            yield

    def back_up(self, folder: Path, kind: BackupKind = BackupKind.BY_HAND) -> Path:
        """Copy the store into `folder` and return the new file's path; writers wait meanwhile."""
        target = backup_path(self.path, folder, kind)
        with self._write_lock:
            self.checkpoint()
            with nullcontext() if _OPEN_FILE_CAN_BE_COPIED else self._alone():
                copy_in_subprocess(self.path, target)
        return target

    def replace_with(self, fresh: Path, *, kept: Path) -> None:
        """Go on with the file `fresh`, which takes the place of this one; `kept` becomes a copy of this one.

        Pages that are reading finish first, and there is a whole store in its place at every moment.
        """
        with self._write_lock:
            self.checkpoint()
            with self._alone():
                copy_in_subprocess(self.path, kept)
                with file_errors(self.path):
                    fresh.replace(self.path)
                self.opened = time.monotonic_ns()
                self._memory = {}
                self._last_change = self._newest_change()

    def rewrite(self) -> None:
        """Put all rows in a fresh file, so that nothing stays behind of what they were before."""
        with self._write_lock:
            self.checkpoint()
            with self._alone():
                rewrite_file(self.path)
                self._memory = {}

    def checkpoint(self) -> None:
        """Bring all that was saved into the one file, so that nothing stays behind in its log (.wal)."""
        with self._write_lock, driver_errors(self.path), closing(self._cursor()) as cursor:
            give_up_at = time.monotonic() + _PATIENCE
            while True:
                try:
                    cursor.execute("CHECKPOINT")
                    return
                except duckdb.TransactionException:
                    # A query of another thread is still on its way through what was just saved.
                    if time.monotonic() > give_up_at:
                        raise
                    time.sleep(0.02)
                except duckdb.Error:
                    self._disconnect()
                    raise

    def close(self) -> None:
        """Close the file and give up the lock; an open transaction is rolled back."""
        with self._write_lock, _registry_lock:
            _open_stores.pop(self.path, None)
            self._is_closed = True
            self._disconnect()
            self._file_lock.release()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection for one query, during which the file stays."""
        with self._gate.together(), closing(self._cursor()) as cursor:
            yield cursor

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Close the file while nobody reads it or writes in it."""
        try:
            with self._gate.alone(_PATIENCE):
                self._disconnect()
                if self.path.with_name(f"{self.path.name}.wal").exists():
                    # Another file in its place would silently get what stands in this log.
                    raise RuntimeError(f"{self.path} left a log behind when it was closed")
                yield
        except GateBusyError as error:
            raise StoreFaultError(
                _("Het bestand wordt nog gelezen. Er is niets veranderd. Probeer het zo opnieuw.")
            ) from error

    def _cursor(self) -> Connection:
        """A connection of one's own to the file: threads must not share one."""
        with self._connection_lock:
            if self._is_closed:
                raise RuntimeError(f"the store {self.path} is closed")
            if self._connection is None:
                self._connection = connect(self.path)
            return self._connection.cursor()

    def _disconnect(self) -> None:
        """Close the file until it is needed again: after a fault in saving DuckDB may refuse everything."""
        with self._connection_lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _commit(self, cursor: Connection) -> None:
        try:
            cursor.execute("COMMIT")
        except duckdb.Error:
            roll_back(cursor)
            cursor.close()
            self._disconnect()
            raise

    def _migrate(self) -> None:
        with driver_errors(self.path):
            connection = self._cursor()
            steps = pending_migrations(connection, self.path)
            if steps and steps[0].number > 1:
                self.back_up(self.path.parent / "backups", BackupKind.BEFORE_UPGRADE)
            for step in steps:
                apply_migration(connection, step)

    def _newest_change(self) -> int:
        return int(single_value(self._cursor(), "SELECT coalesce(max(number), 0) FROM change_set"))


def _take_file_lock(path: Path) -> FileLock:
    lock = FileLock(f"{path}.lock", mode=0o600, thread_local=False)
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise locked(path) from error
    return lock


def _refuse_folder(path: Path) -> None:
    with file_errors(path):
        if path.is_dir():
            raise StoreFaultError(
                _("{path} is een map. Geef de naam van een bestand, bijvoorbeeld {example}.").format(
                    path=path, example=path / "sok.duckdb"
                )
            )


def _refuse_existing(path: Path) -> None:
    log = path.with_name(f"{path.name}.wal")
    with file_errors(path):
        if path.exists():
            raise StoreExistsError(
                _(
                    "Er is al een SOK-bestand op {path}. Er is niets veranderd. "
                    "Kies een andere naam, of geef het oude bestand eerst een andere naam."
                ).format(path=path)
            )
        if log.exists():
            raise StoreExistsError(
                _(
                    "Er staat nog een bestand {log} van een eerder SOK-bestand. Er is niets veranderd. "
                    "Haal het weg of geef het een andere naam, en probeer het opnieuw."
                ).format(log=log)
            )


def _remove(path: Path) -> None:
    """Remove an unfinished store with what DuckDB and the lock put beside it."""
    for name in (path.name, f"{path.name}.wal", f"{path.name}.lock"):
        with file_errors(path), suppress(FileNotFoundError):
            path.with_name(name).unlink()
