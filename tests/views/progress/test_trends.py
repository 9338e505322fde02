"""On paper and in Excel a line does not run through years without a figure either."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from sok_metrics.views.progress.trends import collect_trends, small_charts

NOTHING = {"range_low": float("nan"), "range_high": float("nan"), "target_date": pd.NaT}


ROW = SimpleNamespace(
    series_code="A",
    frequency="yearly",
    target_value=float("nan"),
    target_date=pd.NaT,
    range_low=float("nan"),
    range_high=float("nan"),
    is_example=False,
)


def measured(*years_and_values):
    ends = pd.to_datetime([f"{year}-12-31" for year, _value in years_and_values])
    values = [value for _year, value in years_and_values]
    return pd.DataFrame({"series_code": "A", "period_start": ends, "period_end": ends, "value": values})


def test_a_small_chart_has_a_line_for_each_stretch_between_its_lowest_and_highest_figure():
    found = small_charts([ROW], measured((2014, 10.0), (2015, 20.0), (2018, 15.0)))["A"]
    [first, [(last, height)]] = found.measured
    assert [round(x, 3) for x, _y in first] == [0, 0.25]
    assert [y for _x, y in first] == [0, 1]
    assert (last, height) == (1, 0.5)
    assert not found.targets
    assert (found.first, found.last) == (date(2014, 12, 31), date(2018, 12, 31))


def test_the_target_runs_through_the_whole_chart_until_its_day():
    target = {"target_value": 40.0, "target_date": pd.Timestamp("2030-12-31")}
    row = SimpleNamespace(**vars(ROW) | target)
    found = small_charts([row], measured((2024, 0.0), (2025, 20.0)))["A"]
    assert list(found.targets) == [((0, 1), (1, 1))]
    assert found.last == date(2030, 12, 31)
    assert found.measured[0][-1][1] == 0.5


@pytest.mark.parametrize("values", [[], [(2024, 1.0)], [(2024, 1.0), (2025, float("nan"))]])
def test_one_figure_is_no_course(values):
    assert small_charts([ROW], measured(*values)) == {}


def test_figures_that_stay_the_same_lie_in_the_middle_and_the_largest_fit():
    assert small_charts([ROW], measured((2024, 5.0), (2025, 5.0)))["A"].measured == (((0, 0.5), (1, 0.5)),)
    found = small_charts([ROW], measured((2024, -1e15), (2025, 1e15)))["A"]
    assert found.measured == (((0, 0), (1, 1)),)


def test_where_years_are_missing_the_points_of_the_line_are_too():
    row = {"series_code": "A", "indicator_code": "A", "kind": "number", "role": "main", "status": "on_track"}
    row |= {"frequency": "yearly", "edition": "", "group_name": ""}
    figures = {"target_value": 100.0, "pace": 1.0, "is_outdated": False, "is_example": False}
    known = measured((2014, 90.0), (2015, 95.0), (2018, 99.0))
    [trend] = collect_trends(pd.DataFrame([row | NOTHING | figures]), known, 40).drawn
    assert trend.points["measured"].fillna(0).tolist() == [90, 95, 0, 99]
    assert trend.points["target"].tolist() == [100] * 4
    assert trend.points["date"].is_monotonic_increasing
