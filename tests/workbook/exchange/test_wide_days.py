"""Periods of plain tables that are no plain years: days in two orders, short years, weeks, two columns."""

from dataclasses import replace
from functools import partial

import pytest

from sok_metrics.workbook.exchange.day_order import DAY_FIRST, MONTH_FIRST
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.wide import apply_layout, read_grid, suggest_layout
from sok_metrics.workbook.exchange.wide_left_out import unread
from tests.workbook.exchange.test_wide_kinds import GAS, SERIES, TODAY, of_text

POOR = "Energiearmoede"


def said(order, _doubt):
    return order


def ends(read):
    return [row[1] for row in read.rows]


@pytest.mark.parametrize(
    ("labels", "days"),
    [
        (["12/31/2012", "01/02/2013"], ["2012-12-31", "2013-01-02"]),
        (["1/31/2012", "2/29/2012", "3/1/2012"], ["2012-01-31", "2012-02-29", "2012-03-01"]),
        (["31/12/2012", "01/02/2013"], ["2012-12-31", "2013-02-01"]),
        (["1-2-2012", "1-3-2012"], ["2012-02-01", "2012-03-01"]),
        (["2012/02/01", "2012/03/01"], ["2012-02-01", "2012-03-01"]),
        (["2012-02-01T00:00:00Z", "2012-03-01 00:00:00"], ["2012-02-01", "2012-03-01"]),
        (["wo 1 februari 2012", "Thu, March 1, 2012"], ["2012-02-01", "2012-03-01"]),
    ],
)
def test_days_that_can_be_read_in_one_way_are_read(labels, days):
    down = of_text(f"Datum;{POOR}\n" + "".join(f"{label};12,5\n" for label in labels))
    assert (ends(down), down.problems, down.questions) == (days, [], [])
    across = of_text(f"Indicator;{';'.join(labels)}\n{POOR};{';'.join(['12,5'] * len(labels))}\n")
    assert (ends(across), across.problems) == (days, [])


@pytest.mark.parametrize(
    "text",
    [
        f"Datum;{POOR}\n3/4/2012;12,5\n5/4/2012;13,5\n",
        f"Indicator;3/4/2012;5/4/2012\n{POOR};12,5;13,5\n",
        f"Datum;{POOR}\n3/4/2012;12,5\n12/31/2012;13,5\n31/12/2013;14,5\n",
    ],
)
def test_days_that_can_be_read_in_two_ways_are_asked_once_with_both(text):
    grid = read_grid(text.encode(), "cijfers.csv")
    layout = suggest_layout(grid, SERIES, TODAY)
    assert layout is not None
    asked = apply_layout(grid, layout, SERIES, TODAY)
    [doubt] = asked.doubts
    assert (asked.rows.empty, [doubt.reading(choice) for choice in doubt.choices]) == (
        True,
        ["3 april 2012", "4 maart 2012"],
    )
    assert [problem.sentence for problem in asked.problems] == [doubt.problem().sentence]
    for order, first in ((DAY_FIRST, "2012-04-03"), (MONTH_FIRST, "2012-03-04")):
        read = apply_layout(grid, layout, SERIES, TODAY, partial(said, order))
        assert (read.rows["period_end"].tolist()[0], read.problems) == (first, ())


@pytest.mark.parametrize(
    ("label", "end", "said"),
    [
        ("'23", "2023-12-31", "2023"),
        ("’98", "1998-12-31", "1998"),
        ("jan-23", "2023-01-31", "januari 2023"),
        ("Q1 '23", "2023-03-31", "1e kwartaal 2023"),
        ("1e kw 23", "2023-03-31", "1e kwartaal 2023"),
        ("31-12-23", "2023-12-31", "31 dec 2023"),
        ("12/31/23", "2023-12-31", "31 dec 2023"),
    ],
)
def test_a_year_in_two_digits_is_the_only_one_that_it_can_be_and_asked_about(label, end, said):
    read = of_text(f"Periode;{POOR}\n{label};12,5\n2025;13,5\n")
    assert ends(read) == [end, "2025-12-31"]
    assert read.questions == [f"'{label}' is gelezen als {said}. Klopt dat?"]


@pytest.mark.parametrize("label", ["'40", "24/25", "01/24", "wk 12", "2024-W12", "week 12 2024"])
def test_a_label_that_is_no_period_says_what_to_do(label):
    read = of_text(f"Periode;{POOR}\n2023;12,5\n{label};12,5\n2025;13,5\n")
    assert ends(read) == ["2023-12-31", "2025-12-31"]
    assert len(read.problems) == 1
    assert label.lower() in read.problems[0].lower()
    across = of_text(f"Indicator;2023;{label};2025\n{POOR};12,5;12,6;13,5\n")
    assert ends(across) == ["2023-12-31", "2025-12-31"]
    [told] = across.left_out
    assert label in told


def test_a_week_among_years_says_which_days_and_month_it_is():
    read = of_text(f"Periode;{POOR}\n2023;12,5\n2024-W12;12,5\n")
    assert read.problems == [
        '"2024-W12" is een week. Kies een maand (maart 2024), of schrijf de dagen: 18-3-2024 t/m 24-3-2024.'
    ]


@pytest.mark.parametrize("form", ["2024-W{}", "2024 week {}", "wk {} 2024", "Week {}, 2024"])
def test_a_table_of_weeks_is_read_from_monday_to_sunday(form):
    read = of_text(f"Week;{POOR}\n{form.format(12)};12,5\n{form.format(13)};13,5\n")
    spans = read.figures.rows[["period_start", "period_end"]].to_numpy().tolist()
    assert spans == [["2024-03-18", "2024-03-24"], ["2024-03-25", "2024-03-31"]]


def test_weeks_without_a_year_are_named():
    grid = read_grid(f"Week;{POOR}\nwk 12;12,5\nwk 13;13,5\n".encode(), "x.csv")
    assert suggest_layout(grid, SERIES, TODAY) is None
    said = " ".join(unread(grid, TODAY))
    assert "A2 ('wk 12')" in said
    assert "staat geen jaar" in said


@pytest.mark.parametrize(
    ("heading", "parts", "first"),
    [
        ("Kwartaal", ["1", "2"], ["2023-01-01", "2023-03-31"]),
        ("Week", ["12", "13"], ["2023-03-20", "2023-03-26"]),
        ("Maand", ["1", "2"], ["2023-01-01", "2023-01-31"]),
        ("Deel", ["Q1", "Q2"], ["2023-01-01", "2023-03-31"]),
        ("Kwartaal", ["heel jaar", "2"], ["2023-01-01", "2023-12-31"]),
        ("", ["januari", "februari"], ["2023-01-01", "2023-01-31"]),
    ],
)
def test_a_second_column_completes_the_year(heading, parts, first):
    lines = "".join(f"2023;{part};12,5\n" for part in parts)
    read = of_text(f"Jaar;{heading};{POOR}\n{lines}")
    assert read.problems == []
    assert read.figures.rows[["period_start", "period_end"]].to_numpy().tolist()[0] == first


def test_a_column_that_was_not_seen_to_complete_the_year_can_be_chosen():
    text = f"Jaar;Vlak;{POOR}\n2023;Q1;12,5\n2023;Q2;13,5\n2023;;14\n"
    read = of_text(text, part_column=None)
    assert len(read.problems) == 2  # one period three times
    chosen = of_text(text, part_column=2)
    assert (ends(chosen), chosen.problems) == (["2023-03-31", "2023-06-30", "2023-12-31"], [])


def dates(*days):
    rows = "".join(f"P{at};A;anders;{day}\n" for at, day in enumerate(days))
    content = f"code;naam;soort;doet_mee_sinds\n{rows}".encode()
    return read_exchange(content, "partijen.csv"), content


def test_the_days_of_a_column_settle_in_which_order_they_are():
    reading, _content = dates("12/31/2012", "1/2/2013")
    assert reading.problems == ()
    assert reading.tables["party"]["joined_on"].tolist() == ["2012-12-31", "2013-01-02"]
    assert [(one.line, one.sentence) for one in reading.remarks] == [
        (2, "Dit is gelezen met de maand voorop: dag 31, maand 12. Klopt dat?"),
        (3, "Dit is gelezen met de maand voorop: dag 2, maand 1. Klopt dat?"),
    ]


@pytest.mark.parametrize(
    "days", [("1/2/2013",), ("1/2/2013", "12/31/2012", "31/12/2012"), ("1-2-2013", "12-31-2012")]
)
def test_a_column_of_days_that_nothing_settles_is_asked_once(days):
    reading, content = dates(*days)
    [doubt] = reading.doubts
    assert (doubt.heading, doubt.figure) == ("doet_mee_sinds", days[0])
    assert "1 februari 2013 zijn of 2 januari 2013" in reading.problems[0].sentence
    chosen = read_exchange(content, "partijen.csv", lambda _doubt: MONTH_FIRST)
    assert (chosen.problems, chosen.remarks) == ((), ())
    assert chosen.tables["party"]["joined_on"].tolist()[0] == "2013-01-02"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31-12-24", "Schrijf het jaar met vier cijfers, dus 31-12-2024 of 31-12-1924."),
        ("2024-W12", "Dit is geen dag, maar 18 maart 2024 t/m 24 maart 2024. Kies er een dag uit."),
        ("3e kwartaal 2024", "Dit is geen dag, maar 1 juli 2024 t/m 30 september 2024. Kies er een dag uit."),
    ],
)
def test_a_cell_that_is_no_whole_day_says_what_to_do(written, said):
    reading, _content = dates(written)
    assert [problem.sentence for problem in reading.problems] == [said]


def test_gas_of_a_short_year_goes_to_its_series():
    read = of_text(f"Indicator;'22;'23\n{GAS};990;940\n")
    assert [row[0] for row in read.rows] == ["ECO-05-BO", "ECO-05-BO"]
    assert replace(read.layout).period_line is None
