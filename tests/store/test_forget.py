"""Forgetting a person: nothing of them is left, and everything else is as it was."""

from datetime import date

import pytest

from sok_metrics.errors import NotAllowedError, SokError, StoreFaultError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.forget import find_person, forget
from sok_metrics.store.changes.traces import REMOVED, count_left, read_trace
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.store.queries.indicators import list_measurements
from tests.store.rows import (
    TESTER,
    TODAY,
    action,
    consent,
    count,
    frame,
    meeting,
    person,
    project,
    save,
    stored,
)

pytestmark = pytest.mark.full

NAME, PHONE, EMAIL = "Wilhelmina Quispel", "06-99887766", "w.quispel@voorbeeld.test"
NOTE = "Ik teken omdat mijn straat warm moet blijven, ook voor mijn zus."
WORDS = (NAME, "Quispel", PHONE, EMAIL, NOTE)


@pytest.fixture
def known(store):
    """A store in which somebody stands in many places, now and in the past."""
    save(
        store,
        person=[person("M1", name="W. Quispel", phone="010-1112223"), person("M2", name="Iemand anders")],
        consent=[consent("M1", how="brief van Wilhelmina"), consent("M2")],
        meeting=[meeting(1, minutes="Mevrouw Quispel vertelde over de straat.")],
        project=[project("P1", contact_person_code="M1", summary="Voor de straat van Wilhelmina Quispel.")],
    )
    save(store, person=[person("M1", name=NAME, phone=PHONE, email=EMAIL, role="buurvrouw van Quispel")])
    save(
        store,
        signature=[{"number": "1", "person_code": "M1", "hat": "buurvrouw", "personal_note": NOTE}],
        project=[{"code": "P1", "summary": "Voor de hele straat."}],
        action=[action(1, text=f"Bel {NAME} op {PHONE}")],
        remark=[{"number": "1", "meeting_number": "1", "text": f"{NAME}: het werd warm."}],
    )
    with store.write(
        by=Actor(NAME, Role.EDITOR), reason=f"namens {NAME}", source=ChangeSource.FORM
    ) as change:
        change.put_all({"action": frame(action(2))})
    return store


def forget_all(store, **more):
    places = find_person(store, "M1", by=TESTER)
    return forget(store, "M1", by=TESTER, day=TODAY, spots={place.spot for place in places}, **more)


def bytes_of(path):
    files = [path, path.with_name(f"{path.name}.wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_the_places_are_found_in_texts_of_now_and_of_before(known):
    places = {place.spot: place for place in find_person(known, "M1", by=TESTER)}
    assert set(places) == {
        ("meeting", ("1",), "minutes"),
        ("project", ("P1",), "summary"),
        ("action", ("1",), "text"),
        ("remark", ("1",), "text"),
        ("change_set", ("4",), "reason"),
    }
    assert not places["meeting", ("1",), "minutes"].is_whole
    assert not places["project", ("P1",), "summary"].is_now
    assert places["action", ("1",), "text"].is_whole
    assert places["action", ("1",), "text"].is_now


def test_nothing_of_the_person_is_left_anywhere(known, tmp_path):
    backup = known.back_up(tmp_path / "backups")
    known.checkpoint()
    assert any(word.encode() in bytes_of(known.path) for word in WORDS)
    report = forget_all(known, backups=[backup])
    assert (report.cells_left, report.left_on_purpose, report.cleaned) == (0, (), (backup,))
    assert report.left_in == {}
    assert report.removed == ()
    for path in (known.path, backup):
        for word in WORDS:
            assert word.encode() not in bytes_of(path), (path, word)
    assert not list(tmp_path.rglob("*.old"))
    assert not list(tmp_path.rglob("*.fresh"))
    dump = canonical_dump(known.whole()).decode()
    assert not any(word in dump for word in WORDS)
    tables = known.whole().rows("SELECT table_name FROM information_schema.tables")
    for table in [row["table_name"] for row in tables]:
        rows = str(known.whole().rows(f"SELECT * FROM {table}"))
        assert not any(word in rows for word in (*WORDS, "Wilhelmina", "buurvrouw")), table


def test_a_shell_stays_so_that_links_and_counts_do(known):
    before = {table: count(known, table) for table in ("person", "signature", "consent", "project")}
    forget_all(known)
    assert {table: count(known, table) for table in before} == before
    shell = stored(known, "person", "M1").values
    assert shell["role"] == "vergeten persoon"
    assert [shell[name] for name in ("name", "phone", "email", "party_code")] == [None] * 4
    [row] = known.whole().rows("SELECT contact_person_code AS code FROM project")
    assert row["code"] == "M1"
    assert stored(known, "person", "M2").values["name"] == "Iemand anders"


def test_one_line_tells_who_forgot_whom_and_when(known):
    forget_all(known)
    [last] = known.whole().rows(
        "SELECT made_by, reason FROM change_set WHERE number = (SELECT max(number) FROM change_set)"
    )
    assert last == {"made_by": TESTER.name, "reason": "Persoon M1 vergeten"}
    assert known.whole().rows("SELECT made_by FROM change_set WHERE number = 4") == [{"made_by": REMOVED}]


def test_undoing_it_brings_nothing_back(known):
    forget_all(known)
    [last] = known.whole().rows("SELECT max(number) AS number FROM change_set")
    before = stored(known, "person", "M1").values
    consents = known.whole().rows("SELECT withdrawn_on FROM consent WHERE person_code = 'M1'")
    undo(known, last["number"], by=TESTER)
    assert stored(known, "person", "M1").values == before
    assert known.whole().rows("SELECT withdrawn_on FROM consent WHERE person_code = 'M1'") == consents


def test_what_the_administrator_leaves_stays_and_is_told(known):
    report = forget(known, "M1", by=TESTER, day=TODAY, spots={("action", ("1",), "text")})
    assert known.whole().rows("SELECT text FROM action WHERE number = 1") == [
        {"text": f"Bel {REMOVED} op {REMOVED}"}
    ]
    assert ("remark", ("1",), "text") in {place.spot for place in report.left_on_purpose}
    assert report.cells_left > 0


def test_the_store_goes_on_after_it(known):
    forget_all(known)
    save(known, action=[action(3)])
    known.close()
    opened = open_store(known.path)
    assert count(opened, "action") == 3
    with opened.looking_ahead() as cursor:
        assert count_left(cursor, read_trace(cursor, "M1")) == 0
    opened.close()


def test_a_file_that_cannot_be_written_anew_is_told_and_the_rest_is_done(known, tmp_path, monkeypatch):
    backup = known.back_up(tmp_path / "backups")

    def busy():
        raise StoreFaultError("Het bestand wordt nog gelezen.")

    monkeypatch.setattr(known, "rewrite", busy)
    report = forget_all(known, backups=[backup])
    assert not report.is_rewritten
    assert report.cleaned == (backup,)
    assert stored(known, "person", "M1").values["name"] is None


def test_a_backup_that_cannot_be_opened_is_removed(known, tmp_path):
    broken = tmp_path / "bare-20260101-000000-000000.duckdb"
    broken.write_bytes(b"geen bestand van DuckDB " * 1000)
    assert forget_all(known, backups=[broken]).removed == (broken,)
    assert not broken.exists()


@pytest.mark.parametrize("role", [Role.VISITOR, Role.EDITOR])
def test_only_an_administrator_may_look_or_forget(known, role):
    somebody = Actor("iemand", role)
    with pytest.raises(NotAllowedError):
        find_person(known, "M1", by=somebody)
    with pytest.raises(NotAllowedError):
        forget(known, "M1", by=somebody, day=TODAY, spots=())
    assert stored(known, "person", "M1").values["name"] == NAME


def test_somebody_unknown_cannot_be_forgotten(known):
    changes = count(known, "change_set")
    with pytest.raises(SokError, match="Er is geen persoon met de code 'M9'"):
        forget(known, "M9", by=TESTER, day=TODAY, spots=())
    assert count(known, "change_set") == changes


def test_the_figures_are_the_same_after_everybody_was_forgotten(botu_store):
    before = list_measurements(botu_store.reader())
    for code in ("VB-P6", "VB-P7", "VB-P9", "VB-P10"):
        forget(botu_store, code, by=TESTER, day=date(2026, 11, 22), spots=())
    after = list_measurements(botu_store.reader())
    columns = ["series_code", "period_end", "value"]
    assert after[columns].equals(before[columns])
