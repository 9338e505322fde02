"""How much visitors may send in: a hall full of people has room, a flood takes only that of its place."""

import pytest

from sok_metrics.store.changes import floods
from sok_metrics.store.changes.floods import (
    FEW,
    MOST_PER_BROWSER,
    MOST_PER_HOUR,
    MOST_PER_SOURCE,
    RESERVED,
    Limit,
    Recent,
    Sender,
)


@pytest.fixture
def time(monkeypatch):
    """The clock that nobody sets: time[0] is now."""
    now = [50.0]
    monkeypatch.setattr(floods, "monotonic", lambda: now[0])
    return now


def send(recent, browser, source, *, in_store=0):
    """Send one thing in; gives the limit that it met."""
    sender = Sender(browser, source)
    limit = recent.limit_of(sender, in_store=in_store)
    if limit is None:
        recent.add(sender, f"{browser} {source}")
    return limit


def flood(recent, source, times):
    """Send with a new cookie each time; gives how many were taken."""
    return [send(recent, f"{source} {n}", source) for n in range(times)].count(None)


def test_eighty_people_in_one_hall_have_three_ideas_each_within_the_hour(time):
    recent = Recent()
    for _round in range(3):
        assert [send(recent, f"telefoon {n}", "192.0.2.1") for n in range(80)] == [None] * 80
        time[0] += 900


def test_who_forges_cookies_fills_what_is_for_one_place_and_no_more(time):
    recent = Recent()
    assert flood(recent, "198.51.100.7", 2 * MOST_PER_HOUR) == MOST_PER_SOURCE
    assert send(recent, "nieuw", "198.51.100.7") is Limit.SOURCE
    assert send(recent, "iemand", "192.0.2.1") is None


def test_however_many_places_take_much_there_is_something_left_for_a_place_that_took_little(time):
    recent = Recent()
    taken = [flood(recent, f"198.51.100.{n}", MOST_PER_HOUR) for n in range(3)]
    assert sum(taken) == MOST_PER_HOUR - RESERVED + FEW
    assert send(recent, "nieuw", "198.51.100.0") is Limit.SOURCE
    assert flood(recent, "192.0.2.1", 2 * FEW) == FEW
    assert send(recent, "nog een", "192.0.2.1") is Limit.EVERYBODY
    assert send(recent, "iemand", "192.0.2.2") is None


def test_all_together_are_bounded_and_so_is_the_memory(time):
    recent = Recent()
    assert sum(flood(recent, f"198.51.{n}.1", 10) for n in range(100)) == MOST_PER_HOUR
    assert len(recent._sent) == MOST_PER_HOUR
    time[0] += 3_601
    assert recent.senders() == set()


def test_a_browser_has_its_own_limit_and_then_room_again(time):
    recent = Recent()
    for _again in range(2):
        assert [send(recent, "een", "192.0.2.1") for _ in range(MOST_PER_BROWSER)] == [
            None
        ] * MOST_PER_BROWSER
        assert send(recent, "een", "192.0.2.1") is Limit.BROWSER
        time[0] += 601


def test_what_the_store_knows_of_before_the_start_counts_for_all(time):
    recent = Recent()
    assert send(recent, "een", "192.0.2.1", in_store=MOST_PER_HOUR) is Limit.EVERYBODY
    assert send(recent, "een", "192.0.2.1", in_store=MOST_PER_HOUR - RESERVED) is None


def test_what_was_not_saved_does_not_count(time):
    recent = Recent()
    for _again in range(2 * MOST_PER_BROWSER):
        one = recent.add(Sender("een", "192.0.2.1"), "tekst")
        one.number = 7
        assert recent.number_of("tekst") == 7
        recent.drop(one)
        assert recent.number_of("tekst") is None
