"""The idea box: it is always open, keeps no names, and bears a flood."""

import threading
from datetime import date, datetime, timedelta

import pytest

from sok_metrics.errors import DiskFullError, RefusedError
from sok_metrics.nouns.model import MeetingKind, ParticipantGroup, View
from sok_metrics.store.changes import floods
from sok_metrics.store.changes.floods import MOST_PER_BROWSER, Sender, recent_at
from sok_metrics.store.changes.from_visitors import LONGEST
from sok_metrics.store.changes.ideas import clean_idea, submit_idea
from sok_metrics.store.driver import disk_full
from sok_metrics.store.queries.ideas import list_ideas
from sok_metrics.store.queries.meetings import read_meetings
from tests.store.rows import TODAY, count, meeting, project, save


@pytest.fixture
def clock(monkeypatch):
    """Time that the test lets pass: clock(minutes=10); and clock.set(days=20) sets the clock on the wall."""

    class Passing:
        moment = datetime(2026, 11, 22, 19, 0, 0, 1)
        passed = 1_000.0

        def __call__(self, **time):
            self.passed += timedelta(**time).total_seconds()
            self.set(**time)

        def set(self, **time):
            self.moment += timedelta(**time)

    passing = Passing()
    monkeypatch.setattr("sok_metrics.clock.now", lambda: passing.moment)
    monkeypatch.setattr(floods, "monotonic", lambda: passing.passed)
    return passing


@pytest.fixture
def small(monkeypatch):
    """Limits that a test reaches soon: four of one source, eight of all, the last four for who sent none."""
    for name, most in (("MOST_PER_SOURCE", 4), ("MOST_PER_HOUR", 8), ("RESERVED", 4), ("FEW", 1)):
        monkeypatch.setattr(floods, name, most)


def submit(store, text="Meer bomen", visitor="iemand", source="192.0.2.1", **more):
    return submit_idea(store, text=text, sender=Sender(visitor, source), today=TODAY, **more)


def flood(store, source, times):
    """Ideas of visitors who are new each time; gives what was taken."""
    taken = []
    for n in range(times):
        try:
            submit(store, f"Idee {n} van {source}", visitor=f"{source} {n}", source=source)
        except RefusedError as error:
            taken.append(str(error))
        else:
            taken.append("")
    return taken


def in_box(store):
    return list_ideas(store.reader(), TODAY)["text"].tolist()


def test_an_idea_lands_in_the_box_with_its_trace(store):
    receipt = submit(store, group=ParticipantGroup.RESIDENT)
    assert (receipt.number, receipt.is_new) == (1, True)
    [row] = store.whole().rows("SELECT * FROM idea")
    assert row["text"] == "Meer bomen"
    assert row["submitted_on"] == TODAY
    assert (row["submitted_by"], row["visibility"], row["origin"]) == ("resident", "public", "real")
    [change] = store.whole().rows("SELECT made_by, source, reason FROM change_set")
    assert change == {"made_by": "bezoeker", "source": "form", "reason": "Idee ingediend"}
    assert count(store, "idea_history") == count(store, "change_line") == 1


def test_nothing_in_the_store_tells_who_it_was(store):
    submit(store, source="203.0.113.9", visitor="nummer 203.0.113.9")
    for table in ("idea", "idea_history", "change_set", "change_line"):
        assert "203.0.113.9" not in str(store.whole().rows(f"SELECT * FROM {table}"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Meer bomen \r\n", "Meer bomen"),
        ("a\x00b\x07c\x1b[31m\x85d", "abc[31md"),
        ("een\n\n\n\n\ntwee", "een\n\ntwee"),
        ("\u202eachteruit\u2066", "achteruit"),
        ("<b>vet</b> & 'x' **y** %_\\", "<b>vet</b> & 'x' **y** %_\\"),
        ("=1+1", "=1+1"),
        ("cafe\u0301", "caf\u00e9"),
        ("\U0001f469\u200d\U0001f692 zon \U0001fae8", "\U0001f469\u200d\U0001f692 zon \U0001fae8"),
        ("half\ud800 teken\ufffe", "half teken"),
        ("in 2026 2027 2028 en 1.000.000 keer", "in 2026 2027 2028 en 1.000.000 keer"),
        ("€ 0,0123456789 per kWh @ huis", "€ 0,0123456789 per kWh @ huis"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_a_text_is_kept_as_it_was_written_but_for_what_nobody_can_read(store, text, kept):
    submit(store, text)
    assert in_box(store) == [kept]


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00", "\u200b\u200d", "\u0301", "\u202e"])
def test_an_empty_idea_is_refused(store, text):
    with pytest.raises(RefusedError, match="Er staat nog niets"):
        submit(store, text)
    assert count(store, "change_set") == 0


@pytest.mark.parametrize("length", [LONGEST + 1, 10_000, 3_000_000])
def test_a_long_idea_is_refused_with_its_length(length):
    with pytest.raises(RefusedError, match=r"tekens lang\. Er passen er 1\.000 in"):
        clean_idea("x" * length)


@pytest.mark.parametrize(
    "text",
    ["Bel 06-12345678", "010 123 45 67", "+31 6 1234 5678", "0031612345678", "mail jan@voorbeeld.nl maar"],
)
def test_a_number_or_an_address_is_refused(text):
    with pytest.raises(RefusedError, match="telefoonnummer of e-mailadres"):
        clean_idea(text)


def test_the_same_text_counts_once_in_ten_minutes(store, clock):
    assert submit(store).is_new
    clock(minutes=9)
    again = submit(store, " Meer bomen\n", visitor="een ander")
    assert (again.number, again.is_new) == (1, False)
    assert count(store, "change_set") == 1
    clock(minutes=2)
    assert submit(store).is_new


def test_a_visitor_has_a_limit_and_then_room_again(store, clock):
    for n in range(MOST_PER_BROWSER):
        submit(store, f"Idee {n}")
    with pytest.raises(RefusedError, match="in tien minuten al 5 ideeën"):
        submit(store, "Nog een")
    assert submit(store, "Nog een", visitor="een ander").is_new
    assert not submit(store, "Idee 1").is_new
    clock(minutes=11)
    assert submit(store, "Toch nog een").is_new
    assert recent_at(store.path, "idea").senders() == {
        Sender("iemand", "192.0.2.1"),
        Sender("een ander", "192.0.2.1"),
    }
    clock(minutes=61)
    assert recent_at(store.path, "idea").senders() == set()


def test_a_flood_from_one_place_leaves_room_for_others(store, clock, small):
    assert flood(store, "198.51.100.7", 5)[:4] == [""] * 4
    with pytest.raises(RefusedError, match="vanaf uw netwerk het laatste uur heel veel ideeën"):
        submit(store, "Nog een", visitor="nieuw", source="198.51.100.7")
    assert submit(store, "Van een ander").is_new
    clock(minutes=61)
    assert submit(store, "Nog een", source="198.51.100.7").is_new


def test_all_visitors_together_have_a_limit_too(store, clock, small):
    flood(store, "198.51.100.7", 4)
    for n in range(4):
        assert flood(store, f"203.0.113.{n}", 2)[0] == ""
    with pytest.raises(RefusedError, match="De bus is even vol"):
        submit(store, "Nog een")
    assert len(in_box(store)) == 8
    clock(minutes=61)
    assert submit(store, "Nog een").is_new


def test_hiding_ideas_makes_no_room_for_a_flood_and_a_restart_neither(store, clock, small):
    for n in range(8):
        submit(store, f"Idee {n}", visitor=str(n), source=str(n))
    save(store, idea=[{"number": str(n + 1), "visibility": "internal"} for n in range(8)])
    assert in_box(store) == []
    floods._recent.clear()
    with pytest.raises(RefusedError, match="De bus is even vol"):
        submit(store, "Nog een")


def test_a_clock_that_was_ahead_closes_the_box_for_an_hour_and_no_longer(store, clock, small):
    clock.set(days=20)
    for n in range(8):
        submit(store, f"Idee {n}", visitor=str(n), source=str(n))
    clock.set(days=-20)
    with pytest.raises(RefusedError, match="De bus is even vol"):
        submit(store, "Nog een")
    clock(minutes=61)
    assert submit(store, "Nog een").is_new
    assert not submit(store, "Nog een", visitor="een ander").is_new
    clock(minutes=11)
    assert submit(store, "Nog een").is_new


def test_setting_the_clock_makes_no_room_for_a_flood(store, clock, small):
    flood(store, "198.51.100.7", 4)
    clock.set(days=1)
    with pytest.raises(RefusedError, match="vanaf uw netwerk"):
        submit(store, "Nog een", visitor="nieuw", source="198.51.100.7")


def test_what_could_not_be_saved_does_not_count(store, monkeypatch):
    def fail(cursor):
        raise disk_full(store.path)

    with monkeypatch.context() as full:
        full.setattr(store, "_commit", fail)
        for n in range(MOST_PER_BROWSER + 1):
            with pytest.raises(DiskFullError):
                submit(store, f"Idee {n}")
    assert count(store, "idea") == 0
    assert submit(store, "Idee 0").is_new


def at_once(number, work):
    threads = [threading.Thread(target=work, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_twenty_at_once_lose_nothing(store):
    at_once(20, lambda n: submit(store, f"Idee {n}", visitor=str(n)))
    assert sorted(in_box(store)) == sorted(f"Idee {n}" for n in range(20))
    numbers = store.whole().rows("SELECT number FROM idea ORDER BY number")
    assert [row["number"] for row in numbers] == list(range(1, 21))
    assert count(store, "change_set") == count(store, "change_line") == 20


def test_twenty_times_the_same_at_once_is_one(store):
    new = []
    at_once(20, lambda n: new.append(submit(store, visitor=str(n)).is_new))
    assert sorted(new) == [False] * 19 + [True]
    assert count(store, "idea") == 1


def test_one_visitor_in_twenty_windows_has_one_limit(store):
    refused = []

    def send(n):
        try:
            submit(store, f"Idee {n}")
        except RefusedError:
            refused.append(n)

    at_once(20, send)
    assert len(refused) == 20 - MOST_PER_BROWSER
    assert count(store, "idea") == MOST_PER_BROWSER


def idea(number, submitted_on, **cells):
    return {"number": str(number), "submitted_on": submitted_on, "text": f"Idee {number}"} | cells


def test_open_ideas_stand_newest_first_and_then_the_handled_ones(store):
    save(
        store,
        project=[project("P1", title="Proef")],
        idea=[
            idea(1, "2026-01-01", handled_on="2026-03-01", answer="Ja"),
            idea(2, "2026-02-01", project_code="P1"),
            idea(3, "2026-05-01"),
            idea(4, "2025-01-01", handled_on="2026-06-01"),
            idea(5, "2026-06-01", handled_on="2026-12-01"),
            idea(6, "2026-07-01", visibility="draft"),
            idea(7, "2026-04-01", origin="example"),
        ],
    )
    found = list_ideas(store.reader(), TODAY)
    assert found["number"].tolist() == [5, 3, 7, 2, 4, 1]
    assert found["is_open"].tolist() == [True] * 4 + [False] * 2
    assert found.set_index("number")["project_title"].dropna().to_dict() == {2: "Proef"}
    assert 7 not in list_ideas(store.reader(View(with_examples=False)), TODAY)["number"].tolist()


def test_the_box_has_its_columns_when_it_is_empty(store):
    found = list_ideas(store.reader(), TODAY)
    assert found.empty
    assert list(found.columns) == [
        "number", "submitted_on", "title", "text", "submitted_by", "project_code", "project_title",
        "handled_on", "answer", "is_open", "is_example",
    ]  # fmt: skip


def test_the_next_monthly_meeting_is_the_first_that_is_planned(store):
    assert read_meetings(store.reader(), TODAY).next_day(MeetingKind.MONTHLY) is None
    save(
        store,
        meeting=[
            meeting(1, "2026-11-10", kind="monthly"),
            meeting(2, "2026-12-01", kind="review", status="planned"),
            meeting(3, "2026-12-08", kind="monthly", status="planned"),
            meeting(4, "2026-11-30", kind="monthly", status="cancelled"),
        ],
    )
    assert read_meetings(store.reader(), TODAY).next_day(MeetingKind.MONTHLY) == date(2026, 12, 8)
