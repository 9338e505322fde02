"""Numbered SQL files that bring a store to the shape that this code needs."""

import hashlib
import re
from dataclasses import dataclass
from importlib import resources

from sok_metrics.errors import StoreNewerError
from sok_metrics.store.driver import Connection, roll_back
from sok_metrics.texts import _

_NAME = re.compile(r"(?P<number>\d{4})_(?P<name>\w+)\.sql")


@dataclass(frozen=True)
class Migration:
    """One step: its number, its name and its SQL."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """The fingerprint of the SQL, to see later that a landed step was not rewritten."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def known_migrations() -> list[Migration]:
    """Every migration that this code knows, in order."""
    found = []
    for file in resources.files("sok_metrics.store").joinpath("migrations").iterdir():
        if match := _NAME.fullmatch(file.name):
            found.append(Migration(int(match["number"]), match["name"], file.read_text(encoding="utf-8")))
    return sorted(found, key=lambda migration: migration.number)


def pending_migrations(connection: Connection) -> list[Migration]:
    """The migrations that this store still needs; raises StoreNewerError when it is ahead of the code."""
    known = known_migrations()
    done = _applied_number(connection)
    if done > known[-1].number:
        raise StoreNewerError(
            _(
                "Dit bestand is gemaakt met een nieuwere versie van de SOK-monitor "
                "(stap {store}; deze versie kent stap {code}). Er is niets veranderd. "
                "Installeer de nieuwste versie en open het bestand dan opnieuw."
            ).format(store=done, code=known[-1].number)
        )
    return [migration for migration in known if migration.number > done]


def apply_migration(connection: Connection, migration: Migration) -> None:
    """Run one migration in its own transaction, with a checkpoint right after.

    The checkpoint keeps a file openable when the process is killed just after an ALTER (DuckDB 1.5).
    """
    connection.execute("BEGIN")
    try:
        connection.execute(migration.sql)
        connection.execute(
            "INSERT INTO migration (number, name, sha256, applied_at) VALUES ($number, $name, $sha256, $now)",
            {
                "number": migration.number,
                "name": migration.name,
                "sha256": migration.sha256,
                "now": _utc_now(connection),
            },
        )
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise
    connection.execute("CHECKPOINT")


def _applied_number(connection: Connection) -> int:
    connection.execute(
        """
        CREATE TABLE IF NOT EXISTS migration (
            number BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            applied_at TIMESTAMP NOT NULL
        )
        """
    )
    row = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    return int(row[0]) if row else 0


def _utc_now(connection: Connection) -> object:
    row = connection.execute("SELECT CAST(now() AS TIMESTAMP)").fetchone()
    return row[0] if row else None
