"""Each part of the measurements runs, on a store that is too small to measure anything."""

import pytest

from benchmarks import export, pages, queries
from benchmarks.stores import Size, count_rows, make_store
from sok_metrics.store import open_store

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


@pytest.mark.slow
def test_every_page_is_timed_beside_a_bare_page(tiny, monkeypatch):
    monkeypatch.setattr(pages, "PAGES", {"indicator": pages.PAGES["indicator"]})
    found = pages.measure({"tiny": tiny}, repeats=1)["indicator"]
    assert found["rerun"]["tiny"].script.ms > 0
    assert found["first"]["tiny"].queries[0] > 0
    assert found["rerun"]["tiny"].charts == found["rerun"][pages.BARE].charts == 1


def test_the_workbook_is_timed_beside_bare_openpyxl():
    assert export.measure(1_000)["ratio"] > 0
