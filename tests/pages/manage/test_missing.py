"""The store is gone: nothing is made without a choice, which is an administrator's."""

import shutil

import pytest

from sok_metrics.errors import StoreGoneError
from sok_metrics.nouns.model import Role
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.storage.backup import back_up
from sok_metrics.tasks.storage.restore import restore
from tests.browser.serving import give_passphrases
from tests.pages.visits import headline, open_address, words
from tests.store.rows import TESTER, count, party, save

GONE = "De gegevens staan niet meer op hun plaats"


@pytest.fixture
def lost(empty_store, monkeypatch):
    """The place of a store that is gone, with a backup of it that has one party."""
    monkeypatch.setenv("SOK_DATABASE", str(empty_store.path))
    save(empty_store, party=[party()])
    back_up(empty_store)
    empty_store.close()
    empty_store.path.unlink()
    yield empty_store.path
    if empty_store.path.exists():
        open_store(empty_store.path).close()


def press(page, label):
    [button] = [one for one in page.button if one.label == label]
    return button.click().run()


def test_a_visitor_sees_a_sentence_and_nothing_is_made(lost):
    page = open_address("waarden")
    assert headline(page) == GONE
    assert str(lost.parent) not in words(page)
    assert not page.button
    assert not lost.exists()


def test_who_may_sign_in_tells_that_there_was_a_store_too(tmp_path, monkeypatch):
    path = tmp_path / "sok.duckdb"
    monkeypatch.setenv("SOK_DATABASE", str(path))
    give_passphrases(path)
    assert headline(open_address("overzicht")) == GONE
    assert not path.exists()


def test_an_administrator_puts_the_newest_backup_back(lost, sign_in):
    sign_in(Role.ADMINISTRATOR)
    page = open_address("waarden")
    assert str(lost) in words(page)
    page = press(page, "Zet deze terug")
    assert not page.exception
    assert headline(page) != GONE
    assert count(open_store(lost), "party") == 1


def test_an_administrator_begins_anew(lost, sign_in):
    sign_in(Role.ADMINISTRATOR)
    page = press(open_address("waarden"), "Begin met een lege overeenkomst")
    assert not lost.exists()
    page.text_input[0].input("Onze wijk").run()
    page = press(page, "Begin met een lege overeenkomst")
    assert not page.exception
    assert "Onze wijk" in words(page)


def test_a_file_that_is_taken_away_while_it_is_open_is_called_so(empty_store, visit_store, sign_in):
    assert headline(visit_store("waarden", empty_store)) != GONE
    aside = empty_store.path.rename(empty_store.path.with_name("opzij"))
    assert headline(open_address("waarden")) == GONE
    assert "ander programma" not in words(open_address("waarden"))
    with pytest.raises(StoreGoneError, match="weggehaald"):
        save(empty_store, party=[party()])
    aside.rename(empty_store.path)
    save(empty_store, party=[party()])
    assert headline(open_address("waarden")) != GONE
    copy = shutil.copy(empty_store.path, aside)
    copy.rename(empty_store.path)
    with pytest.raises(StoreGoneError, match="vervangen"):
        save(empty_store, party=[party("PB")])


def test_after_a_restore_all_goes_on(empty_store, visit_store):
    backup = back_up(empty_store).path
    restore(empty_store, backup, by=TESTER)
    save(empty_store, party=[party()])
    assert headline(visit_store("waarden", empty_store)) != GONE
