"""OpenDocument spreadsheets (.ods): read as .xlsx is, with the same limits."""

import tracemalloc
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sok_metrics.errors import RefusedError
from sok_metrics.workbook.exchange.notation import Notation, shown_text
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.wide import NamedSeries, apply_layout, read_grid, suggest_layout
from sok_metrics.workbook.file.ods import read_ods
from sok_metrics.workbook.file.sheet import BrokenCell, DateNumber, MonthNumber, PercentNumber
from tests.workbook.exchange.raw_ods import cell, document, packed, row, table

FAR = cell(more='table:number-columns-repeated="16384"')


def rows_of(*rows, **more):
    [sheet] = read_ods(packed(document(table(*rows, **more))))
    return sheet.rows


def test_a_table_is_read_with_its_dates_figures_and_empty_places():
    content = document(
        table(
            row("Onze partijen", FAR),
            row(FAR, more='table:number-rows-repeated="2"'),
            row("code", "naam", "soort", "doet_mee_sinds"),
            row(
                "PA",
                "Partij <text:s/>A",
                "anders",
                cell("31-03-26", "date", 'office:date-value="2026-03-31"'),
            ),
            row(FAR, more='table:number-rows-repeated="1048570"'),
        ),
        table(row("iets"), name="Kladblok"),
    )
    reading = read_exchange(packed(content), "map.ods")
    assert reading.problems == ()
    assert reading.tables["party"].to_dict("records") == [
        {"_line": 5, "code": "PA", "name": "Partij  A", "kind": "other", "joined_on": "2026-03-31"}
    ]
    assert any("Kladblok" in note for note in reading.notes)


def test_a_cell_is_what_the_sheet_shows():
    value = 'office:value="{}"'.format
    shown = rows_of(
        row(
            cell("12,5", "float", value("12.5")),
            cell("45%", "percentage", value("0.45")),
            cell("€ 1.250,00", "currency", value("1250")),
            cell("19:30", "time", 'office:time-value="PT19H30M00S"'),
            cell("WAAR", "boolean", 'office:boolean-value="true"'),
            cell("mrt 2026", "date", 'table:style-name="ce2" office:date-value="2026-03-01"'),
            cell("31-3-2026 20:30", "date", 'table:style-name="ce1" office:date-value="2026-03-31T20:30:00"'),
            'a<text:s text:c="2"/>b',
            cell("12,5<text:span text:style-name='T1'>1</text:span>"),
            cell("x</text:p><text:p>y"),
            cell("z<office:annotation><text:p>een opmerking</text:p></office:annotation>"),
        )
    )[0]
    assert [type(one) for one in shown[:7]] == [
        float,
        PercentNumber,
        float,
        DateNumber,
        bool,
        MonthNumber,
        DateNumber,
    ]
    texts = [shown_text(one, Notation()) for one in shown]
    assert texts == [
        "12,5", "45%", "1250", "19:30", "ja", "2026-03-01", "2026-03-31 20:30", "a  b", "12,5\u00b9",
        "x\ny", "z",
    ]  # fmt: skip


def test_a_cell_without_style_has_that_of_its_column():
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="ce2"/>'
    date = cell("mrt 2026", "date", 'office:date-value="2026-03-01"')
    [[plain, month]] = rows_of(row(date, date), before=columns)
    assert (type(plain), type(month)) == (DateNumber, MonthNumber)


def test_repeated_cells_and_rows_stand_as_often_as_the_sheet_shows_them():
    twice = 'table:number-columns-repeated="2"'
    merged = f"<table:covered-table-cell {twice}/>"
    content = packed(
        document(
            table(row(cell("a", more=twice), merged, "b", more='table:number-rows-repeated="2"'), row("c"))
        )
    )
    [sheet] = read_ods(content)
    assert sheet.rows == [["a", "a", None, None, "b"]] * 2 + [["c"]]
    assert sheet.lines == [1, 2, 3]


def test_a_formula_without_outcome_and_an_error_are_named_with_their_cell():
    [[formula, error]] = rows_of(
        row(
            cell(more='table:formula="of:=SUM([.A1])"'),
            cell(
                "#DIV/0!",
                "string",
                'table:formula="of:=1/0" office:string-value="" calcext:value-type="error"',
            ),
        )
    )
    assert isinstance(formula, BrokenCell)
    assert "cel A1" in formula.sentence
    assert isinstance(error, BrokenCell)
    assert "cel B1" in error.sentence


def test_a_hidden_sheet_is_told_and_the_copy_of_another_file_is_left_out():
    content = document(
        table(row("x"), more='table:style-name="ta2"'), table(row("y"), name="'file:///a.ods'#$Blad1")
    )
    [sheet] = read_ods(packed(content))
    assert (sheet.is_hidden, sheet.rows) == (True, [["x"]])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (document(table(row("a", more='table:number-rows-repeated="1000000"'))), "meer dan 250.000 regels"),
        (
            document(table(row(cell("a", more='table:number-columns-repeated="9999"')))),
            "meer dan 500 kolommen",
        ),
        (document(table(row(FAR, "a"))), "meer dan 500 kolommen"),
        (
            document(table(row(FAR, more='table:number-rows-repeated="99999999999"'), row("a"))),
            "meer dan 250.000 regels",
        ),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "geen leesbaar"),
        ("<office:document", "geen leesbaar"),
        (document(table(row(cell("x", "float", 'office:value="a"')))), "geen leesbaar"),
        (document(table(row(cell("x", "date")))), "geen leesbaar"),
    ],
)
def test_a_file_that_means_harm_or_is_broken_is_refused_in_little_memory(content, sentence):
    file = packed(content)
    tracemalloc.start()
    with pytest.raises(RefusedError, match=sentence):
        read_ods(file)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_file_with_a_password_says_so():
    manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(RefusedError, match="wachtwoord"):
        read_ods(packed("\x01\x02", **{"META-INF/manifest.xml": manifest}))


WHOLE = packed(document(table(row("code", "naam"), row("a", cell("1", "float", 'office:value="1"')))))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_a_damaged_file_is_read_or_refused(place, byte, end):
    for content in (WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :], WHOLE[:end]):
        reading = read_exchange(content, "map.ods")
        assert reading.tables or reading.problems


def test_a_date_of_which_only_the_year_shows_is_that_year():
    years = [
        cell(str(year), "date", f'table:style-name="ce3" office:date-value="{year}-07-01"')
        for year in (2022, 2023)
    ]
    figures = [cell(value, "float", f'office:value="{value}"') for value in ("940", "930")]
    content = packed(document(table(row("Indicator", *years), row("Gas", *figures), name="Cijfers")))
    grid = read_grid(content, "cijfers.ods")
    assert grid.text("Cijfers", 1, 2) == "2022"
    series = [NamedSeries("GAS", ("Gas",))]
    today = date(2026, 11, 26)
    layout = suggest_layout(grid, series, today)
    assert layout is not None
    rows = apply_layout(grid, layout, series, today).rows
    assert rows[["period_start", "period_end", "value"]].to_numpy().tolist() == [
        ["2022-01-01", "2022-12-31", "940.0"],
        ["2023-01-01", "2023-12-31", "930.0"],
    ]


def test_cells_that_are_merged_down_say_the_same_on_each_of_their_lines():
    first = cell("Rotterdam", more='table:number-rows-spanned="2" table:number-columns-spanned="1"')
    covered = "<table:covered-table-cell/>"
    content = document(
        table(row(first, "Gas"), row(covered, "Stroom"), row("Utrecht", "Gas"), name="Cijfers")
    )
    grid = read_grid(packed(content), "cijfers.ods")
    assert [grid.text("Cijfers", line, 1) for line in (1, 2, 3)] == ["Rotterdam", "Rotterdam", "Utrecht"]
