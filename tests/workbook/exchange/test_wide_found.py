"""What was found by trying tables as people have them: nothing goes wrong or away in silence."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl.workbook import Workbook

from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.wide import read_grid
from tests.workbook.exchange.test_wide_kinds import GAS, POWER, Read, of_text

POOR = "Energiearmoede"


def of_book(*rows, hide=lambda _sheet: None):
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    hide(sheet)
    file = BytesIO()
    book.save(file)
    return Read(read_grid(file.getvalue(), "x.xlsx"))


def test_a_number_of_households_is_not_taken_for_a_percentage_in_silence():
    read = of_text(f"Jaar;{POOR} (aantal)\n2022;7\n2023;9\n")
    assert read.questions == [
        "In de tabel staat 'aantal', en de indicator telt in '% van de huishoudens'. Klopt dat?"
    ]
    assert of_text("Jaar;Inwoners (personen)\n2022;7000\n").questions == []


def test_a_column_that_adds_up_is_left_out_and_named():
    read = of_text(f"Jaar;{GAS};{POWER};Totaal\n2021;990;2000;2990\n2022;980;1990;2970\n")
    assert (len(read.rows), read.problems) == (4, [])
    assert read.left_out == ["Niet gekozen, en dus niet gelezen: kolom D ('Totaal')."]


@pytest.mark.parametrize(
    "rows",
    [
        (["Jaar", "Gebied", GAS], [2022, "Bospolder", 990], [None, "Tussendijken", 970]),
        (["Indicator", "Gebied", 2022], [GAS, "Bospolder", 990], [None, "Tussendijken", 970]),
    ],
)
def test_an_empty_cell_beside_an_area_continues_the_one_above_and_is_asked_about(rows):
    read = of_book(*rows)
    assert [row[0] for row in read.rows] == ["ECO-05-BO", "ECO-05-TU"]
    assert read.problems == []
    [asked] = read.questions
    assert asked.startswith("Op regel 3 staat hier niets. Geldt daar '")


def test_days_that_lost_their_format_are_read_and_asked_about():
    read = of_book(["Datum", POOR], [44926, 12.5], [45291, 13.5])
    assert [row[1] for row in read.rows] == ["2022-12-31", "2023-12-31"]
    assert read.questions == ["'44926' is gelezen als 31 dec 2022. Klopt dat?"]


def test_what_is_hidden_is_read_and_said():
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["F"].hidden = True

    read = of_book(["Jaar", POOR, GAS], [2021, 11.5, 900], [2022, 12.5, 890], hide=hide)
    assert len(read.rows) == 4
    assert read.grid.notes == (
        "Op het blad 'Sheet' zijn regels verborgen: 3. Ze zijn toch gelezen.",
        "Op het blad 'Sheet' zijn kolommen verborgen: C. Ze zijn toch gelezen.",
    )
    assert of_book(["Datum", POOR], [date(2022, 12, 31), 12.5], [date(2023, 12, 31), 12]).grid.notes == ()


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2021 H1", "2021-01-01", "2021-06-30"),
        ("H2 2021", "2021-07-01", "2021-12-31"),
        ("jan t/m mrt 2021", "2021-01-01", "2021-03-31"),
        ("april-juni 2021", "2021-04-01", "2021-06-30"),
        ("1 jan - 31 mrt 2021", "2021-01-01", "2021-03-31"),
    ],
)
def test_a_period_of_months_that_share_their_year_is_read(label, start, end):
    read = of_text(f"Periode;{POOR}\n{label};12,5\n")
    assert read.figures.rows[["period_start", "period_end"]].to_numpy().tolist() == [[start, end]]


def test_a_figure_that_excel_made_a_date_of_says_so_in_a_csv_too():
    read = of_text(f"Jaar;{POOR}\n2022;12-mei\n2023;13,5\n")
    assert "Excel maakte hier een datum van" in read.problems[0]


def test_what_a_spreadsheet_does_to_codes_in_a_csv_is_undone_or_said():
    reading = read_exchange(b'code;naam;soort\n="0123";A;anders\n1E+05;B;anders\n', "partijen.csv")
    assert reading.tables["party"]["code"].tolist() == ["0123", "1E+05"]
    assert [(one.line, "maakte Excel er een getal van" in one.sentence) for one in reading.remarks] == [
        (3, True)
    ]
