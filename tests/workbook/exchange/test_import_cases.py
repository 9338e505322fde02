"""Small files that were read wrong, each for a kind of file (tests/assets/import-cases)."""

import time
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from sok_metrics.workbook.exchange.notation import POINT
from sok_metrics.workbook.exchange.read import read_exchange, read_sheets

CASES = Path(__file__).resolve().parents[2] / "assets" / "import-cases"
DUTCH = "code;naam;soort\nPA;Café één;gemeente\nPB;geïsoleerd, reëel, à la carte, België;anders\n"


def case(number):
    """The reading of the only file in the folder of a case."""
    [path] = CASES.glob(f"{number}-*/*.csv")
    return read_exchange(path.read_bytes(), path.name)


def read(text, name="partijen.csv", encoding="utf-8"):
    return read_exchange(text.encode(encoding), name)


@pytest.mark.parametrize(
    ("number", "table", "column", "meant"),
    [
        ("01", "measurement", "value", ["0.125"]),
        ("02", "fund", "amount_promised", ["15000.00", "2500.00"]),
        ("08", "measurement", "recorded_at", ["2011-01-31 12:00:00"]),
        ("08", "measurement", "value", ["18.5"]),
        ("12", "action", "text", ["Bellen, dan mailen"] * 4),
        ("12", "action", "due_on", ["2026-04-01", "2026-04-01", None, "2026-04-01"]),
        ("13", "fund", "amount_promised", ["15000.00", "-2500.00"]),
    ],
)
def test_a_case_is_read_as_it_was_meant(number, table, column, meant):
    reading = case(number)
    assert reading.problems == ()
    assert reading.tables[table][column].tolist() == meant


def test_a_figure_of_28_digits_is_too_large():
    reading = case("14")
    [problem] = reading.problems
    assert (problem.line, problem.heading, "te groot" in problem.sentence) == (2, "waarde", True)
    assert reading.tables["measurement"]["value"].tolist() == [None, "5.0"]


def test_a_date_is_read_or_says_what_is_wrong():
    reading = case("16")
    assert [(problem.line, problem.sentence.split(",")[0]) for problem in reading.problems] == [
        (2, "Schrijf het jaar met vier cijfers"),
        (3, "Hier staat ook een tijd bij. Laat alleen de datum staan."),
    ]
    assert reading.tables["action"]["agreed_on"].tolist() == [None, None, *["2026-03-31"] * 3]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Monitor, van de wijk\nBron: eigen telling, met hulp\n\nJaar;Armoede\n2012;12,5\n2013;13,5\n", ";"),
        ("Jaar;A;B\n2012;12,5\n2013;13,5;14,2\n2014;1,5\n", ";"),
        ("2012;12,5\n2013;13,5\n", ";"),
        ("Wijk; cijfers\n\nJaar,A\n2012,12.5\n2013,13.5\n", ","),
        ("Jaar\tNaam\n2012\tja, nee\n2013\tja; nee\n", "\t"),
    ],
)
def test_what_stands_between_the_cells(text, delimiter):
    [sheet] = read_sheets(text.encode(), "x.csv")
    assert sheet.delimiter == delimiter


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("cp1252", ""),
        ("cp850", "die van MS-DOS"),
        ("cp437", "die van MS-DOS"),
        ("mac_roman", "die van een oude Mac"),
    ],
)
def test_letters_of_old_systems_are_read_and_said(encoding, said):
    reading = read(DUTCH, encoding=encoding)
    names = reading.tables["party"]["name"].tolist()
    assert names == ["Café één", "geïsoleerd, reëel, à la carte, België"]
    assert said in " ".join(reading.notes)
    assert bool(reading.notes) == bool(said)


def test_a_wrong_byte_in_utf_8_names_its_line_and_word():
    content = DUTCH.encode().replace("reëel".encode(), b"re\xebel")
    [problem] = read_exchange(content, "partijen.csv").problems
    assert "Op regel 3 staat een letter die stuk is, in 're?el'" in problem.sentence


def test_a_comma_file_with_thousands_of_euros_takes_what_was_chosen_only_where_it_is_unclear():
    content = b"code,naam,jaar,toegezegd\nT,Fonds,2026,15.000\n"
    reading = read_exchange(content, "bronnen_van_geld.csv", lambda _doubt: POINT)
    assert (reading.doubts, reading.tables["fund"]["amount_promised"].tolist()) == ((), ["15000.00"])


def test_what_a_spreadsheet_or_an_encoding_did_is_remarked():
    parties = read("code;naam;soort\n1-mrt;A;anders\nPB;GemeÃ«nte â‚¬;anders\n0363;B;anders\n599;C;anders\n")
    assert [(remark.line, remark.heading, remark.value) for remark in parties.remarks] == [
        (2, "code", "1-mrt"),
        (5, "code", "599"),
        (3, "naam", "GemeÃ«nte â‚¬"),
    ]
    assert "waar 'ë' hoort" in parties.remarks[2].sentence
    assert "0599" in parties.remarks[1].sentence
    figures = read("reeks;van;tot_en_met;waarde\nR;1-1-2024;1-1-2024;1,23457E+12\n", "metingen.csv")
    assert "Excel kortte dit getal af" in figures.remarks[0].sentence
    lost = read("code;naam;soort\nPA;Caf\ufffd;anders\nPB;ge?soleerd;anders\nPC;Wie? Wat?;anders\n")
    assert [(remark.line, remark.sentence.split(":")[0]) for remark in lost.remarks] == [
        (2, "Hier ging een letter verloren"),
        (3, "Hier ging een letter verloren"),
    ]
    days = read("code;naam;soort;doet_mee_sinds\nPA;A;anders;3/4/2026\nPB;B;anders;31/3/2026\n")
    assert [(remark.line, "dag 3, maand 4" in remark.sentence) for remark in days.remarks] == [(2, True)]
    assert read(DUTCH).remarks == ()


def test_a_code_that_excel_made_a_date_of_is_refused():
    book = Workbook(write_only=True)
    sheet = book.create_sheet("partijen")
    sheet.append(["code", "naam", "soort"])
    sheet.append([date(2026, 3, 1), "A", "anders"])
    file = BytesIO()
    book.save(file)
    [problem] = read_exchange(file.getvalue(), "x.xlsx").problems
    assert "Excel maakte van deze code een datum" in problem.sentence


@pytest.mark.parametrize(
    "long", ["x" * 300_000, "1" * 300_000, " 1" * 100_000, "(" * 300_000, "1-" * 100_000]
)
def test_a_cell_without_end_is_looked_through_at_once(long):
    heading = "code;naam;soort;doet_mee_sinds\n"
    content = f"{heading}P;{long};anders;{long}\n".encode()
    start = time.process_time()
    assert read_exchange(content, "partijen.csv").problems
    read_exchange(content.replace(b"P;", b"\xe9;"), "partijen.csv")
    read_exchange(content + "é".encode() + b"\xe9\n", "partijen.csv")
    funds = f"code;naam;jaar;toegezegd\nA;F;2026;{long}\n".encode()
    assert read_exchange(funds, "bronnen_van_geld.csv").problems
    assert time.process_time() - start < 10


@pytest.mark.parametrize("word", ["maandelijks overleg", "energiewijk-overleg", "Energiewijk-overleg"])
def test_a_word_of_before_still_comes_in(word):
    text = f"nummer;soort;titel;datum;status\n1;{word};Overleg;12-01-2027;gepland\n"
    reading = read(text, "bijeenkomsten.csv")
    assert reading.problems == ()
    assert reading.tables["meeting"]["kind"].tolist() == ["monthly"]


def test_a_wrong_word_is_told_the_words_of_now_only():
    text = "nummer;soort;titel;datum;status\n1;borrel;Overleg;12-01-2027;gepland\n"
    [problem] = read(text, "bijeenkomsten.csv").problems
    assert "maandelijks overleg" in problem.sentence
    assert "nergiewijk" not in problem.sentence
