"""The numbered steps make the tables that are described; the SQL of a difference makes up for it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from docs import make_migration
from sok_metrics.errors import StoreFaultError
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column, ColumnType, Table
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.rule_kinds import AtLeastOne
from sok_metrics.nouns.tables import Called
from sok_metrics.store import migration, schema
from sok_metrics.store.changes import change_set
from sok_metrics.store.connection import open_store
from sok_metrics.store.migration import Migration, known_migrations
from sok_metrics.store.queries import integrity
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.tasks.storage.check import find_faults
from tests.store.rows import indicator, measurement, meeting, person, save, series

STORE = Path(__file__).resolve().parents[2] / "sok_metrics" / "store"


def test_the_steps_make_what_is_described():
    assert schema.migration_sql() == "", "run: make migration NAME=what_it_does"


def test_a_store_has_the_tables_of_the_steps(read_only_stores):
    found = read_only_stores("bare").whole().rows("SELECT table_name FROM information_schema.tables")
    described = {table.name for table in TABLES} | {f"{table.name}_history" for table in TABLES}
    assert {row["table_name"] for row in found} == described | schema.BY_HAND | {"migration"}


def edited(name, *, without=(), added=(), **changes):
    """All tables, one of them without some columns, with others, or changed otherwise."""
    table = TABLES_BY_NAME[name]
    columns = tuple(column for column in table.columns if column.name not in without)
    table = replace(table, columns=(*columns, *added), **changes)
    return tuple(table if one.name == name else one for one in TABLES)


def with_column(name, column, **changes):
    described = TABLES_BY_NAME[name].column(column)
    columns = [replace(one, **changes) if one is described else one for one in TABLES_BY_NAME[name].columns]
    return edited(name, without=[one.name for one in columns], added=columns)


CHAIR = Column("chair_code", "voorzitter", refers_to="person")
PLAN = Table(
    "plan",
    "plannen",
    ("number",),
    (
        Column("number", "nummer", type=ColumnType.INTEGER, required=True, minimum=1),
        Column("meeting_number", "bijeenkomst", type=ColumnType.INTEGER, required=True, refers_to="meeting"),
        Column("follows", "volgt_op", type=ColumnType.INTEGER, refers_to="plan"),
        Column("share", "deel", type=ColumnType.NUMBER, minimum=0, maximum=1),
    ),
    numbered=True,
    rules=(AtLeastOne(("follows", "share"), in_schema=True, sentence="Vul een van de twee in."),),
    called=Called("plan", "het plan", "plannen"),
    purpose="Wat er gebeurt na een bijeenkomst.",
    kept=WORK,
)
ROUND = Column("round", "ronde", type=ColumnType.INTEGER, required=True, default="1", minimum=1)
QUIET = [
    pytest.param(edited("meeting", added=[CHAIR]), id="a new column"),
    pytest.param(edited("meeting", added=[ROUND]), id="a new column that is required"),
    pytest.param((*TABLES, PLAN), id="a new table"),
    pytest.param((*edited("meeting", added=[ROUND, CHAIR]), PLAN), id="all of these"),
    pytest.param(with_column("indicator", "smallest_change", minimum=None), id="a limit less"),
    pytest.param(with_column("meeting", "title", required=False), id="no longer required"),
]
ASKED = [
    pytest.param(edited("party", without=["website"]), "party.website goes", id="a column goes"),
    pytest.param(
        tuple(t for t in TABLES if t.name != "idea"), "idea is no longer described", id="a table goes"
    ),
    pytest.param(
        with_column("project", "series_year", type=ColumnType.TEXT, minimum=None),
        "project.series_year becomes VARCHAR",
        id="another type",
    ),
    pytest.param(
        with_column("indicator", "lower_bound", minimum=0), "indicator (lower_bound) gets", id="a limit more"
    ),
    pytest.param(with_column("party", "contribution", required=True), "gets NOT NULL", id="now required"),
    pytest.param(
        with_column("agenda_item", "project_code", required=True),
        "agenda_item (project_code) gets FOREIGN KEY",
        id="a reference now required",
    ),
    pytest.param(
        edited("carry_over", key=("fund_code", "from_year", "to_year")),
        "carry_over (fund_code, from_year, to_year) gets PRIMARY KEY",
        id="another key",
    ),
]


@pytest.fixture
def take(monkeypatch):
    """Add a step with this SQL to those that are known."""

    def add(sql):
        steps = known_migrations()
        steps.append(Migration(steps[-1].number + 1, "next", sql))
        for module in (migration, schema, integrity):
            monkeypatch.setattr(module, "known_migrations", lambda: steps)

    return add


@pytest.fixture
def old(store):
    """The store of a meeting and an indicator of before the next step, closed."""
    save(
        store,
        meeting=[meeting()],
        person=[person()],
        indicator=[indicator(smallest_change="0.5")],
        series=[series()],
        measurement=[measurement(base_count="20")],
    )
    store.dump = canonical_dump(store.whole())
    store.close()
    return store


@pytest.fixture
def reopen(old):
    """Open it again, with the steps that are known by then."""
    opened = []

    def again():
        opened.append(open_store(old.path))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.mark.parametrize("tables", QUIET)
def test_the_step_makes_up_for_the_difference(take, tables):
    sql = schema.migration_sql(tables)
    assert sql
    take(sql)
    assert schema.migration_sql(tables) == ""


@pytest.mark.parametrize(("tables", "question"), ASKED)
def test_what_could_lose_rows_or_stop_a_store_is_asked_first(take, tables, question):
    sql = schema.migration_sql(tables)
    questions, rest = sql.split(schema.DECIDE)
    assert question in questions
    take(rest)
    assert schema.migration_sql(tables) == ""


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param(edited("party", without=["website"]), id="a column goes"),
        pytest.param(edited("meeting", added=[replace(ROUND, default=None)]), id="what have old rows"),
    ],
)
def test_what_nobody_decided_runs_nowhere(store, take, tables):
    store.close()
    take(schema.migration_sql(tables))
    with pytest.raises(StoreFaultError, match="DECIDE"):
        open_store(store.path)


def test_a_table_that_is_made_anew_keeps_its_rows_and_those_that_refer_to_it(old, take, reopen):
    sql = schema.migration_sql(with_column("indicator", "smallest_change", minimum=None))
    assert "DROP TABLE measurement;" in sql
    take(sql)
    reader = reopen().whole()
    assert canonical_dump(reader) == old.dump
    assert find_faults(reader) == ()


def test_a_store_of_before_takes_the_step_and_is_written_in(take, reopen, monkeypatch):
    tables = (*edited("meeting", added=[CHAIR, ROUND]), PLAN)
    take(schema.migration_sql(tables))
    monkeypatch.setattr(change_set, "TABLES", tables)
    for table in tables:
        monkeypatch.setitem(TABLES_BY_NAME, table.name, table)
    store = reopen()
    read = store.whole().rows
    assert read("SELECT chair_code, round FROM meeting") == [{"chair_code": None, "round": 1}]
    assert find_faults(store.whole()) == ()
    save(
        store,
        meeting=[{"number": "1", "chair_code": "M1", "round": "2"}],
        plan=[{"number": "1", "meeting_number": "1", "share": "0.5"}],
    )
    assert read("SELECT share FROM plan_history") == [{"share": 0.5}]
    assert read("SELECT round FROM meeting_history ORDER BY version") == [{"round": 1}, {"round": 2}]
    assert find_faults(store.whole()) == ()


def test_the_step_gets_a_number_and_a_name(tmp_path, monkeypatch):
    monkeypatch.setattr(make_migration, "FOLDER", tmp_path)
    assert "nothing to do" in make_migration.main("not_needed")
    assert "small letters" in make_migration.main("No Name")
    monkeypatch.setattr(make_migration, "migration_sql", lambda: schema.migration_sql((*TABLES, PLAN)))
    make_migration.main("plans_of_a_meeting")
    [file] = tmp_path.iterdir()
    assert file.name == f"{known_migrations()[-1].number + 1:04}_plans_of_a_meeting.sql"
    assert file.read_text(encoding="utf-8").startswith("-- Plans of a meeting.\n\nCREATE TABLE plan (\n")


def test_there_are_no_secondary_indexes(read_only_stores):
    assert read_only_stores("bare").whole().rows("SELECT index_name FROM duckdb_indexes()") == []


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
        # The text of the next step, for who reads it.
        "schema.py",
    }
