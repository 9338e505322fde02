"""In Excel a line does not run through years without a figure either."""

import pandas as pd

from sok_metrics.workbook.partner.charts import collect_trends

NOTHING = {"range_low": float("nan"), "range_high": float("nan"), "target_date": pd.NaT}


def test_where_years_are_missing_the_points_of_the_line_are_too():
    row = {"series_code": "A", "indicator_code": "A", "kind": "number", "role": "main", "status": "on_track"}
    row |= {"frequency": "yearly", "edition": "", "group_name": ""}
    figures = {"target_value": 100.0, "pace": 1.0, "is_outdated": False, "is_example": False}
    ends = pd.to_datetime(["2014-12-31", "2015-12-31", "2018-12-31"])
    measured = pd.DataFrame(
        {"series_code": "A", "period_start": ends, "period_end": ends, "value": [90.0, 95.0, 99.0]}
    )
    [trend] = collect_trends(pd.DataFrame([row | NOTHING | figures]), measured).drawn
    assert trend.points["measured"].fillna(0).tolist() == [90, 95, 0, 99]
    assert trend.points["target"].tolist() == [100] * 4
    assert trend.points["date"].is_monotonic_increasing
