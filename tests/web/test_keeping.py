"""Backups and the way out on the command line, with a server that has the store open and without."""

import shutil
import time

import pytest

from sok_metrics.store.backup import BackupKind
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.tasks.storage.place import backup_kind, list_backups
from tests.store.rows import count, party, save
from tests.web.running import run_command, running_server

pytestmark = pytest.mark.full


@pytest.fixture
def database(built_stores, tmp_path):
    path = tmp_path / "sok.duckdb"
    shutil.copyfile(built_stores("empty"), path)
    return path


def content(path):
    store = open_store(path)
    try:
        return canonical_dump(store.whole())
    finally:
        store.close()


def done(*arguments, database):
    ran = run_command(*arguments, database=database)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_a_running_server_backs_up_by_itself_dumps_and_restores(database, tmp_path):
    before = content(database)
    with running_server(database):
        backup = done("backup", database=database).strip()
        assert "persoonsgegevens" in done("dump", tmp_path / "map", database=database)
        assert "Wat er stond, is bewaard" in done("restore", backup, database=database)
        refused = run_command("restore", tmp_path / "map" / "inhoud.csv", database=database)
        assert refused.returncode == 1
        assert "geen SOK-bestand" in refused.stderr
        wait_until(lambda: BackupKind.DAILY in {backup_kind(one) for one in list_backups(database)})
    assert content(database) == before
    done("init", "--from", tmp_path / "map", database=tmp_path / "terug.duckdb")
    assert content(tmp_path / "terug.duckdb") == before


def wait_until(is_so):
    for _ in range(200):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it took too long")


def test_without_a_server_the_file_itself_is_restored_damaged_or_not(database, tmp_path):
    backup = done("backup", database=database).strip()
    store = open_store(database)
    save(store, party=[party()])
    store.close()
    done("restore", backup, database=database)
    store = open_store(database)
    assert count(store, "party") == 0
    store.close()
    database.write_bytes(b"kapot")
    assert "Wat er stond, is bewaard" in done("restore", backup, database=database)
    assert "in orde" in done("check", database=database)
    done("restore", backup, database=tmp_path / "nieuw.duckdb")
    assert content(tmp_path / "nieuw.duckdb") == content(database)


def test_a_dump_replaces_nothing_unasked(database, tmp_path):
    done("dump", tmp_path / "alles.xlsx", database=database)
    again = run_command("dump", tmp_path / "alles.xlsx", database=database)
    assert again.returncode == 1
    assert "--force" in again.stderr
    done("dump", tmp_path / "alles.xlsx", "--force", database=database)
    (tmp_path / "map").mkdir()
    assert run_command("dump", tmp_path / "map", database=database).returncode == 1
    assert list((tmp_path / "map").iterdir()) == []
    missing = run_command("dump", tmp_path / "nergens" / "map", database=database)
    assert "bestaat niet" in missing.stderr
