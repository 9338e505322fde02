"""The way out and back: what a dump holds makes an identical store, and what is not whole makes none."""

import csv
import json
import re
import zipfile
from io import BytesIO

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sok_metrics.errors import InvalidDataError, SokError
from sok_metrics.nouns import TABLES, Column
from sok_metrics.nouns.whole import whole_sheets
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.dump import canonical_dump, read_rows
from sok_metrics.tasks.starting.start import BOTU_FOLDER
from sok_metrics.tasks.storage.dump import DumpFormat, dump_store, start_from, start_from_dump
from sok_metrics.workbook.dump.cells import from_cell, heading_of, sheet_cells, to_cell, without_formulas
from sok_metrics.workbook.dump.read import read_dump
from tests.store.rows import TESTER, indicator, measurement, party, save, series

pytestmark = pytest.mark.full

LONG = ("Een lange tekst, met een \U0001f600 erin. " * 3_000)[:10_000]  # as long as it may be
HARD = {
    "P1": "=1+1",
    "P2": "-1",
    "P3": "_x0041_ en _x005F_x0041_",
    "P4": "  spaties om \t tekst\r\nen\ronder\n",
    "P5": '"aanhaling", komma; puntkomma',
    "P6": "\U0001f3e1é\u2028\u0085\u200b",
    "P7": LONG,
    "P8": "1e5",
    "P9": "true",
}


@pytest.fixture
def lived_in(store):
    """A store with a past: corrected, put away, undone, and with texts that are hard to carry."""
    save(store, party=[party(code, contribution=text) for code, text in HARD.items()])
    save(store, party=[party("P1", website="", contribution=LONG)])
    save(
        store,
        indicator=[indicator()],
        series=[series()],
        measurement=[
            measurement("2023-12-31", "0.30000000000000004"),
            measurement("2024-12-31", "999999999999999", recorded_at="2024-12-31 23:59:59.000001"),
        ],
        fund=[{"code": "F", "name": "Potje", "year": "2024", "amount_promised": "123456789012.67"}],
    )
    save(store, measurement=[measurement("2023-12-31", "-0.1", correction_reason="typfout")])
    with editing(store, by=TESTER, reason="weg ermee") as edit:
        edit.archive("party", ["P2"], version=1)
    undo(store, save(store, party=[party("P3", name="Anders")]), by=TESTER)
    return store


def go_out(store, kind, folder):
    """The dump of a store in `folder`: the workbook, or the unpacked zip."""
    content = dump_store(store, kind, by=TESTER)
    place = folder / f"dump.{kind.value}"
    if kind is DumpFormat.WORKBOOK:
        place.write_bytes(content)
    else:
        zipfile.ZipFile(BytesIO(content)).extractall(place)
    return place


def come_back(source, folder):
    path = folder / "terug.duckdb"
    start_from_dump(path, source)
    store = open_store(path)
    try:
        return canonical_dump(store.whole())
    finally:
        store.close()


@pytest.mark.parametrize("kind", DumpFormat)
def test_a_store_with_a_past_comes_back_identical(lived_in, kind, tmp_path):
    before = canonical_dump(lived_in.whole())
    assert LONG in before.decode()
    assert come_back(go_out(lived_in, kind, tmp_path), tmp_path) == before


@pytest.mark.parametrize("kind", DumpFormat)
def test_botu_comes_back_identical(read_only_stores, kind, tmp_path):
    botu = read_only_stores("botu")
    assert come_back(go_out(botu, kind, tmp_path), tmp_path) == canonical_dump(botu.whole())


def test_the_same_store_gives_the_same_zip(lived_in):
    assert dump_store(lived_in, DumpFormat.ZIP, by=TESTER) == dump_store(lived_in, DumpFormat.ZIP, by=TESTER)


@pytest.mark.parametrize("which", ["botu", "lived in"])
def test_other_programs_can_check_the_csv_files(read_only_stores, request, which, tmp_path):
    store = read_only_stores("botu") if which == "botu" else request.getfixturevalue("lived_in")
    folder = go_out(store, DumpFormat.ZIP, tmp_path)
    checked = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert checked.flatten(["title", "message"]) == []
    assert {task.place for task in checked.tasks} == {file.name for file in folder.glob("*.csv")}


def test_other_programs_see_what_is_wrong_with_a_csv_file(folder):
    for file, old, new in (
        ("metingen", "10.0", "tien"),
        ("partijen", "anders", "soms"),
        ("partijen", "PB", "PA"),
        ("indicatoren", "stuks", "x" * 201),
        ("reeksen", "IND-01", "IND-02"),
        ("tellers", "change_set", ""),
    ):
        rewrite(folder / f"{file}.csv", replaced(old, new))
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    touched = {"metingen", "partijen", "indicatoren", "reeksen", "tellers", "wijzigingen", "gebieden"}
    package["resources"] = [one for one in package["resources"] if one["name"] in touched]
    for resource in package["resources"]:
        del resource["bytes"], resource["hash"]
    checked = frictionless.Package(package, basepath=str(folder)).validate()
    found = {(task.name, error.title) for task in checked.tasks for error in task.errors}
    assert found == {
        ("metingen", "Type Error"),
        ("metingen", "ForeignKey Error"),
        ("partijen", "Constraint Error"),
        ("partijen", "PrimaryKey Error"),
        ("indicatoren", "Constraint Error"),
        ("reeksen", "ForeignKey Error"),
        ("tellers", "Constraint Error"),
        ("tellers", "PrimaryKey Error"),
    }


def test_the_package_says_in_dutch_what_the_columns_are(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["name"]: resource for resource in package["resources"]}
    indicators = described["indicatoren"]
    assert indicators["description"] == "Een regel per indicator."
    fields = {field["name"]: field for field in indicators["schema"]["fields"]}
    assert fields["drempel_kleine_aantallen"]["constraints"]["minimum"] == 0
    assert fields["berekend_uit_indicator"]["title"] == "Uit welke indicator"
    assert {
        "fields": "berekend_uit_indicator",
        "reference": {"resource": "", "fields": "code"},
    } in indicators["schema"]["foreignKeys"]
    assert "constraints" not in described["oud_indicatoren"]["schema"]["fields"][0]


@pytest.fixture
def folder(store, tmp_path):
    """The dump of a small store, to spoil."""
    save(
        store,
        party=[party("PA"), party("PB")],
        indicator=[indicator()],
        series=[series()],
        measurement=[measurement()],
    )
    save(store, party=[party("PA", name="Anders")])
    return go_out(store, DumpFormat.ZIP, tmp_path)


def rewrite(path, change):
    """Change the lines of a CSV file as a person would."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(change(lines))


def replaced(old, new):
    return lambda lines: [[new if cell == old else cell for cell in line] for line in lines]


@pytest.mark.parametrize(
    ("file", "spoil", "message"),
    [
        ("partijen", replaced("Anders", "Vals"), "partijen: Dit blad is veranderd"),
        ("oud_partijen", replaced("Partij PA", "Vals"), "oud_partijen: Dit blad is veranderd"),
        ("wijzigingen", replaced("toets", "ander"), "wijzigingen: Dit blad is veranderd"),
        ("oud_partijen", lambda lines: lines[:-1], "Hier horen 3 regels te staan en het zijn er 2"),
        ("tellers", replaced("laatste_nummer", "laatste"), "kolom 'laatste': Deze kolom kennen we niet"),
        ("tellers", lambda lines: [line[:1] for line in lines], "laatste_nummer.*ontbreekt"),
        ("inhoud", lambda lines: lines[:1], "inhoud: Dit blad ontbreekt of is niet heel"),
        ("inhoud", replaced("partijen", "feesten"), "partijen: Dit blad"),
    ],
)
def test_a_changed_dump_makes_no_store(folder, tmp_path, file, spoil, message):
    rewrite(folder / f"{file}.csv", spoil)
    with pytest.raises(InvalidDataError) as refused:
        start_from(tmp_path / "nieuw.duckdb", [folder])
    assert any(re.search(message, str(problem)) for problem in refused.value.problems)
    assert not (tmp_path / "nieuw.duckdb").exists()


@pytest.mark.parametrize("file", ["inhoud", "oud_partijen", "partijen", "wijzigingsregels"])
def test_half_a_folder_makes_no_store(folder, tmp_path, file):
    (folder / f"{file}.csv").unlink()
    with pytest.raises(InvalidDataError, match="ontbreekt"):
        start_from(tmp_path / "nieuw.duckdb", [folder])
    assert not (tmp_path / "nieuw.duckdb").exists()


def test_what_agrees_with_its_checksum_but_not_with_itself_makes_no_store(store, tmp_path, monkeypatch):
    """Somebody who makes new checksums still cannot bring in rows that contradict their history."""
    save(store, party=[party("PA")])
    with store.transaction() as cursor:
        cursor.execute("UPDATE party SET name = 'Vals'")
    source = go_out(store, DumpFormat.ZIP, tmp_path)
    with pytest.raises(InvalidDataError, match="partijen"):
        start_from(tmp_path / "nieuw.duckdb", [source])
    assert not (tmp_path / "nieuw.duckdb").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"geen excel"])
def test_a_broken_workbook_makes_no_store(tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(InvalidDataError, match="geen Excel-bestand"):
        start_from(tmp_path / "nieuw.duckdb", [tmp_path / "x.xlsx"])
    assert not (tmp_path / "nieuw.duckdb").exists()


def test_a_dump_stands_alone(folder, tmp_path):
    with pytest.raises(SokError, match="niet samen"):
        start_from(tmp_path / "nieuw.duckdb", [folder, BOTU_FOLDER])


def test_a_dump_of_before_a_table_was_made_can_be_read_and_one_of_later_cannot(folder):
    newest = read_dump(folder, newest=99).structure
    (folder / "afstemmen.csv").unlink()
    rewrite(folder / "inhoud.csv", lambda lines: [line for line in lines if line[0] != "afstemmen"])
    assert "publication" not in read_dump(folder, newest=newest + 1).tables
    with pytest.raises(InvalidDataError, match="nieuwere versie"):
        read_dump(folder, newest=newest - 1)


# A lone NUL stands in no store (it is refused), and "" is written in its place.
TEXTS = st.text().filter(lambda text: text != "\x00")


@given(st.one_of(st.none(), TEXTS, st.from_regex("_x[0-9A-F]{4}_", fullmatch=True)))
def test_any_text_comes_back_out_of_its_cell(text):
    column = Column("text", "tekst")
    cell = to_cell(column, text)
    assert from_cell(column, cell) == text
    assert from_cell(column, without_formulas(cell)) == text
    assert not without_formulas(cell).startswith(("=", "+", "-", "@", "\t"))


def test_no_cell_is_longer_than_excel_takes(lived_in):
    [sheet] = [one for one in whole_sheets(TABLES) if one.name == "change_line"]
    _columns, headings, lines = sheet_cells(sheet, read_rows(lived_in.whole(), sheet))
    assert max(len(cell.encode("utf-16-le")) // 2 for line in lines for cell in line) <= 32_767
    assert {heading_of(heading)[0] for heading in headings} == {column.heading for column in sheet.columns}
