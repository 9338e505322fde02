"""Plain tables of each kind that was read wrong: the right figures, and nothing left out in silence.

The files stand in tests/assets/import-cases; the others are more of the same kinds.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sok_metrics.workbook.exchange.notation import POINT
from sok_metrics.workbook.exchange.wide import NamedSeries, apply_layout, read_grid, suggest_layout
from sok_metrics.workbook.exchange.wide_grid import Rest
from sok_metrics.workbook.exchange.wide_left_out import left_out, signs_in, unread

CASES = Path(__file__).resolve().parents[2] / "assets" / "import-cases"
TODAY = date(2026, 11, 26)
AREAS = {
    "BO": ("Bospolder", "BU05990321"), "TU": ("Tussendijken", "BU05990322"), "RD": ("Rotterdam", "GM0599"),
}  # fmt: skip
GAS, POWER = "Gasverbruik per woning", "Stroomverbruik per woning"


def of_areas(code, name, unit):
    for short, area in AREAS.items():
        names = (name, area[0], code) if short == "BO" else (f"{name}, {area[0]}", area[0])
        yield NamedSeries(f"{code}-{short}", names, code, area, unit)


SERIES = [
    *of_areas("ECO-05", GAS, "m3 per jaar"),
    *of_areas("ECO-06", POWER, "kWh per jaar"),
    NamedSeries("INC-05", ("Energiearmoede", "INC-05"), "INC-05", ("Samen", "SAMEN"), "% van de huishoudens"),
    NamedSeries("INW-01", ("Inwoners", "INW-01"), "INW-01", AREAS["BO"], "aantal mensen"),
]


class Read:
    """A table with the likeliest layout, read and told about."""

    def __init__(self, grid, **changes):
        self.grid = grid
        likely = suggest_layout(grid, SERIES, TODAY)
        assert likely is not None
        self.layout = replace(likely, **{"rest": Rest.MAIN, **changes})
        self.figures = apply_layout(grid, self.layout, SERIES, TODAY)
        self.problems = [problem.sentence for problem in self.figures.problems]
        self.questions = [problem.sentence for problem in self.figures.questions]
        self.left_out = left_out(grid, self.layout, TODAY)

    @property
    def rows(self):
        """Series, last day and value of each figure."""
        names = ["series_code", "period_end", "value"]
        return [tuple(row) for row in self.figures.rows[names].itertuples(index=False)]


def of_case(number):
    [path] = CASES.glob(f"{number}-*.*")
    return Read(read_grid(path.read_bytes(), path.name))


def of_text(text, name="cijfers.csv", **changes):
    return Read(read_grid(text.encode(), name), **changes)


@pytest.mark.parametrize(
    ("number", "rows"),
    [
        ("03", [("ECO-06-BO", "2022-12-31", "2150.0"), ("ECO-06-BO", "2023-12-31", "2100.0"),
                ("ECO-05-BO", "2022-12-31", "990.0"), ("ECO-05-BO", "2023-12-31", "940.0")]),
        ("04", [("ECO-05-BO", "2018-12-31", "940.0"), ("ECO-05-BO", "2019-12-31", "930.0"),
                ("ECO-05-BO", "2020-12-31", "920.0")]),
        ("05", [("ECO-05-BO", "2012-12-31", "1210.0"), ("ECO-05-BO", "2013-12-31", "1180.0")]),
        ("06", [("ECO-05-RD", "2011-12-31", "940.0"), ("ECO-05-RD", "2012-12-31", "930.0")]),
        ("07", [("ECO-05-BO", "2022-12-31", "990.0"), ("ECO-05-BO", "2023-12-31", "940.0")]),
        ("11", [("INC-05", "2012-03-31", "12.5"), ("INC-05", "2012-06-30", "13.5")]),
        ("12b", [("INC-05", "2012-12-31", "12.5"), ("INC-05", "2013-12-31", "13.5")]),
    ],
)  # fmt: skip
def test_a_case_is_read_as_it_was_meant(number, rows):
    read = of_case(number)
    assert (read.rows, read.problems, read.questions) == (rows, [], [])


def test_of_the_cases_only_the_target_is_left_out_and_it_is_named():
    told = {number: of_case(number).left_out for number in ("03", "04", "05", "06", "07", "11", "12b")}
    assert told.pop("07") == ["Kolom D ('2030') doet niet mee: 'Streefwaarde' is geen meting."]
    assert not any(told.values())


def test_figures_of_a_marked_year_or_with_a_mark_are_provisional():
    text = f"Indicator;2021;2022;2023 (voorlopig);2024**\n{GAS};990;980*;940;930\n"
    read = of_text(text)
    assert [row[2] for row in read.rows] == ["990.0", "980.0", "940.0", "930.0"]
    assert {end for _code, _start, end in read.figures.provisional} == {
        "2022-12-31", "2023-12-31", "2024-12-31",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2012 1e kwartaal", "2012-01-01", "2012-03-31"),
        ("1e kwartaal 2012", "2012-01-01", "2012-03-31"),
        ("2012 4e kwartaal*", "2012-10-01", "2012-12-31"),
        ("2012 januari", "2012-01-01", "2012-01-31"),
        ("2012-dec", "2012-12-01", "2012-12-31"),
        ("2012 1e halfjaar", "2012-01-01", "2012-06-30"),
        ("2012-03", "2012-03-01", "2012-03-31"),
        ("2012 1)", "2012-01-01", "2012-12-31"),
        ("2012¹", "2012-01-01", "2012-12-31"),
        ("2012KW03", "2012-07-01", "2012-09-30"),
        ("2012JJ00", "2012-01-01", "2012-12-31"),
        ("2012MM12*", "2012-12-01", "2012-12-31"),
        ("jaar 2012", "2012-01-01", "2012-12-31"),
    ],
)
def test_a_period_is_read_however_it_is_written(written, start, end):
    read = of_text(f"Perioden;Energiearmoede\n{written};12,5\n")
    assert read.figures.rows[["period_start", "period_end"]].to_numpy().tolist() == [[start, end]]


@pytest.mark.parametrize("written", ["2019/2020", "2005/06", "2010-11", "2012 week 3", "winter 2019"])
def test_a_column_with_another_period_is_named_as_left_out(written):
    read = of_text(f"Indicator;2018;{written};2021\n{GAS};990;940;930\n")
    assert [row[1:] for row in read.rows] == [("2018-12-31", "990.0"), ("2021-12-31", "930.0")]
    [told] = read.left_out
    assert told.startswith(f"Kolom C ('{written}') doet niet mee: ")


def test_a_month_with_a_number_is_one_when_the_others_show_it():
    read = of_text(f"Maand;{GAS}\n2010-10;90\n2010-11;80\n2010-12;70\n")
    assert [row[1] for row in read.rows] == ["2010-10-31", "2010-11-30", "2010-12-31"]


@pytest.mark.parametrize(
    "text",
    [
        f"Indicator;jr22;jr23\n{POWER};2010;1990\n{GAS};990;940\n",
        "Soort;vroeger;nu\nauto's;2010;1990\nfietsen;990;940\n",
        f"{POWER};2150;2100\n{GAS};990;940\n",
        f"{POWER};2010;1990;2020\n{GAS};990;940;930\n",
    ],
)
def test_a_row_of_figures_is_no_heading(text):
    assert suggest_layout(read_grid(text.encode(), "cijfers.csv"), SERIES, TODAY) is None


def test_the_year_of_a_far_target_does_not_spoil_the_headings():
    read = of_text(f"Indicator;2024;2025;2050\n{GAS};990;940;0\n")
    assert len(read.rows) == 2
    assert read.left_out[0].startswith("Kolom D ('2050') doet niet mee: Een meting uit 2050?")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"Jaar;Wijk;{GAS}\n2022;Tussendijken;880\n2022;Gemeente Rotterdam;870\n", ["TU", "RD"]),
        (f"Gebied;Indicator;2022\nGM0599;{GAS};880\nBU05990322 ;{GAS};870\n", ["RD", "TU"]),
        (f"{GAS}\nJaar;Bospolder;Rotterdam\n2022;880;870\n", ["BO", "RD"]),
        (f"{GAS}\nWijk;2022\nRotterdam;880\nTussendijken;870\n", ["RD", "TU"]),
        (f"Jaar;{GAS} (Rotterdam)\n2022;880\n", ["RD"]),
        (f"Jaar;{GAS} Tussendijken (m3)\n2022;880\n", ["TU"]),
        (f"Gemeente Rotterdam\nJaar;{GAS}\n2022;880\n", ["RD"]),
        (f";Rotterdam;;Tussendijken\nIndicator;2021;2022;2021\n{GAS};880;870;860\n", ["RD", "RD", "TU"]),
        (f"Indicator;2021;2022\n;Rotterdam;Bospolder\n{GAS};880;870\n", ["RD", "BO"]),
        (f"Cijfers van Tussendijken\nIndicator;2022\n{GAS};880\n", ["TU"]),
    ],
)
def test_figures_go_to_the_series_of_the_area_that_the_table_names(text, codes):
    read = of_text(text)
    assert (read.problems, [row[0] for row in read.rows]) == ([], [f"ECO-05-{code}" for code in codes])


@pytest.mark.parametrize("title", ["Gemeente Amsterdam", "Wijk: Charlois"])
def test_the_name_of_an_area_that_is_not_ours_above_a_table_is_asked_about(title):
    [question] = of_text(f"{title}\nJaar;{GAS}\n2022;880\n").questions
    assert f"Boven de tabel staat '{title}'" in question


def test_the_name_of_the_file_is_about_its_area_too():
    assert of_text(f"Jaar;{GAS}\n2022;880\n", "gas-rotterdam.csv").rows[0][0] == "ECO-05-RD"


def test_other_areas_are_left_out_and_named_and_never_taken_for_ours():
    read = of_text(f"Jaar;Wijk;{GAS}\n2022;Bospolder;880\n2022;Charlois;870\n2023;Charlois;860\n")
    assert read.rows == [("ECO-05-BO", "2022-12-31", "880.0")]
    assert read.left_out == ["Van kolom B doen deze regels niet mee: 'Charlois' (2)."]
    all_others = of_text(f"Jaar;Wijk;{GAS}\n2022;Charlois;880\n")
    assert (all_others.rows, len(all_others.problems)) == ([], 1)
    assert "Van het gebied 'Charlois' hebben we geen reeks" in all_others.problems[0]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Jaar;Inwoners (x 1 000)\n2022;7,1\n", ["7100.0"]),
        ("Jaar;Inwoners, in duizenden\n2022;7,1\n", ["7100.0"]),
        ("Jaar;Inwoners\n;x 1.000\n2022;7,1\n", ["7100.0"]),
        ("Onderwerp;Eenheid;2022\nInwoners;x 1 000;7,1\n", ["7100.0"]),
        ("Aantallen x 1 000\nOnderwerp;2022\nInwoners;7,1\n", ["7100.0"]),
        ("Jaar;Inwoners (mln)\n2022;0,007\n", ["7000.0"]),
        ("Cijfers per 1 000 inwoners\nJaar;Inwoners\n2022;7,1\n", ["7.1"]),
    ],
)
def test_figures_in_thousands_are_taken_a_thousand_times(text, values):
    read = of_text(text)
    assert ([row[2] for row in read.rows], read.problems) == (values, [])
    assert bool(read.figures.times) == (values != ["7.1"]), "it is told"
    assert [row[2] for row in of_text(text, takes_times=False).rows] != ["7100.0"]


@pytest.mark.parametrize(
    "text",
    [
        f"Jaar;{GAS} (GJ)\n2022;33\n",
        f"Jaar;{GAS} (%)\n2022;33\n",
        f"Onderwerp;Eenheid;2022\n{GAS};GJ;33\n",
        "Jaar;Inwoners (%)\n2022;33\n",
    ],
)
def test_another_unit_is_asked_about(text):
    [question] = of_text(text).questions
    assert question.startswith("In de tabel staat '")


@pytest.mark.parametrize(
    "text",
    [
        f"Jaar;{GAS};{GAS} (prognose)\n2022;990;980\n",
        f"Jaar;Soort;{GAS}\n2022;Realisatie;990\n2024;Raming;980\n",
        f"Indicator;2022 (realisatie);2024 (raming)\n{GAS};990;980\n",
        f"Indicator;2022;Streefwaarde 2030\n{GAS};990;980\n",
        f"Indicator;2022;doel 2025\n{GAS};990;980\n",
    ],
)
def test_targets_and_forecasts_are_no_measurements(text):
    read = of_text(text)
    assert (read.rows, read.problems) == ([("ECO-05-BO", "2022-12-31", "990.0")], [])
    assert read.left_out


def test_a_word_beside_one_figure_does_not_take_the_others_along():
    read = of_text(f"Indicator;2022;2023\n{GAS};990;940 (raming)\n")
    assert [row[2] for row in read.rows] == ["990.0"]
    assert len(read.problems) == 1


def test_a_table_of_only_forecasts_is_asked_about():
    [question] = of_text(f"Prognose van de wijk\nJaar;{GAS}\n2022;990\n").questions
    assert "'Prognose van de wijk'" in question


def test_other_words_behind_a_name_are_not_passed_over():
    [problem] = of_text(f"Indicator;2022;2023\n{GAS} (huurwoningen);990;980\n").problems
    assert "kennen we niet" in problem


def test_totals_units_and_sources_are_left_out_and_named():
    text = f"Indicator;2022;2023\n;m3;m3\n{GAS};990;980\nTotaal;990;980\nBron: CBS;1;1\n"
    read = of_text(text)
    assert (len(read.rows), read.problems) == (2, [])
    assert read.left_out == ["Deze regels doen niet mee: 2 ('m3'), 4 ('Totaal'), 5 ('Bron: CBS')."]


def test_a_long_table_names_subject_and_area_on_each_line_and_can_be_filtered():
    text = (
        "Waarde;Jaar;Gebied;Onderwerp;Groep\n"
        f"990;2022;Bospolder;{GAS};huur\n980;2022;Bospolder;{GAS};koop\n2100;2022;Rotterdam;{POWER};huur\n"
    )
    read = of_text(text)
    assert "heeft al een meting" in read.problems[0]
    chosen = of_text(text, only=((5, frozenset(["huur"])),))
    assert chosen.rows == [("ECO-05-BO", "2022-12-31", "990.0"), ("ECO-06-RD", "2022-12-31", "2100.0")]
    assert chosen.left_out == ["Van kolom E doen deze regels niet mee: 'koop' (1)."]


def test_signs_for_no_figure_can_be_left_out():
    text = f"Jaar;{GAS};{POWER}\n2021;x;.\n2022;880;n.b.\n2023;870;-\n2024;860;2100\n"
    read = of_text(text)
    assert len(read.problems) == 4
    assert set(signs_in(read.grid, read.layout)) == {"x", ".", "n.b.", "-"}
    tapped = of_text(text, no_figure=frozenset(["x", ".", "n.b.", "-"]))
    assert (len(tapped.rows), tapped.problems) == (4, [])
    assert tapped.left_out == ["Hier is geen meting: 'x' (1), '.' (1), 'n.b.' (1), '-' (1)."]


def test_figures_that_can_be_read_in_two_ways_are_asked_about():
    grid = read_grid(f"Indicator;2022;2023\n{GAS};1.234;1.190\n".encode(), "cijfers.csv")
    layout = suggest_layout(grid, SERIES, TODAY)
    assert layout is not None
    figures = apply_layout(grid, layout, SERIES, TODAY)
    assert figures.rows.empty
    assert len(figures.doubts) == 1
    assert [problem.sentence for problem in figures.problems] == [figures.doubts[0].problem().sentence]
    of_main = replace(layout, rest=Rest.MAIN)
    chosen = apply_layout(grid, of_main, SERIES, TODAY, lambda _doubt: POINT)
    assert (chosen.rows["value"].tolist(), chosen.problems) == (["1.234", "1.19"], ())


def test_without_a_layout_what_looks_like_periods_and_figures_is_named():
    grid = read_grid(b"Periode;Gas\nherfst '12;12,5 ca\nschooljaar 2012/13;13,5 ca\n", "cijfers.csv")
    assert suggest_layout(grid, SERIES, TODAY) is None
    assert unread(grid, TODAY) == [
        "Deze perioden kunnen we niet lezen: A2 ('herfst '12'), A3 ('schooljaar 2012/13').",
        "Deze cijfers kunnen we niet lezen: B2 ('12,5 ca'), B3 ('13,5 ca').",
    ]
    [years] = unread(read_grid(f"Indicator;1890;2150\n{GAS};990;940\n".encode(), "cijfers.csv"), TODAY)
    assert years == "Deze perioden kunnen we niet lezen: B1 ('1890'), C1 ('2150')."
    [nothing] = unread(read_grid(b"naam;kleur\nA;rood\n", "cijfers.csv"), TODAY)
    assert "geen regel en geen kolom met jaren" in nothing


def test_an_empty_area_is_asked_about_and_may_be_that_of_the_line_above():
    table = "Gebied;Indicator;2021;2022\nRotterdam;{0};1;2\n;{1};3;4\nTussendijken;{0};5;6\n;{1};7;8\n"
    text = table.format(GAS, POWER)
    asked = of_text(text, rest=Rest.ASKED)
    assert asked.figures.without_area.count == 4
    assert asked.problems == ["Bij 4 cijfers staat niet over welk gebied ze gaan. Kies dat eerst."]
    assert {code for code, _day, _value in asked.rows} == {"ECO-05-RD", "ECO-05-TU"}
    above = of_text(text, rest=Rest.ABOVE)
    assert [code for code, _day, _value in above.rows[2:4]] == ["ECO-06-RD"] * 2
    assert [code for code, _day, _value in above.rows[6:]] == ["ECO-06-TU"] * 2
    assert above.problems == []
    named = of_text(text, rest=Rest.ASKED, area="Bospolder")
    assert {code for code, _day, _value in named.rows} == {"ECO-05-RD", "ECO-05-TU", "ECO-06-BO"}


@pytest.mark.parametrize("heading", [GAS, "ECO-05"])
def test_the_area_of_one_column_is_asked_about_too(heading):
    asked = of_text(f"Jaar;{heading}\n2021;1\n2022;2\n", rest=Rest.ASKED)
    assert (asked.rows, asked.figures.without_area.count) == ([], 2)
    assert [code for code, *_rest in of_text(f"Jaar;{heading}\n2021;1\n2022;2\n").rows] == ["ECO-05-BO"] * 2


@pytest.mark.parametrize(
    ("heading", "code"),
    [("ECO-05-RD", "ECO-05-RD"), (f"{GAS} (Rotterdam)", "ECO-05-RD"), ("Energiearmoede", "INC-05")],
)
def test_an_area_that_is_named_or_the_only_one_is_not_asked_about(heading, code):
    for text in (f"Jaar;{heading}\n2021;1\n2022;2\n", f"Indicator;2021;2022\n{heading};1;2\n"):
        read = of_text(text, rest=Rest.ASKED)
        assert (read.problems, {code for code, *_rest in read.rows}) == ([], {code})
