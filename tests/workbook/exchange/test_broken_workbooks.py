"""Workbooks that are broken, or that mean harm: each gives its sentence, and never an exception."""

import random
import time
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sok_metrics.workbook.exchange.marked import marked_copy
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.wide import read_grid, suggest_layout
from sok_metrics.workbook.file import archive, xlsx
from tests.assets.make_broken_workbooks import FOLDER, GOOD, HEADINGS, workbooks
from tests.chance import tries
from tests.workbook.exchange.raw import MAIN, cell, packed, parts, raw_workbook, texts

pytestmark = pytest.mark.full

STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
UNREADABLE = "Dit is geen leesbaar Excel-bestand"
EXPECTED = {
    "no-workbook.xlsx": [UNREADABLE],
    "half.xlsx": [UNREADABLE],
    "other-zip.xlsx": ["Dit is een ingepakt bestand, geen tabel"],
    "open-document.xlsx": ["Dit bestand is leeg"],
    "old-format.xls": ["Dit bestand heeft een ander formaat"],
    "password.xlsx": ["Dit bestand heeft een wachtwoord"],
    "macros.xlsx": ["In dit bestand zitten macro's"],
    "old-macros.xlsx": ["In dit bestand zitten macro's"],
    "external-link.xlsx": ["haalt gegevens uit een ander bestand"],
    "data-connection.xlsx": ["haalt gegevens uit een ander bestand"],
    "bomb.xlsx": ["uitgepakt te groot"],
    "laughing-entities.xlsx": [UNREADABLE],
    "entity-from-a-file.xlsx": [UNREADABLE],
    "broken-xml.xlsx": [UNREADABLE],
    "text-for-a-number.xlsx": [UNREADABLE],
    "far-cell.xlsx": ["Het blad 'partijen' heeft meer dan 500 kolommen"],
    "formula-without-value.xlsx": [
        "In cel B2 staat een formule zonder uitkomst",
        "De formule in cel C2 geeft een fout",
    ],
    "empty-sheet.xlsx": ["Dit bestand is leeg"],
    "no-headings.xlsx": ["We vinden de koppen van dit blad niet"],
    "heading-twice.xlsx": ["De kop 'naam' staat er twee keer"],
    "column-without-heading.xlsx": ["Kolom D heeft geen kop"],
    "unknown-sheet.xlsx": ["geen blad dat we kennen"],
    "misspelt-sheet.xlsx": ["Bedoelt u 'partijen'?"],
}


def said(content, name="bestand.xlsx"):
    return [problem.sentence for problem in read_exchange(content, name).problems]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_workbook_says_what_is_wrong(name):
    found = said((FOLDER / name).read_bytes(), name)
    assert len(found) == len(EXPECTED[name])
    for sentence, expected in zip(found, EXPECTED[name], strict=True):
        assert expected in sentence


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_workbook_still_gives_a_marked_copy(name):
    content = (FOLDER / name).read_bytes()
    copy = openpyxl.load_workbook(BytesIO(marked_copy(content, name, read_exchange(content, name).problems)))
    assert copy.sheetnames[0] == "Fouten"
    assert EXPECTED[name][0] in copy["Fouten"]["E3"].value


def test_the_assets_are_what_the_script_makes():
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == workbooks()
    assert set(EXPECTED) == set(workbooks())


def test_a_file_with_macros_is_known_by_its_name_too():
    assert "macro's" in said(raw_workbook(GOOD), "deelnemers.XLSM")[0]


def test_too_many_parts_and_too_large_files_are_refused(monkeypatch):
    many = packed(parts(GOOD) | {f"xl/{number}.xml": "" for number in range(archive.MAX_ENTRIES)})
    assert "uitgepakt te groot" in said(many)[0]
    monkeypatch.setattr(archive, "MAX_FILE", 1_000)
    assert "groter dan" in said(raw_workbook(GOOD))[0]
    assert "groter dan" in said(b"code;naam\n" * 200, "partijen.csv")[0]


def test_what_is_unpacked_counts_and_not_only_what_the_directory_says(monkeypatch):
    """A directory may lie: then unpacking stops at the size that it gave."""
    content = bytearray(raw_workbook(GOOD + "<row/>" * 10_000))
    true = zipfile.ZipFile(BytesIO(content)).getinfo("xl/worksheets/sheet1.xml").file_size
    lie = bytes(content).replace(true.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert UNREADABLE in said(lie)[0]
    monkeypatch.setattr(archive, "_check_sizes", lambda _entries: None)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 20_000)
    assert "uitgepakt te groot" in said(bytes(content))[0]


def test_a_password_on_a_part_is_seen():
    content = bytearray(raw_workbook(GOOD))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + place] |= 1
    assert "wachtwoord" in said(bytes(content))[0]


def test_too_many_rows_are_refused_over_all_sheets(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    rows = HEADINGS + "".join(texts(line, f"P{line}", "A", "anders") for line in range(2, 5))
    assert "meer dan 3 regels" in said(raw_workbook(rows))[0]


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "B7:B7"])
def test_the_size_that_a_sheet_names_is_not_believed(dimension):
    start = time.monotonic()
    reading = read_exchange(raw_workbook(GOOD, dimension=dimension), "x.xlsx")
    assert reading.tables["party"]["code"].tolist() == ["PA"]
    assert time.monotonic() - start < 5


def test_a_cell_on_the_last_line_costs_nothing():
    rows = GOOD + '<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>los</t></is></c></row>'
    reading = read_exchange(raw_workbook(rows), "x.xlsx")
    assert reading.tables["party"]["_line"].tolist() == [2, 1_048_576]


def test_a_formula_with_its_value_is_read_and_an_empty_outcome_is_empty():
    cells = cell("A2", "PA") + cell("B2", "Partij A", kind="str", formula="UPPER(1)")
    cells += cell("C2", "gemeente") + cell("D2", "", kind="str", formula='IF(1,"","")')
    rows = texts(1, "code", "naam", "soort", "website") + f'<row r="2">{cells}</row>'
    reading = read_exchange(raw_workbook(rows), "x.xlsx")
    assert reading.problems == ()
    assert reading.tables["party"].iloc[0].to_dict() == {
        "_line": 2, "code": "PA", "name": "Partij A", "kind": "municipality", "website": None,
    }  # fmt: skip


@settings(max_examples=tries(80))
@given(
    content=st.sampled_from([raw_workbook(GOOD), packed(parts(GOOD), method=zipfile.ZIP_STORED)]),
    seed=st.integers(0, 2**32),
    hits=st.integers(1, 12),
)
def test_a_damaged_workbook_gives_problems_and_never_an_exception(content, seed, hits):
    chance = random.Random(seed)
    damaged = bytearray(content)
    for _hit in range(hits):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    reading = read_exchange(bytes(damaged), "x.xlsx")
    assert reading.tables or reading.problems
    grid = read_grid(bytes(damaged), "x.xlsx")
    suggest_layout(grid, [], date(2026, 11, 26))
    marked_copy(bytes(damaged), "x.xlsx", reading.problems)


PIECES = [
    "<c>",
    "</c>",
    "<v>",
    "</v>",
    "<f/>",
    't="s"',
    't="b"',
    's="9"',
    'r="ZZ0"',
    'r="AAAA1"',
    "r=",
    "-1",
    "nan",
]
PIECES += [
    "inf",
    "9" * 30,
    "1e999",
    "&#9;",
    "&amp;",
    "<!--",
    "<![CDATA[",
    "é",
    "_xD800_",
    "<row>",
    "1904",
    "hidden",
    "",
]


@settings(max_examples=tries(80))
@given(
    seed=st.integers(0, 2**32),
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    name=st.sampled_from(
        ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"]
    ),
)
def test_a_workbook_with_strange_xml_gives_problems_and_never_an_exception(seed, pieces, name):
    chance = random.Random(seed)
    number = '<row r="3"><c r="A3"><v>2024</v></c><c r="D3" s="1"><v>45000.5</v></c></row>'
    files = parts(GOOD + number, more=[("styles", "styles.xml", STYLES)])
    xml = files[name]
    for piece in pieces:
        start = chance.randrange(40, len(xml))
        xml = xml[:start] + piece + xml[start + chance.randrange(4) :]
    content = packed(files | {name: xml})
    reading = read_exchange(content, "x.xlsx")
    assert reading.tables or reading.problems
    suggest_layout(read_grid(content, "x.xlsx"), [], date(2026, 11, 26))
    marked_copy(content, "x.xlsx", reading.problems)


@settings(max_examples=tries(60))
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx", "metingen.csv", "x"]))
def test_any_bytes_give_problems_and_never_an_exception(content, name):
    reading = read_exchange(content, name)
    assert reading.problems
    marked_copy(content, name, reading.problems)
