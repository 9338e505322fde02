"""Reading what somebody took from StatLine by hand."""

import csv
import io
from decimal import Decimal

import pytest

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.key_figures import Outcome, Topic, field_of_title, name_of_title
from sok_metrics.sources.statline import LARGEST, read_statline
from sok_metrics.sources.units import conversion, same_unit
from tests.sources.service import (
    BENEFIT,
    BOSPOLDER,
    GAS,
    LOW_INCOME,
    ROTTERDAM,
    STATLINE_2015,
    TUSSENDIJKEN,
    asset,
)

CONTENT = STATLINE_2015.read_bytes()


def figures(*fields, areas=(BOSPOLDER,), content=CONTENT):
    [table] = read_statline(content).tables
    return table.key_figures(fields, areas)


def test_the_year_the_areas_and_the_figures_are_read():
    [table] = read_statline(CONTENT).tables
    assert (table.year, list(table.lines)) == (2015, [ROTTERDAM, "WK059903", BOSPOLDER, TUSSENDIJKEN])
    found = figures(GAS, LOW_INCOME, BENEFIT, areas=(BOSPOLDER, TUSSENDIJKEN, ROTTERDAM))
    assert [figure.value for figure in found] == [
        *(970, 960, 840),
        *(Decimal("28.9"), Decimal("30.2"), Decimal("15.4")),
        *(860, 890, 41450),
    ]


def test_a_dot_is_unknown_for_an_area_and_not_zero():
    [here, city] = figures("PercentageWoningenMetStadsverwarming", areas=(BOSPOLDER, ROTTERDAM))
    assert (here.outcome, here.value) == (Outcome.UNKNOWN, None)
    assert city.value == Decimal("16.8")


def test_a_column_without_any_figure_still_has_to_come():
    lines = list(csv.reader(io.StringIO(CONTENT.decode("utf-8-sig")), delimiter=";"))
    place = [heading.strip("|") for heading in lines[3]].index("Gemiddeld aardgasverbruik totaal")
    for cells in lines[5:]:
        cells[place] = "."
    emptied = io.StringIO()
    csv.writer(emptied, delimiter=";").writerows(lines)
    [figure] = figures(GAS, content=emptied.getvalue().encode())
    assert figure.outcome is Outcome.NOT_YET


def test_names_that_stand_there_twice_need_their_unit():
    found = figures("Appartement", "Appartement (kWh)", "Appartement (m3)")
    assert [figure.outcome for figure in found][0] is Outcome.AMBIGUOUS
    assert [figure.value for figure in found[1:]] == [2140, 960]


def test_borders_that_changed_are_told():
    found = figures(GAS, areas=(BOSPOLDER, TUSSENDIJKEN))
    assert [figure.is_area_changed for figure in found] == [True, False]


def test_a_file_that_excel_saved_again_reads_the_same():
    text = CONTENT.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n") + "\n;;;;\n\n"
    assert figures(GAS, content=text.encode("cp1252"))[0].value == 970


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "geen bestand van StatLine"),
        (b"jaar;waarde\n2020;3\n", "geen bestand van StatLine"),
        (b"\x00\xff" * 500, "geen bestand van StatLine"),
        (b"a" * (LARGEST + 1), "te groot"),
        (CONTENT.replace(b";970;", b";ongeveer 970;"), "bij 'Gemiddeld aardgasverbruik totaal' geen getal"),
        (CONTENT.replace(b";2015;3;", b";2014;3;"), "welk jaar"),
        (CONTENT[: CONTENT.rindex(b";")].rpartition(b";970;")[0], "ontbreken cellen"),
    ],
)
def test_another_file_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(SourceFaultError, match=sentence):
        figures(GAS, content=content)


def test_without_a_year_above_the_table_each_line_has_its_own():
    content = CONTENT.replace(b"buurten 2015;", b"buurten;").replace(b";2015;3;", b";2014;3;")
    older, newer = read_statline(content).tables
    assert (older.year, list(older.lines)) == (2014, [BOSPOLDER])
    assert (newer.year, BOSPOLDER in newer.lines) == (2015, False)


def test_a_heading_gives_the_name_that_cbs_gives_it_elsewhere():
    topics = [
        Topic(row["Key"], row["Title"], row["Unit"])
        for row in asset("DataProperties")["value"]
        if row["Type"] == "Topic"
    ]
    assert len(topics) > 100
    assert [topic.name for topic in topics] == [name_of_title(topic.title) for topic in topics]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Huishoudens totaal", "HuishoudensTotaal"),
        ("Personen per soort uitkering; Bijstand", BENEFIT),
        ("Gemiddeld inkomen per inwoner  (x 1 000 euro)", "GemiddeldInkomenPerInwoner (x 1 000 euro)"),
        ("Tussenwoning_56 (m³)", "Tussenwoning (m³)"),
        ("AantalInwoners_5", "AantalInwoners"),
        ("???", ""),
        ("", ""),
        ("(m³)", ""),
    ],
)
def test_a_field_is_named_as_statline_or_as_the_service_does(text, field):
    assert field_of_title(text) == field


def test_units_that_mean_the_same_are_the_same():
    assert same_unit("m³", "m3")
    assert same_unit("kWh", "kwh")
    assert not same_unit("kWh", "m³")


@pytest.mark.parametrize(
    ("cbs_unit", "unit", "factor"),
    [
        ("m³", "m3 per jaar", 1),
        ("kWh", "kWh per jaar", 1),
        ("%", "% van de huishoudens", 1),
        ("aantal", "aantal mensen", 1),
        ("aantal", "huishoudens", 1),
        ("x 1 000 euro", "euro per jaar", 1000),
        ("x 1 000 euro", "x 1.000 euro", 1),
        ("x 1 000 euro", "€", 1000),
        ("x 1 000", "aantal mensen", 1000),
        ("x 1 000", "x 1.000 mensen", 1),
        ("x 1 000", "mensen (x 1 000)", 1),
        ("1 000 m³", "m3 per jaar", 1000),
        ("mln kWh", "kWh", 1_000_000),
        ("mln euro", "x 1.000 euro", 1000),
        ("aantal", "x 1.000 mensen", Decimal("0.001")),
        ("per 1 000 inwoners", "per 1.000 inwoners", 1),
        ("per huishouden", "auto's per huishouden", 1),
        ("per 1 000 inwoners", "aantal", None),
        ("per km²", "auto's", None),
        ("aantal", "per 1.000 inwoners", None),
        ("kWh", "m3 per jaar", None),
        ("aantal", "% van de huishoudens", None),
        ("%", "aantal mensen", None),
        ("x 1 000 euro", "aantal", None),
    ],
)
def test_a_figure_goes_over_in_the_unit_of_the_indicator_or_not_at_all(cbs_unit, unit, factor):
    assert conversion(cbs_unit, unit) == factor
