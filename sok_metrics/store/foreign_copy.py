"""The process that reads a store from elsewhere, for `store.foreign`: it knows DuckDB and nothing of ours.

What is read is taken for hostile: the tables are made by our own steps, and only the rows of the tables and
columns that those know are copied. Views, macros, other schemas and types are never touched.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import duckdb

NOT_OURS = "not a valid duckdb database of ours"
NEWER = "made by a newer version of duckdb or of ours"
_MOST_ROWS = 100_000_000
_MEMORY, _SECONDS, _SMALLEST_LIMIT = 4 << 30, 1_800, 1 << 30
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "threads": 2,
    "memory_limit": "1GB",
    "temp_directory": "",
}


def copy_known_rows(source: str, target: str, first: str, steps: list[str], block_size: int) -> None:
    """Make a store at `target` with our steps, as many as `source` has had, and fill it with its rows."""
    with duckdb.connect(":memory:", config=_CONFIG) as connection:
        connection.execute(f"ATTACH '{_quoted(source)}' AS old (READ_ONLY)")
        connection.execute(f"ATTACH '{_quoted(target)}' AS fresh (BLOCK_SIZE {block_size})")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.execute("USE fresh")
        there = _tables(connection, "old")
        done = _steps_done(connection, there)
        if done > len(steps):
            raise duckdb.Error(NEWER)
        for step in [first, *steps[:done]]:
            connection.execute("BEGIN")
            connection.execute(step)
            connection.execute("COMMIT")
        ours = _tables(connection, "fresh")
        _refuse_bomb(connection, ours, there, Path(source).stat().st_size)
        for name in ours:
            columns = ", ".join(f'"{column}"' for column in _columns(connection, name))
            rows = f'SELECT {columns} FROM old.main."{name}"'
            connection.execute(f'INSERT INTO fresh.main."{name}" ({columns}) {rows}')
        connection.execute("CHECKPOINT fresh")
        connection.execute("USE memory")
        connection.execute("DETACH fresh")


def _steps_done(connection: duckdb.DuckDBPyConnection, there: list[str]) -> int:
    if "migration" not in there:
        raise duckdb.Error(NOT_OURS)
    [(done,)] = connection.execute("SELECT CAST(max(number) AS BIGINT) FROM old.main.migration").fetchall()
    if not done or done < 1:
        raise duckdb.Error(NOT_OURS)
    return int(done)


def _refuse_bomb(connection: Any, ours: list[str], there: list[str], size: int) -> None:
    """Refuse more rows than can have a key of their own in a file of this size: a bomb packs any number."""
    if not set(ours) <= set(there):
        raise duckdb.Error(NOT_OURS)
    rows = 0
    for name in ours:
        [(count,)] = connection.execute(f'SELECT count(*) FROM old.main."{name}"').fetchall()
        rows += count
    if rows > min(size, _MOST_ROWS):
        raise duckdb.Error(NOT_OURS)


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """The real tables, in the order in which they were made: a row may refer to an earlier table."""
    found = connection.execute(
        """
        SELECT table_name FROM duckdb_tables()
        WHERE database_name = $database AND schema_name = 'main' AND NOT internal ORDER BY table_oid
        """,
        {"database": database},
    ).fetchall()
    return [name for (name,) in found]


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    found = connection.execute(
        """
        SELECT column_name FROM duckdb_columns()
        WHERE database_name = 'fresh' AND schema_name = 'main' AND table_name = $table ORDER BY column_index
        """,
        {"table": table},
    ).fetchall()
    return [name for (name,) in found]


def _quoted(path: str) -> str:
    """The path as it may stand between quotes: it cannot be bound."""
    return path.replace("'", "''")


def _limit_itself(source: str) -> None:
    """Let a file that makes us work for ever end this process only, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    largest = max(_SMALLEST_LIMIT, 8 * Path(source).stat().st_size)
    limits = (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, largest),
    )
    for kind, value in (*limits, (resource.RLIMIT_CORE, 0)):
        _soft, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, hard))


if __name__ == "__main__":
    os.umask(0o077)
    asked = json.load(sys.stdin)
    try:
        _limit_itself(asked["source"])
        copy_known_rows(**asked)
    except (duckdb.Error, OSError, MemoryError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
