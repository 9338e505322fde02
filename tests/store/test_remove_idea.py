"""Removing an idea for good: not a word of it is left, and no way brings it back."""

import shutil

import pytest

from sok_metrics.errors import InvalidDataError, NotAllowedError, RefusedError, SokError
from sok_metrics.nouns.model import REMOVED_IDEA, Actor, Role
from sok_metrics.store.changes.floods import Sender
from sok_metrics.store.changes.ideas import submit_idea
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.remove_idea import remove_idea
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.changes.versions import put_back
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.store.queries.ideas import list_ideas, list_removed_ideas
from sok_metrics.tasks.files.importing import exchange_workbook, look_at_file, save_import
from sok_metrics.tasks.people.removing import remove_for_good
from sok_metrics.tasks.storage.check import find_faults
from sok_metrics.tasks.storage.dump import DumpFormat, dump_store, start_from
from sok_metrics.tasks.storage.restore import restore, restore_missing
from tests.store.rows import TESTER, TODAY, count, meeting, save, stored

pytestmark = pytest.mark.full

FIRST, LAST, ANSWER = "Die van nummer dertien deugt niet", "De buurman deugt niet", "Dat vinden wij ook wel"
WORDS = (FIRST, LAST, ANSWER)
REASON = "Beledigend voor een bewoner"


@pytest.fixture
def slandered(empty_store):
    """A store with two ideas; the first was changed, answered and put away before it is removed."""
    store = empty_store
    submit_idea(store, text=FIRST, sender=Sender("x", "x"), today=TODAY)
    submit_idea(store, text="Meer bomen in de straat", sender=Sender("x", "x"), today=TODAY)
    save(store, idea=[{"number": "1", "title": "Buurman", "text": LAST, "answer": ANSWER}])
    save(store, idea=[{"number": "1", "archived_at": "2026-11-22 12:00:00"}])
    return store


def remove(store, reason=REASON, **more):
    return remove_idea(store, 1, by=TESTER, reason=reason, **more)


def bytes_of(path):
    files = [path, path.with_name(f"{path.name}.wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def is_nowhere(store):
    dump = canonical_dump(store.whole()).decode()
    return not any(word in dump for word in WORDS)


def test_nothing_of_it_is_left_in_the_store_its_history_or_its_backups(slandered, tmp_path):
    backup = slandered.back_up(tmp_path / "backups")
    slandered.checkpoint()
    assert all(word.encode() in bytes_of(backup) for word in WORDS)
    done = remove(slandered, backups=[backup])
    assert (done.cleaned, done.thrown_away, done.also_in, done.is_rewritten) == ((backup,), (), (), True)
    assert is_nowhere(slandered)
    for path in (slandered.path, backup):
        assert not any(word.encode() in bytes_of(path) for word in WORDS), path
    assert list(list_ideas(slandered.reader(), TODAY)["text"]) == ["Meer bomen in de straat"]
    assert find_faults(slandered.whole()) == ()


def test_one_line_stays_of_who_removed_it_when_and_why(slandered):
    remove(slandered)
    [line] = list_removed_ideas(slandered.whole())
    assert (line.number, line.made_by) == (1, TESTER.name)
    assert line.reason == f"Idee 1 voorgoed verwijderd: {REASON}"
    assert submit_idea(slandered, text="Een nieuw idee", sender=Sender("y", "y"), today=TODAY).number == 3


def test_no_change_brings_it_back(slandered):
    workbook = exchange_workbook(slandered, by=TESTER)
    remove(slandered)
    shell = stored(slandered, "idea", "1")
    undo(slandered, shell.change_set, by=TESTER)
    for number in range(1, shell.change_set):
        try:
            undo(slandered, number, by=TESTER)
        except SokError:
            continue
    for version in range(1, shell.version):
        with pytest.raises(InvalidDataError, match="voorgoed verwijderd"):
            put_back(slandered, "idea", ["1"], old=version, now=shell.version, by=TESTER, reason="x")
    with pytest.raises(InvalidDataError, match="voorgoed verwijderd"):
        save(slandered, idea=[{"number": "1", "text": "een ander"}])
    with pytest.raises(InvalidDataError, match="voorgoed"), editing(slandered, by=TESTER, reason="x") as edit:
        edit.restore("idea", ["1"], version=shell.version)
    file = look_at_file(slandered, workbook, "oud.xlsx", by=TESTER)
    assert "Dit idee is voorgoed verwijderd" in str(file.preview.problems[0])
    with pytest.raises(InvalidDataError):
        save_import(slandered, file.tables, by=TESTER, reason="x")
    assert is_nowhere(slandered)
    assert len(list_removed_ideas(slandered.whole())) == 1
    fresh = look_at_file(slandered, exchange_workbook(slandered, by=TESTER), "nieuw.xlsx", by=TESTER)
    assert not fresh.preview.problems


def test_an_older_backup_or_dump_is_put_back_without_it(slandered, tmp_path):
    elsewhere = tmp_path / "elders.duckdb"
    shutil.copy(slandered.back_up(tmp_path / "away"), elsewhere)
    dump = tmp_path / "dump.xlsx"
    dump.write_bytes(dump_store(slandered, DumpFormat.WORKBOOK, by=TESTER))
    remove_for_good(slandered, 1, by=TESTER, reason=REASON)
    restore(slandered, elsewhere, by=TESTER)
    assert is_nowhere(slandered)
    assert [line.reason for line in list_removed_ideas(slandered.whole())] == [
        f"Idee 1 voorgoed verwijderd: {REASON}"
    ]
    path = slandered.path
    slandered.close()
    for make in (lambda: restore_missing(path, elsewhere), lambda: start_from(path, [dump])):
        path.unlink()
        make()
        opened = open_store(path)
        try:
            assert is_nowhere(opened)
            assert not any(word.encode() in bytes_of(path) for word in WORDS)
            assert len(list_removed_ideas(opened.whole())) == 1
            assert count(opened, "idea") == 2
        finally:
            opened.close()


def test_the_idea_of_another_store_with_that_number_stays(slandered, tmp_path):
    other = open_store(tmp_path / "ander.duckdb", create=True)
    submit_idea(other, text="Een heel ander idee", sender=Sender("x", "x"), today=TODAY)
    other.close()
    assert remove(slandered, backups=[other.path]).cleaned == ()
    assert b"Een heel ander idee" in bytes_of(other.path)


def test_where_the_same_text_stands_as_well_is_told(slandered):
    save(slandered, meeting=[meeting(1, minutes=f"In de bus: {LAST}.")])
    assert [place.spot for place in remove(slandered).also_in] == [("meeting", ("1",), "minutes")]


def test_the_reason_is_needed_and_does_not_repeat_it(slandered):
    for reason in ("  ", f"er stond: {LAST.upper()}!"):
        with pytest.raises(RefusedError):
            remove(slandered, reason)
    assert stored(slandered, "idea", "1").values["text"] == LAST
    with pytest.raises(SokError, match="Er is geen idee 9"):
        remove_idea(slandered, 9, by=TESTER, reason=REASON)


@pytest.mark.parametrize("role", [Role.VISITOR, Role.EDITOR])
def test_only_an_administrator_may(slandered, role):
    with pytest.raises(NotAllowedError):
        remove_idea(slandered, 1, by=Actor("iemand", role), reason=REASON)


def test_an_idea_that_looks_like_a_removed_one_is_just_an_idea(slandered):
    number = submit_idea(slandered, text=REMOVED_IDEA, sender=Sender("x", "x"), today=TODAY).number
    assert list_removed_ideas(slandered.whole()) == []
    save(slandered, idea=[{"number": str(number), "answer": "Welk idee bedoelt u?"}])
