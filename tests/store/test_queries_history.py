"""Who changed what: filtered, counted, without what editors may not see, and what can still be undone."""

from datetime import timedelta

import pytest

from sok_metrics.errors import SokError, StaleRecordError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.changes.versions import put_back
from sok_metrics.store.queries.history import (
    PAGE,
    Tally,
    Wanted,
    count_changes,
    differences,
    list_changes,
    list_lines,
    list_makers,
    read_change,
)
from sok_metrics.store.queries.undoings import find_undoing
from sok_metrics.store.queries.versions import list_versions
from tests.store.rows import TESTER, indicator, measurement, party, person, project, save, series, stored

EDITOR = Actor("Redactie", Role.EDITOR)


def numbers(store, **wanted):
    return [one.number for one in list_changes(store.whole(), Wanted(**wanted), skip=0, with_people=False)]


def read(store, number, *, with_people=False):
    return read_change(store.whole(), number, with_people=with_people)


@pytest.fixture
def changed(store):
    """Three changes: P1 and P10 come, an editor changes P1, and somebody comes in."""
    first = save(store, project=[project("P1", status="plan"), project("P10")], party=[party()])
    with editing(store, by=EDITOR, reason="begonnen") as edit:
        edit.save("project", {"code": "P1", "status": "running"}, version=1)
    third = save(store, person=[person()])
    return store, first, third


def test_changes_are_found_by_person_thing_and_period(changed):
    store, first, third = changed
    assert numbers(store) == [third, first + 1, first]
    assert numbers(store, made_by="Redactie") == [first + 1]
    assert numbers(store, table="project") == [first + 1, first]
    assert numbers(store, table="project", code="P1") == [first + 1, first]
    assert numbers(store, table="project", code="P10") == [first]
    assert numbers(store, table="party", code="P1") == []
    made_at = read(store, first + 1).made_at
    assert numbers(store, since=made_at) == [third, first + 1]
    assert numbers(store, until=made_at) == [first]
    assert numbers(store, since=made_at + timedelta(days=1)) == []
    assert count_changes(store.whole(), Wanted(table="project")) == 2
    assert list_makers(store.whole()) == ["Redactie", TESTER.name]


def test_a_code_finds_what_belongs_to_it_in_a_table_with_a_longer_key(store):
    save(store, indicator=[indicator()], series=[series()])
    number = save(store, measurement=[measurement()])
    assert numbers(store, table="measurement", code="IND-01") == [number]
    assert numbers(store, table="measurement", code="IND-0") == []


def test_a_change_counts_what_was_added_changed_put_away_and_brought_back(store):
    save(store, party=[party("PA"), party("PB"), party("PC")])
    with editing(store, by=TESTER, reason="x") as edit:
        edit.archive("party", ["PA"], version=1)
        edit.save("party", {"code": "PB", "name": 'Met "archived_at": null erin'}, version=1)
        edit.save("party", party("PD"), version=None)
    number = numbers(store)[0]
    assert read(store, number).tallies == (Tally("party", 1, 1, 1, 0),)
    with editing(store, by=TESTER, reason="x") as edit:
        edit.restore("party", ["PA"], version=2)
    change = read(store, number + 1)
    assert change.tallies == (Tally("party", 0, 0, 0, 1),)
    assert change.only_line is not None
    assert differences(change.only_line.before, change.only_line.after) == ["archived_at"]


def test_what_stood_in_the_data_of_people_is_for_administrators(changed):
    store, _first, third = changed
    [hidden] = list_lines(store.whole(), third, with_people=False)
    assert hidden.is_hidden
    assert not hidden.after
    assert read(store, third).only_line == hidden
    [shown] = list_lines(store.whole(), third, with_people=True)
    assert shown.after["phone"] == "000"


def test_only_what_was_not_changed_since_can_be_undone(changed):
    store, first, third = changed
    assert find_undoing(store.whole(), first).in_the_way
    assert not find_undoing(store.whole(), first + 1).in_the_way
    undone = undo(store, first + 1, by=EDITOR)
    after = read(store, first + 1)
    assert after.undone_by == undone
    assert read(store, undone).undoes == first + 1
    assert not find_undoing(store.whole(), third).in_the_way
    assert read(store, 999) is None


def test_an_older_version_can_be_put_back_with_a_reason(changed):
    store, *_ = changed
    now, old = list_versions(store.whole(), "project", ["P1"])
    assert (now.version, now.made_by, now.reason) == (2, "Redactie", "begonnen")
    assert (old.values["status"], old.values["title"]) == ("plan", "Project P1")
    with pytest.raises(SokError, match="waarom"):
        put_back(store, "project", ["P1"], old=1, now=2, by=EDITOR, reason=" ")
    with pytest.raises(SokError, match="niet meer"):
        put_back(store, "project", ["P1"], old=7, now=2, by=EDITOR, reason="x")
    with pytest.raises(StaleRecordError):
        put_back(store, "project", ["P1"], old=1, now=1, by=EDITOR, reason="x")
    put_back(store, "project", ["P1"], old=1, now=2, by=EDITOR, reason="toch nog niet")
    assert stored(store, "project", "P1").values["status"] == "plan"
    [newest, *rest] = list_versions(store.whole(), "project", ["P1"])
    assert (newest.version, newest.reason, len(rest)) == (3, "toch nog niet", 2)


def test_an_older_measurement_comes_back_with_its_reason(store):
    save(store, indicator=[indicator()], series=[series()], measurement=[measurement(value="10")])
    save(store, measurement=[measurement(value="12", correction_reason="opnieuw geteld")])
    key = ["IND-01", "2024-12-31", "2024-12-31"]
    put_back(store, "measurement", key, old=1, now=2, by=EDITOR, reason="eerst was goed")
    values = stored(store, "measurement", *key).values
    assert (values["value"], values["correction_reason"]) == ("10.0", "eerst was goed")


def test_a_long_history_comes_in_pages(store):
    for number in range(PAGE + 3):
        save(store, party=[party(f"P{number}")])
    first = list_changes(store.whole(), Wanted(), skip=0, with_people=True)
    second = list_changes(store.whole(), Wanted(), skip=PAGE, with_people=True)
    assert (len(first), len(second)) == (PAGE, 3)
    assert first[-1].number == second[0].number + 1
