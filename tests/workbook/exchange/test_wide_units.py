"""Figures in another unit than their series: offered to be converted with an example, never in silence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sok_metrics.workbook.exchange.wide import NamedSeries, apply_layout, read_grid, suggest_layout
from sok_metrics.workbook.exchange.wide_grid import Rest
from sok_metrics.workbook.exchange.wide_units import converted, factor_between
from tests.workbook.exchange.test_wide_kinds import TODAY, of_text

AREA = ("Wijk", "WIJK")


def read(text, unit, converts=()):
    """The figures of a table about one indicator that counts in this unit."""
    series = [NamedSeries("X-01", ("Verbruik", "X-01"), "X-01", AREA, unit)]
    grid = read_grid(text.encode(), "cijfers.csv")
    layout = suggest_layout(grid, series, TODAY)
    assert layout is not None
    return apply_layout(grid, replace(layout, converts=converts, rest=Rest.MAIN), series, TODAY)


@pytest.mark.parametrize(
    ("table", "unit", "example", "value"),
    [
        ("Indicator;2022\nVerbruik (MWh);1,2\n", "kWh per jaar", "1,2 MWh wordt 1.200 kWh", "1200.0"),
        ("Indicator;Eenheid;2022\nVerbruik;kg;12500\n", "ton CO2", "12.500 kg wordt 12,5 ton", "12.5"),
        ("Jaar;Verbruik (TJ)\n2022;0,07\n", "GJ", "0,07 TJ wordt 70 GJ", "70.0"),
        (
            "Verbruik in ha\n\nIndicator;2022\nVerbruik;1,25\n",
            "m2 groen",
            "1,25 ha wordt 12.500 m2",
            "12500.0",
        ),
        ("Indicator;2022\nVerbruik;1,1 MWh\n", "kWh", "1,1 MWh wordt 1.100 kWh", "1100.0"),
        ("Indicator;2022\nVerbruik;12%\n", "‰ van de woningen", "12 % wordt 120 ‰", "120.0"),
        ("Indicator;2022\nVerbruik (fractie);0,07\n", "%", "0,07 fractie wordt 7 %", "7.0"),
        ("Indicator;MWh;\n;2021;2022\nVerbruik;;1,2\n", "kWh", "1,2 MWh wordt 1.200 kWh", "1200.0"),
        ("Indicator;2022\nVerbruik (x 1.000 MWh);1,2\n", "kWh", "1.200 MWh wordt 1.200.000 kWh", "1200000.0"),
    ],
)
def test_a_unit_that_fits_is_asked_about_with_an_example(table, unit, example, value):
    asked = read(table, unit)
    [doubt] = asked.units
    assert doubt.example() == example
    assert asked.rows.empty
    assert [problem.sentence for problem in asked.problems] == [doubt.problem().sentence]
    done = read(table, unit, ((doubt.place, True),))
    assert (done.rows["value"].tolist(), done.problems) == ([value], ())
    as_it_is = read(table, unit, ((doubt.place, False),))
    assert (len(as_it_is.rows), as_it_is.problems) == (1, ())
    assert as_it_is.rows["value"].tolist() == [repr(float(doubt.figure))]


def test_every_decimal_is_kept_and_those_without_end_are_cut_where_a_store_does():
    for figure, unit, own, result in (
        ("0.1", "MWh", "kWh", "100"),
        ("1234567.891", "kg", "ton", "1234.567891"),
        ("1", "GJ", "kWh", "277.777777777778"),
    ):
        factor = factor_between(unit, own)
        assert factor is not None
        assert converted(Decimal(figure), factor) == Decimal(result)


@pytest.mark.parametrize(("unit", "own"), [("GJ", "m3"), ("%", "euro"), ("kg", "kWh"), ("m2", "m3")])
def test_what_measures_something_else_cannot_be_converted(unit, own):
    assert factor_between(unit, own) is None


def test_thousands_of_a_series_that_counts_in_thousands_itself_are_left_as_they_are():
    for words, value in (("x 1.000 euro", "1.2"), ("mln euro", "1200.0")):
        figures = read(f"Indicator;Eenheid;2022\nVerbruik;{words};1,2\n", "x 1.000 euro")
        assert figures.rows["value"].tolist() == [value]


@pytest.mark.parametrize("cell", ["940 m3", "940 m³", "940m3", "940 kubieke meter", "940* ", "940 (v)"])
def test_a_figure_with_its_own_unit_or_mark_is_read(cell):
    read_cell = of_text(f"Indicator;2022\nECO-05-BO;{cell}\n")
    assert ([value for *_key, value in read_cell.rows], read_cell.problems) == (["940.0"], [])
    assert bool(read_cell.figures.provisional) == ("*" in cell or "(v)" in cell)


@pytest.mark.parametrize("cell", ["940 kWh", "94%", "€ 940"])
def test_a_figure_with_a_unit_of_something_else_is_asked_about(cell):
    [question] = of_text(f"Indicator;2022\nECO-05-BO;{cell}\n").questions
    assert question.startswith("In de tabel staat '")


@pytest.mark.parametrize(
    ("first", "second", "is_asked"),
    [
        ("0,09", "0,08", True),
        ("1", "0,4", True),
        ("0,09", "8", False),
        ("0", "0", False),
        ("-0,5", "0,5", False),
    ],
)
def test_percentages_that_may_be_parts_of_one_are_asked_about(first, second, is_asked):
    read_table = of_text(f"Jaar;Energiearmoede\n2021;{first}\n2022;{second}\n")
    assert len(read_table.rows) == 2
    assert ["Alle cijfers zijn 1 of minder" in question for question in read_table.questions] == [
        True
    ] * is_asked


def test_a_unit_between_a_name_and_its_area_is_known():
    table = "Indicator;2021;2022\nStroomverbruik per woning (MWh), Rotterdam;2,1;2\n"
    assert [doubt.place for doubt in of_text(table).figures.units] == [("MWh", "kWh")]
