"""Numbered SQL files that bring a store to the shape that this code needs."""

import hashlib
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sok_metrics import clock
from sok_metrics.store.driver import Connection, damaged, newer, roll_back, single_value

MIGRATION_TABLE = """
    CREATE TABLE migration (
        number BIGINT PRIMARY KEY,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        applied_at TIMESTAMP NOT NULL
    )
    """
"""What a store has before its first step: which steps it has had."""

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


def pending_migrations(connection: Connection, path: Path) -> list[Migration]:
    """The migrations that this store still needs.

    Raises StoreNewerError when it is ahead of the code, StoreDamagedError when it is no store of ours.
    """
    known = known_migrations()
    done = _applied_number(connection, path)
    if done > known[-1].number:
        raise newer(path)
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
                "now": clock.now(),
            },
        )
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise
    connection.execute("CHECKPOINT")


def _applied_number(connection: Connection, path: Path) -> int:
    tables = {
        row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    }
    if tables and "migration" not in tables:
        raise damaged(path)
    if not tables:
        connection.execute(MIGRATION_TABLE)
    return int(single_value(connection, "SELECT coalesce(max(number), 0) FROM migration"))
