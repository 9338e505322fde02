"""Figures from tables as people have them: what is guessed, what is read, and what is asked back."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl.workbook import Workbook

from sok_metrics.workbook.exchange.wide import (
    Direction,
    Layout,
    NamedSeries,
    apply_layout,
    read_grid,
    suggest_layout,
)

TODAY = date(2026, 11, 26)
SERIES = [
    NamedSeries("ECO-05", ("Gasverbruik per woning", "Gas")),
    NamedSeries("SOC-01", ("Moeilijk rondkomen", "Rondkomen")),
    NamedSeries("SOC-01-R", ("Rondkomen", "Rotterdam")),
]
ACROSS = """Cijfers van de wijk;;;
;;;
Indicator;eenheid;2022;2023;2024
GASVERBRUIK per woning;m3;1.200;1.100,5;980
soc-01;%;;41;29,5
Toelichting;;;;
"""
DOWN = "Jaar;Gas;SOC-01\n2024-Q1;1,5;2\nmrt 2024;3;4\n31-12-2024;5;\n"


def grid_of(*rows, formats=()):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Blad1"
    for row in rows:
        sheet.append(row)
    for place, code in formats:
        sheet[place].number_format = code
    file = BytesIO()
    book.save(file)
    return read_grid(file.getvalue(), "cijfers.xlsx")


def csv_grid(text, name="wijk.csv"):
    return read_grid(text.encode(), name)


def suggested(grid):
    layout = suggest_layout(grid, SERIES, TODAY)
    assert layout is not None
    return layout


def applied(grid, layout=None):
    figures = apply_layout(grid, layout or suggested(grid), SERIES, TODAY)
    return figures.rows, list(figures.problems)


def found(grid, layout=None):
    rows, problems = applied(grid, layout)
    return rows.drop(columns="_line").to_numpy().tolist(), [problem.sentence for problem in problems]


def test_years_across():
    grid = csv_grid(ACROSS)
    assert suggest_layout(grid, SERIES, TODAY) == Layout("wijk", Direction.PERIODS_ACROSS, 3, 1, (3, 4, 5))
    rows, problems = applied(grid)
    assert problems == []
    assert rows.to_numpy().tolist() == [
        ["ECO-05", "2022-01-01", "2022-12-31", "1200.0", 4],
        ["ECO-05", "2023-01-01", "2023-12-31", "1100.5", 4],
        ["ECO-05", "2024-01-01", "2024-12-31", "980.0", 4],
        ["SOC-01", "2023-01-01", "2023-12-31", "41.0", 5],
        ["SOC-01", "2024-01-01", "2024-12-31", "29.5", 5],
    ]


def test_years_down_with_quarters_months_and_days():
    grid = csv_grid(DOWN)
    assert suggest_layout(grid, SERIES, TODAY) == Layout("wijk", Direction.PERIODS_DOWN, 1, 1, (2, 3))
    rows, problems = found(grid)
    assert problems == []
    assert [row[:3] for row in rows if row[0] == "ECO-05"] == [
        ["ECO-05", "2024-01-01", "2024-03-31"],
        ["ECO-05", "2024-03-01", "2024-03-31"],
        ["ECO-05", "2024-12-31", "2024-12-31"],
    ]
    assert [row[3] for row in rows if row[0] == "SOC-01"] == ["2.0", "4.0"]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("periode,waarde\n2023,12.5\n2024,13.5\n", "gas.csv", "ECO-05"),
        ("periode;Gasverbruik per woning\n2023;12,5\n2024;13,5\n", "x.csv", "ECO-05"),
        ("Moeilijk rondkomen\n2023;12,5\n2024;13,5\n", "x.csv", "SOC-01"),
        ("2023;12,5\n2024;13,5\n", "x.csv", None),
    ],
)
def test_two_columns_of_one_series(text, name, code):
    grid = csv_grid(text, name)
    layout = suggested(grid)
    assert (layout.direction, layout.label_column, layout.value_columns) == (Direction.TWO_COLUMNS, 1, (2,))
    assert layout.series_code == code
    if code:
        assert [row[0::3] for row in found(grid)[0]] == [[code, "12.5"], [code, "13.5"]]


def test_cells_of_excel_are_taken_as_they_are_shown():
    grid = grid_of(
        ["Maand", "Gas", "SOC-01"],
        [date(2024, 3, 1), 10, 0.5],
        [date(2024, 4, 1), 11, 0.25],
        [date(2024, 4, 30), 12, None],
        formats=[("A2", "mmm-yy"), ("A3", "mmmm yyyy"), ("A4", "dd-mm-yyyy"), ("C2", "0%"), ("C3", "0%")],
    )
    rows, problems = found(grid)
    assert problems == []
    assert rows == [
        ["ECO-05", "2024-03-01", "2024-03-31", "10.0"],
        ["SOC-01", "2024-03-01", "2024-03-31", "50.0"],
        ["ECO-05", "2024-04-01", "2024-04-30", "11.0"],
        ["SOC-01", "2024-04-01", "2024-04-30", "25.0"],
        ["ECO-05", "2024-04-30", "2024-04-30", "12.0"],
    ]


def test_what_is_not_sure_is_asked_and_the_rest_is_read():
    text = (
        "Jaar;Gas;Rondkomen;Moeilijk rondkome;Kleur\n2023/2024;1;;;\n2023-24;1;;;\n"
        "2024;x;2;3;4\nTotaal;9;;;\n2025;5;;;\n2025;6;;;\n"
    )
    layout = Layout("wijk", Direction.PERIODS_DOWN, 1, 1, (2, 3, 4, 5))
    rows, problems = applied(csv_grid(text), layout)
    assert rows.to_numpy().tolist() == [["ECO-05", "2025-01-01", "2025-12-31", "5.0", 6]]
    assert [(problem.line, problem.heading, problem.value) for problem in problems] == [
        (1, "Rondkomen", "Rondkomen"),
        (1, "Moeilijk rondkome", "Moeilijk rondkome"),
        (1, "Kleur", "Kleur"),
        (2, "Jaar", "2023/2024"),
        (3, "Jaar", "2023-24"),
        (4, "Gas", "x"),
        (5, "Jaar", "Totaal"),
        (7, "Gas", "6"),
    ]
    sentences = [problem.sentence for problem in problems]
    assert "Schrijf de code: SOC-01, SOC-01-R." in sentences[0]
    assert "Bedoelt u Moeilijk rondkomen (SOC-01)?" in sentences[1]
    assert sentences[2].endswith("zoals op de pagina Indicatoren.")
    assert "zijn twee jaren. Kies het jaar waar de meting bij hoort, zoals 2023." in sentences[3]
    assert sentences[5].endswith("1.234,5. Is er geen meting? Laat de cel dan leeg.")
    assert "is geen periode" in sentences[6]
    assert "heeft al een meting in deze periode" in sentences[7]


def test_a_formula_without_value_and_a_missing_label_are_named():
    grid = grid_of(["Jaar", "Gas"], [2023, "=1+1"], [None, 3], [2024, 4])
    layout = Layout("Blad1", Direction.PERIODS_DOWN, 1, 1, (2,))
    rows, problems = applied(grid, layout)
    assert [(problem.line, problem.value) for problem in problems] == [(2, "=1+1"), (3, None)]
    assert rows["value"].tolist() == ["4.0"]


def test_nothing_is_suggested_when_nothing_looks_like_figures():
    assert suggest_layout(csv_grid("naam;kleur\nA;rood\nB;blauw\n"), SERIES, TODAY) is None
    assert suggest_layout(csv_grid("2024;rood\n"), SERIES, TODAY) is None
    assert suggest_layout(read_grid(b"", "leeg.csv"), SERIES, TODAY) is None


def test_a_file_that_cannot_be_read_gives_its_problem():
    [problem] = read_grid(b"PK", "x.xlsx").problems
    assert "geen leesbaar Excel-bestand" in problem.sentence


def test_the_first_lines_are_shown_as_in_the_sheet():
    shown = csv_grid(ACROSS).shown("wijk", lines=3)
    assert list(shown.columns) == ["A", "B", "C", "D", "E"]
    assert shown.loc[3].tolist() == ["Indicator", "eenheid", "2022", "2023", "2024"]
    assert list(shown.index) == [1, 2, 3]
