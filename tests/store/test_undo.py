"""Undoing: what rests on a change keeps it where it is, and what was undone can be done again."""

import pytest

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.queries.history import read_change
from sok_metrics.store.queries.records import list_records
from sok_metrics.store.queries.undoings import find_undoing
from tests.store.rows import indicator, measurement, party, project, save, series, stored

EDITOR = Actor("Redactie", Role.EDITOR)


def in_the_way(store, number):
    return [one.change for one in find_undoing(store.whole(), number).in_the_way]


def names(store):
    return {record.key: record.values["name"] for record in list_records(store.whole(), "party")}


def figures(store):
    return [record.values["value"] for record in list_records(store.whole(), "measurement")]


@pytest.fixture
def measured(store):
    """An indicator is made, and after that its measurement."""
    made = save(store, indicator=[indicator()], series=[series()])
    return store, made, save(store, measurement=[measurement()])


def test_what_later_changes_rest_on_is_not_undone_and_it_says_which(measured):
    store, made, later = measured
    with pytest.raises(SokError, match=rf"meting IND-01 .* wijziging {later}\. Draai eerst"):
        undo(store, made, by=EDITOR)
    assert in_the_way(store, made) == [later]
    assert figures(store) == ["10.0"]


def test_once_these_are_undone_too_it_can_be_and_all_of_it_comes_back(measured):
    store, made, later = measured
    one = undo(store, later, by=EDITOR)
    other = undo(store, made, by=EDITOR)
    assert list_records(store.whole(), "indicator") == []
    undo(store, other, by=EDITOR)
    undo(store, one, by=EDITOR)
    assert figures(store) == ["10.0"]
    assert stored(store, "indicator", "IND-01").values["archived_at"] is None


def test_bringing_back_is_not_undone_when_something_new_rests_on_it(measured):
    store, *_ = measured
    record = stored(store, "indicator", "IND-01")
    with editing(store, by=EDITOR, reason="weg") as away:
        away.archive("indicator", ["IND-01"], version=record.version)
    with editing(store, by=EDITOR, reason="terug") as back:
        back.restore("indicator", ["IND-01"], version=record.version + 1)
    assert in_the_way(store, back.number) == []
    later = save(store, series=[series("EXTRA", group_name="huurders", role="other")])
    assert in_the_way(store, back.number) == [later]
    assert in_the_way(store, away.number) == [back.number]


def test_what_was_changed_and_put_back_since_is_as_it_was(store):
    first = save(store, party=[party()])
    with editing(store, by=EDITOR, reason="naam") as edit:
        edit.save("party", {"code": "PA", "name": "Anders"}, version=1)
    assert in_the_way(store, first) == [edit.number] == [first + 1]
    undo(store, first + 1, by=EDITOR)
    assert in_the_way(store, first) == []
    undo(store, first, by=EDITOR)
    assert names(store) == {}


def test_the_newest_that_is_in_the_way_comes_first(store):
    first = save(store, party=[party(), party("PB")])
    second = save(store, party=[party(name="Anders")])
    third = save(store, party=[party("PB", name="Ook anders")])
    assert in_the_way(store, first) == [third, second]
    with pytest.raises(SokError, match=f"wijziging {third} en {second}"):
        undo(store, first, by=EDITOR)


def test_what_is_undone_and_done_again_is_not_undone_any_more(store):
    save(store, project=[project("P1", status="plan")])
    second = save(store, project=[project("P1")])

    def undone_by():
        change = read_change(store.whole(), second, with_people=True)
        assert change is not None
        return change.undone_by

    undoing = undo(store, second, by=EDITOR)
    assert undone_by() == undoing
    again = undo(store, undoing, by=EDITOR)
    assert undone_by() is None
    once_more = undo(store, again, by=EDITOR)
    assert undone_by() == undoing
    assert stored(store, "project", "P1").values["status"] == "plan"
    undo(store, once_more, by=EDITOR)
    undo(store, second, by=EDITOR)
    assert stored(store, "project", "P1").values["status"] == "plan"


def test_what_is_not_there_is_not_undone(store):
    assert in_the_way(store, 999) == []
    with pytest.raises(SokError, match="niets terug te draaien"):
        undo(store, 999, by=EDITOR)
