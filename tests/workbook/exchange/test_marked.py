"""People get their own file back with the wrong cells marked, mend it, and send it in again."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook

from sok_metrics.errors import Problem
from sok_metrics.workbook.exchange import marked
from sok_metrics.workbook.exchange.marked import MAX_MARKED, marked_copy
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.wide import Direction, Layout, NamedSeries, apply_layout, read_grid

PINK = "FFFFC7CE"


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content):
    return openpyxl.load_workbook(BytesIO(content))


@pytest.fixture
def own_file():
    """Somebody's file: a title, a width, a colour and a formula of their own, and two wrong cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Partijen"
    for row in (["Onze partijen"], ["Code", "Naam", "Soort", "Doet mee sinds"]):
        sheet.append(row)
    sheet.append(["PA", "A", "marsman", "31-2-2024"])
    sheet.append(["PB", "B", "anders", None])
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["B"].width = 41
    sheet["B4"].fill = PatternFill("solid", fgColor="FF00FF00")
    book.create_sheet("Rekenblad")["A1"] = "=1+1"
    return saved(book)


def copy_of(content, name="x.xlsx"):
    return marked_copy(content, name, read_exchange(content, name).problems)


def test_the_wrong_cells_are_marked_and_the_rest_is_as_it_was(own_file):
    book = opened(copy_of(own_file))
    sheet = book["Partijen"]
    assert [cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == PINK] == ["C3", "D3"]
    assert "Kies een van: bewoners" in sheet["C3"].comment.text
    assert (sheet["C3"].value, sheet.column_dimensions["B"].width) == ("marsman", 41)
    assert sheet["B4"].fill.fgColor.rgb == "FF00FF00"
    assert book["Rekenblad"]["A1"].value == "=1+1"


def test_the_first_sheet_lists_every_fault_with_a_link(own_file):
    book = opened(copy_of(own_file))
    assert book.sheetnames == ["Fouten", "Partijen", "Rekenblad"]
    lines = [[cell.value for cell in row] for row in book["Fouten"].iter_rows(min_row=2)]
    assert lines[0] == ["Blad", "Cel", "Kolom", "Wat er staat", "Wat u kunt doen"]
    assert [line[:4] for line in lines[1:]] == [
        ["partijen", "C3", "soort", "marsman"],
        ["partijen", "D3", "doet_mee_sinds", "31-2-2024"],
    ]
    assert book["Fouten"]["B3"].hyperlink.location == "'Partijen'!C3"


def test_a_mended_copy_reads_well_and_loses_its_marks(own_file):
    book = opened(copy_of(own_file))
    book["Partijen"]["C3"] = "gemeente"
    again = read_exchange(saved(book), "x.xlsx")
    assert [problem.value for problem in again.problems] == ["31-2-2024"]
    second = opened(marked_copy(saved(book), "x.xlsx", again.problems))
    sheet = second["Partijen"]
    assert (sheet["C3"].comment, sheet["C3"].fill.fgColor.rgb == PINK) == (None, False)
    assert sheet["D3"].fill.fgColor.rgb == PINK
    assert second.sheetnames.count("Fouten") == 1


def test_a_csv_file_becomes_a_workbook_that_can_be_sent_in():
    content = b'Titel\ncode;naam;soort\nPA;"=A\nB";marsman\nPB;B;x\n'
    copy = copy_of(content, "partijen (1).csv")
    sheet = opened(copy)["partijen"]
    assert [sheet[place].fill.fgColor.rgb for place in ("C3", "C5")] == [PINK, PINK]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=A\nB", "s")
    assert [problem.line for problem in read_exchange(copy, "x.xlsx").problems] == [3, 5]


def test_a_large_file_keeps_its_values_and_its_marks(own_file, monkeypatch):
    monkeypatch.setattr(marked, "_MAX_STYLED", 10)
    sheet = opened(copy_of(own_file))["Partijen"]
    assert (sheet["A1"].value, sheet["C3"].value, sheet["C3"].fill.fgColor.rgb) == (
        "Onze partijen",
        "marsman",
        PINK,
    )


def test_figures_of_a_table_of_their_own_are_marked_too():
    content = b"Jaar;Gas\n2023;x\nooit;4\n"
    layout = Layout("gas", Direction.PERIODS_DOWN, 1, 1, (2,))
    series = [NamedSeries("ECO-05", ("Gas",))]
    problems = apply_layout(read_grid(content, "gas.csv"), layout, series, date(2026, 11, 26)).problems
    sheet = opened(marked_copy(content, "gas.csv", problems))["gas"]
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["B2", "A3"]


def test_so_many_faults_are_shown_and_the_rest_is_counted(monkeypatch):
    assert MAX_MARKED == 5_000
    monkeypatch.setattr(marked, "MAX_MARKED", 50)
    content = b"code;naam;soort\n" + b"PA;A;x\n" * 1_003
    problems = [Problem("partijen", line, "soort", "=x", "Kies.") for line in range(2, 1_005)]
    sheet = opened(marked_copy(content, "partijen.csv", problems))["Fouten"]
    assert sheet["A1"].value == "Er zijn 1.003 fouten. Hier staan de eerste 50."
    assert sheet.max_row == 52
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("=x", "s")


def test_two_faults_in_one_cell_are_both_told_and_a_merged_cell_is_left(own_file):
    problems = [Problem("partijen", 3, "naam", "A", text) for text in ("Eerste.", "Tweede.")]
    problems += [
        Problem("partijen", 1, "naam", None, "Samengevoegd."),
        Problem("nergens", 1, "x", None, "Weg."),
    ]
    book = opened(marked_copy(own_file, "x.xlsx", problems))
    assert book["Partijen"]["B3"].comment.text == "Eerste.\nTweede."
    assert [row[4].value for row in book["Fouten"].iter_rows(min_row=3)] == [
        "Eerste.",
        "Tweede.",
        "Samengevoegd.",
        "Weg.",
    ]


def test_a_part_that_means_harm_is_never_handed_to_openpyxl(own_file):
    """Our reader does not need the theme; openpyxl would open it."""
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(own_file)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            target.writestr(name, laughs if name == "xl/theme/theme1.xml" else source.read(name))
    book = opened(copy_of(file.getvalue()))
    assert book["Partijen"]["C3"].fill.fgColor.rgb == PINK
    assert b"ENTITY" not in book.loaded_theme
