"""A plain table of figures in a store: whose figures they are, and what stands beside them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.figures.importing_figures import look_at_figures, named_series
from sok_metrics.tasks.figures.provisional import is_provisional
from sok_metrics.tasks.figures.remembered_layouts import remember_layout, with_remembered
from sok_metrics.tasks.files.importing import save_import
from sok_metrics.workbook.exchange.wide import read_grid, suggest_layout
from sok_metrics.workbook.exchange.wide_grid import Rest
from tests.store.rows import TESTER

TODAY = date(2026, 11, 26)


def looked(store, text, rest=Rest.MAIN):
    grid = read_grid(text.encode(), "cijfers.csv")
    series = named_series(store.whole())
    layout = suggest_layout(grid, series, TODAY)
    assert layout is not None
    return look_at_figures(store, grid, replace(layout, rest=rest), series, "cijfers.csv", TESTER)


def notes(store, code):
    return {
        one.key[2]: one.values["note"]
        for one in list_records(store.whole(), "measurement", {"series_code": code})
    }


def test_the_areas_of_the_store_are_known_by_name_and_code(botu_store):
    file = looked(botu_store, "Gebied;Jaar;Gasverbruik per woning\nRotterdam;2011;940\nBU05990322;2012;930\n")
    assert file.preview.problems == ()
    assert file.tables["measurement"]["series_code"].tolist() == ["ECO-05-RD", "ECO-05-TU"]


def test_figures_without_an_area_are_not_read_until_somebody_says_where_they_belong(botu_store):
    table = "Indicator;2011;2012\nGasverbruik per woning;940;930\nEnergiearmoede;9;8\n"
    asked = looked(botu_store, table, Rest.ASKED)
    [problem] = asked.preview.problems
    assert (problem.line, problem.value) == (2, "Gasverbruik per woning")
    assert (asked.without_area.count, asked.without_area.main) == (2, ["Bospolder"])
    assert set(asked.tables["measurement"]["series_code"]) == {"INC-05"}, "of which there is one series"
    main = looked(botu_store, table, Rest.MAIN)
    assert set(main.tables["measurement"]["series_code"]) == {"ECO-05-BO", "INC-05"}
    without = looked(botu_store, table, Rest.LEFT_OUT)
    assert set(without.tables["measurement"]["series_code"]) == {"INC-05"}
    assert "Cijfers zonder gebied, die zijn weggelaten: 2." in without.notes
    assert (main.preview.problems, without.preview.problems) == ((), ())


def test_a_provisional_figure_is_kept_as_such_and_other_remarks_stay(botu_store):
    first = looked(botu_store, "Indicator;2011;2012*\nGasverbruik per woning;940;930\n")
    save_import(botu_store, first.tables, by=TESTER, reason="cijfers", seen=first.preview)
    kept = notes(botu_store, "ECO-05-BO")
    assert (is_provisional(kept["2011-12-31"]), is_provisional(kept["2012-12-31"])) == (False, True)
    again = looked(botu_store, "Indicator;2011;2012*\nGasverbruik per woning;940;930\n")
    assert (again.preview.problems, again.preview.has_news) == ((), False)
    assert "Voorlopige cijfers: 1. Dat komt erbij te staan." in again.notes


@pytest.fixture
def table():
    grid = read_grid(b"Indicator;2021;2022;Groei\nIND-01;10;x;1\nIets;1;2;3\n", "cijfers.csv")
    layout = suggest_layout(grid, [], TODAY)
    assert layout is not None
    return grid, layout


def test_a_choice_comes_back_for_the_same_headings_only(tmp_path, table):
    path, (grid, likely) = tmp_path / "sok.duckdb", table
    chosen = replace(likely, left_out_lines=frozenset([3]), no_figure=frozenset(["x"]), value_columns=(2,))
    remember_layout(path, grid, likely, chosen)
    assert with_remembered(path, grid, likely) == chosen
    other = read_grid(b"Onderwerp;2021;2022\nIND-01;10;x\nIets;1;2\n", "cijfers.csv")
    guess = suggest_layout(other, [], TODAY)
    assert guess is not None
    assert with_remembered(path, other, guess) == guess


@pytest.mark.parametrize("content", ["geen json", "[]", json.dumps({"indicator|#|groei": {"header": "x"}})])
def test_a_file_that_is_not_ours_is_passed_over(tmp_path, table, content):
    path, (grid, likely) = tmp_path / "sok.duckdb", table
    (tmp_path / "sok.duckdb.tabellen").write_text(content)
    assert with_remembered(path, grid, likely) == likely
