"""What DuckDB keeps of each query is given back: the file is opened anew when nobody reads it."""

import pytest

from tests.store.rows import count, party, save


@pytest.fixture
def busy(store, monkeypatch):
    """A store of which one may ask ten things before its file is opened anew."""
    monkeypatch.setattr("sok_metrics.store.connection._MOST_QUERIES", 10)
    save(store, party=[party("BUREN")])
    for _times in range(10):
        count(store, "party")
    return store


def test_after_many_queries_the_file_is_opened_anew(busy):
    before = busy._connection
    busy.tidy(0.0)
    assert count(busy, "party") == 1
    assert busy._connection is not before
    assert busy._queries < 10


def test_it_waits_for_who_still_reads_and_for_enough_queries(busy):
    before = busy._connection
    with busy._reading() as cursor:
        busy.tidy(0.0)
        assert cursor.execute("SELECT count(*) FROM party").fetchall() == [(1,)]
    assert busy._connection is before
    busy.tidy(0.0)
    count(busy, "party")
    before = busy._connection
    busy.tidy(0.0)
    assert busy._connection is before
