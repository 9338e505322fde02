"""Putting the rows of a store in a fresh file, so that nothing stays behind of what they once were.

DuckDB keeps the bytes of changed and removed rows in blocks that it will use again some day. Its own COPY
FROM DATABASE fails on tables that refer to each other (1.5.6), so the rows go table by table, in the order in
which the tables were made.
"""

import os
from contextlib import closing, suppress
from pathlib import Path

import duckdb

from sok_metrics.store.driver import BLOCK_SIZE, driver_errors, file_errors

_CHUNK = 1 << 20


def rewrite_file(path: Path) -> None:
    """Put a fresh file with the same rows in the place of the closed file at `path`, and wipe the old one."""
    fresh, old = (path.with_name(f"{path.name}.{word}") for word in ("fresh", "old"))
    for leftover in (fresh, old):
        leftover.unlink(missing_ok=True)
    try:
        with driver_errors(path):
            _copy_rows(path, fresh)
        with file_errors(path):
            with suppress(OSError):  # not every disk knows links: then the old bytes are free, but not wiped
                os.link(path, old)
            fresh.replace(path)
            if old.exists():
                _wipe(old)
    finally:
        for leftover in (fresh, fresh.with_name(f"{fresh.name}.wal"), old):
            leftover.unlink(missing_ok=True)


def _copy_rows(source: Path, target: Path) -> None:
    with closing(duckdb.connect(":memory:")) as connection:
        connection.execute(f"ATTACH '{_quoted(source)}' AS old (READ_ONLY)")
        connection.execute(f"ATTACH '{_quoted(target)}' AS fresh (BLOCK_SIZE {BLOCK_SIZE})")
        connection.execute("USE fresh")
        tables = connection.execute(
            "SELECT table_name, sql FROM duckdb_tables() WHERE database_name = 'old' ORDER BY table_oid"
        ).fetchall()
        for name, sql in tables:
            connection.execute(sql)
            connection.execute(f'INSERT INTO fresh."{name}" SELECT * FROM old."{name}"')
        connection.execute("CHECKPOINT fresh")
        connection.execute("USE memory")
        connection.execute("DETACH fresh")
        connection.execute("DETACH old")


def _quoted(path: Path) -> str:
    """The path as it may stand between quotes: it cannot be bound."""
    return str(path).replace("'", "''")


def _wipe(path: Path) -> None:
    """Overwrite a file before it is removed."""
    with path.open("r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            file.write(bytes(min(_CHUNK, left)))
            left -= _CHUNK
        file.flush()
        os.fsync(file.fileno())
