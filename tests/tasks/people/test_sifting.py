"""Sifting a flood of ideas: what belongs together, and putting it away as one change, undone as one."""

from datetime import datetime

import pandas as pd
import pytest

from sok_metrics.errors import NotAllowedError, StaleRecordError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.queries.ideas import list_ideas, list_waiting_ideas
from sok_metrics.tasks.people.sifting import archive_ideas, heaps_of
from tests.store.rows import TODAY, count, save

EDITOR = Actor("Els", Role.EDITOR)


def waiting(*ideas):
    """Ideas as (number, text, moment)."""
    found = pd.DataFrame(ideas, columns=["number", "text", "received_at"])
    return found.astype({"number": int, "text": str}).astype({"received_at": "datetime64[us]"})


def at(hour, minute=0):
    return datetime(2026, 11, 22, hour, minute)


def test_what_came_in_within_an_hour_or_looks_alike_is_one_heap():
    found = heaps_of(
        waiting(
            (6, "Koop nu goedkope lampen nummer 6", at(19, 50)),
            (5, "Meer bomen in de straat", at(19, 40)),
            (4, "koop NU goedkope lampen, nummer 4!", at(19, 1)),
            (3, "Koop nu goedkope lampen nummer 3", at(18, 59)),
            (2, "Een bankje bij de halte", at(18, 0)),
            (1, "Zonnepanelen op de school", at(9, 0)),
        )
    )
    assert [(heap.hour.hour if heap.hour else heap.text, sorted(heap.numbers)) for heap in found] == [
        (20, [4, 5, 6]),
        (19, [2, 3]),
        ("Koop nu goedkope lampen nummer 6", [3, 4, 6]),
    ]


def test_texts_without_words_look_alike_and_an_empty_box_has_no_heaps():
    assert sorted(heaps_of(waiting((1, "123", at(9)), (2, "!?", at(12))))[0].numbers) == [1, 2]
    assert heaps_of(waiting()) == []


@pytest.fixture
def flooded(store):
    ideas = [{"number": str(n), "submitted_on": "2026-11-22", "text": f"Koop nu {n}"} for n in range(1, 7)]
    save(store, idea=[*ideas[:5], ideas[5] | {"handled_on": "2026-11-22"}])
    return store


def versions_of(store):
    ideas = list_waiting_ideas(store.reader())
    return dict(zip(ideas["number"].tolist(), ideas["version"].tolist(), strict=True))


def test_many_are_put_away_as_one_change_and_undone_as_one(flooded):
    versions = versions_of(flooded)
    assert sorted(versions) == [1, 2, 3, 4, 5]
    changes = count(flooded, "change_set")
    number = archive_ideas(flooded, versions, by=EDITOR)
    assert number is not None
    assert count(flooded, "change_set") == changes + 1
    assert list_ideas(flooded.reader(), TODAY)["number"].tolist() == [6]
    [change] = flooded.whole().rows(f"SELECT reason FROM change_set WHERE number = {number}")
    assert change["reason"] == "Gearchiveerd: 5 ideeën"
    undo(flooded, number, by=EDITOR)
    assert sorted(versions_of(flooded)) == [1, 2, 3, 4, 5]


def test_when_somebody_answered_one_meanwhile_nothing_is_put_away(flooded):
    versions = versions_of(flooded)
    save(flooded, idea=[{"number": "3", "answer": "Ja"}])
    with pytest.raises(StaleRecordError):
        archive_ideas(flooded, versions, by=EDITOR)
    assert len(versions_of(flooded)) == 5


def test_only_editors_sift(flooded):
    with pytest.raises(NotAllowedError):
        archive_ideas(flooded, versions_of(flooded), by=VISITOR)
    assert len(versions_of(flooded)) == 5
