"""An import dies without warning (kill -9): the store is as before it or as after it, never half."""

import pytest

from benchmarks import importing
from benchmarks.import_kills import measure

pytestmark = pytest.mark.full


@pytest.mark.timeout(300)
def test_an_import_that_is_killed_while_it_writes_leaves_no_half_store(tmp_path):
    found = measure(tmp_path, kills=2, rows=20_000)
    assert found.half == []
    assert (found.kills, found.old + found.new, found.problems) == (2, 2, 0)


def test_a_file_is_timed_beside_what_pandas_needs_for_it(tmp_path):
    found = importing.measure(tmp_path, rows=500, rounds=1)
    assert found["rows"] == 500
    assert all(
        found[f"{name}_s"] > 0 for name in ("read_excel", "look", "save_new", "undo_changed", "export")
    )
