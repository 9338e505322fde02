"""The migrated schema is what the exchange format describes, and each table has its twin."""

import re
from pathlib import Path

import pytest

from sok_metrics.nouns import TABLES, ColumnType

OUTSIDE = {"migration", "change_set", "change_line", "counter"}
TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.MONEY: "DECIMAL(18,2)",
    ColumnType.DATE: "DATE",
    ColumnType.MOMENT: "TIMESTAMP",
    ColumnType.YES_NO: "BOOLEAN",
}
STORE = Path(__file__).resolve().parents[2] / "sok_metrics" / "store"


def columns(store, table):
    return {
        row["column_name"]: (row["data_type"], row["is_nullable"] == "NO")
        for row in store.reader().rows(
            """
            SELECT column_name, data_type, is_nullable FROM information_schema.columns
            WHERE table_name = $name
            """,
            {"name": table},
        )
    }


@pytest.fixture(scope="module")
def store(read_only_stores):
    return read_only_stores("bare")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_as_described_and_its_twin_has_one_column_more(store, table):
    described = {
        column.name: (TYPES[column.type], column.required or column.name in table.key)
        for column in table.all_columns
    }
    described["recorded_at"] = ("TIMESTAMP", True)
    described |= {"version": ("BIGINT", True), "change_set": ("BIGINT", True)}
    assert columns(store, table.name) == described
    twin = {name: (kind, False) for name, (kind, _) in described.items()}
    assert columns(store, f"{table.name}_history") == twin | {"superseded_at": ("TIMESTAMP", False)}


def test_there_are_no_other_tables(store):
    found = store.reader().rows("SELECT table_name FROM information_schema.tables")
    described = {table.name for table in TABLES} | {f"{table.name}_history" for table in TABLES}
    assert {row["table_name"] for row in found} == described | OUTSIDE


def constraints(store, kind):
    found = store.reader().rows(
        """
        SELECT table_name, constraint_column_names AS names, referenced_table
        FROM duckdb_constraints() WHERE constraint_type = $kind
        """,
        {"kind": kind},
    )
    return {(row["table_name"], tuple(row["names"]), row["referenced_table"]) for row in found}


def test_primary_keys_are_the_keys_of_the_description(store):
    keys = {(table, names) for table, names, _ in constraints(store, "PRIMARY KEY") if table not in OUTSIDE}
    assert keys == {(table.name, table.key) for table in TABLES}


def test_foreign_keys_stand_on_required_references_only(store):
    described = {
        (table.name, (column.name,), column.refers_to)
        for table in TABLES
        for column in table.columns
        if column.refers_to and column.required
    }
    assert constraints(store, "FOREIGN KEY") == described | {("change_line", ("change_set",), "change_set")}


def test_there_are_no_secondary_indexes(store):
    assert store.reader().rows("SELECT index_name FROM duckdb_indexes()") == []


NOT_PORTABLE = re.compile(
    r"\b(RETURNING|SEQUENCE|IDENTITY|CASCADE|SAVEPOINT|ENUM|STRUCT|CREATE OR REPLACE|ANTI JOIN|ON DELETE)\b"
)


def test_schema_and_changes_keep_to_portable_sql():
    files = [*STORE.glob("migrations/*.sql"), *STORE.glob("changes/*.py")]
    assert len(files) > 3
    for file in files:
        text = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
        assert not NOT_PORTABLE.search(text), file


WRITES = re.compile(r"\b(INSERT INTO|UPDATE \S+ AS|DELETE FROM|MERGE INTO|TRUNCATE)")


def test_only_the_write_path_and_the_migrations_write():
    writers = {
        file.relative_to(STORE).as_posix()
        for file in STORE.rglob("*.py")
        if WRITES.search(file.read_text(encoding="utf-8"))
    }
    assert writers == {
        "migration.py",
        "changes/change_set.py",
        "changes/remove_idea.py",
        "foreign_copy.py",
        "changes/refill.py",
        "changes/table_writer.py",
        # Forgetting somebody must leave no trace in earlier versions either, which the write path keeps.
        "changes/traces.py",
        # The same rows in a fresh file, so that no byte of them stays behind.
        "rewrite.py",
    }
