"""Broken CSV folders (made on purpose): every problem with its file, line, column, value and what to do."""

from pathlib import Path

import pytest

from sok_metrics.errors import InvalidDataError
from sok_metrics.nouns import TABLES
from sok_metrics.tasks.starting.start import BOTU_FOLDER
from sok_metrics.workbook.exchange.csv_folder import read_csv_folder

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "csv-with-problems"


@pytest.fixture
def read(tmp_path):
    """read({"partijen": content}): the tables of a folder with these files (text or bytes)."""

    def of(files):
        for name, content in files.items():
            content = content if isinstance(content, bytes) else content.encode()
            (tmp_path / (name if "." in name else f"{name}.csv")).write_bytes(content)
        return read_csv_folder(tmp_path)

    return of


def problems(work, *arguments):
    with pytest.raises(InvalidDataError) as caught:
        work(*arguments)
    return caught.value.problems


HEAD = "code,naam,soort\n"
GOOD = HEAD + "PA,Partij A,gemeente\n"


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.strip(),
        GOOD + "\n\n,,\n",
        " code , naam,soort\n PA ,Partij A , gemeente\n",
        '"code","naam","soort"\n"PA","Partij A","gemeente"\n',
    ],
    ids=["plain", "BOM", "CRLF", "CR", "no last newline", "empty lines", "spaces", "quotes"],
)
def test_what_spreadsheets_make_of_it_reads_the_same(read, content):
    [row] = read({"partijen": content})["party"].to_dict("records")
    assert row == {"_line": 2, "code": "PA", "name": "Partij A", "kind": "municipality"}


def test_a_file_with_headings_only_is_a_table_without_rows(read):
    assert len(read({"partijen": HEAD})["party"]) == 0


WHOLE_FILE = [
    ("", 1, "is leeg"),
    ("\n\n", 1, "is leeg"),
    (GOOD.encode("utf-16"), None, "geen UTF-8"),
    ("code,naam\nPA,Café\n".encode("cp1252"), None, "geen UTF-8"),
    (GOOD.replace(",", ";"), 1, "puntkomma's"),
    ("code,code,naam,soort\n", 1, "De kop 'code' staat er twee keer"),
    ("code,naam,soort,,\n", 1, "kolom zonder kop"),
    (HEAD + 'PA,"Partij A,gemeente\nPB,B,gemeente\n', 2, "aanhalingsteken"),
    (HEAD + 'PA,"Partij" A,gemeente\n', 2, "aanhalingsteken"),
    (HEAD + "PA," + "x" * 200_000 + ",gemeente\n", 2, "stuk bij deze regel"),
]


@pytest.mark.parametrize(("content", "line", "sentence"), WHOLE_FILE)
def test_a_file_that_cannot_be_read_says_why(read, content, line, sentence):
    [problem] = problems(read, {"partijen": content})
    assert (problem.sheet, problem.line) == ("partijen", line)
    assert sentence in problem.sentence


def test_lines_with_too_many_or_too_few_cells_are_all_named(read):
    found = problems(read, {"partijen": GOOD + "PB,B\nPC,C,gemeente,x\nPD,D,gemeente\n"})
    assert [(problem.line, problem.sentence[:24]) for problem in found] == [
        (3, "Deze regel heeft 2 cellen"[:24]),
        (4, "Deze regel heeft 4 cellen"[:24]),
    ]


def test_a_row_of_several_lines_is_named_by_its_first(read):
    found = problems(read, {"partijen": HEAD + 'PA,"a\nb\nc",gemeente\nPB,"d\ne",marsman\n'})
    assert [(problem.line, problem.value) for problem in found] == [(5, "marsman")]


def test_unknown_and_missing_columns(read):
    unknown, missing = problems(read, {"partijen": "code,soort,kleur\nPA,gemeente,rood\n"})
    assert (unknown.line, unknown.heading) == (1, "kleur")
    assert "kennen we niet. Wel: code, naam, soort" in unknown.sentence
    assert (missing.heading, missing.sentence) == ("naam", "Deze kolom ontbreekt. Voeg hem toe.")


@pytest.mark.parametrize("name", ["Partijen.csv", "partijen.CSV", "deelnemers.csv"])
def test_an_unknown_file_is_never_passed_over(read, name):
    found = problems(read, {"gebieden": "code,naam,soort\n", name: GOOD})
    assert [problem.sheet for problem in found] == [name]
    assert "partijen.csv" in found[0].sentence


def test_other_files_may_lie_there(read):
    assert set(read({"partijen": GOOD, "README.md": "uitleg"})) == {"party"}


def test_a_missing_or_empty_folder(tmp_path):
    [missing] = problems(read_csv_folder, tmp_path / "none")
    assert "bestaat niet" in missing.sentence
    [empty] = problems(read_csv_folder, tmp_path)
    assert "geen enkel CSV-bestand" in empty.sentence


CELLS = [
    ("doet_mee_sinds", "2023-02-29", "jaar-maand-dag"),
    ("doet_mee_sinds", "31-12-2023", "jaar-maand-dag"),
    ("doet_mee_sinds", "0026-01-01", "jaar-maand-dag"),
    ("gearchiveerd_op", "gisteren", "2026-03-31 20:30:00"),
    ("soort", "marsman", "Kies een van: bewoners"),
    ("herkomst", "nep", "Kies een van: echt, voorbeeld"),
]


@pytest.mark.parametrize(("heading", "value", "sentence"), CELLS)
def test_a_wrong_cell_is_named(read, heading, value, sentence):
    row = {"code": "PA", "naam": "A", "soort": "gemeente"} | {heading: value}
    [problem] = problems(read, {"partijen": f"{','.join(row)}\n{','.join(row.values())}\n"})
    assert (problem.sheet, problem.line, problem.heading, problem.value) == ("partijen", 2, heading, value)
    assert sentence in problem.sentence


@pytest.mark.parametrize(
    ("sheet", "heading", "value"),
    [
        ("indicatoren", "kleinste_verandering_per_jaar", "1.234,5"),
        ("indicatoren", "kleinste_verandering_per_jaar", "٣"),
        ("indicatoren", "kern", "misschien"),
        ("bijeenkomsten", "nummer", "1.5"),
        ("bronnen_van_geld", "toegezegd", "50.000,00"),
        ("bronnen_van_geld", "toegezegd", "1.005"),
    ],
)
def test_a_number_in_another_form_is_named(read, sheet, heading, value):
    found = problems(read, {sheet: f'{heading}\n"{value}"\n'})
    assert [problem.value for problem in found if problem.line == 2] == [value]


def test_dates_and_numbers_come_out_in_one_form(read):
    tables = read(
        {
            "partijen": "code,naam,soort,doet_mee_sinds,vastgelegd_op\n"
            "PA,A,gemeente,2023-2-1,2023-02-01 12:00:00\n",
            "mijlpalen": "nummer,project,titel\n007,P1,x\n",
        }
    )
    assert tables["party"].loc[0, "joined_on"] == "2023-02-01"
    assert tables["party"].loc[0, "recorded_at"] == "2023-02-01 12:00:00"
    assert tables["milestone"].loc[0, "number"] == "7"


def test_every_problem_of_a_broken_folder_is_found():
    found = [str(problem) for problem in problems(read_csv_folder, ASSETS)]
    expected = (ASSETS / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert found == expected


def test_the_summary_counts_them():
    with pytest.raises(InvalidDataError, match=r"staan \d+ fouten\. Er is niets opgeslagen\. De eerste: "):
        read_csv_folder(ASSETS)


def test_botu_reads_without_a_problem():
    tables = read_csv_folder(BOTU_FOLDER)
    assert {table.name for table in TABLES} >= set(tables)
    assert len(tables["commitment"]) == 29
