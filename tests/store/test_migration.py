"""Steps from one schema to the next: a backup first, all or nothing, and never backwards."""

import hashlib
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from sok_metrics.errors import InvalidDataError, StoreFaultError
from sok_metrics.store import migration
from sok_metrics.store.connection import open_store
from sok_metrics.store.migration import Migration, known_migrations
from sok_metrics.store.queries.books import read_books
from tests.store.rows import count, party, save


@pytest.fixture
def old(store):
    """The path of a store of before the next step."""
    save(store, party=[party()])
    store.close()
    return store.path


@pytest.fixture
def add_step(monkeypatch):
    def add(*statements):
        known = known_migrations()
        steps = [Migration(known[-1].number + n, f"later_{n}", sql) for n, sql in enumerate(statements, 1)]
        monkeypatch.setattr(migration, "known_migrations", lambda: [*known, *steps])

    return add


def applied(store):
    return store.whole().rows("SELECT number, name, sha256 FROM migration ORDER BY number")


def test_a_new_store_has_every_step_with_its_fingerprint(store):
    steps = [(row["number"], row["name"], row["sha256"]) for row in applied(store)]
    assert steps == [(step.number, step.name, step.sha256) for step in known_migrations()]
    assert known_migrations()[0].sha256 == hashlib.sha256(known_migrations()[0].sql.encode()).hexdigest()


def test_the_numbers_have_no_gaps():
    assert [step.number for step in known_migrations()] == list(range(1, len(known_migrations()) + 1))


def test_opening_again_does_nothing(old):
    open_store(old).close()
    assert not (old.parent / "backups").exists()


def test_a_later_step_is_taken_after_a_backup(old, add_step):
    add_step("ALTER TABLE party ADD COLUMN extra TEXT; ALTER TABLE party_history ADD COLUMN extra TEXT")
    store = open_store(old)
    try:
        assert count(store, "party") == 1
        assert store.whole().rows("SELECT extra FROM party") == [{"extra": None}]
        assert applied(store)[-1]["name"] == "later_1"
        save(store, party=[party("PB")])
    finally:
        store.close()
    [copy] = (old.parent / "backups").iterdir()
    assert b"extra" not in copy.read_bytes()


def test_a_step_that_fails_is_undone_and_the_store_stays_as_it_was(old, add_step, monkeypatch):
    add_step("CREATE TABLE good (x BIGINT)", "CREATE TABLE half (x BIGINT); SELECT * FROM nowhere")
    for _ in range(2):
        with pytest.raises(StoreFaultError, match="nowhere"):
            open_store(old)
    known = known_migrations()
    monkeypatch.setattr(
        migration, "known_migrations", lambda: [*known, Migration(len(known) + 1, "later_1", "")]
    )
    store = open_store(old)
    try:
        tables = {
            row["table_name"]
            for row in store.whole().rows("SELECT table_name FROM information_schema.tables")
        }
        assert "good" in tables
        assert "half" not in tables
        assert count(store, "party") == 1
        save(store, party=[party("PB")])
    finally:
        store.close()
    assert list((old.parent / "backups").glob("*.duckdb"))


def test_no_step_without_a_backup(old, add_step):
    (old.parent / "backups").write_text("no folder")
    add_step("DROP TABLE consent")
    with pytest.raises(StoreFaultError):
        open_store(old)
    (old.parent / "backups").unlink()


def test_a_store_of_before_the_ideas_opens_and_gets_their_table(tmp_path, monkeypatch):
    path = tmp_path / "sok.duckdb"
    with monkeypatch.context() as earlier:
        earlier.setattr(migration, "known_migrations", lambda: known_migrations()[:1])
        store = open_store(path, create=True)
        # As the code of that day wrote it: today's knows columns that the store lacks.
        store._cursor().execute(
            """
            INSERT INTO change_set VALUES (1, '2026-01-05', 'toets', 'toets', 'form');
            INSERT INTO party VALUES
                ('GEM', 'Gemeente', 'municipality', NULL, NULL, NULL, NULL, 'real', NULL, '2026-01-05', 1, 1);
            INSERT INTO party_history SELECT *, NULL FROM party;
            INSERT INTO change_line VALUES (1, 1, 'party', '["GEM"]', NULL, '{}');
            INSERT INTO counter VALUES ('change_set', 1)
            """
        )
        assert [row["number"] for row in applied(store)] == [1]
        store.close()
    store = open_store(path)
    try:
        assert len(applied(store)) == len(known_migrations())
        assert count(store, "party") == 1
        save(store, idea=[{"number": "1", "submitted_on": "2026-11-01", "text": "Meer bomen"}])
        assert count(store, "idea") == count(store, "idea_history") == 1
        assert count(store, "change_line") == 2
    finally:
        store.close()
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_money_of_a_store_of_before_stays_whatever_the_rules_say_now(tmp_path, monkeypatch):
    """A store of step 5: more granted than promised, and more paid than granted."""
    known = known_migrations()
    path = tmp_path / "oud.duckdb"
    with monkeypatch.context() as then:
        then.setattr(migration, "known_migrations", lambda: known[:5])
        open_store(path, create=True).close()
    now = "TIMESTAMP '2024-01-01 12:00:00'"
    moments = f"'real', NULL, {now}, 1, 1"
    rows = {
        "project (code, title, status, visibility": f"'P1', 'Zon', 'running', 'public', {moments}",
        "fund (code, name, year, amount_promised": f"'F', 'Fonds', 2023, 100, {moments}",
        "allocation (number, project_code, granted_on": f"1, 'P1', DATE '2023-05-01', {moments}",
        "allocation_fund (allocation_number, fund_code, amount": f"1, 'F', 130, {moments}",
        "payment (number, allocation_number, fund_code, paid_on, amount": (
            f"1, 1, 'F', DATE '2023-06-01', 140, {moments}"
        ),
    }
    with duckdb.connect(path) as connection:
        connection.execute(
            "INSERT INTO change_set (number, made_at, made_by, reason, source) "
            f"VALUES (1, {now}, 'toets', 'toen', 'form')"
        )
        connection.execute("INSERT INTO counter (name, last_number) VALUES ('change_set', 1)")
        for into, values in rows.items():
            name = into.split()[0]
            for table in (into, into.replace(name, f"{name}_history", 1)):
                names = f"{table}, origin, archived_at, recorded_at, version, change_set)"
                connection.execute(f"INSERT INTO {names} VALUES ({values})")
    store = open_store(path)
    try:
        [payment] = store.whole().rows("SELECT amount, supplier, supplier_is_public FROM payment")
        assert payment == {"amount": Decimal("140.00"), "supplier": None, "supplier_is_public": False}
        account = read_books(store.whole(), date(2026, 11, 22)).account("F")
        assert [str(one) for one in (account.received, account.granted, account.paid)] == [
            "100.00",
            "130.00",
            "140.00",
        ]
        save(store, payment=[{"number": "1", "description": "Panelen"}])
        save(store, allocation_fund=[{"allocation_number": "1", "fund_code": "F", "amount": "120",
                                      "exception_note": "Hersteld."}])  # fmt: skip
        with pytest.raises(InvalidDataError, match="meer betaald"):
            save(store, payment=[{"number": "1", "amount": "141"}])
    finally:
        store.close()
