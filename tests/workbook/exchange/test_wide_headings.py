"""Tables with headings on two lines, and with merged cells: both lines count."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from sok_metrics.workbook.exchange.wide import read_grid
from sok_metrics.workbook.exchange.wide_grid import Rest
from tests.workbook.exchange.test_wide_kinds import GAS, POWER, Read, of_text

TWO_LINES = {
    "year above subject": (
        "Gebied;2012;;2013;", f";{GAS};{POWER};{GAS};{POWER}", "Bospolder;1;2;3;4", "Rotterdam;5;6;7;8",
    ),
    "subject above year": (
        f"Gebied;{GAS};;{POWER};", ";2012;2013;2012;2013", "Bospolder;1;3;2;4", "Rotterdam;5;7;6;8",
    ),
    "area above year": (
        "Indicator;Bospolder;;Rotterdam;", ";2012;2013;2012;2013", f"{GAS};1;3;5;7", f"{POWER};2;4;6;8",
    ),
    "year above area": (
        "Indicator;2012;;2013;", ";Bospolder;Rotterdam;Bospolder;Rotterdam", f"{GAS};1;5;3;7",
        f"{POWER};2;6;4;8",
    ),
    "area above subject": (
        "Jaar;Bospolder;;Rotterdam;", f";{GAS};{POWER};{GAS};{POWER}", "2012;1;2;5;6", "2013;3;4;7;8",
    ),
    "subject above area": (
        f"Jaar;{GAS};;{POWER};", ";Bospolder;Rotterdam;Bospolder;Rotterdam", "2012;1;5;2;6", "2013;3;7;4;8",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", TWO_LINES.values(), ids=TWO_LINES)
def test_two_lines_of_headings_are_read_together(text):
    read = of_text("\n".join(text), rest=Rest.ASKED)
    assert (read.problems, read.questions, read.left_out) == ([], [], [])
    assert sorted(read.rows) == [
        ("ECO-05-BO", "2012-12-31", "1.0"), ("ECO-05-BO", "2013-12-31", "3.0"),
        ("ECO-05-RD", "2012-12-31", "5.0"), ("ECO-05-RD", "2013-12-31", "7.0"),
        ("ECO-06-BO", "2012-12-31", "2.0"), ("ECO-06-BO", "2013-12-31", "4.0"),
        ("ECO-06-RD", "2012-12-31", "6.0"), ("ECO-06-RD", "2013-12-31", "8.0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "last"),
    [
        (("1e kwartaal", "2e kwartaal"), "2012-06-30"),
        (("jan", "feb"), "2012-02-29"),
        (("Q1", "Q2"), "2012-06-30"),
        (("1e halfjaar", "2e halfjaar"), "2012-12-31"),
    ],
)
def test_a_part_of_a_year_below_the_year_is_read_with_it(parts, last):
    line = ";".join(parts * 2)
    read = of_text(f"Indicator;2012;;2013;\n;{line}\nEnergiearmoede;9;8;7;6\n")
    assert read.problems == []
    assert [value for _code, _day, value in read.rows] == ["9.0", "8.0", "7.0", "6.0"]
    assert read.rows[1][1] == last


def test_what_stands_below_a_year_and_is_no_measurement_is_left_out_by_name():
    read = of_text("Indicator;2012;;2013;\n;realisatie;doel;realisatie;doel\nEnergiearmoede;9;5;8;4\n")
    assert [value for _code, _day, value in read.rows] == ["9.0", "8.0"]
    assert read.left_out == [
        "Kolom C ('doel') doet niet mee: 'doel' is geen meting.",
        "Kolom E ('doel') doet niet mee: 'doel' is geen meting.",
    ]


def test_a_heading_of_a_group_that_we_do_not_understand_is_asked_about():
    read = of_text("Indicator;Koopwoningen;\n;2012;2013\nEnergiearmoede;9;8\n")
    assert read.questions == ["Boven deze cijfers staat 'Koopwoningen'. Gaan ze over de hele indicator?"]
    both = of_text("Indicator;2012;;2013;\n;koop;huur;koop;huur\nEnergiearmoede;9;8;7;6\n")
    assert both.problems == ["Deze reeks heeft al een meting in deze periode. Kies er een."] * 2
    assert len(both.questions) == 2


def test_cells_that_are_merged_down_say_the_same_on_each_line():
    book = Workbook()
    sheet: Any = book.active
    rows = [["Gebied", "Indicator", 2012], ["Rotterdam", GAS, 1], [None, POWER, 2], ["Bospolder", GAS, 3]]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    file = BytesIO()
    book.save(file)
    read = Read(read_grid(file.getvalue(), "cijfers.xlsx"), rest=Rest.ASKED)
    assert read.problems == []
    assert [code for code, *_more in read.rows] == ["ECO-05-RD", "ECO-06-RD", "ECO-05-BO"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Jaar;Kwartaal;*\n2012;1;9\n2012;2;8\n", "2012-01-01 2012-03-31", "2012-04-01 2012-06-30"),
        ("Jaar;Maand;*\n2012;januari;9\n2013;feb;8\n", "2012-01-01 2012-01-31", "2013-02-01 2013-02-28"),
        ("Jaar;Maand;*\n2012;1;9\n2013;12;8\n", "2012-01-01 2012-01-31", "2013-12-01 2013-12-31"),
        ("Jaar;Halfjaar;*\n2012;1;9\n2012;2;8\n", "2012-01-01 2012-06-30", "2012-07-01 2012-12-31"),
        ("van;t/m;*\n1-1-12;x;\n1-1-2012;30-6-2012;9\n1-1-2013;2-6-2013;8\n",
         "2012-01-01 2012-06-30", "2013-01-01 2013-06-02"),
        ("Kwartaal;Jaar;*\nQ1;2012;9\nQ2;2012;8\n", "2012-01-01 2012-03-31", "2012-04-01 2012-06-30"),
        ("Jaar;Maand;*\n2012;januari;9\n2013;;8\n", "2012-01-01 2012-01-31", "2013-01-01 2013-12-31"),
    ],
)  # fmt: skip
def test_a_period_in_two_columns_is_read_from_both(text, first, second):
    read = of_text(text.replace("*", "Energiearmoede"))
    assert (read.problems, read.left_out) == ([], [])
    rows = read.figures.rows
    assert rows["value"].tolist() == ["9.0", "8.0"]
    assert (rows["period_start"] + " " + rows["period_end"]).tolist() == [first, second]


def test_a_table_with_bars_between_its_cells_is_read():
    assert [value for *_key, value in of_text("Jaar|Energiearmoede\n2012|9,5\n2013|8\n").rows] == [
        "9.5",
        "8.0",
    ]
