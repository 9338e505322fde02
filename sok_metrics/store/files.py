"""The files of a store: who may read them, who holds them, and whether they still stand in their place."""

import os
import stat
import threading
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sok_metrics.errors import StoreExistsError, StoreFaultError, StoreGoneError
from sok_metrics.store.driver import file_errors, locked
from sok_metrics.texts import _

BACKUPS = "backups"
"""The folder beside a store with its backups."""

Identity = tuple[int, int]
"""What tells one file from another that came in its place."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_mask_lock = threading.Lock()
_keeping_private = 0
_mask_before = 0


def keep_new_files_private() -> None:
    """From now on nobody else may read the files that this process makes; ends with `stop_keeping_private`.

    DuckDB makes its log (.wal) anew at any write, and its own files when memory is short, always for
    everybody: only the process as a whole can say that it may not.
    """
    global _keeping_private, _mask_before
    with _mask_lock:
        if not _keeping_private:
            _mask_before = os.umask(_OTHERS)
        _keeping_private += 1


def stop_keeping_private() -> None:
    """The end of one `keep_new_files_private`; the last gives back what the process had."""
    global _keeping_private
    with _mask_lock:
        _keeping_private -= 1
        if not _keeping_private:
            os.umask(_mask_before)


def make_private(path: Path) -> None:
    """Take away what others may do with a store that is there already, and with what stands beside it."""
    beside = [path, *(path.with_name(f"{path.name}.{end}") for end in ("wal", "lock", "tmp"))]
    with suppress(OSError):
        beside += (path.parent / BACKUPS).glob(f"{path.stem}-*{path.suffix}")
    for file in beside:
        take_from_others(file)


def take_from_others(path: Path) -> None:
    """Let only who owns a file read it; on a disk that knows no such thing it stays as it is."""
    if os.name == "nt":
        return
    with suppress(OSError):  # the file of somebody else: who may not change that, did not make it either
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & _OTHERS:
            path.chmod(mode & ~_OTHERS)


def identity(path: Path) -> Identity | None:
    """Which file stands at `path` now; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def gone(path: Path, *, is_replaced: bool) -> StoreGoneError:
    """The error that says that the file was taken away, or replaced, while it was open."""
    for_anybody = _(
        "De gegevens staan niet meer op hun plaats op de server. Er is niets opgeslagen. "
        "Zeg het tegen de beheerder."
    )
    if is_replaced:
        return StoreGoneError(
            _(
                "Het bestand {path} is vervangen door een ander bestand terwijl het dashboard het open had. "
                "Er is niets opgeslagen. Start het dashboard opnieuw. "
                "Gebruik de volgende keer: python -m sok_metrics restore."
            ).format(path=path),
            for_anybody,
        )
    return StoreGoneError(
        _(
            "Het bestand {path} is weggehaald of heeft een andere naam gekregen terwijl het dashboard het "
            "open had. Er is niets opgeslagen. Zet het bestand terug op zijn plaats, of zet een "
            "reservekopie terug."
        ).format(path=path),
        for_anybody,
    )


def take_file_lock(path: Path) -> FileLock:
    """The lock on the store at `path` for this process; raises StoreLockedError when another has it."""
    lock = FileLock(f"{path}.lock", mode=0o600, thread_local=False)
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise locked(path) from error
    return lock


def refuse_folder(path: Path) -> None:
    """Raise when there is a folder in the place of the file."""
    with file_errors(path):
        if path.is_dir():
            raise StoreFaultError(
                _("{path} is een map. Geef de naam van een bestand, bijvoorbeeld {example}.").format(
                    path=path, example=path / "sok.duckdb"
                ),
                _("Wat op de plaats van de gegevens staat, is een map. Zeg het tegen de beheerder."),
            )


def refuse_existing(path: Path) -> None:
    """Raise when there is a store already, or what one left behind."""
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


def remove_store(path: Path) -> None:
    """Remove an unfinished store with what DuckDB and the lock put beside it."""
    for name in (path.name, f"{path.name}.wal", f"{path.name}.lock"):
        with file_errors(path), suppress(FileNotFoundError):
            path.with_name(name).unlink()
