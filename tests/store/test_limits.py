"""How long a text and how large a figure may be: the same at every way in; what is old stays."""

import pandas as pd
import pytest

from sok_metrics.errors import InvalidDataError
from sok_metrics.nouns import TABLES, TABLES_BY_NAME
from sok_metrics.nouns.columns import LARGEST, LONGEST_TEXT
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.changes.versions import put_back
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.files.importing import look_at_file
from tests.store.rows import TESTER, before_there_were_limits, measurement, project, save, stored

FREE = [(t.name, c) for t in TABLES for c in t.columns if c.is_free_text and not c.refers_to]
FIGURES = [(t.name, c) for t in TABLES for c in t.columns if c.type in LARGEST]


def problems_of(store, table, column, cells):
    """What is wrong with each of these cells, in an otherwise right row; "" when nothing is."""
    [record, *_] = [*list_records(store.whole(), table), None]
    row = dict(record.values) if record else dict.fromkeys(TABLES_BY_NAME[table].key, "1")
    rows = [{**row, column.name: cell, "recorded_at": None, "_line": line} for line, cell in enumerate(cells)]
    found = preview(store, {table: pd.DataFrame(rows, dtype=object)}, by=TESTER).problems
    own = [one for one in found if one.heading == column.heading]
    return ["".join(one.sentence for one in own if one.line == line) for line in range(len(cells))]


def test_every_text_has_room_that_excel_has_too():
    assert {column.longest for _table, column in FREE} <= set(range(1, LONGEST_TEXT + 1))
    assert LONGEST_TEXT < 32_767


def test_every_text_may_be_as_long_as_its_column_says_and_no_longer(read_only_stores):
    store = read_only_stores("botu")
    for table, column in FREE:
        fits, over, far = problems_of(
            store, table, column, ["x" * column.longest, "é" * (column.longest + 1), "🙂" * 64_000]
        )
        assert "tekens" not in fits, (table, column.name)
        assert "tekens lang" in over, (table, column.name)
        assert "64.000 tekens lang" in far, (table, column.name)


def test_every_figure_has_a_largest_and_a_smallest(read_only_stores):
    store = read_only_stores("botu")
    for table, column in FIGURES:
        cells = ["9" * 28, "9" * 400, "-" + "9" * 28, f"{column.highest:.0f}", f"{column.lowest:.0f}"]
        large, huge, small, highest, lowest = problems_of(store, table, column, cells)
        assert "niet groter" in large, (table, column.name)
        assert "niet groter" in huge, (table, column.name)
        assert "niet kleiner" in small, (table, column.name)
        assert "mag niet" not in highest + lowest, (table, column.name)


def test_a_file_that_is_too_long_names_sheet_line_and_column_and_the_room(store):
    content = f"code,titel,status\nP1,{'x' * 64_000},loopt\n".encode()
    [problem] = look_at_file(store, content, "projecten.csv", by=TESTER).preview.problems
    assert str(problem).startswith("projecten, regel 2, kolom 'titel': staat 'xxx")
    assert problem.sentence == ("Deze tekst is 64.000 tekens lang. Er passen er 200 in. Maak hem korter.")


@pytest.fixture
def old_store(store):
    """A store of before the limits, with a title and a figure that are beyond them now."""
    with before_there_were_limits():
        save(store, project=[project("P1", title="x" * 500, summary="oud")])
        save(store, project=[project("P1", title="y" * 500, summary="oud")])
        save(store, indicator=[{**indicator_row()}], series=[{"code": "IND-01", "indicator_code": "IND-01"}])
        save(store, measurement=[measurement(value="1e+20", note="oud")])
    return store


def indicator_row():
    return {
        "code": "IND-01",
        "name": "Naam",
        "definition": "wat",
        "unit": "stuks",
        "kind": "number",
        "direction": "higher",
        "frequency": "yearly",
    }


def change(store, table, values, version):
    with editing(store, by=TESTER, reason="toets") as edit:
        edit.save(table, values, version=version)
    return edit.number


def test_what_is_too_long_already_does_not_hold_up_the_rest_of_its_row(old_store):
    number = change(old_store, "project", {"code": "P1", "summary": "nieuw"}, 2)
    assert stored(old_store, "project", "P1").values["summary"] == "nieuw"
    with pytest.raises(InvalidDataError, match="501 tekens"):
        change(old_store, "project", {"code": "P1", "title": "y" * 501}, 3)
    undo(old_store, number, by=TESTER)
    put_back(old_store, "project", ["P1"], old=1, now=4, by=TESTER, reason="toch")
    assert stored(old_store, "project", "P1").values["title"] == "x" * 500


def test_another_row_does_not_get_the_room_of_an_old_one(old_store):
    with pytest.raises(InvalidDataError, match="tekens lang"):
        save(old_store, project=[project("P2", title="x" * 500)])


def test_a_figure_that_is_too_large_already_stays_and_may_be_written_otherwise(old_store):
    row = {**measurement(value="100000000000000000000", note="nieuw"), "correction_reason": "woord"}
    save(old_store, measurement=[row])
    [kept] = list_records(old_store.whole(), "measurement")
    assert kept.values["note"] == "nieuw"
