"""A line does not run through years without a figure as if they were measured."""

import pandas as pd
import pytest

from sok_metrics import charts
from sok_metrics.views.progress.gaps import comes_after_gap
from tests.charts.test_lines import Row, yearly


def lines(figure, name="gemeten"):
    [line] = [trace for trace in figure.data if trace.name == name]
    return list(line.y)


def words(figure):
    return " ".join(str(one.text) for one in figure.layout.annotations)


@pytest.mark.parametrize(
    ("frequency", "days", "after"),
    [
        ("yearly", ["2014-12-31", "2015-12-31", "2018-12-31"], [False, False, True]),
        ("yearly", ["2014-12-31", "2016-12-31"], [False, True]),
        ("two_yearly", ["2014-12-31", "2016-12-31"], [False, False]),
        ("two_yearly", ["2014-12-31", "2018-12-30"], [False, True]),
        ("monthly", ["2024-01-31", "2024-02-29", "2024-04-30"], [False, False, True]),
        ("per_review", ["2024-03-01", "2024-06-20", "2024-12-10"], [False, False, False]),
        ("once", ["1990-12-31", "2024-12-31"], [False, False]),
        (None, ["1990-12-31", "2024-12-31"], [False, False]),
        ("yearly", [], []),
    ],
)
def test_a_gap_is_where_a_figure_is_missing_by_how_often_it_is_measured(frequency, days, after):
    assert comes_after_gap(pd.Series(pd.to_datetime(days)), frequency).tolist() == after


def test_our_line_is_broken_where_years_are_missing_and_dots_lead_across():
    measured = yearly({2014: 900, 2015: 950, 2018: 990, 2019: 1000})
    figure = charts.series_chart(Row(frequency="yearly"), measured)
    assert lines(figure) == [900, 950, None, 990, 1000]
    assert lines(figure, "niet gemeten") == [950, 990, None]
    assert "stippels: niet gemeten" in words(figure)


def test_a_line_without_missing_years_is_whole():
    figure = charts.series_chart(Row(frequency="yearly"), yearly({2014: 900, 2015: 950}))
    assert lines(figure) == [900, 950]
    assert "stippels" not in words(figure)


def test_a_line_beside_ours_is_broken_too():
    beside = yearly({2014: 800, 2018: 700}).assign(series_label="Rotterdam", role="comparison")
    figure = charts.series_chart(
        Row(frequency="yearly"), yearly({2017: 900, 2018: 950}), comparison=beside.assign(is_example=False)
    )
    assert lines(figure, "Rotterdam") == [800, None, 700]
    assert "stippels: niet gemeten" in words(figure)


def test_real_and_invented_figures_on_both_sides_of_a_gap_keep_their_places():
    measured = yearly({2014: 900, 2018: 990}).assign(is_example=[False, True])
    figure = charts.series_chart(Row(frequency="yearly"), measured)
    assert lines(figure) == [900, None, None]
    assert lines(figure, "voorbeeld") == [None, None, 990]


def test_a_figure_that_is_not_shown_is_no_gap():
    measured = yearly({2014: 900, 2016: 950, 2017: 990, 2018: 1000}).assign(hidden=None)
    measured.loc[[0, 2], "hidden"] = "small 10"
    figure = charts.series_chart(
        Row(frequency="yearly"), measured.assign(value=measured["value"].where(measured["hidden"].isna()))
    )
    assert lines(figure) == [950, 1000]
    assert "stippels" not in words(figure)
