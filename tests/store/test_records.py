"""Changing one thing at a time: versions, archive, and undoing a whole change."""

import pytest

from sok_metrics.errors import InvalidDataError, NotAllowedError, SokError, StaleRecordError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.queries.records import list_records, list_records_at
from tests.store.rows import TESTER, party, project, save, stored

EDITOR = Actor("Redactie", Role.EDITOR)
VISITOR = Actor("bezoeker", Role.VISITOR)


@pytest.fixture
def party_record(store):
    save(store, party=[party("GEM")])
    return stored(store, "party", "GEM")


def change(store, table, values, version, by=EDITOR):
    with editing(store, by=by, reason="toets") as edit:
        return edit.save(table, values, version=version)


def test_a_form_changes_only_what_it_names(store, party_record):
    change(store, "party", {"code": "GEM", "website": "voorbeeld.nl"}, party_record.version)
    after = stored(store, "party", "GEM")
    assert after.values["website"] == "voorbeeld.nl"
    assert after.values["name"] == party_record.values["name"]
    assert after.version == party_record.version + 1


def test_who_saves_second_gets_what_stands_there_now(store, party_record):
    change(store, "party", {"code": "GEM", "name": "Eerste"}, party_record.version)
    with pytest.raises(StaleRecordError) as stale:
        change(store, "party", {"code": "GEM", "name": "Tweede"}, party_record.version)
    assert stale.value.current["name"] == "Eerste"
    assert stored(store, "party", "GEM").values["name"] == "Eerste"
    change(store, "party", {"code": "GEM", "name": "Tweede"}, stale.value.version)
    assert stored(store, "party", "GEM").values["name"] == "Tweede"


def test_a_code_is_never_used_twice(store, party_record):
    with pytest.raises(SokError, match="bestaat al"):
        change(store, "party", party("GEM"), None)
    with editing(store, by=EDITOR, reason="weg") as edit:
        edit.archive("party", ["GEM"], version=party_record.version)
    with pytest.raises(SokError, match="archief"):
        change(store, "party", party("GEM"), None)


def test_what_is_archived_can_be_brought_back(store, party_record):
    with editing(store, by=EDITOR, reason="weg") as edit:
        edit.archive("party", ["GEM"], version=party_record.version)
    assert list_records(store.whole(), "party") == []
    with editing(store, by=EDITOR, reason="terug") as edit:
        edit.restore("party", ["GEM"], version=party_record.version + 1)
    [back] = list_records(store.whole(), "party")
    assert not back.is_archived
    assert back.values["name"] == party_record.values["name"]


def test_a_new_record_of_a_numbered_table_gets_its_number(store, party_record):
    action = {"text": "Bellen", "agreed_on": "2026-01-05", "owner_party_code": "GEM"}
    assert change(store, "action", action, None) == ("1",)
    assert change(store, "action", action, None) == ("2",)


def test_one_edit_may_save_and_add_to_the_same_record(store, party_record):
    with editing(store, by=EDITOR, reason="toets") as edit:
        edit.save("party", {"code": "GEM", "name": "Nieuw"}, version=party_record.version)
        edit.save("party", {"code": "GEM", "website": "w.nl"}, version=party_record.version)
    after = stored(store, "party", "GEM")
    assert (after.values["name"], after.values["website"]) == ("Nieuw", "w.nl")


def test_wrong_values_save_nothing_and_name_the_column(store, party_record):
    with pytest.raises(InvalidDataError) as wrong:
        change(store, "party", {"code": "GEM", "name": "", "joined_on": "gisteren"}, party_record.version)
    assert {problem.heading for problem in wrong.value.problems} == {"naam", "doet_mee_sinds"}
    assert stored(store, "party", "GEM").version == party_record.version


@pytest.mark.parametrize("by", [VISITOR], ids=["visitor"])
def test_a_visitor_changes_nothing(store, party_record, by):
    with pytest.raises(NotAllowedError):
        change(store, "party", {"code": "GEM", "name": "X"}, party_record.version, by=by)


def test_an_editor_does_not_touch_people(store):
    with pytest.raises(NotAllowedError, match="beheer"):
        change(store, "person", {"code": "M1", "role": "coach"}, None)
    assert change(store, "person", {"code": "M1", "role": "coach"}, None, by=TESTER) == ("M1",)


def test_an_unchanged_row_needs_no_right(store):
    change(store, "person", {"code": "M1", "role": "coach"}, None, by=TESTER)
    change(store, "person", {"code": "M1", "role": "coach"}, 1)
    assert stored(store, "person", "M1").version == 1


def test_undoing_puts_back_what_stood_there(store, party_record):
    with editing(store, by=EDITOR, reason="toets") as edit:
        edit.save("party", {"code": "GEM", "name": "Nieuw"}, version=party_record.version)
        edit.save("party", party("BEW"), version=None)
    assert edit.number is not None
    undone = undo(store, edit.number, by=EDITOR)
    [left] = list_records(store.whole(), "party")
    assert left.values["name"] == party_record.values["name"]
    undo(store, undone, by=EDITOR)
    assert {one.key for one in list_records(store.whole(), "party")} == {("GEM",), ("BEW",)}


def test_what_was_changed_since_is_not_undone(store, party_record):
    with editing(store, by=EDITOR, reason="toets") as first:
        first.save("party", {"code": "GEM", "name": "Eerste"}, version=party_record.version)
    change(store, "party", {"code": "GEM", "name": "Tweede"}, party_record.version + 1)
    assert first.number is not None
    with pytest.raises(SokError, match="daarna nog veranderd"):
        undo(store, first.number, by=EDITOR)
    assert stored(store, "party", "GEM").values["name"] == "Tweede"


def test_a_load_of_a_whole_agreement_can_be_undone(botu_store):
    [row] = botu_store.whole().rows("SELECT max(number) AS number FROM change_set")
    undo(botu_store, row["number"], by=TESTER)
    [left] = botu_store.whole().rows(
        "SELECT count(*) AS n FROM measurement WHERE origin = 'example' AND archived_at IS NULL"
    )
    assert left["n"] == 0


def test_two_who_link_at_once_keep_each_others_links(store):
    save(
        store, project=[project("P1")], commitment=[{"code": c, "kind": "value"} for c in ("W1", "W2", "W3")]
    )
    save(store, project_commitment=[{"project_code": "P1", "commitment_code": "W1"}])
    for change_link, code in (("link", "W2"), ("unlink", "W1"), ("unlink", "W3"), ("link", "W2")):
        with editing(store, by=EDITOR, reason="toets") as edit:
            getattr(edit, change_link)("project_commitment", {"project_code": "P1", "commitment_code": code})
    assert edit.number is None
    links = list_records(store.whole(), "project_commitment")
    assert [one.key[1] for one in links] == ["W2"]
    with editing(store, by=EDITOR, reason="toets") as edit:
        edit.link("project_commitment", {"project_code": "P1", "commitment_code": "W1"})
    links = list_records(store.whole(), "project_commitment")
    assert [one.key[1] for one in links] == ["W1", "W2"]


def test_links_are_known_as_they_stood_after_an_earlier_change(store):
    save(store, project=[project("P1")], commitment=[{"code": c, "kind": "value"} for c in ("W1", "W2")])
    seen = [store.reader().last_change]
    for change_link, code in (("link", "W1"), ("link", "W2"), ("unlink", "W1"), ("link", "W1")):
        with editing(store, by=EDITOR, reason="toets") as edit:
            getattr(edit, change_link)("project_commitment", {"project_code": "P1", "commitment_code": code})
        seen.append(edit.number)
    stood = [
        [
            one.key[1]
            for one in list_records_at(store.whole(), "project_commitment", {"project_code": "P1"}, at)
        ]
        for at in seen
    ]
    assert stood == [[], ["W1"], ["W1", "W2"], ["W2"], ["W1", "W2"]]
