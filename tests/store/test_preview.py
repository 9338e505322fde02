"""Looking ahead at an import: what it would change and what is wrong, with nothing written."""

import pandas as pd
import pytest

from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.queries.records import list_records
from tests.store.rows import TESTER, count, frame, indicator, measurement, party, save, series

EDITOR = Actor("Redactie", Role.EDITOR)


def in_file(*rows):
    """Rows with the lines that a reader of files gives: the first row stands under the headings."""
    return frame(*rows).assign(_line=range(2, len(rows) + 2))


def changes(found, table=0):
    return [tuple(row) for row in found.tables[table].changes.to_numpy().tolist()]


@pytest.fixture
def measured(store):
    """One series with three years of figures."""
    save(
        store,
        indicator=[indicator(lower_bound="0", upper_bound="500")],
        series=[series()],
        measurement=[measurement(f"{year}-12-31", "10") for year in (2020, 2021, 2022)],
    )
    return store


def test_new_changed_and_unchanged_rows_are_told_apart(measured):
    rows = in_file(
        measurement("2020-12-31", "10.0"), measurement("2021-12-31", "12"), measurement("2023-12-31", "11")
    )
    found = preview(measured, {"measurement": rows})
    assert (found.new, found.changed, found.unchanged, found.wrong) == (1, 1, 1, 0)
    assert changes(found) == [(3, "IND-01, 2021-12-31, 2021-12-31", "value", "10.0", "12.0")]
    assert found.tables[0].new["_line"].tolist() == [4]
    assert found.has_news


def test_nothing_is_written(measured):
    before = {
        table: count(measured, table) for table in ("measurement", "change_set", "change_line", "party")
    }
    preview(measured, {"party": in_file(party("PB")), "measurement": in_file(measurement("2020-12-31", "9"))})
    assert before == {table: count(measured, table) for table in before}
    save(measured, party=[party("PC")])  # and nobody has to wait for it


def test_empty_cells_and_columns_that_are_missing_are_two_things(store):
    save(store, party=[party(contribution="geld", website="w.nl")])
    found = preview(store, {"party": in_file(party(contribution=None))})
    assert changes(found) == [(2, "PA", "contribution", "geld", None)]
    assert not preview(store, {"party": in_file({"code": "PA", "name": "Partij PA"})}).has_news


def test_an_empty_cell_means_the_default_of_its_column(store):
    save(store, indicator=[indicator(path="growth")])
    assert changes(preview(store, {"indicator": in_file(indicator(path=None))})) == [
        (2, "IND-01", "path", "growth", "linear")
    ]


def test_putting_away_and_bringing_back_are_no_changes_of_the_content(store):
    save(store, party=[party("PA"), party("PB", archived_at="2026-01-01 12:00:00")])
    rows = in_file(party("PA", archived_at="2026-02-01 12:00:00"), party("PB", archived_at=None))
    found = preview(store, {"party": rows})
    assert (found.put_away, found.brought_back, found.changed, found.unchanged) == (1, 1, 0, 0)
    assert changes(found) == []
    assert found.has_news


def test_what_is_sent_in_without_a_word_about_it_is_real_and_not_in_the_archive(measured):
    gone = {"archived_at": "2026-01-01 12:00:00"}
    save(
        measured,
        measurement=[measurement("2020-12-31", "10", **gone), measurement("2021-12-31", origin="example")],
    )
    rows = in_file(measurement("2020-12-31", "10"), measurement("2021-12-31", "10"))
    found = preview(measured, {"measurement": rows})
    assert (found.brought_back, found.changed) == (1, 1)
    assert changes(found)[0][2:] == ("origin", "example", "real")


def test_every_problem_is_told_and_its_row_is_left_out(measured):
    rows = in_file(
        measurement("2020-12-31", "tien"),
        measurement("2021-12-31", "11", series_code="NIX"),
        measurement("2022-12-31", "11"),
        {**measurement("2023-12-31", "11"), "period_end": "2022-01-01"},
        measurement("2022-12-31", "11"),
    )
    found = preview(measured, {"measurement": rows})
    assert sorted((problem.line, problem.heading) for problem in found.problems) == [
        (2, "waarde"), (3, "reeks"), (5, "tot_en_met"), (6, "reeks, van, tot_en_met"),
    ]  # fmt: skip
    assert (found.changed, found.wrong) == (1, 4)


def test_a_cell_that_the_reader_refused_is_not_refused_again(measured):
    rows = in_file(measurement(None, None), measurement("2023-12-31", "11"))
    refused = [
        problem
        for problem in preview(measured, {"measurement": rows}).problems
        if problem.heading in ("van", "tot_en_met", "waarde")
    ]
    assert len(refused) == 3
    again = preview(measured, {"measurement": rows}, known_problems=refused)
    assert again.problems == tuple(refused)
    assert (again.new, again.wrong) == (1, 1)


def test_a_sheet_without_its_key_is_wrong_as_a_whole(store):
    found = preview(store, {"party": in_file({"name": "Zonder code"}, {"name": "Ook"})})
    assert [problem.heading for problem in found.problems] == ["code"]
    assert (found.new, found.wrong, found.has_news) == (0, 1, False)


def test_rows_may_refer_to_each_other(store):
    tables = {"series": in_file(series()), "indicator": in_file(indicator())}
    found = preview(store, tables)
    assert (found.new, found.problems) == (2, ())
    del tables["indicator"]
    assert [problem.heading for problem in preview(store, tables).problems] == ["indicator"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([measurement("2023-12-31", "100")], [(2, "100")]),
        ([measurement("2023-12-31", "99")], []),
        ([measurement("2023-12-31", "501")], [(2, "501")]),
        ([measurement("2023-12-31", "50"), measurement("2024-12-31", "499")], []),
        ([measurement("2021-12-31", "1") | {"correction_reason": "Verteld"}], [(2, "1")]),
        ([measurement("2022-12-31", "10")], []),
    ],
)
def test_an_unlikely_figure_is_a_warning(measured, rows, expected):
    found = preview(measured, {"measurement": in_file(*rows)})
    assert [(warning.line, warning.value) for warning in found.warnings] == expected
    assert found.problems == ()


def test_a_row_that_is_given_twice_with_another_moment_is_a_warning(store):
    rows = in_file(
        party(name="Oud", recorded_at="2024-01-01 00:00:00"),
        party(name="Nieuw", recorded_at="2025-01-01 00:00:00"),
    )
    found = preview(store, {"party": rows})
    assert (found.new, [warning.line for warning in found.warnings]) == (1, [2])
    assert found.tables[0].new["name"].tolist() == ["Nieuw"]


def test_what_the_actor_may_not_change_is_a_problem_of_the_sheet(store):
    people = {"person": in_file({"code": "M1", "role": "contact", "name": "Naam"})}
    [problem] = preview(store, people, by=EDITOR).problems
    assert (problem.sheet, problem.line) == ("mensen", None)
    assert preview(store, people, by=TESTER).problems == ()
    save(store, person=[{"code": "M1", "role": "contact", "name": "Naam"}])
    assert preview(store, people, by=EDITOR).problems == ()


def test_rows_without_lines_are_numbered(measured):
    found = preview(measured, {"measurement": frame(measurement(), measurement("2025-12-31", "x"))})
    assert [problem.line for problem in found.problems] == [2]


def test_previews_are_alike_when_they_would_do_the_same(measured):
    rows = {"measurement": in_file(measurement("2023-12-31", "11"))}
    first = preview(measured, rows)
    save(measured, party=[party()])
    second = preview(measured, rows)
    assert second.last_change > first.last_change
    assert first.is_like(second)
    save(measured, measurement=[measurement("2023-12-31", "12")])
    assert not first.is_like(preview(measured, rows))


def test_a_preview_that_asks_something_else_is_another(measured):
    rows = {"measurement": in_file(measurement("2025-06-30", "11"))}
    first = preview(measured, rows)
    save(measured, measurement=[measurement("2025-05-31", "990")])
    assert not first.is_like(preview(measured, rows))


def test_the_whole_of_botu_comes_back_without_a_change(botu_store):
    reader = botu_store.whole()

    tables = {
        table.name: pd.DataFrame(
            [record.values for record in list_records(reader, table.name, with_archived=True)],
            columns=[column.name for column in table.all_columns],
            dtype=object,
        )
        for table in TABLES
    }
    found = preview(botu_store, tables)
    assert (found.problems, found.has_news) == ((), False)
    assert found.unchanged == sum(len(rows) for rows in tables.values()) > 1000
