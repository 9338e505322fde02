"""A file from elsewhere that pretends to be a backup: only rows that we know come in, or nothing at all."""

import shutil

import duckdb
import pytest

from sok_metrics.errors import SokError
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.tasks.storage.backup import back_up
from sok_metrics.tasks.storage.restore import restore
from tests.store.rows import TESTER, count, party, save

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def harmless(built_stores, tmp_path_factory):
    """A sound backup to spoil."""
    path = tmp_path_factory.mktemp("harmless") / "backup.duckdb"
    shutil.copy(built_stores("empty"), path)
    return path


@pytest.fixture
def spoiled(harmless, tmp_path):
    def by(*statements):
        path = tmp_path / "kwaad.duckdb"
        shutil.copy(harmless, path)
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
        return path

    return by


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE idea", "CREATE VIEW idea AS SELECT * FROM read_csv('/etc/passwd')"],
        ["DROP TABLE idea", "CREATE TABLE idea (number BIGINT)"],
        ["DROP TABLE idea"],
        ["DROP TABLE idea", "CREATE SCHEMA s", "CREATE TABLE s.idea (number BIGINT)"],
        ["ALTER TABLE counter RENAME last_number TO laatste"],
        [
            "DROP TABLE counter",
            "CREATE TABLE counter AS SELECT 'x' AS name, 1 AS last_number FROM range(40000000)",
        ],
        ["DELETE FROM migration"],
        [
            "DROP TABLE migration",
            "CREATE TABLE migration (number TEXT)",
            "INSERT INTO migration VALUES ('x')",
        ],
    ],
    ids=["view", "columns", "missing", "schema", "renamed", "bomb", "no steps", "wrong steps"],
)
def test_a_file_that_is_not_built_as_ours_changes_nothing(store, spoiled, statements):
    save(store, party=[party("PA")])
    try:
        hostile = spoiled(*statements)
    except duckdb.Error:
        pytest.skip("DuckDB itself refuses to make it")
    with pytest.raises(SokError, match=r"geen SOK-bestand|niet heel"):
        restore(store, hostile, by=TESTER)
    assert count(store, "party") == 1
    save(store, party=[party("PB")])


def test_what_stands_beside_the_rows_does_not_come_in(store, spoiled, harmless):
    hostile = spoiled(
        "CREATE MACRO coalesce(a, b) AS 666",
        "CREATE MACRO lower(a) AS error('gepakt')",
        "CREATE MACRO hash(a) AS error('gepakt')",
        "CREATE VIEW geheim AS SELECT * FROM read_text('/etc/passwd')",
        "CREATE SCHEMA anders",
        "CREATE TABLE anders.party AS SELECT 1 AS code",
        "CREATE TABLE ballast AS SELECT * FROM range(1000)",
        "CREATE TYPE stemming AS ENUM ('blij', 'boos')",
        "CREATE SEQUENCE teller",
        "ALTER TABLE idea ADD COLUMN extra TEXT DEFAULT (current_database())",
    )
    restore(store, hostile, by=TESTER)
    found = store.whole().rows(
        """
        SELECT 'view' AS kind FROM duckdb_views() WHERE NOT internal
        UNION ALL SELECT 'macro' FROM duckdb_functions() WHERE NOT internal
        UNION ALL SELECT 'type' FROM duckdb_types() WHERE NOT internal
        UNION ALL SELECT 'sequence' FROM duckdb_sequences()
        UNION ALL SELECT 'table' FROM duckdb_tables() WHERE schema_name <> 'main' OR table_name = 'ballast'
        """
    )
    assert found == []
    after = canonical_dump(store.whole())
    restore(store, harmless, by=TESTER)
    assert canonical_dump(store.whole()) == after


def test_a_reader_that_dies_of_the_file_ends_only_itself(store, monkeypatch, tmp_path):
    """Blocks can be made to break the reader: that is another process than the server."""
    from sok_metrics.store import foreign_copy

    script = tmp_path / "sterft.py"
    script.write_text("import os; os.abort()")
    monkeypatch.setattr(foreign_copy, "__file__", str(script))
    backup = back_up(store).path
    with pytest.raises(SokError, match="geen SOK-bestand"):
        restore(store, backup, by=TESTER)
    save(store, party=[party("PA")])
