"""What is noted goes into the store at rest or when a point closes: once, whole, and past nobody else."""

from datetime import timedelta

import pytest

from sok_metrics import clock
from sok_metrics.errors import NotAllowedError, RefusedError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.minutes import noting
from sok_metrics.tasks.minutes.draft_files import read_drafts, room_folder
from sok_metrics.tasks.minutes.drafts import Saving
from sok_metrics.tasks.minutes.noting import close_point, keep, keep_what_rests, open_point, read_noting, save
from tests.store.rows import count, stored

EDITOR = Actor("Nour", Role.EDITOR)
OTHER = Actor("Sam", Role.EDITOR)


@pytest.fixture
def evening(store, put):
    """A meeting of today with two points; gives the store."""
    day = clock.today().isoformat()
    put("party", {"code": "GEM", "name": "Gemeente", "kind": "municipality"})
    put("meeting", {"number": "1", "kind": "review", "title": "Avond", "held_on": day, "status": "planned"})
    put(
        "agenda_item",
        {"number": "1", "meeting_number": "1", "position": "1", "title": "Welkom"},
        {"number": "2", "meeting_number": "1", "position": "2", "title": "Warmte"},
    )
    return store


def note(store, text, *, tab="A", version=0, turn=1, point=1, by=EDITOR):
    one = Saving(f"point_note-{point}", "point_note", point, {"text": text}, version, tab, turn)
    return save(store, 1, one, by=by)


def thing(store, table, key="nieuw", *, point=1, version=0, turn=1, removes=False, by=EDITOR, **fields):
    return save(store, 1, Saving(key, table, point, fields, version, "A", turn, False, removes), by=by)


def changes(store):
    return count(store, "change_set")


def test_many_savings_make_one_change_when_the_point_closes(evening):
    before = changes(evening)
    for turn in range(1, 30):
        note(evening, "We spraken over warmte. " * turn, turn=turn)
    thing(evening, "decision", text="We beginnen in mei.", how="count", votes_for="12", votes_against="3",
          dissent="Te vroeg, vindt een bewoner.")  # fmt: skip
    thing(evening, "action", "a", text="Bel de aannemer.", owner_party_code="GEM")
    thing(evening, "withheld", "w", text="De prijs.", owner_party_code="GEM", reason="Loopt nog.")
    thing(evening, "idea", "i", text="Een bankje.")
    assert (changes(evening), count(evening, "point_note")) == (before, 0)
    close_point(evening, 1, 1, by=EDITOR)
    assert changes(evening) == before + 1
    assert stored(evening, "point_note", "1").values["text"] == ("We spraken over warmte. " * 29).strip()
    [decision] = list_records(evening.whole(), "decision")
    wanted = {
        "text": "We beginnen in mei.", "how": "count", "votes_for": "12", "votes_against": "3",
        "dissent": "Te vroeg, vindt een bewoner.", "agenda_item_number": "1", "meeting_number": "1",
        "decided_on": clock.today().isoformat(),
    }  # fmt: skip
    assert {name: decision.values[name] for name in wanted} == wanted
    [action] = list_records(evening.whole(), "action")
    assert action.values["owner_party_code"] == "GEM"
    assert {count(evening, name) for name in ("withheld", "idea")} == {1}
    point = stored(evening, "agenda_item", "1")
    assert point.values["closed_at"] is not None
    assert point.values["outcome"] == "discussed"
    assert read_noting(evening, 1).waiting == 0
    open_point(evening, 1, 1, by=EDITOR)
    assert stored(evening, "agenda_item", "1").values["closed_at"] is None


def test_what_rests_goes_into_the_store_by_itself_and_is_then_no_draft_any_more(evening, monkeypatch):
    note(evening, "Warmte.")
    thing(evening, "action", text="Bel de aannemer.", by=OTHER)
    keep_what_rests(evening)
    assert count(evening, "action") == 0, "nobody rested yet"
    later = clock.now() + noting.REST
    monkeypatch.setattr(clock, "now", lambda: later)
    keep_what_rests(evening)
    assert (count(evening, "action"), count(evening, "point_note")) == (1, 1)
    much_later = later + noting.KEPT_FOR + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: much_later)
    keep_what_rests(evening)
    assert list(room_folder(evening.path).iterdir()) == []
    # A window that was open all the time goes on where it was.
    shown = read_noting(evening, 1).drafts["point_note-1"]
    assert note(evening, "Warmte, en verder.", version=shown.version, turn=9).others == ()


def test_what_cannot_go_in_says_why_and_keeps_nothing_else_out(evening):
    note(evening, "Warmte.")
    thing(evening, "decision", "fout", how="consent")
    thing(evening, "decision", "ook", text="Ja.", votes_for="twaalf")
    keep(evening, 1, by=EDITOR)
    assert (count(evening, "point_note"), count(evening, "decision")) == (1, 0)
    drafts = read_drafts(evening.path, 1)
    assert drafts["fout"].problem
    assert "twaalf" in drafts["ook"].problem or drafts["ook"].problem
    thing(evening, "decision", "fout", version=drafts["fout"].version, turn=2, how="consent", text="Toch.")
    keep(evening, 1, by=EDITOR)
    assert count(evening, "decision") == 1


def test_a_text_that_a_form_changed_meanwhile_is_not_written_over(evening):
    note(evening, "Eerst.")
    keep(evening, 1, by=EDITOR)
    with editing(evening, by=OTHER, reason="formulier") as edit:
        edit.save("point_note", {"agenda_item_number": "1", "text": "Uit het formulier."}, version=1)
    shown = read_noting(evening, 1).drafts["point_note-1"]
    assert shown.fields["text"] == "Uit het formulier."
    both = note(evening, "Eerst en verder.", version=1, turn=2)
    texts = {both.fields["text"], *(one.fields["text"] for one in both.others)}
    assert texts == {"Uit het formulier.", "Eerst en verder."}
    keep(evening, 1, by=EDITOR)
    assert stored(evening, "point_note", "1").values["text"] == "Uit het formulier."
    settled = save(
        evening, 1,
        Saving("point_note-1", "point_note", 1, {"text": "Samen."}, both.version, "A", 3, settles=True),
        by=EDITOR,
    )  # fmt: skip
    assert settled.others == ()
    keep(evening, 1, by=EDITOR)
    assert stored(evening, "point_note", "1").values["text"] == "Samen."


def test_what_is_taken_away_or_emptied_goes_from_the_store_and_can_come_back(evening):
    note(evening, "Warmte.")
    thing(evening, "action", text="Bel.")
    keep(evening, 1, by=EDITOR)
    shown = read_noting(evening, 1).drafts
    note(evening, "", version=shown["point_note-1"].version, turn=2)
    gone = thing(evening, "action", version=shown["nieuw"].version, turn=2, removes=True, text="Bel.")
    keep(evening, 1, by=EDITOR)
    assert list_records(evening.whole(), "action") == list_records(evening.whole(), "point_note") == []
    thing(evening, "action", version=gone.version, turn=3, text="Bel.")
    keep(evening, 1, by=EDITOR)
    assert len(list_records(evening.whole(), "action")) == 1


def test_only_editors_and_only_at_points_of_this_meeting(evening):
    with pytest.raises(NotAllowedError):
        note(evening, "x", by=Actor("bezoeker", Role.VISITOR))
    with pytest.raises(RefusedError):
        note(evening, "x", point=99)
    with pytest.raises(RefusedError):
        thing(evening, "person", text="x")
    with pytest.raises(RefusedError):
        read_noting(evening, 2)
    assert not room_folder(evening.path).exists()


def test_a_damaged_file_is_no_empty_one(evening):
    note(evening, "Warmte.")
    [file] = room_folder(evening.path).iterdir()
    file.write_text("[{", encoding="utf-8")
    with pytest.raises(Exception, match="niet te lezen"):
        note(evening, "Nieuw.")
    assert file.read_text(encoding="utf-8") == "[{"
