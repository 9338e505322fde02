"""Which figures are not shown, and what may still be said of their series."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sok_metrics.model import Reason, Status
from sok_metrics.progress import assess, project, withhold
from sok_metrics.texts import finding, progress_sentence
from tests.test_progress import series

TODAY = date(2026, 11, 22)


def figures(*rows):
    usual = {
        "sum_of": "I", "kind": "number", "threshold": 10, "area_code": "", "is_total_area": True,
        "group_name": "", "edition": "", "period_start": "2024-01-01", "period_end": "2024-12-31",
        "base_count": np.nan,
    }  # fmt: skip
    return pd.DataFrame([usual | row for row in rows])


def reasons(*rows):
    return [code and code.split()[0] for code in withhold(figures(*rows))]


def area(code, value, **more):
    return {"area_code": code, "is_total_area": code == "samen", "value": value, **more}


def group(name, value, **more):
    return {"group_name": name, "value": value, **more}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"value": 9}, "small"),
        ({"value": 0.5}, "small"),
        ({"value": 0}, None),
        ({"value": 10}, None),
        ({"value": -3}, None),
        ({"value": 61, "kind": "percentage"}, None),
        ({"value": 61, "kind": "percentage", "base_count": 9}, "small_base"),
        ({"value": 0, "kind": "percentage", "base_count": 9}, "small_base"),
        ({"value": 61, "kind": "percentage", "base_count": 10}, None),
        ({"value": 1200, "kind": "euro", "base_count": 3}, "small_base"),
        ({"value": 50, "base_count": 3}, "small_base"),
        ({"value": np.nan, "base_count": 3}, None),
    ],
)
def test_a_figure_is_hidden_for_its_size_or_for_what_it_rests_on(row, why):
    assert reasons(row) == [why]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([area("samen", 40), area("BO", 9), area("TU", 31)], [None, "small", "beside"]),
        ([area("samen", 40), area("BO", 9), area("TU", 11), area("X", 20)], [None, "small", "beside", None]),
        ([area("samen", 40), area("BO", 9), area("TU", 3), area("X", 28)], [None, "small", "small", None]),
        ([area("BO", 9), area("TU", 31)], ["small", None]),  # no total to take it from
        ([area("samen", 40), area("BO", 9)], [None, "small"]),  # one part alone is no sum
        ([area("samen", 18), area("BO", 9), area("TU", 9)], ["beside", "small", "small"]),
        ([area("samen", 9), area("BO", 9), area("TU", 0)], ["small", "small", None]),
        ([group("", 40), group("vrouw", 9), group("man", 31)], [None, "small", "beside"]),
        ([area("samen", 40, sum_of="J"), area("BO", 9), area("TU", 31)], [None, "small", None]),
        ([area("samen", 40, edition="oud"), area("BO", 9), area("TU", 31)], [None, "small", None]),
        (
            [area("samen", 40, kind="percentage"), area("BO", 9, kind="percentage"), area("TU", 31)],
            [None, None, None],
        ),
    ],
)
def test_a_total_gives_nothing_away(rows, why):
    assert reasons(*rows) == why


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6), st.integers(2, 12))
def test_no_hidden_part_is_the_only_one_beside_a_shown_total(parts, threshold):
    rows = [area("samen", sum(parts)), *(area(str(place), value) for place, value in enumerate(parts))]
    why = withhold(figures(*[row | {"threshold": threshold} for row in rows]))
    small = [0 < row["value"] < threshold for row in rows]
    assert all(hidden is not None for hidden, is_small in zip(why, small, strict=True) if is_small)
    if why.iloc[0] is None:
        assert why.iloc[1:].notna().sum() != 1


def measured(*points):
    rows = [
        {
            "series_code": "I",
            "period_start": pd.Timestamp(day),
            "period_end": pd.Timestamp(day),
            "value": np.nan if value == "small" else value,
            "hidden": "small 10" if value == "small" else None,
        }
        for day, value in points
    ]
    return pd.DataFrame(rows).astype({"hidden": object})


NO_STEPS = pd.DataFrame({"series_code": [], "due_on": [], "value": []})


def judged(*points, **cells):
    usual = {"direction": "higher", "baseline_value": None, "baseline_date": None, "target_value": None}
    words = {"indicator_name": "Geholpen", "series_label": "", "unit": "huishoudens", "privacy_threshold": 10}
    row = series(series_code="I", **(usual | {"target_date": None} | cells)).assign(**words)
    [answer] = assess(row, measured(*points), NO_STEPS, today=TODAY).itertuples()
    return answer


def test_a_hidden_latest_figure_gets_no_judgement_and_no_numbers():
    row = judged(("2024-12-31", 12), ("2025-12-31", "small"), target_value=60, target_date="2028-12-31")
    assert (row.status, row.reason, row.latest_hidden) == (
        Status.NO_JUDGEMENT,
        Reason.SMALL_COUNTS,
        "small 10",
    )
    assert np.isnan([row.latest_value, row.pace, row.change_per_year]).all()
    assert "naar minder dan 10 huishoudens" in progress_sentence(row)
    assert finding(row).endswith("geen oordeel, te kleine aantallen")


def test_a_hidden_baseline_gives_no_pace_but_a_reached_target_counts():
    target = {"target_value": 20, "target_date": "2028-12-31"}
    row = judged(("2024-12-31", "small"), ("2025-12-31", 15), **target)
    assert (row.status, row.reason, row.baseline_hidden) == (
        Status.NO_JUDGEMENT,
        Reason.SMALL_COUNTS,
        "small 10",
    )
    assert np.isnan([row.due_value, row.pace]).all()
    assert "van minder dan 10 (eerste meting, 2024) naar 15 huishoudens" in progress_sentence(row)
    assert judged(("2024-12-31", "small"), ("2025-12-31", 25), **target).status == Status.ACHIEVED


def test_a_series_of_only_hidden_figures_was_measured():
    row = judged(("2025-12-31", "small"))
    assert (row.status, row.measurement_count) == (Status.NO_JUDGEMENT, 1)
    assert "eerste meting minder dan 10 huishoudens in 2025" in progress_sentence(row)


def test_there_is_no_scenario_from_a_figure_that_is_not_shown():
    points = [("2022-12-31", 20), ("2023-12-31", 18), ("2024-12-31", 14), ("2025-12-31", "small")]
    row = series(series_code="I", privacy_threshold=10, kind="number")
    answer = assess(row, measured(*points), NO_STEPS, today=TODAY)
    assert project(answer, measured(*points), until=date(2028, 12, 31)).empty
