"""Each part of the measurements runs, on a store that is too small to measure anything."""

import pytest

from benchmarks import export, forms, guessing, kills, looks, pages, queries, visitors
from benchmarks.stores import Size, count_rows, make_store
from sok_metrics.store.connection import open_store

pytestmark = pytest.mark.full

TINY = Size(measurements=600, indicators=80)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A store with a few made-up indicators beside BoTu's."""
    path = tmp_path_factory.mktemp("benchmarks") / "tiny.duckdb"
    make_store(path, TINY)
    return path


def test_a_store_holds_what_its_size_says_in_the_tables_and_in_their_twins(tiny):
    store = open_store(tiny)
    for table, wanted in (("measurement", TINY.measurements), ("indicator", TINY.indicators)):
        assert count_rows(store, table) == wanted
        assert count_rows(store, f"{table}_history WHERE superseded_at IS NULL") == wanted
    assert count_rows(store, "series") > TINY.indicators
    store.close()


def test_every_query_and_computation_is_timed(tiny):
    found = queries.measure({"tiny": tiny}, repeats=1)
    assert {"list_key_measurements", "assess", "aggregate"} <= set(found)
    assert all(times["tiny"].ms > 0 for times in found.values())


def test_every_page_is_timed_beside_a_bare_page(tiny, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"indicator": pages.PAGES["indicator"]})
    found = pages.measure({"tiny": tiny}, repeats=1)["indicator"]
    assert found["rerun"]["tiny"].script.ms > 0
    assert found["first"]["tiny"].queries[0] > 0
    assert found["rerun"]["tiny"].charts == found["rerun"][pages.BARE].charts == 1


def test_the_workbook_is_timed_beside_bare_openpyxl():
    assert export.measure(1_000)["ratio"] > 0


@pytest.mark.measuring
def test_visitors_are_timed_beside_a_bare_page(tiny, monkeypatch):
    monkeypatch.setattr(visitors, "VISITORS", 2)
    monkeypatch.setattr(visitors, "BETWEEN", 3.0)
    monkeypatch.setattr(visitors, "ADDRESSES", {"goal": visitors.ADDRESSES["goal"]})
    found = visitors.measure(tiny, seconds=20)["goal"]
    assert found["ours"].charts == found["bare"].charts > 0
    for load in found.values():
        assert len(load.first) == 2
        assert load.failed == 0
        assert load.as_row()["p95_ms"] > 0


@pytest.mark.measuring
def test_a_look_is_counted_in_processor_time_beside_a_bare_page(tiny, monkeypatch):
    monkeypatch.setattr(looks, "ADDRESSES", {"goal": looks.ADDRESSES["goal"]})
    monkeypatch.setattr(looks, "ROUNDS", 1)
    monkeypatch.setattr(looks, "LOOKS", 3)
    found = looks.measure(tiny)["goal"]
    assert found["ours"].charts == found["bare"].charts > 0
    assert all(one.as_row()["cpu_ms"] > 0 for one in found.values())


@pytest.mark.measuring
def test_saving_a_form_is_timed_beside_a_bare_form(tiny, monkeypatch):
    monkeypatch.setattr(forms, "_FORMS", {"measuring": forms._FORMS["measuring"]})
    found = forms.measure(tiny, 1)["measuring"]
    assert found["ours"].fields == found["bare"].fields > 10
    assert all(one.p95 > 0 for one in found.values())


@pytest.mark.measuring
def test_what_was_promised_is_there_after_two_kills(tiny):
    """`python -m benchmarks kills` does a hundred."""
    found = kills.measure(tiny, 2)
    assert (found.kills, len(found.sent)) == (2, 2 * (kills.WRITERS + kills.EDITORS))
    assert found.promised, "one of the two kills waits for the first thanks"
    assert (found.lost, found.strange, found.problems) == ([], [], 0)


@pytest.mark.measuring
def test_who_knows_the_passphrase_gets_in_while_others_guess(tiny):
    """`python -m benchmarks guessing` does it for a minute each."""
    found = guessing.measure(tiny, seconds=10)
    for name, outcome in found.items():
        assert all(outcome.let_in["known browser"]), name
        assert outcome.guessed == 10 * guessing.A_SECOND
    assert all(found["from one address"].let_in["another address"])


@pytest.mark.measuring
def test_a_flood_of_ideas_leaves_room(tiny):
    flood = guessing.measure_flood(tiny)
    assert flood.taken == flood.sent > 0
    assert flood.another_address
