"""One store: a DuckDB file that one process owns, with one way to read and one way to write."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import duckdb

from sok_metrics.errors import SokError, StoreFaultError, StoreMissingError
from sok_metrics.nouns.model import Actor, View
from sok_metrics.store.backup import BackupKind, backup_path, copy_in_subprocess
from sok_metrics.store.changes.change_set import ChangeSet, ChangeSource, IsSure
from sok_metrics.store.driver import (
    Connection,
    connect,
    driver_errors,
    file_errors,
    roll_back,
    single_value,
)
from sok_metrics.store.files import (
    BACKUPS,
    Identity,
    gone,
    identity,
    keep_new_files_private,
    make_private,
    refuse_folder,
    stop_keeping_private,
    take_file_lock,
)
from sok_metrics.store.gate import Gate, GateBusyError
from sok_metrics.store.migration import apply_migration, pending_migrations
from sok_metrics.store.reader import Reader, WholeReader, with_tables
from sok_metrics.store.rewrite import rewrite_file
from sok_metrics.texts import _

# On Windows DuckDB lets nobody read a file that it has open, so a copy needs it closed for a moment.
_OPEN_FILE_CAN_BE_COPIED = os.name != "nt"

_PATIENCE = 20.0
"""Seconds that a checkpoint waits for the queries of others."""
_PATIENCE_AT_THE_END = 3.0
"""And when the program stops: whoever stopped it does not wait for ever."""
_MOST_QUERIES = 1_000
"""Queries on one opening of the file: DuckDB (1.5.6) keeps some 10 kB of each (duckdb#10594)."""

_open_stores: dict[Path, "Store"] = {}
_registry_lock = threading.RLock()
_logger = logging.getLogger(__name__)


def open_store(path: Path, *, create: bool = False) -> "Store":
    """The store at `path`, opened once per process however often it is asked for.

    Raises StoreMissingError without a file (unless `create`), or another `SokError` when it cannot be opened.
    """
    if (known := _open_stores.get(path)) is not None:
        return known  # a page asks it a dozen times
    path = path.resolve()
    with _registry_lock:
        if path not in _open_stores:
            with file_errors(path):
                is_missing = not create and not path.exists()
            if is_missing:
                raise StoreMissingError(
                    _("Er is nog geen SOK-bestand op {path}. Maak het met: python -m sok_metrics init")
                    .format(path=path),
                    _("Er staan nog geen gegevens op de server. Zeg het tegen de beheerder."),
                )  # fmt: skip
            _open_stores[path] = Store(path)
        return _open_stores[path]


def open_stores() -> tuple["Store", ...]:
    """The stores that this process has open."""
    return tuple(_open_stores.values())


def close_stores() -> None:
    """Close every store of this process, so that each is whole in its one file: the last thing it does."""
    for store in open_stores():
        store.close()


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
        self._queries = 0
        """How many were asked since the file was opened."""
        self._has_news = True
        """Whether something may stand in the log only: what a killed process left does from the start."""
        self._file: Identity | None = None
        self._memory: dict[Any, Any] = {}
        refuse_folder(path)
        # DuckDB drops its own lock as soon as this process opens the file a second time, so we hold our own.
        self._file_lock = take_file_lock(path)
        self._connection: Connection | None = None
        make_private(path)
        keep_new_files_private()
        try:
            self._migrate()
            self._last_change = self._newest_change()
        except BaseException:
            self._disconnect()
            stop_keeping_private()
            self._file_lock.release()
            raise

    def reader(self, view: View | None = None) -> Reader:
        """A reader of the rows of this view (by default that of now): all that a visitor may see."""
        return Reader(self._reading, self.path, view or View(), self._last_change, self._memory)

    def whole(self) -> WholeReader:
        """A reader of all that is kept: for who may change it."""
        return with_tables(self.reader())

    @contextmanager
    def write(
        self,
        *,
        by: Actor,
        reason: str,
        source: ChangeSource,
        undoes: int | None = None,
        is_sure: IsSure | None = None,
    ) -> Iterator[ChangeSet]:
        """One transaction with its change set: all of the block is saved, or nothing."""
        # Writers take turns: DuckDB silently loses one of two overlapping updates.
        with self.transaction() as cursor:
            change = ChangeSet.begin(
                cursor, by=by, reason=reason, source=source, undoes=undoes, is_sure=is_sure
            )
            yield change
            change.finish()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction without a change set: only for what must leave no trace, or brings its own."""
        with self._write_lock, driver_errors(self.path):
            if self._is_writing:
                raise RuntimeError("a write inside a write: put both in one change set")
            self.refuse_when_gone()
            cursor = self._cursor()
            self._is_writing = self._has_news = True
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
            self.refuse_when_gone()
            self.checkpoint()
            with nullcontext() if _OPEN_FILE_CAN_BE_COPIED else self._alone():
                copy_in_subprocess(self.path, target)
        return target

    def replace_with(self, fresh: Path, *, kept: Path) -> None:
        """Go on with the file `fresh`, which takes the place of this one; `kept` becomes a copy of this one.

        Pages that are reading finish first, and there is a whole store in its place at every moment.
        """
        with self._alone():
            copy_in_subprocess(self.path, kept)
            with file_errors(self.path):
                fresh.replace(self.path)
            self._last_change = self._newest_change()
            # After the number of its last change: who asks for both in between must not remember
            # what it finds under a pair that this store comes to later.
            self._memory = {}
            self.opened = time.monotonic_ns()

    def rewrite(self) -> None:
        """Put all rows in a fresh file, so that nothing stays behind of what they were before."""
        with self._alone():
            rewrite_file(self.path)
            self._memory = {}

    def rewrite_if_possible(self) -> bool:
        """The same; False when it has to wait, for somebody goes on reading or the disk is full."""
        try:
            self.rewrite()
        except SokError:
            return False
        return True

    def checkpoint(self, patience: float = _PATIENCE) -> None:
        """Bring all that was saved into the one file, so that nothing stays behind in its log (.wal)."""
        with self._write_lock, driver_errors(self.path), closing(self._cursor()) as cursor:
            give_up_at = time.monotonic() + patience
            while True:
                try:
                    cursor.execute("CHECKPOINT")
                    self._has_news = False
                    return
                except duckdb.TransactionException:
                    # A query of another thread is still on its way through what was just saved.
                    if time.monotonic() > give_up_at:
                        raise
                    time.sleep(0.02)
                except duckdb.Error:
                    self._disconnect()
                    raise

    def tidy(self, patience: float) -> None:
        """Bring what was written since into the one file, and give back what many queries left in memory.

        What does not go now is tried again later.
        """
        if self._is_closed:
            return
        try:
            if self._has_news:
                self.checkpoint(patience)
            if self._queries >= _MOST_QUERIES:
                with self._alone(patience):
                    pass  # the next query opens it
        except SokError as error:
            # Nothing is lost: it stands in the log, which the next start reads.
            _logger.warning("The store could not be tidied up yet: %s", error)

    def close(self) -> None:
        """Close the file and give up the lock; all that was saved is then in the one file."""
        with self._write_lock, _registry_lock:
            if self._is_closed:
                return
            if self._connection is not None:
                # Closing does so too, but not while somebody else still reads.
                self.tidy(_PATIENCE_AT_THE_END)
            _open_stores.pop(self.path, None)
            self._is_closed = True
            self._disconnect()
            stop_keeping_private()
            self._file_lock.release()

    def refuse_when_gone(self) -> None:
        """Raise StoreGoneError when the file no longer stands in its place: what is saved would be lost."""
        now = identity(self.path)
        if self._file is None or now == self._file:
            return
        # Closed for a moment (after a fault, or for a file of our own in its place): the next query opens it.
        if now is None or self._connection is not None:
            raise gone(self.path, is_replaced=now is not None)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection for one query, during which the file stays."""
        with self._gate.together(), closing(self._cursor()) as cursor:
            yield cursor

    @contextmanager
    def _alone(self, patience: float = _PATIENCE) -> Iterator[None]:
        """Close the file, with all that was saved in it, while nobody reads it or writes in it."""
        with self._write_lock:
            self.refuse_when_gone()
            self.checkpoint(patience)
            try:
                with self._gate.alone(patience):
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
                if self._file is not None and identity(self.path) is None:
                    raise gone(self.path, is_replaced=False)
                self._connection = connect(self.path)
                self._file = identity(self.path)
                self._queries = 0
            self._queries += 1
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
                self.back_up(self.path.parent / BACKUPS, BackupKind.BEFORE_UPGRADE)
            for step in steps:
                apply_migration(connection, step)

    def _newest_change(self) -> int:
        return int(single_value(self._cursor(), "SELECT coalesce(max(number), 0) FROM change_set"))
