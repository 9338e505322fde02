"""What is in tuning with the parties is in nobody's view, whatever query looks."""

from datetime import date, datetime, timedelta

import pytest

from sok_metrics.nouns.model import View
from sok_metrics.store.queries.indicators import list_measurements, list_revisions
from sok_metrics.store.queries.meetings import list_meetings, list_remarks
from sok_metrics.store.queries.search import find
from tests.days import be_at
from tests.store.rows import indicator, measurement, meeting, save, series

FROM = datetime(2026, 11, 20, 23)
UNTIL = date(2026, 12, 6)


@pytest.fixture
def today(monkeypatch):
    """The day that the test lives in: today(date)."""

    def be(day):
        be_at(monkeypatch, day)

    be(date(2026, 11, 22))
    return be


def publication(number=1, **cells):
    row = {"number": str(number), "kind": "minutes", "title": "Verslag", "tuning_until": UNTIL.isoformat()}
    return row | cells


@pytest.fixture
def minutes(store, today):
    save(
        store,
        meeting=[meeting(1, minutes="een zeppelin"), meeting(2, minutes="openbaar")],
        remark=[{"number": str(n), "meeting_number": str(n), "text": f"gezegd op {n}"} for n in (1, 2)],
        publication=[publication(meeting_number="1")],
    )
    return store


def shown_minutes(store, view=None):
    found = list_meetings(store.reader(view))
    return {row.number: row.minutes for row in found.itertuples() if isinstance(row.minutes, str)}


def test_minutes_wait_on_the_page_and_in_search(minutes):
    assert shown_minutes(minutes) == {2: "openbaar"}
    assert list_remarks(minutes.reader())["meeting_number"].tolist() == [2]
    assert find(minutes.reader(), "zeppelin").empty
    assert find(minutes.reader(), "gezegd op 1").empty
    assert len(find(minutes.reader(), "Bijeenkomst 1")) == 1


def test_the_parties_and_editors_can_ask_for_them(minutes):
    view = View(in_tuning=True)
    assert shown_minutes(minutes, view) == {1: "een zeppelin", 2: "openbaar"}
    assert len(list_remarks(minutes.reader(view))) == 2


def test_they_are_public_by_themselves_the_day_after(minutes, today):
    today(UNTIL)
    assert 1 not in shown_minutes(minutes)
    today(UNTIL + timedelta(days=1))
    assert shown_minutes(minutes)[1] == "een zeppelin"
    assert len(list_remarks(minutes.reader())) == 2


def test_a_look_at_the_past_does_not_bring_them_out(store, today):
    save(store, meeting=[meeting(1, minutes="een zeppelin", recorded_at="2026-11-01 12:00:00")])
    past = View(as_of=datetime(2026, 11, 10))
    assert shown_minutes(store, past) == {1: "een zeppelin"}
    save(store, publication=[publication(meeting_number="1")])
    assert shown_minutes(store, past) == {}


def test_what_was_withdrawn_stays_hidden_until_it_is_put_away(minutes, today):
    save(minutes, publication=[publication(withdrawn_on="2026-11-25")])
    today(UNTIL + timedelta(days=100))
    assert 1 not in shown_minutes(minutes)
    save(minutes, publication=[publication(archived_at="2026-11-26 12:00:00")])
    assert 1 in shown_minutes(minutes)


@pytest.fixture
def figures(store, today):
    """One figure from before, one that was corrected and one that came in during the tuning."""
    before, within = "2026-11-01 12:00:00", "2026-11-21 12:00:00"
    save(
        store,
        indicator=[indicator(recorded_at=before), indicator("IND-02")],
        series=[series(recorded_at=before), series("IND-02", indicator_code="IND-02")],
        measurement=[
            measurement("2023-12-31", "1", recorded_at=before),
            measurement("2024-12-31", "2", recorded_at=before),
            measurement("2025-12-31", "4", recorded_at=within),
            measurement("2025-12-31", "5", series_code="IND-02", recorded_at=within),
        ],
    )
    save(
        store,
        measurement=[
            measurement("2024-12-31", "3", correction_reason="mis", recorded_at=within),
            measurement("2023-12-31", "1", archived_at=within, recorded_at=within),
        ],
    )
    return store


def values(store, view=None, code="IND-01"):
    return list_measurements(store.reader(view), [code])["value"].tolist()


def tune(store, **cells):
    row = {"kind": "figures", "indicator_code": "IND-01", "figures_from": FROM.isoformat(sep=" ")}
    save(store, publication=[publication(**row, **cells)])


def test_newer_figures_and_corrections_of_the_indicator_wait(figures, today):
    assert values(figures) == [3, 4]
    assert list_revisions(figures.reader(), "IND-01")["value"].tolist() == [2]
    tune(figures)
    # A correction waits, but what was archived is gone at once.
    assert values(figures) == [2]
    assert list_revisions(figures.reader(), "IND-01").empty
    assert values(figures, code="IND-02") == [5]
    assert values(figures, View(in_tuning=True)) == [3, 4]
    assert values(figures, View(as_of=datetime(2026, 11, 2))) == [2]
    assert values(figures, View(as_of=datetime(2026, 11, 2), with_taken_away=True)) == [1, 2]
    assert values(figures, View(as_of=datetime(2026, 10, 2))) == []
    assert values(figures, View(as_of=datetime(2026, 11, 21, 13))) == [2]
    assert values(figures, View(as_of=datetime(2026, 11, 21, 13), with_taken_away=True)) == [1, 2]
    today(UNTIL + timedelta(days=1))
    assert values(figures) == [3, 4]


def test_of_two_tunings_of_one_indicator_the_earlier_moment_counts(figures):
    save(
        figures,
        publication=[
            publication(n, kind="figures", indicator_code="IND-01", figures_from=moment)
            for n, moment in ((1, "2026-11-22 00:00:00"), (2, "2026-10-01 00:00:00"))
        ],
    )
    assert values(figures) == []


def test_what_waited_at_the_moment_shown_is_not_in_the_past_either(store, today):
    """The parties asked for another sentence: the first one was never public, and never will be."""
    then = {"recorded_at": "2026-11-20 12:00:00"}
    save(
        store,
        meeting=[meeting(1, minutes="een zeppelin", **then)],
        remark=[{"number": "1", "meeting_number": "1", "text": "dat ding vliegt", **then}],
        publication=[publication(meeting_number="1", tuning_until="2026-11-24", **then)],
    )
    today(date(2026, 11, 25))
    save(store, meeting=[meeting(1, minutes="een luchtballon", recorded_at="2026-11-24 12:00:00")])
    save(store, remark=[{"number": "1", "archived_at": "2026-11-24 12:00:00"}])
    assert shown_minutes(store) == {1: "een luchtballon"}
    assert shown_minutes(store, View(as_of=datetime(2026, 11, 25, 12))) == {1: "een luchtballon"}
    while_waiting = View(as_of=datetime(2026, 11, 21))
    assert shown_minutes(store, while_waiting) == {}
    assert list_remarks(store.reader(while_waiting)).empty
    assert find(store.reader(while_waiting), "zeppelin").empty


def test_a_draft_figure_that_was_corrected_while_it_waited_is_no_revision(store, today):
    before = "2026-11-01 12:00:00"
    today(date(2026, 11, 26))
    save(
        store,
        indicator=[indicator(recorded_at=before)],
        series=[series(recorded_at=before)],
        publication=[
            publication(
                kind="figures",
                indicator_code="IND-01",
                figures_from="2026-11-20 00:00:00",
                recorded_at="2026-11-20 12:00:00",
                tuning_until="2026-11-24",
            )
        ],
        measurement=[
            measurement("2023-12-31", "1", recorded_at=before),
            measurement("2023-12-31", "2", correction_reason="mis", recorded_at="2026-11-25 12:00:00"),
            measurement("2024-12-31", "66", recorded_at="2026-11-21 12:00:00"),
            measurement("2024-12-31", "77", correction_reason="te hoog", recorded_at="2026-11-22 12:00:00"),
            measurement("2024-12-31", "88", correction_reason="nu", recorded_at="2026-11-25 12:00:00"),
        ],
    )
    assert list_revisions(store.reader(), "IND-01")["value"].tolist() == [1, 77]
    assert list_revisions(store.reader(View(in_tuning=True)), "IND-01")["value"].tolist() == [1, 66, 77]


def test_a_link_opens_what_it_is_of_and_nothing_else(minutes):
    save(minutes, publication=[publication(2, meeting_number="2")])
    assert shown_minutes(minutes) == {}
    assert shown_minutes(minutes, View(opened=1)) == {1: "een zeppelin"}
    assert shown_minutes(minutes, View(opened=2)) == {2: "openbaar"}
