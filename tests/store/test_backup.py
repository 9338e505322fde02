"""A backup is a whole store, also while others write; a failed one leaves nothing."""

import threading

import pytest

from sok_metrics.errors import SokError, StoreFaultError
from sok_metrics.nouns.model import View
from sok_metrics.store import backup, connection
from sok_metrics.store.connection import open_store
from tests.store.rows import count, party, save


def parties_in(path):
    store = open_store(path)
    try:
        return count(store, "party")
    finally:
        store.close()


def test_a_backup_is_a_store_with_everything_in_it(store, tmp_path):
    save(store, party=[party()])
    copy = store.back_up(tmp_path / "backups")
    assert copy.name.startswith("bare-")
    assert copy.suffix == ".duckdb"
    assert parties_in(copy) == 1
    save(store, party=[party("PB")])
    assert count(store, "party") == 2


def test_a_backup_while_others_write_and_read_is_whole(store, tmp_path):
    stop, errors = threading.Event(), []

    def keep_busy(work):
        number = 0
        while not stop.is_set():
            number += 1
            try:
                work(number)
            except Exception as error:
                errors.append(error)
                raise

    works = [
        lambda number: save(store, party=[party(f"P{number}")]),
        lambda number: store.reader(View()).frame("SELECT * FROM {party} AS party"),
    ]
    threads = [threading.Thread(target=keep_busy, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    copies = []
    for _ in range(4):
        before = count(store, "party")
        copy = store.back_up(tmp_path / "backups")
        copies.append((before, copy, count(store, "party")))
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len({copy for _, copy, _ in copies}) == 4
    for before, copy, after in copies:
        assert before <= parties_in(copy) <= after


def test_where_an_open_file_cannot_be_copied_it_is_closed_for_a_moment(store, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "_OPEN_FILE_CAN_BE_COPIED", False)
    save(store, party=[party()])
    reader = store.reader()
    assert parties_in(store.back_up(tmp_path / "backups")) == 1
    assert len(reader.rows("SELECT * FROM {party} AS party")) == 1
    save(store, party=[party("PB")])
    assert count(store, "party") == 2


def test_a_backup_that_fails_leaves_nothing_and_the_store_goes_on(store, tmp_path, monkeypatch):
    monkeypatch.setattr(
        backup, "_COPY", "import sys; open(sys.argv[2], 'w').write('x'); raise OSError('kapot')"
    )
    with pytest.raises(StoreFaultError, match=r"reservekopie naar .* is niet gelukt: OSError: kapot"):
        store.back_up(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    save(store, party=[party()])


def test_a_place_that_is_no_folder_is_named(store, tmp_path):
    (tmp_path / "backups").write_text("x")
    with pytest.raises(SokError, match="backups"):
        store.back_up(tmp_path / "backups")
