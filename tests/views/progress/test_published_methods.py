"""The published methods give the published figures: every row, with each exception named."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sok_metrics.views.progress.published_methods import (
    eustat_progress,
    growth_rate,
    open_sdg_aggregate,
    open_sdg_endpoints,
    open_sdg_progress,
    room_to_limit,
    score_with_target,
    score_without_target,
)

REFERENCE = Path(__file__).parents[2] / "reference"
SIGN = {"higher": 1, "lower": -1}

OPEN_SDG_EXCEPTIONS: dict[str, str] = {}
ENDPOINT_EXCEPTIONS = {
    "CIF:13-3-1 / Canada / Shelters and homeless services assets / All municipalities": (
        "the series is empty: the source repeats the configured base year"
    ),
}
AGGREGATE_EXCEPTIONS: dict[str, str] = {}
EUSTAT_EXCEPTIONS = {
    "5-5-1#b": (
        "the source contradicts itself: the base equals the limit, so any decline is significant "
        "deterioration (its class, which we give), but its score is +5"
    ),
}


@pytest.fixture(scope="module")
def canada() -> pd.DataFrame:
    """One row per series: the configuration, and what was published with the prefix published_."""
    cases = json.loads((REFERENCE / "opensdg_canada_cif_series.json").read_text(encoding="utf-8"))["cases"]
    rows = [
        {"id": case["id"], "indicator": case["indicator"], **case["config"], "points": case["series"]}
        | {f"published_{name}": value for name, value in case["published"].items()}
        for case in cases
    ]
    return pd.DataFrame(rows).set_index("id")


@pytest.fixture(scope="module")
def endpoints(canada: pd.DataFrame) -> pd.DataFrame:
    points = [(code, *point) for code, row in canada["points"].items() for point in row]
    return open_sdg_endpoints(pd.DataFrame(points, columns=["id", "year", "value"]), canada["base_year"])


@pytest.fixture(scope="module")
def eustat() -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "eustat_5class.csv").set_index("id")


def differing(ours: pd.Series, published: pd.Series) -> set[str]:
    """Name the rows whose numbers or words differ."""
    if pd.api.types.is_numeric_dtype(ours):
        same = np.isclose(ours, published.astype(float), rtol=1e-9, atol=1e-12, equal_nan=True)
    else:
        same = (ours == published).to_numpy()
    return set(ours.index[~same])


def test_all_121_canadian_series_have_the_published_end_points(canada, endpoints):
    assert len(canada) == 121
    found = set()
    for column in ("base_value", "base_year", "current_value", "current_year"):
        found |= differing(endpoints[column], canada[f"published_{column}"])
    assert found == set(ENDPOINT_EXCEPTIONS)


@pytest.mark.parametrize("column", ["progress_value", "score", "status"])
def test_all_121_canadian_series_have_the_published_result(canada, endpoints, column):
    cases = endpoints.join(canada[["target", "target_year", "limit"]])
    ours = open_sdg_progress(cases.assign(direction=canada["direction"].map(SIGN)))
    assert differing(ours[column], canada[f"published_{column}"]) == set(OPEN_SDG_EXCEPTIONS)


@pytest.mark.parametrize("column", ["score", "status"])
def test_all_80_canadian_indicators_have_the_published_aggregate(column):
    cases = json.loads((REFERENCE / "opensdg_canada_cif_aggregates.json").read_text(encoding="utf-8"))
    rows = [{"indicator": case["indicator"], **series} for case in cases for series in case["series"]]
    published = pd.DataFrame(cases).set_index("indicator")[f"published_{column}"]
    ours = open_sdg_aggregate(pd.DataFrame(rows))[column]
    assert len(ours) == len(published) == 80
    assert differing(ours, published.loc[ours.index]) == set(AGGREGATE_EXCEPTIONS)


def test_the_aggregates_follow_from_the_raw_points_too(canada, endpoints):
    cases = endpoints.join(canada[["target", "target_year", "limit", "indicator"]])
    results = open_sdg_progress(cases.assign(direction=canada["direction"].map(SIGN)))
    ours = open_sdg_aggregate(results.assign(indicator=cases["indicator"], group=None))["score"]
    published = json.loads((REFERENCE / "opensdg_canada_cif_aggregates.json").read_text(encoding="utf-8"))
    expected = pd.DataFrame(published).set_index("indicator")["published_score"]
    assert differing(ours, expected.loc[ours.index]) == set(AGGREGATE_EXCEPTIONS)


def test_all_62_eustat_rows_have_the_published_class_and_score(eustat):
    assert len(eustat) == 62
    ours = eustat_progress(eustat.assign(direction=eustat["direction"].map(SIGN)))
    found = set()
    for column in ("progress_value", "score", "status"):
        found |= differing(ours[column], eustat[column])
    assert found == set(EUSTAT_EXCEPTIONS)
    assert ours.loc["5-5-1#b", "status"] == eustat.loc["5-5-1#b", "status"]


def case(**facts: float | None) -> pd.DataFrame:
    usual = {
        "base_value": 100.0,
        "base_year": 2020,
        "current_value": 110.0,
        "current_year": 2024,
        "direction": 1,
        "limit": None,
        "target": None,
        "target_year": 2030,
    }
    return pd.DataFrame([usual | facts]).astype(float)


def test_a_zero_base_counts_as_a_thousandth():
    zero = open_sdg_progress(case(base_value=0, target=10))
    tiny = open_sdg_progress(case(base_value=0.001, target=10))
    pd.testing.assert_frame_equal(zero, tiny)


def test_a_zero_target_counts_as_a_thousandth():
    zero = open_sdg_progress(case(target=0, direction=-1, current_value=50))
    tiny = open_sdg_progress(case(target=0.001, direction=-1, current_value=50))
    pd.testing.assert_frame_equal(zero, tiny)


def test_a_negative_base_that_rises_towards_zero_is_progress():
    assert (
        open_sdg_progress(case(base_value=-100, current_value=-50)).loc[0, "status"] == "substantial_progress"
    )


def test_a_change_of_sign_has_no_growth_rate():
    assert open_sdg_progress(case(base_value=-100, current_value=50)).loc[0, "status"] == "not_available"


def test_achieved_comes_first_even_where_the_target_lies_on_the_other_side():
    result = open_sdg_progress(case(current_value=90, target=80)).loc[0]
    assert (result["status"], result["score"]) == ("target_achieved", 5.0)


def test_nested_groups_are_averaged_before_the_indicator():
    scores = pd.DataFrame(
        {
            "indicator": "A",
            "group": ["g", "g", None, None],
            "score": [0.0, 4.0, -2.0, None],
            "status": ["limited_progress"] * 3 + ["not_available"],
        }
    )
    assert open_sdg_aggregate(scores).loc["A", "score"] == pytest.approx(0.0)


def test_an_indicator_is_achieved_only_when_all_its_scored_series_are():
    scores = pd.DataFrame(
        {
            "indicator": ["A", "A", "B", "B"],
            "group": None,
            "score": [5.0, 5.0, 5.0, None],
            "status": ["target_achieved", "substantial_progress", "target_achieved", "not_available"],
        }
    )
    assert open_sdg_aggregate(scores)["status"].tolist() == ["substantial_progress", "target_achieved"]


@pytest.mark.parametrize(
    ("ratio", "score"), [(-2, -5), (0, -2.5), (0.6, 0), (0.95, 2.5), (1.3, 5), (9, 5), (np.nan, np.nan)]
)
def test_the_score_runs_through_the_published_corners(ratio, score):
    assert score_with_target(np.array([ratio])) == pytest.approx(np.array([score]), abs=1e-3, nan_ok=True)


@pytest.mark.parametrize(
    ("growth", "score"),
    [
        (-0.03, -5),
        (-0.01, -3.75),
        (0.0, -2.5),
        (0.005, 0.0),
        (0.01, 1.25),
        (0.015, 2.5),
        (0.02, 5),
        (0.03, 5),
    ],
)
def test_without_a_target_the_score_runs_through_the_published_corners_too(growth, score):
    assert score_without_target(np.array([growth]), np.array([1.0])) == pytest.approx(score)
    if growth > 0:
        assert score_without_target(np.array([growth / 2]), np.array([0.5])) == pytest.approx(score)
        assert score_without_target(np.array([growth]), np.array([0.0])) == pytest.approx(5)


def test_the_room_to_a_limit_is_one_far_away_and_zero_at_it():
    room = room_to_limit(np.array([200.0, 100.0, 1.0, 5.0]), np.array([100.0, 100.0, 100.0, np.nan]))
    assert room == pytest.approx(np.array([1.0, 0.0, 1.0, 1.0]), abs=1e-6)


def test_growth_needs_time():
    assert np.isnan(growth_rate(np.array([1.0]), np.array([2.0]), np.array([0.0]))).all()


def test_no_cases_give_an_empty_result():
    assert open_sdg_progress(case().iloc[:0]).empty
    assert eustat_progress(case().iloc[:0]).empty
