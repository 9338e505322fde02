"""An import dies without warning (kill -9): the store is as before it or as after it, never half."""

import pytest

from benchmarks.import_kills import measure


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_import_that_is_killed_while_it_writes_leaves_no_half_store(tmp_path):
    found = measure(tmp_path, kills=2, rows=20_000)
    assert found.half == []
    assert (found.kills, found.old + found.new, found.problems) == (2, 2, 0)
