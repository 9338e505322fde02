"""Who was forgotten does not come back with an older backup, dump or folder, wherever the store went."""

import shutil

import pytest

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.tasks.people.forgetting import forget_person
from sok_metrics.tasks.storage.check import check_store
from sok_metrics.tasks.storage.deliver import deliver_folder
from sok_metrics.tasks.storage.dump import DumpFormat, dump_store, start_from
from sok_metrics.tasks.storage.erased import remember_erased
from sok_metrics.tasks.storage.place import erased_file
from sok_metrics.tasks.storage.restore import restore, restore_missing
from tests.store.rows import TESTER, meeting, person, save

pytestmark = pytest.mark.full

NAME = "Sanne de Wit"


@pytest.fixture
def older(store, tmp_path):
    """A dump and a backup from before somebody was forgotten, kept elsewhere."""
    save(
        store,
        person=[person(name=NAME, phone="0612345678"), person("M2", name="Blijft Staan")],
        meeting=[meeting(minutes=f"{NAME} vertelde over de buurt.")],
    )
    folder = tmp_path / "elders"
    folder.mkdir()
    deliver_folder(dump_store(store, DumpFormat.ZIP, by=TESTER), folder / "dump")
    store.checkpoint()
    shutil.copy(store.path, folder / "kopie.duckdb")
    spots = {("meeting", ("1",), "minutes")}
    forget_person(store, "M1", by=TESTER, day=clock.today(), spots=spots)
    return folder


def is_forgotten_in(path):
    store = open_store(path)
    try:
        after = canonical_dump(store.whole()).decode()
        assert check_store(store, clock.today()).is_good
        assert "Blijft Staan" in after
        return "Sanne" not in after and "0612345678" not in after
    finally:
        store.close()


def test_the_file_beside_the_store_names_nobody(store, older):
    text = erased_file(store.path).read_text(encoding="utf-8")
    assert '"M1"' in text
    assert "Sanne" not in text
    assert erased_file(store.path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["bare.duckdb", "nieuw.duckdb"])
def test_an_older_dump_does_not_bring_somebody_back(store, older, name):
    store.close()
    store.path.unlink()
    path = store.path.with_name(name)
    start_from(path, [older / "dump"])
    assert is_forgotten_in(path)
    elsewhere = older / "los.duckdb"
    start_from(elsewhere, [older / "dump"])
    assert not is_forgotten_in(elsewhere), "without anything beside it nobody can know"


def test_an_older_backup_does_not_either(store, older):
    restore(store, older / "kopie.duckdb", by=TESTER)
    store.close()
    assert is_forgotten_in(store.path)


def test_nor_where_the_store_itself_is_gone(store, older):
    store.close()
    store.path.unlink()
    restore_missing(store.path, older / "kopie.duckdb")
    assert is_forgotten_in(store.path)


def test_who_was_forgotten_before_the_file_was_there_is_written_down(store, older):
    erased_file(store.path).unlink()
    [one] = remember_erased(store)
    assert one.key == ("M1",)
    assert erased_file(store.path).exists()


def test_somebody_else_with_the_same_code_stays(store, older, tmp_path):
    other = tmp_path / "andere.duckdb"
    fresh = open_store(other, create=True)
    save(fresh, person=[person(name="Iemand Anders"), person("M2", name="Blijft Staan")])
    content = dump_store(fresh, DumpFormat.ZIP, by=TESTER)
    fresh.close()
    deliver_folder(content, older / "andere")
    path = tmp_path / "derde.duckdb"
    start_from(path, [older / "andere"])
    opened = open_store(path)
    assert "Iemand Anders" in canonical_dump(opened.whole()).decode()
    opened.close()


def test_tables_without_history_are_refused_when_somebody_was_forgotten(store, older, tmp_path):
    folder = tmp_path / "tabellen"
    folder.mkdir()
    (folder / "mensen.csv").write_text("code,rol,naam\nM1,bewoner,Sanne de Wit\n", encoding="utf-8")
    path = tmp_path / "nieuw.duckdb"
    with pytest.raises(SokError, match="vergeten is: M1"):
        start_from(path, [folder])
    assert not path.exists()


def test_a_damaged_file_is_named_and_nothing_is_put_back(store, older):
    erased_file(store.path).write_text("kapot")
    with pytest.raises(SokError, match="wie vergeten is"):
        restore(store, older / "kopie.duckdb", by=TESTER)
