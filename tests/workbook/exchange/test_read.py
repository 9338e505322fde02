"""Files as people make them: titles above, dates in any form, figures as text, hidden sheets."""

import random
import time
from datetime import date, datetime
from io import BytesIO

import pandas as pd
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.workbook.exchange.notation import COMMA, POINT, DecimalSign
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.write import write_exchange
from tests.workbook.exchange.raw import HEAD, MAIN, cell, packed, parts, raw_workbook, texts

HEAD_LINE = ["code", "naam", "soort"]
MEASURED = "reeks;van;tot_en_met;waarde\n"


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows, sheet="partijen"):
    book = Workbook()
    first = book.worksheets[0]
    first.title = sheet
    for row in rows:
        first.append(row)
    return book


def read(content, name="x.xlsx"):
    return read_exchange(content if isinstance(content, bytes) else saved(content), name)


def values(content, column, *, table="measurement", name="metingen.csv"):
    """The canonical texts of one column and the sentences of the problems."""
    reading = read(content.encode() if isinstance(content, str) else content, name)
    return reading.tables[table][column].tolist(), [problem.sentence for problem in reading.problems]


def test_titles_trailing_cells_and_spaces_do_no_harm():
    book = workbook(
        ["Deelnemers aan de overeenkomst"],
        [None],
        ["stand van maart"],
        [" CODE\u00a0", "Naam", "Soort ", None],
        ["PA ", "\u00a0Partij A\u200b", " GEMEENTE "],
        [None, " ", None],
        ["PB", "B", "bewonersInitiatief"],
        [None] * 9,
    )
    book.active.merge_cells("A1:D2")
    book.active["H40"].number_format = "0.00"  # coloured or formatted, but empty
    reading = read(book)
    assert reading.problems == ()
    assert reading.tables["party"].to_dict("records") == [
        {"_line": 5, "code": "PA", "name": "Partij A", "kind": "municipality"},
        {"_line": 7, "code": "PB", "name": "B", "kind": "initiative"},
    ]


def test_a_hidden_sheet_is_read_and_other_sheets_are_named():
    book = workbook(HEAD_LINE, ["PA", "A", "anders"], sheet="Partijen")
    book.active.sheet_state = "hidden"
    for title in ("Uitleg", "Fouten", "Kladblok"):
        book.create_sheet(title).append(["iets"])
    reading = read(book)
    assert (list(reading.tables), reading.problems) == (["party"], ())
    assert [note.split(".")[0] for note in reading.notes] == [
        "Het blad 'Partijen' is verborgen",
        "Het blad 'Kladblok' hoort niet bij ons en is overgeslagen",
    ]


def test_a_sheet_with_another_name_is_known_by_its_headings():
    reading = read(workbook(["Reeks", "Van", "Tot en met", "Waarde", "Wie vulde in"], sheet="Blad1"))
    assert list(reading.tables) == ["measurement"]
    assert "het blad 'metingen'" in reading.notes[0]
    assert [problem.heading for problem in reading.problems] == ["Wie vulde in"]


def test_two_sheets_with_one_table_are_a_problem():
    book = workbook(HEAD_LINE, ["PA", "A", "anders"])
    book.create_sheet("partijen (2)").append(HEAD_LINE)
    [problem] = read(book).problems
    assert (problem.sheet, "partijen (2)" in problem.sentence) == ("partijen", True)


DATES = [
    (date(2024, 3, 31), "2024-03-31"),
    (datetime(2024, 3, 31), "2024-03-31"),
    ("2024-03-31", "2024-03-31"),
    ("2024-3-31 00:00:00", "2024-03-31"),
    ("31-3-2024", "2024-03-31"),
    ("31/03/2024", "2024-03-31"),
    ("31.3.2024", "2024-03-31"),
    ("03/31/2024", "2024-03-31"),
    ("31 3 2024", "2024-03-31"),
    ("31 maart 2024", "2024-03-31"),
    ("31 mrt. 2024", "2024-03-31"),
    ("31-mrt-2024", "2024-03-31"),
    ("1 jan. 2026", "2026-01-01"),
    ("1e januari 2026", "2026-01-01"),
    ("di 31 maart 2026", "2026-03-31"),
    ("Dinsdag, 31-3-2026", "2026-03-31"),
    ("March 31, 2026", "2026-03-31"),
    ("Tue, 31 Mar 2026", "2026-03-31"),
    ("2026-03-31 00:00:00+00", "2026-03-31"),
    ("2026-03-31T00:00:00Z", "2026-03-31"),
    ("2026-03-31T00:00:00.000+01:00", "2026-03-31"),
    ("31-3-2026 0:00", "2026-03-31"),
    ("2026/03/31", "2026-03-31"),
    ("2026.3.31", "2026-03-31"),
    ("20260331", "2026-03-31"),
    (20240331, "2024-03-31"),
    (45382, "2024-03-31"),
    ("45382", "2024-03-31"),
    (date(1909, 1, 2), "1909-01-02"),
    ("1830-01-02", "1830-01-02"),
    ("29-2-2024", "2024-02-29"),
]
WRONG_DATES = [
    ("30-2-2024", "Deze datum bestaat niet. Schrijf dag-maand-jaar"),
    ("29-2-2026", "bestaat niet"),
    ("31 februari 2026", "bestaat niet"),
    ("0-3-2026", "bestaat niet"),
    ("31-3-24", "Schrijf het jaar met vier cijfers"),
    ("31 mrt '24", "Schrijf het jaar met vier cijfers"),
    ("31-3-2026 14:00", "ook een tijd"),
    ("2026-03-31T22:00:00Z", "ook een tijd"),
    ("2026-31-03", "Dag en maand staan andersom. Schrijf eerst de dag: 31-3-2026."),
    ("di 31 maart 2026 om 14:00", "ook een tijd"),
    ("31 maart", "Hier ontbreekt het jaar"),
    ("31-3", "Hier ontbreekt het jaar"),
    ("maart 2026", "Hier ontbreekt de dag"),
    ("3-2026", "Hier ontbreekt de dag"),
    ("morgen", "Dit is geen datum. Schrijf dag-maand-jaar"),
    ("202633", "Dit is geen datum"),
    (2024, "Is dit het jaar 2024? Schrijf de hele datum, bijvoorbeeld 2024-12-31."),
    ("2024", "Is dit het jaar 2024? Schrijf de hele datum, bijvoorbeeld 2024-12-31."),
    (12, "Dit is geen datum"),
    (-5, "Dit is geen datum"),
    (True, "Dit is geen datum"),
    (datetime(2024, 3, 31, 20, 30), "ook een tijd"),
]


@pytest.mark.parametrize(("written", "meant"), DATES)
def test_a_date_in_any_form(written, meant):
    reading = read(workbook([*HEAD_LINE, "doet_mee_sinds"], ["PA", "A", "anders", written]))
    assert reading.problems == ()
    assert reading.tables["party"]["joined_on"].tolist() == [meant]


@pytest.mark.parametrize(("written", "sentence"), WRONG_DATES)
def test_a_date_that_is_none(written, sentence):
    reading = read(workbook([*HEAD_LINE, "doet_mee_sinds"], ["PA", "A", "anders", written]))
    [problem] = reading.problems
    assert (problem.sheet, problem.line, problem.heading) == ("partijen", 2, "doet_mee_sinds")
    assert sentence in problem.sentence
    assert reading.tables["party"]["joined_on"].tolist() == [None]


def test_dates_that_count_from_1904():
    book = workbook(
        [*HEAD_LINE, "doet_mee_sinds"], ["PA", "A", "anders", date(2024, 3, 31)], ["PB", "B", "anders", 43920]
    )
    book.epoch = CALENDAR_MAC_1904
    book.active["D2"] = date(2024, 3, 31)
    assert read(book).tables["party"]["joined_on"].tolist() == ["2024-03-31", "2024-03-31"]


FIGURES = [
    (12.5, "12.5"), (12, "12.0"), ("12", "12.0"), ("12,5", "12.5"), ("1.5", "1.5"),
    ("1.234.567", "1234567.0"),
    ("0.125", "0.125"), ("0,125", "0.125"), ("-0.125", "-0.125"), ("1,234,567", "1234567.0"),
    ("€ 15.000,-", "15000.0"), ("15.000,--", "15000.0"), ("EUR 1 250", "1250.0"), ("1'250,5", "1250.5"),
    ("1\u202f250", "1250.0"), ("2.500,00-", "-2500.0"), ("€ -2,5", "-2.5"),
    ("\u20132,5", "-2.5"), ("-/- 2,5", "-2.5"),
    ("1.234,5", "1234.5"), ("€ 1 234,50", "1234.5"), ("-3", "-3.0"), ("\u22123,5", "-3.5"),
    ("45%", "45.0"), ("1,2E+03", "1200.0"), (1e300, "1e+300"), (-0.0, "0.0"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), FIGURES)
def test_a_figure_in_any_form(written, meant):
    reading = read(
        workbook(
            ["reeks", "van", "tot_en_met", "waarde"],
            ["R", "1-1-2024", "2024-12-31", written],
            sheet="metingen",
        )
    )
    assert [str(problem) for problem in reading.problems] == []
    assert reading.tables["measurement"]["value"].tolist() == [meant]


@pytest.mark.parametrize(
    "written",
    [
        "1.234",
        "-1,234",
        "12,5\u00b9",
        "12,5*",
        "(2.500,00)",
        "9" * 28,
        "veel",
        "1,2,3",
        "1.23.456",
        "٣",
        "1e999",
        True,
        date(2024, 5, 1),
    ],
)
def test_a_figure_that_is_not_sure_is_refused(written):
    reading = read(
        workbook(
            ["reeks", "van", "tot_en_met", "waarde"], ["R", "1-1-2024", "1-1-2024", written], sheet="metingen"
        )
    )
    assert [(problem.heading, problem.line) for problem in reading.problems] == [("waarde", 2)]


def test_a_percentage_counts_as_it_is_shown():
    book = workbook(
        ["reeks", "van", "tot_en_met", "waarde"], ["R", "1-1-2024", "1-1-2024", 0.455], sheet="metingen"
    )
    book.active["D2"].number_format = "0.0%"
    assert read(book).tables["measurement"]["value"].tolist() == ["45.5"]


@pytest.mark.parametrize(
    ("sheet", "heading", "column", "written", "meant"),
    [
        ("mijlpalen", "nummer", "number", 7, "7"),
        ("mijlpalen", "nummer", "number", "007", "7"),
        ("mijlpalen", "nummer", "number", "1.234", "1234"),
        ("mijlpalen", "nummer", "number", "1,234", "1234"),
        ("mijlpalen", "nummer", "number", 7.5, None),
        ("bronnen_van_geld", "toegezegd", "amount_promised", 1250.5, "1250.50"),
        ("bronnen_van_geld", "toegezegd", "amount_promised", 12.300000000000001, "12.30"),
        ("bronnen_van_geld", "toegezegd", "amount_promised", "€ 50.000", "50000.00"),
        ("bronnen_van_geld", "toegezegd", "amount_promised", "15,000", None),
        ("bronnen_van_geld", "toegezegd", "amount_promised", "2.500", "2500.00"),
        ("bronnen_van_geld", "toegezegd", "amount_promised", "(2.500,00)", "-2500.00"),
        ("bronnen_van_geld", "toegezegd", "amount_promised", "€ 15.000,-", "15000.00"),
        ("bronnen_van_geld", "toegezegd", "amount_promised", "1,0055", None),
        ("bronnen_van_geld", "toegezegd", "amount_promised", 1.005, None),
        ("indicatoren", "kern", "is_core", "JA", "true"),
        ("indicatoren", "kern", "is_core", False, "false"),
        ("indicatoren", "kern", "is_core", "misschien", None),
        ("indicatoren", "naam", "name", 2024, "2024"),
        ("indicatoren", "naam", "name", 1.5, "1,5"),
        ("indicatoren", "naam", "name", datetime(2024, 3, 1).time().replace(hour=19, minute=30), "19:30"),
        ("indicatoren", "soort", "kind", " Percentage", "percentage"),
        ("partijen", "vastgelegd_op", "recorded_at", "31-01-2011 12:00:00", "2011-01-31 12:00:00"),
        ("partijen", "vastgelegd_op", "recorded_at", "31-1-2011 12:00", "2011-01-31 12:00:00"),
        ("partijen", "vastgelegd_op", "recorded_at", "2011-01-31T12:00:00Z", "2011-01-31 12:00:00"),
        ("partijen", "vastgelegd_op", "recorded_at", "31-02-2011 12:00:00", None),
        ("partijen", "vastgelegd_op", "recorded_at", datetime(2024, 3, 1, 20, 30, 15), "2024-03-01 20:30:15"),
        ("indicatoren", "vastgelegd_op", "recorded_at", "2024-03-01 20:30:15.120", "2024-03-01 20:30:15.12"),
        ("indicatoren", "vastgelegd_op", "recorded_at", "2024-03-01 25:30:15", None),
        ("indicatoren", "herkomst", "origin", "Voorbeeld", "example"),
    ],
)  # fmt: skip
def test_what_a_cell_means(sheet, heading, column, written, meant):
    reading = read(workbook(["titel", heading], ["x", written], sheet=sheet))
    [rows] = reading.tables.values()
    assert rows.get(column, pd.Series([None])).tolist() == [meant]
    wrong = [problem for problem in reading.problems if problem.line == 2]
    assert len(wrong) == (meant is None)


def test_an_empty_cell_is_what_the_format_says_of_empty():
    rows = read(b"code,indicator,rol,label\nR,I,,\n", "reeksen.csv").tables["series"]
    assert rows.iloc[0].to_dict() == {
        "_line": 2, "code": "R", "indicator_code": "I", "role": "main", "label": None,
    }  # fmt: skip


def test_every_problem_is_found_at_once_in_the_order_of_the_lines():
    book = workbook(
        ["code", "naam", "soort", "doet_mee_sinds", "kleur"],
        ["PA", "A", "marsman", "31-2-2024"], ["PB", "B", "anders", "gisteren"], ["PC", "C", "", "1-1-2024"],
    )  # fmt: skip
    book.create_sheet("versies").append(["versie", "titel"])
    found = [(problem.sheet, problem.line, problem.heading, problem.value) for problem in read(book).problems]
    assert found == [
        ("partijen", 1, "kleur", None),
        ("partijen", 2, "soort", "marsman"),
        ("partijen", 2, "doet_mee_sinds", "31-2-2024"),
        ("partijen", 3, "doet_mee_sinds", "gisteren"),
        ("versies", 1, "geldig_vanaf", None),
    ]


def test_programs_that_write_other_xml_are_read():
    """Prefixes, shared and rich texts, how a word sounds, Excel's escapes, and cells without an address."""
    shared = f"""{HEAD}<x:sst xmlns:x="{MAIN}"><x:si><x:t>code</x:t></x:si><x:si><x:t>naam</x:t></x:si>
    <x:si><x:r><x:t>so</x:t></x:r><x:r><x:rPr/><x:t>ort</x:t></x:r>
    <x:rPh sb="0" eb="1"><x:t>ZOORT</x:t></x:rPh></x:si>
    <x:si><x:t xml:space="preserve"> PA </x:t></x:si><x:si><x:t>a_x000D_b_x005F_x0041_</x:t></x:si></x:sst>"""
    row = '<x:row r="1">' + "".join(f'<x:c t="s"><x:v>{place}</x:v></x:c>' for place in range(3)) + "</x:row>"
    row += '<x:row><x:c t="s"><x:v>3</x:v></x:c><x:c t="s"><x:v>4</x:v></x:c>'
    row += '<x:c t="inlineStr"><x:is><x:t>anders</x:t></x:is></x:c></x:row>'
    sheet = f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    files = parts("", more=[("sharedStrings", "sharedStrings.xml", shared)])
    reading = read(packed(files | {"xl/worksheets/sheet1.xml": sheet}))
    assert reading.problems == ()
    assert reading.tables["party"].to_dict("records") == [
        {"_line": 2, "code": "PA", "name": "a\rb_x0041_", "kind": "other"}
    ]


GOOD = "code;naam;soort;wat_brengt_de_partij_in\nPA;Café \u2018A\u2019;gemeente;\u20ac 5\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_with_any_delimiter_and_letters(delimiter, encoding):
    text = GOOD.replace(";", delimiter).replace("\n", "\r\n")
    content = (f"sep={delimiter}\r\n{text}" if delimiter == "|" else text).encode(encoding)
    reading = read(content, "PARTIJEN (1).csv")
    assert reading.problems == ()
    [row] = reading.tables["party"].to_dict("records")
    assert (row["name"], row["contribution"]) == ("Café \u2018A\u2019", "\u20ac 5")
    assert row["_line"] == (3 if delimiter == "|" else 2)


def test_a_sign_within_the_texts_is_not_taken_for_the_delimiter():
    rows = "".join(f'P{n},"ja; nee, {n}, of; anders",gemeente\n' for n in range(9))
    reading = read(f"code,naam,soort\n{rows}".encode(), "partijen.csv")
    assert reading.problems == ()
    assert reading.tables["party"]["name"][3] == "ja; nee, 3, of; anders"


def test_csv_with_a_title_empty_rows_and_ragged_rows():
    content = b'Onze partijen;;;\n;;;\ncode;naam;soort\nPA;"A\nB";anders;;;\n;;\nPB;B\n'
    reading = read(content, "Partijen van maart.csv")
    assert reading.problems == ()
    assert [(row["_line"], row["code"]) for row in reading.tables["party"].to_dict("records")] == [
        (4, "PA"),
        (7, "PB"),
    ]


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        (MEASURED + "R;1-1-2024;1-1-2024;1,5\nR;1-1-2025;1-1-2025;1.234\n", ["1.5", "1234.0"]),
        (
            MEASURED + "".join(f"R;1-1-{year};1-1-{year};{year % 7}.25\n" for year in range(2020, 2023)),
            ["4.25", "5.25", "6.25"],
        ),
        (MEASURED + "R;2024-01-01;2024-01-01;1.234\nR;2025-01-01;2025-01-01;0.12\n", ["1.234", "0.12"]),
        (
            (MEASURED + "R;2024-01-01;2024-01-01;1.234\nR;2025-01-01;2025-01-01;12.0\n").replace(";", ","),
            ["1.234", "12.0"],
        ),
        ((MEASURED + "R;2024-01-01;2024-01-01;1e+16\nR;2025-01-01;2025-01-01;1.5e-07\n").replace(";", ","),
         ["1e+16", "1.5e-07"]),
        ((MEASURED + 'R;2024-01-01;2024-01-01;"1.234,5"\n').replace(";", ","), ["1234.5"]),
        ((MEASURED + 'R;2024-01-01;2024-01-01;"1,234.5"\n').replace(";", ","), ["1234.5"]),
    ],
    ids=["comma", "points", "one point", "our own CSV", "powers", "commas in quotes", "English thousands"],
)  # fmt: skip
def test_the_decimal_sign_of_a_csv_file(content, meant):
    assert values(content, "value") == (meant, [])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (MEASURED + "R;1-1-2024;1-1-2024;1.5\nR;1-1-2025;1-1-2025;2,5\n", "niet duidelijk. Zet een komma"),
        (MEASURED + "R;1-1-2024;1-1-2024;1.234\n", "Dit kan 1234 zijn of 1,234"),
        (MEASURED + "R;1-1-2024;1-1-2024;1,234\n", "Dit kan 1,234 zijn of 1234"),
        (MEASURED + "R;1-1-2024;1-1-2024;1.234\nR;1-1-2025;1-1-2025;15.000\n", "Dit kan 1234 zijn of 1,234"),
        ((MEASURED + "R;2024-01-01;2024-01-01;15.000\n").replace(";", ","), "Dit kan 15000 zijn of 15."),
        ((MEASURED + 'R;2024-01-01;2024-01-01;"1,234"\n').replace(";", ","), "Dit kan 1,234 zijn of 1234"),
    ],
)
def test_a_figure_that_may_mean_two_things_is_never_guessed(content, sentence):
    [found] = [problem.sentence for problem in read(content.encode(), "metingen.csv").problems]
    assert sentence in found


@pytest.mark.parametrize(("sign", "meant"), [(COMMA, "1234.0"), (POINT, "1.234")])
def test_what_somebody_chose_is_read_and_only_where_it_was_asked(sign: DecimalSign, meant: str) -> None:
    heading = MEASURED.replace("waarde", "waarde;aantal_waarop_dit_rust")
    content = f"{heading}R;1-1-2024;1-1-2024;1.234;1.500\n"
    reading = read_exchange(content.encode(), "metingen.csv", lambda _doubt: sign)
    assert (reading.problems, reading.tables["measurement"]["value"].tolist()) == ((), [meant])
    [doubt] = reading.doubts
    assert (doubt.sheet, doubt.heading, doubt.line, doubt.figure) == ("metingen", "waarde", 2, "1.234")
    assert [doubt.reading(one) for one in (COMMA, POINT)] == ["1234", "1,234"]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "partijen.csv", "Dit bestand is leeg"),
        (b" \n\n;;\n", "partijen.csv", "Dit bestand is leeg"),
        (b'code;naam;soort\nPA;"A;anders\nPB;B;anders\n', "partijen.csv", "stuk rond regel 2"),
        (b"code\x00;naam", "partijen.csv", "geen leesbaar CSV-bestand"),
        (b"\x81\x8d\x8f", "partijen.csv", "geen leesbaar CSV-bestand"),
        (b"a;b;c\n1;2;3\n", "iets.csv", "geen blad dat we kennen"),
    ],
)
def test_a_csv_file_that_cannot_be_read_says_why(content, name, sentence):
    [problem] = read(content, name).problems
    assert sentence in problem.sentence


def test_100_000_rows_are_read_and_every_fault_among_them():
    chance = random.Random(4)
    lines = [
        f"R{n % 50};1-1-{1900 + n // 500};31-12-{1900 + n // 500};{chance.randrange(10**6) / 100:.2f}"
        for n in range(100_000)
    ]
    lines[54_321] = "R1;1-1-2024;1-1-2024;x"
    start = time.process_time()
    reading = read((MEASURED + "\n".join(lines).replace(".", ",")).encode(), "metingen.csv")
    assert len(reading.tables["measurement"]) == 100_000
    assert [(problem.line, problem.value) for problem in reading.problems] == [(54_323, "x")]
    assert time.process_time() - start < 30


def test_the_columns_that_a_file_lacks_are_not_made_up():
    rows = read(write_exchange({"party": read(workbook(HEAD_LINE)).tables["party"]})).tables["party"]
    assert list(rows.columns) == ["_line", "code", "name", "kind"]
    assert rows.empty
    assert TABLES_BY_NAME["party"].key == ("code",)


def test_cells_in_columns_of_dates_keep_what_stood_there_in_the_problem():
    rows = texts(1, "code", "naam", "soort", "doet_mee_sinds")
    rows += f'<row r="2">{cell("A2", "PA")}{cell("D2", "3e48", kind="n")}</row>'
    [problem] = read(raw_workbook(rows)).problems
    assert problem.value == "3e+48"


def test_the_number_of_a_note_is_no_part_of_the_figure_before_it():
    def rich(text, raised):
        mark = '<rPr><vertAlign val="superscript"/></rPr>'
        return f"<si><r><t>{text}</t></r><r>{mark}<t>{raised}</t></r></si>"

    words = "".join(
        f"<si><t>{word}</t></si>" for word in ("reeks", "van", "tot_en_met", "waarde", "R", "1-1-2024")
    )
    shared = (
        f'{HEAD}<sst xmlns="{MAIN}">{words}{rich("12,5", "1")}{rich("m", "2")}<si><t>verhaal</t></si></sst>'
    )
    lines = [
        "".join(f'<c t="s"><v>{place}</v></c>' for place in places)
        for places in ((0, 1, 2, 3, 8), (4, 5, 5, 6, 7))
    ]
    rows = "".join(f"<row>{cells}</row>" for cells in lines)
    files = parts("", more=[("sharedStrings", "sharedStrings.xml", shared)])
    sheet = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    book = files["xl/workbook.xml"].replace("partijen", "metingen")
    reading = read(packed(files | {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet}))
    [problem] = reading.problems
    assert (problem.value, "Bij dit getal staat een noot: \u00b9" in problem.sentence) == ("12,5\u00b9", True)
    assert reading.tables["measurement"]["story"].tolist() == ["m\u00b2"]
