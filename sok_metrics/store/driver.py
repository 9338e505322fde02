"""The database driver: how a file is opened, hardened and filled, and how its faults become sentences."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from sok_metrics.errors import (
    DiskFullError,
    SokError,
    StoreDamagedError,
    StoreFaultError,
    StoreLockedError,
    StoreNewerError,
    StoreReadOnlyError,
)
from sok_metrics.texts import _

_logger = logging.getLogger(__name__)

Connection = duckdb.DuckDBPyConnection

BLOCK_SIZE = 65536
"""Many small tables: with the default of 256 kB a block BoTu takes 57 MB, now 17; queries take 7% more."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "threads": 2,
    "memory_limit": "1GB",
    "default_block_size": BLOCK_SIZE,
}
_HARDENING = (
    "SET TimeZone = 'UTC'",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_PARAMETER = re.compile(r"\$\w+")
# What the driver (1.5.6) and the operating system say, in lower case; Windows speaks the user's language.
_FULL = ("no space left", "disk full", "file too large", "could not write all bytes", "quota exceeded")
_LOCKED = (
    "could not set lock",
    "conflicting lock",
    "being used by another process",
    "file is already open in",
)
_NEWER = ("database file with version number", "newer version of duckdb")
_DAMAGED = (
    "not a valid duckdb database",
    "checksum",
    "corrupt",
    "deserialize",
    "serialization",
    "failure while replaying wal",
    "could not read enough bytes",
)
_READ_ONLY = ("permission denied", "read-only", "read only", "cannot open file", "access is denied")
# Faults of one statement: their text may quote what a user typed, so it says nothing about the file.
_STATEMENT_FAULTS = (duckdb.DataError, duckdb.IntegrityError, duckdb.ProgrammingError)


def connect(path: Path) -> Connection:
    """A hardened connection to the file at `path` (made when it is missing).

    Raises a `SokError` when the file is damaged, locked or cannot be written.
    """
    with driver_errors(path):
        connection = duckdb.connect(str(path), config=_CONFIG)
        if not _is_hardened(connection):
            for statement in _HARDENING:
                connection.execute(statement)
        return connection


def _is_hardened(connection: Connection) -> bool:
    """Whether the file is open already in this process (a query of another thread), hardened and all."""
    return bool(single_value(connection, "SELECT current_setting('lock_configuration')"))


def single_value(connection: Connection, sql: str, parameters: Mapping[str, Any] | None = None) -> Any:
    """The one value of a query that gives one row, or None without a row.

    Fetches all of it: a result that is not read to its end keeps its transaction open, and CHECKPOINT waits.
    """
    found = connection.execute(sql, parameters).fetchall()
    return found[0][0] if found else None


def tables_in(connection: Connection, sql: str) -> set[str]:
    """The tables that a query reads, in whatever part of it; names of its own (WITH) are none."""
    # DuckDB takes no parameters here; what they hold makes no difference.
    return connection.get_table_names(_PARAMETER.sub("(NULL)", sql))


def roll_back(connection: Connection) -> None:
    """Undo the open transaction; after a fault (a full disk) the driver may have done that already."""
    with suppress(duckdb.Error):
        connection.execute("ROLLBACK")


def make_text_table(connection: Connection, name: str, rows: pd.DataFrame) -> None:
    """Make a temporary table of text out of a frame; a missing value is NULL."""
    # Declared as text: the driver guesses a type from a sample, and a column that is nearly empty fools it.
    connection.register("frame_to_copy", rows.astype("string"))
    try:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM frame_to_copy")
    finally:
        connection.unregister("frame_to_copy")


@contextmanager
def driver_errors(path: Path) -> Iterator[None]:
    """Turn what the driver raises inside the block into a `SokError` with a Dutch sentence."""
    try:
        yield
    except duckdb.Error as error:
        raise _logged(translate(error, path)) from error


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system says about a file or folder inside the block into a `SokError`."""
    try:
        yield
    except OSError as error:
        raise _logged(translate(error, path)) from error


def _logged(error: SokError) -> SokError:
    """Tell who keeps the server where it goes wrong: a page does not."""
    _logger.warning("%s", error)
    return error


def translate(error: Exception, path: Path) -> SokError:
    """The `SokError` that says what a fault means for the user."""
    text = "" if isinstance(error, _STATEMENT_FAULTS) else str(error).lower()
    if any(words in text for words in _FULL):
        return disk_full(path)
    if any(words in text for words in _LOCKED):
        return locked(path)
    if any(words in text for words in _NEWER):
        return newer(path)
    if any(words in text for words in _DAMAGED):
        return damaged(path)
    if any(words in text for words in _READ_ONLY) or isinstance(error, PermissionError):
        return read_only(path)
    return StoreFaultError(
        _("De gegevens in {path} konden niet worden gelezen of opgeslagen: {error}").format(
            path=path, error=error
        ),
        _("De gegevens konden niet worden gelezen of opgeslagen. Zeg het tegen de beheerder."),
    )


def disk_full(path: Path) -> DiskFullError:
    """The error that says that there is no room to write."""
    return DiskFullError(
        _(
            "De schijf is vol, daarom is er niets opgeslagen. Er is niets verloren. "
            "Maak ruimte vrij bij {path} en probeer het opnieuw."
        ).format(path=path),
        _(
            "De schijf van de server is vol, daarom is er niets opgeslagen. Er is niets verloren. "
            "Zeg het tegen de beheerder en probeer het later opnieuw."
        ),
    )


def locked(path: Path) -> StoreLockedError:
    """The error that says that another program has the store open."""
    return StoreLockedError(
        _(
            "Het bestand {path} is al open in een ander programma. "
            "Sluit dat programma (bijvoorbeeld een ander venster met de SOK-monitor) en probeer het opnieuw."
        ).format(path=path),
        _(
            "De gegevens zijn nu open in een ander programma op de server. "
            "Sluit dat programma, of zeg het tegen de beheerder."
        ),
    )


def newer(path: Path) -> StoreNewerError:
    """The error that says that a newer version of this software made the store."""
    return StoreNewerError(
        _(
            "Het bestand {path} is gemaakt met een nieuwere versie van de SOK-monitor. "
            "Er is niets veranderd. Installeer de nieuwste versie en open het bestand dan opnieuw."
        ).format(path=path),
        _(
            "De gegevens zijn gemaakt met een nieuwere versie van de SOK-monitor. "
            "Er is niets veranderd. Zeg het tegen de beheerder."
        ),
    )


def damaged(path: Path) -> StoreDamagedError:
    """The error that says that the file is not a store, or not a whole one."""
    # With an old WAL beside it, a restored copy would silently get half of the later changes.
    return StoreDamagedError(
        _(
            "Het bestand {path} is beschadigd of is geen SOK-bestand. Er is niets veranderd. "
            "Bewaar het en zet de laatste reservekopie terug (map {backups}). "
            "Staat er ook een bestand {wal}? Haal dat dan eerst weg."
        ).format(path=path, backups=path.parent / "backups", wal=f"{path.name}.wal"),
        _(
            "De gegevens op de server zijn beschadigd. Er is niets veranderd. "
            "De beheerder kan een reservekopie terugzetten."
        ),
    )


def read_only(path: Path) -> StoreReadOnlyError:
    """The error that says that the file or its folder cannot be written."""
    return StoreReadOnlyError(
        _(
            "Het bestand {path} kan niet worden geopend om in te schrijven. "
            "Controleer of u schrijfrechten hebt voor dit bestand en deze map."
        ).format(path=path),
        _("De server kan de gegevens nu niet openen om erin te schrijven. Zeg het tegen de beheerder."),
    )
