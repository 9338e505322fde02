"""The database driver: how a file is opened, hardened, and how its faults become sentences."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from sok_metrics.errors import (
    DiskFullError,
    SokError,
    StoreDamagedError,
    StoreFaultError,
    StoreLockedError,
    StoreReadOnlyError,
)
from sok_metrics.texts import _

Connection = duckdb.DuckDBPyConnection

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "threads": 2,
    "memory_limit": "1GB",
}
_HARDENING = (
    "SET TimeZone = 'UTC'",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_FULL = ("no space left", "disk full", "file too large", "could not write all bytes")
_READ_ONLY = ("permission denied", "read-only", "read only", "cannot open file")
_LOCKED = ("could not set lock", "being used by another process", "conflicting lock")
_DAMAGED = (
    "not a valid duckdb database",
    "checksum",
    "corrupt",
    "deserialize",
    "serialization",
    "failure while replaying wal",
)


def connect(path: Path) -> Connection:
    """A hardened connection to the file at `path` (made when it is missing).

    Raises a `SokError` when the file is damaged, locked or cannot be written.
    """
    with driver_errors(path):
        connection = duckdb.connect(str(path), config=_CONFIG)
        for statement in _HARDENING:
            connection.execute(statement)
        return connection


def roll_back(connection: Connection) -> None:
    """Undo the open transaction; after a fatal fault (a full disk) the driver has done that already."""
    with suppress(duckdb.Error):
        connection.execute("ROLLBACK")


@contextmanager
def driver_errors(path: Path) -> Iterator[None]:
    """Turn what the driver raises inside the block into a `SokError` with a Dutch sentence."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise translate(error, path) from error


def translate(error: Exception, path: Path) -> SokError:
    """The `SokError` that says what a driver's fault means for the user."""
    text = str(error).lower()
    if any(words in text for words in _FULL):
        return DiskFullError(
            _(
                "De schijf is vol, daarom is er niets opgeslagen. Er is niets verloren. "
                "Maak ruimte vrij bij {path} en probeer het opnieuw."
            ).format(path=path)
        )
    if any(words in text for words in _LOCKED):
        return locked(path)
    if any(words in text for words in _DAMAGED):
        return StoreDamagedError(
            _(
                "Het bestand {path} is beschadigd of is geen SOK-bestand. Er is niets veranderd. "
                "Zet de laatste reservekopie terug (map {backups})."
            ).format(path=path, backups=path.parent / "backups")
        )
    if any(words in text for words in _READ_ONLY) or isinstance(error, PermissionError):
        return StoreReadOnlyError(
            _(
                "Het bestand {path} kan niet worden geopend om in te schrijven. "
                "Controleer of u schrijfrechten hebt voor dit bestand en deze map."
            ).format(path=path)
        )
    return StoreFaultError(
        _("De gegevens in {path} konden niet worden gelezen of opgeslagen: {error}").format(
            path=path, error=error
        )
    )


def locked(path: Path) -> StoreLockedError:
    """The error that says that another program has the store open."""
    return StoreLockedError(
        _(
            "Het bestand {path} is al open in een ander programma. "
            "Sluit dat programma (bijvoorbeeld een ander venster met de SOK-monitor) en probeer het opnieuw."
        ).format(path=path)
    )
