"""A name that is being noted and stands in no row yet is found and taken out, as in other texts."""

import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.traces import DRAFT, REMOVED
from sok_metrics.store.connection import Store
from sok_metrics.tasks.minutes.draft_files import read_drafts, room_folder
from sok_metrics.tasks.minutes.drafts import Draft, Saving
from sok_metrics.tasks.minutes.noting import keep, save
from sok_metrics.tasks.people.forgetting import find_everywhere, forget_person
from sok_metrics.tasks.people.removing import remove_for_good
from sok_metrics.texts.people import place_words
from tests.store.rows import TESTER, meeting, person, stored
from tests.store.rows import save as put_rows

NAME = "Sanne de Wit"
EDITOR = Actor("Nour", Role.EDITOR)


@pytest.fixture
def evening(store: Store) -> Store:
    """A meeting of today with one point, and somebody who is known."""
    put_rows(
        store,
        person=[person(name=NAME, phone="0612345678")],
        meeting=[meeting(1, str(clock.today()), status="planned")],
        agenda_item=[{"number": "1", "meeting_number": "1", "position": "1", "title": "Welkom"}],
    )
    return store


def note(store: Store, text: str, *, tab: str = "A", version: int = 0, turn: int = 1) -> Draft:
    return save(
        store, 1, Saving("point_note-1", "point_note", 1, {"text": text}, version, tab, turn), by=EDITOR
    )


def on_disk(store: Store) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in room_folder(store.path).glob("notities-*"))


def forget(store: Store, spots: set[tuple[str, tuple[str, ...], str]]) -> tuple[str, ...]:
    done = forget_person(store, "M1", by=TESTER, day=clock.today(), spots=spots)
    return tuple(place_words(place) for place in done.left_on_purpose)


def test_a_name_in_a_draft_is_shown_and_taken_out(evening):
    note(evening, f"{NAME} belt de gemeente.")
    [place] = find_everywhere(evening, "M1", by=TESTER)
    assert place.spot[0] == DRAFT
    assert place.is_whole
    assert place_words(place).startswith("notities van bijeenkomst 1, ")
    assert forget(evening, {place.spot}) == ()
    assert "Sanne" not in on_disk(evening)
    keep(evening, 1, by=EDITOR)
    assert stored(evening, "point_note", "1").values["text"] == f"{REMOVED} belt de gemeente."


def test_what_is_left_on_purpose_is_told(evening):
    note(evening, f"{NAME} belt de gemeente.")
    [left] = forget(evening, set())
    assert left.startswith("notities van bijeenkomst 1")
    assert NAME in on_disk(evening)


def test_also_in_the_text_of_somebody_else_beside_it(evening):
    first = note(evening, "Er is niets gezegd.")
    note(evening, f"Vraag het {NAME}.", tab="B", version=first.version - 1)
    places = find_everywhere(evening, "M1", by=TESTER)
    assert len(places) == 1
    forget(evening, {place.spot for place in places})
    assert "Sanne" not in on_disk(evening)


def test_a_draft_that_is_in_the_store_too_is_one_choice(evening):
    note(evening, f"{NAME} belt.")
    keep(evening, 1, by=EDITOR)
    assert NAME in on_disk(evening)
    [place] = find_everywhere(evening, "M1", by=TESTER)
    assert place.spot == ("point_note", ("1",), "text")
    forget(evening, {place.spot})
    assert "Sanne" not in on_disk(evening)


def test_an_open_window_that_goes_on_with_the_old_text_is_asked(evening):
    before = note(evening, f"{NAME} belt.")
    forget(evening, {place.spot for place in find_everywhere(evening, "M1", by=TESTER)})
    now = note(evening, f"{NAME} belt morgen.", version=before.version, turn=2)
    assert now.fields["text"] == f"{REMOVED} belt."
    assert len(now.others) == 1


def test_who_noted_under_that_name_loses_it(evening):
    save(
        evening,
        1,
        Saving("point_note-1", "point_note", 1, {"text": "Warm"}, 0, "A", 1),
        by=Actor(NAME, Role.EDITOR),
    )
    forget(evening, set())
    assert "Sanne" not in on_disk(evening)


def test_an_idea_that_is_removed_for_good_leaves_the_notes_too(evening):
    idea = Saving("nieuw", "idea", 1, {"text": "Een gemeen idee"}, 0, "A", 1)
    save(evening, 1, idea, by=EDITOR)
    note(evening, "Blijft staan")
    keep(evening, 1, by=EDITOR)
    number = next(int(one.record) for one in read_drafts(evening.path, 1).values() if one.table == "idea")
    assert "gemeen" in on_disk(evening)
    remove_for_good(evening, number, by=TESTER, reason="kwetsend")
    assert "gemeen" not in on_disk(evening)
    assert "Blijft staan" in on_disk(evening)
