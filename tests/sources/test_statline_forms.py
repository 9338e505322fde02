"""The forms in which StatLine gives its tables: of each year, wide and long, with and without symbols."""

from decimal import Decimal

import pytest

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.key_figures import Mark, Outcome
from sok_metrics.sources.statline import YearMissingError, read_statline
from sok_metrics.sources.statline_cells import year_in_name
from tests.sources.service import BENEFIT, BOSPOLDER, GAS, LOW_INCOME, ROTTERDAM, STATLINE_2014, TUSSENDIJKEN

PEOPLE = "AantalInwoners"
FLAT = (
    '"Wijken en buurten";"Regioaanduiding/Gemeentenaam (naam)";"Regioaanduiding/Soort regio (omschrijving)";'
    '"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)";'
    '"Energie/Gemiddeld aardgasverbruik totaal (m³)";'
    '"Inkomen/Gemiddeld inkomen per inwoner  (x 1 000 euro)"\r\n'
    '"Rotterdam";"Rotterdam                               ";"Gemeente  ";"GM0599    ";638712;;20,5\r\n'
    '"Bospolder";"Rotterdam                               ";"Buurt     ";"BU05990321";7055;990;14,7\r\n'
)
TABLE = (
    "Kerncijfers wijken en buurten 2020;;;;\r\n;;;;\r\n"
    ";||Gemeentenaam;Soort regio;Codering;||Aantal inwoners\r\n"
    "Wijken en buurten;naam;omschrijving;code;aantal\r\n"
    "Bospolder;Rotterdam;Buurt;BU05990321;7125\r\n"
)
LONG = (
    "Codering;Perioden;Onderwerp;Eenheid;Waarde\n"
    "BU05990321;2022;Aantal inwoners;aantal;7100\n"
    "BU05990321;2023*;Aantal inwoners;aantal;7 150\n"
    "BU05990321;2022;Gemiddeld aardgasverbruik totaal;m³;810\n"
)


def tables(text, year=None):
    return read_statline(text.encode("utf-8-sig"), year).tables


def figure(text, field=PEOPLE, area=BOSPOLDER, year=None):
    [table] = tables(text, year)
    return table.key_figures([field], [area])[0]


def test_statline_of_2014_has_the_changes_of_borders_in_its_last_column():
    [table] = read_statline(STATLINE_2014.read_bytes()).tables
    assert table.year == 2014
    found = table.key_figures([GAS, LOW_INCOME, BENEFIT], [BOSPOLDER, TUSSENDIJKEN, ROTTERDAM])
    assert [one.value for one in found] == [
        *(900, 900, 800),
        *(Decimal("33.5"), Decimal("37.8"), Decimal("18.7")),
        *(880, 890, 40280),
    ]
    assert [one.is_area_changed for one in found[:3]] == [True, False, False]


def test_a_subject_that_stands_there_twice_is_told_apart_by_its_unit_in_2014_too():
    [table] = read_statline(STATLINE_2014.read_bytes()).tables
    [power, gas] = table.key_figures(["Tussenwoning (kWh)", "Tussenwoning (m3)"], [BOSPOLDER])
    assert (power.value, gas.value) == (Decimal(3250), Decimal(1000))


def test_one_row_of_headings_with_the_group_and_the_unit_in_them():
    found = [figure(FLAT, field, year=2018) for field in (PEOPLE, GAS, "GemiddeldInkomenPerInwoner")]
    assert [(one.value, one.topic.unit) for one in found] == [
        (7055, "aantal"),
        (990, "m³"),
        (Decimal("14.7"), "x 1 000 euro"),
    ]
    assert figure(FLAT, GAS, ROTTERDAM, year=2018).outcome is Outcome.UNKNOWN


def test_a_file_that_does_not_say_its_year_asks_for_it():
    with pytest.raises(YearMissingError, match="Kies het jaar"):
        tables(FLAT)
    assert [table.year for table in tables(FLAT, 2018)] == [2018]


def test_the_year_that_a_file_says_itself_counts():
    assert [table.year for table in tables(TABLE, 2018)] == [2020]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Kerncijfers_wijken_en_buurten_2024_11122025_141648.csv", 2024),
        ("kerncijfers 2019 (1).csv", 2019),
        ("Kerncijfers_wijken_en_buurten_2004_2020.csv", None),
        ("11122025_141648.csv", None),
        ("cijfers.csv", None),
    ],
)
def test_the_name_that_statline_gives_a_file_has_its_year(name, year):
    assert year_in_name(name) == year


@pytest.mark.parametrize(
    "footer",
    ["Bron: CBS", '"Bron: CBS"', "Bron: CBS;;;;", "© CBS, Den Haag/Heerlen 1-1-2020", "\r\n© CBS;;;;\r\n"],
)
def test_the_source_below_the_table_is_no_data(footer):
    file = read_statline(f"{TABLE}{footer}\r\n".encode())
    assert file.tables[0].key_figures([PEOPLE], [BOSPOLDER])[0].value == 7125
    assert file.notes == ()


def test_a_line_that_belongs_to_no_area_is_named():
    [note] = read_statline(f"{TABLE}Totaal;;;;9000\r\nBron: CBS\r\n".encode()).notes
    assert note.startswith("Regel 6 ('Totaal') van het bestand doet niet mee")


@pytest.mark.parametrize(
    ("cell", "value", "mark"),
    [
        ("7125", 7125, Mark.NONE),
        ("7125*", 7125, Mark.PROVISIONAL),
        ('" 7 125 **"', 7125, Mark.REVISED),
        ("7\u00a0125", 7125, Mark.NONE),
        ('"1 234 567,5*"', Decimal("1234567.5"), Mark.PROVISIONAL),
        ("-3", -3, Mark.NONE),
        ("0,0", 0, Mark.NONE),
    ],
)
def test_a_figure_keeps_its_mark(cell, value, mark):
    found = figure(TABLE.replace("7125", cell))
    assert (found.value, found.mark) == (value, mark)


@pytest.mark.parametrize("cell", [".", "x", "X", "-", "", "  .", ".*", '"       ."'])
def test_what_stands_where_there_is_no_figure_is_unknown(cell):
    assert figure(TABLE.replace("7125", cell)).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("cell", ["7.125", "7,125,0", "ca. 7125", "12 34", "1235***", "0.125", "9" * 16, "*"])
def test_what_can_be_read_in_two_ways_is_never_guessed(cell):
    changed = TABLE.replace(";7125", f";{cell}")
    if cell == "*":
        assert figure(changed).outcome is Outcome.UNKNOWN
        return
    with pytest.raises(SourceFaultError, match="bij 'Aantal inwoners' geen getal"):
        figure(changed)


@pytest.mark.parametrize(
    "text",
    [
        TABLE.partition("\r\n")[2].lstrip(";\r\n").join([";", ""]),
        TABLE.replace("||", "").replace(";", ","),
        TABLE.replace(";", "\t"),
        '"' + TABLE.replace(";", '";"').replace("\r\n", '"\r\n"').removesuffix('"'),
        TABLE.replace("Wijken en buurten;naam;omschrijving;code;aantal\r\n", ""),
        TABLE.replace("BU05990321", "bu05990321  "),
        TABLE.replace("\r\n", "\n"),
    ],
    ids=["no title", "commas", "tabs", "quotes", "no units", "padded code", "line ends"],
)
def test_what_differs_between_downloads_makes_no_difference(text):
    assert figure(text, year=2020).value == 7125


def test_a_mark_behind_the_year_above_the_table_is_that_of_its_figures():
    text = TABLE.replace("buurten 2020;", "buurten 2020*;")
    assert tables(text)[0].year == 2020
    assert figure(text).mark is Mark.PROVISIONAL


def test_a_file_in_utf_16_reads_the_same():
    [table] = read_statline(TABLE.encode("utf-16")).tables
    assert table.key_figures([PEOPLE], [BOSPOLDER])[0].value == 7125


def test_a_field_without_a_unit_row_has_the_unit_that_we_know():
    text = FLAT.replace(" (m³)", "").replace("  (x 1 000 euro)", "")
    assert figure(text, GAS, year=2018).topic.unit == "m³"


def test_a_slash_within_a_subject_is_no_group():
    text = FLAT.replace(
        "Bevolking/Aantal inwoners (aantal)",
        "Misdrijven/Totaal diefstal uit woning/schuur/e.d. (per 1 000 inwoners)",
    )
    found = figure(text, "TotaalDiefstalUitWoningSchuurED", year=2018)
    assert (found.value, found.topic.unit) == (7055, "per 1 000 inwoners")


def test_several_years_below_each_other_are_a_table_each():
    text = (
        '"Perioden";"Wijken en buurten";"Regioaanduiding/Codering (code)";"Aantal inwoners (aantal)"\n'
        '"2022";"Bospolder";"BU05990321";7100\n"2023*";"Bospolder";"BU05990321";7150\n'
        '"2023 1e kwartaal";"Bospolder";"BU05990321";7140\n'
    )
    file = read_statline(text.encode())
    found = [(table.year, table.key_figures([PEOPLE], [BOSPOLDER])[0]) for table in file.tables]
    assert [(year, one.value, one.mark) for year, one in found] == [
        (2022, Decimal(7100), Mark.NONE),
        (2023, Decimal(7150), Mark.PROVISIONAL),
    ]
    assert file.notes == ("Regels met '2023 1e kwartaal' doen niet mee: dat zijn geen hele jaren.",)


def test_only_quarters_are_refused_and_never_asked_a_year():
    text = (
        TABLE.replace("Soort regio", "Perioden").replace("Buurt;", "2020 1e kwartaal;").partition("\r\n")[2]
    )
    with pytest.raises(SourceFaultError, match="geen jaar maar '2020 1e kwartaal'"):
        tables(text)


@pytest.mark.parametrize(
    "headings",
    [
        ";;;Perioden;2019;2020*\n;;;Onderwerp;Aantal inwoners;Aantal inwoners\n",
        ";;;Onderwerp;Bevolking|Aantal inwoners;Bevolking|Aantal inwoners\n;;;Perioden;2019;2020*\n",
    ],
    ids=["years above", "years below"],
)
def test_years_beside_each_other_are_a_table_each(headings):
    text = (
        f"Kerncijfers wijken en buurten\n\n{headings}"
        "Wijken en buurten;naam;code;;aantal;aantal\nBospolder;Rotterdam;BU05990321;;7100;7150\n"
    )
    found = [(table.year, table.key_figures([PEOPLE], [BOSPOLDER])[0]) for table in tables(text)]
    assert [(year, one.value, one.mark) for year, one in found] == [
        (2019, 7100, Mark.NONE),
        (2020, 7150, Mark.PROVISIONAL),
    ]


def test_a_column_for_each_area_is_turned():
    text = (
        '"Kerncijfers wijken en buurten 2020"\n""\n"";"Wijken en buurten";"Bospolder";"Tussendijken"\n'
        '"Regioaanduiding|Gemeentenaam";"naam";"Rotterdam";"Rotterdam"\n'
        '"Regioaanduiding|Codering";"code";"BU05990321";"BU05990322"\n'
        '"Bevolking|Aantal inwoners";"aantal";"7125*";"."\n"Bron: CBS"\n'
    )
    assert figure(text).value == 7125
    assert figure(text).mark is Mark.PROVISIONAL
    assert figure(text, area=TUSSENDIJKEN).outcome is Outcome.UNKNOWN


def test_a_line_for_each_subject_is_read_too():
    [first, second] = tables(LONG)
    found = [table.key_figures([PEOPLE, GAS], [BOSPOLDER]) for table in (first, second)]
    assert [[one.value for one in figures] for figures in found] == [[7100, 810], [7150, None]]
    assert found[1][0].mark is Mark.PROVISIONAL


def test_a_code_among_the_subjects_of_a_long_file_is_no_other_form():
    text = LONG + "BU05990321;2022;Codering;code;BU05990321\nBU05990322;2022;Codering;code;BU05990322\n"
    [first, _second] = tables(text)
    assert first.key_figures([PEOPLE], [BOSPOLDER])[0].value == 7100


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (FLAT.replace("BU05990321", "").replace("GM0599", ""), "zonder codes van gebieden"),
        (FLAT + FLAT.splitlines()[2] + "\r\n", "Op regel 3 en 4 van het bestand staat hetzelfde gebied"),
        (LONG + LONG.splitlines()[1] + "\n", "voor de tweede keer"),
        ("BU05990321;7125\n", "geen koppen"),
        ("jaar;waarde\n2020;3\n", "CSV met statistische symbolen"),
        (
            "Bospolder;Codering;code;BU05990321\nBospolder;Aantal inwoners;aantal;7125\n"
            "Tussendijken;Codering;code;BU05990322\n",
            "onder elkaar, per gebied",
        ),
    ],
)
def test_a_file_that_is_not_understood_says_what_to_choose(text, sentence):
    with pytest.raises(SourceFaultError, match=sentence):
        tables(text, 2020)
