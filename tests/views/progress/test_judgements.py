"""Judgements that looked right and were not: each with the case in which a reader was told what is untrue."""

from datetime import date

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from sok_metrics.nouns.model import Reason, Status
from sok_metrics.views.progress.commitments import aggregate, progress_score
from sok_metrics.views.progress.status import assess
from tests.chance import tries
from tests.views.progress.test_status import (
    HALFWAY,
    YEARLY,
    interim,
    judge,
    linked,
    measured,
    outcomes,
    scenario,
    series,
    several,
)

# --- which figures may decide -------------------------------------------------------------------------------


def test_a_measurement_older_than_the_baseline_reaches_no_target():
    assert judge(series(), ("2018-01-01", 50))["status"] == Status.TOO_FEW
    one = series(direction="range", baseline_value=10, range_low=18, range_high=22)
    assert judge(one, ("2018-01-01", 20))["status"] == Status.TOO_FEW
    kept = series(direction="maintain", target_value=None, target_date=None)
    assert judge(kept, ("2018-01-01", 120))["status"] == Status.TOO_FEW


@pytest.mark.parametrize("settings_", [{}, {"target_value": None}, {"direction": "maintain"}])
def test_one_day_after_the_baseline_nobody_judges(settings_):
    row = judge(series(**settings_), ("2020-01-02", 99))
    assert row["status"] == Status.TOO_FEW
    assert np.isnan(row["pace"])
    assert np.isnan(row["change_per_year"])


def test_a_month_after_the_baseline_is_long_enough_for_who_measures_each_month():
    one = series(baseline_date="2024-01-31", frequency="monthly")
    assert judge(one, ("2024-02-29", 101))["status"] == Status.WRONG_WAY


def test_one_day_after_the_baseline_a_target_may_be_reached():
    assert judge(series(), ("2020-01-02", 59))["status"] == Status.ACHIEVED


def test_a_series_that_is_its_own_target_is_named():
    row = judge(series(target_value=None, target_series_code="A"), (HALFWAY, 90))
    assert (row["status"], row["reason"]) == (Status.NO_JUDGEMENT, Reason.TARGET_IS_ITSELF)
    assert np.isnan(row["target_value"])


# --- interim targets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings_", "value"),
    [
        ({}, 101),
        ({}, 59),
        ({"direction": "higher", "target_value": 140.0}, 99),
        ({"direction": "higher", "target_value": 140.0}, 141),
        ({"direction": "range", "range_low": 40.0, "range_high": 60.0}, 101),
        ({"baseline_value": None, "baseline_date": None}, 101),
    ],
)
def test_an_interim_target_beyond_baseline_or_target_is_named(settings_, value):
    points = (("2020-01-01", 100), (HALFWAY, 90 if settings_.get("direction") != "higher" else 110))
    row = judge(series(**settings_), *points, steps=interim(("2026-01-01", value)))
    assert (row["status"], row["reason"]) == (Status.NO_JUDGEMENT, Reason.INTERIM_CONTRADICTS)
    assert np.isnan(row["pace"])


def test_interim_targets_on_the_way_are_fine():
    steps = interim(("2022-01-01", 100), ("2024-01-01", 70), ("2026-01-01", 80), ("2028-01-01", 60))
    assert judge(series(), (HALFWAY, 75), steps=steps)["status"] == Status.ON_TRACK


# --- the target ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings_", "latest", "reason"),
    [
        ({"target_value": 100.0}, 110, Reason.TARGET_EQUALS_BASELINE),
        ({"target_value": 105.0}, 110, Reason.TARGET_AGAINST_DIRECTION),
        ({"target_value": 120.0}, 110, Reason.TARGET_AGAINST_DIRECTION),  # "reached", by getting worse
        ({"direction": "higher", "target_value": 100.0}, 90, Reason.TARGET_EQUALS_BASELINE),
        ({"direction": "higher", "target_value": 95.0}, 90, Reason.TARGET_AGAINST_DIRECTION),
    ],
)
def test_with_a_target_at_or_behind_the_baseline_it_is_still_said_that_it_gets_worse(
    settings_, latest, reason
):
    row = judge(series(**settings_), (HALFWAY, latest))
    assert (row["status"], row["reason"]) == (Status.WRONG_WAY, reason)
    assert np.isnan(row["pace"])


def test_with_a_target_behind_the_baseline_what_stays_as_good_has_reached_it():
    assert judge(series(target_value=120), (HALFWAY, 99))["status"] == Status.ACHIEVED


@pytest.mark.parametrize(
    ("settings_", "latest", "shortfall"),
    [
        ({}, 62, 2),
        ({}, 100, 40),
        ({}, 105, 45),
        ({"direction": "higher", "target_value": 140.0}, 137, 3),
        ({"direction": "range", "target_value": None, "range_low": 40.0, "range_high": 60.0}, 65, 5),
        ({"path": "growth"}, 62, 2),
    ],
)
@pytest.mark.parametrize("on", ["2023-01-01", HALFWAY])
def test_a_target_whose_date_has_passed_and_is_not_reached_is_missed_by_so_much(
    settings_, latest, shortfall, on
):
    row = judge(series(target_date="2023-01-01", **settings_), (on, latest))
    assert row["status"] == Status.MISSED
    assert row["shortfall"] == pytest.approx(shortfall)


def test_a_target_that_was_reached_or_is_still_to_come_is_not_missed():
    assert judge(series(target_date="2023-01-01"), (HALFWAY, 60))["status"] == Status.ACHIEVED
    row = judge(series(), (HALFWAY, 62))
    assert row["status"] == Status.ON_TRACK
    assert np.isnan(row["shortfall"])


def test_just_after_the_target_date_the_figure_of_that_day_may_still_be_on_its_way():
    one = series(target_date="2024-12-31")
    row = judge(one, ("2023-12-31", 63))  # on the path, a year before the end
    assert (row["status"], row["reason"]) == (Status.NO_JUDGEMENT, Reason.TARGET_DATE_PASSED)
    assert judge(one, ("2023-12-31", 63), today=date(2024, 12, 31))["status"] == Status.ON_TRACK


def test_who_stops_measuring_before_the_target_date_missed_it_too():
    one = series(target_date="2024-12-31")
    row = judge(one, ("2023-12-31", 63), today=date(2026, 1, 1))
    assert (row["status"], row["shortfall"]) == (Status.MISSED, 3)
    once = series(target_date="2024-12-31", frequency="once")
    assert judge(once, ("2023-12-31", 63))["status"] == Status.MISSED


def test_a_first_figure_after_the_target_date_tells_that_it_was_missed():
    one = series(baseline_value=None, baseline_date=None, target_date="2023-01-01")
    assert judge(one, (HALFWAY, 62))["status"] == Status.MISSED


# --- slack around zero --------------------------------------------------------------------------------------

NOISE = 0.1 + 0.2 - 0.3


@pytest.mark.parametrize(
    ("settings_", "latest", "status"),
    [
        ({"target_value": 0.0}, NOISE, Status.ACHIEVED),
        ({"direction": "higher", "baseline_value": -10.0, "target_value": 0.0}, -NOISE, Status.ACHIEVED),
        ({"baseline_value": 0.0, "target_value": None}, NOISE, Status.UNCHANGED),
        ({"baseline_value": 0.0, "target_value": None, "direction": "maintain"}, -NOISE, Status.ACHIEVED),
        ({"baseline_value": 10.0, "direction": "range", "range_low": -5.0, "range_high": 0.0}, NOISE,
         Status.ACHIEVED),
        ({"baseline_value": 0.0, "direction": "higher", "target_value": 10.0}, -NOISE, Status.FAR_BEHIND),
    ],
)  # fmt: skip
def test_noise_of_a_computed_figure_around_zero_does_not_decide(settings_, latest, status):
    assert judge(series(**settings_), (HALFWAY, latest))["status"] == status


@settings(max_examples=tries(60), deadline=None)
@given(
    st.sampled_from(["higher", "lower", "maintain", "range"]),
    st.sampled_from([None, 0.0, 10.0, -10.0]),
    st.sampled_from([0.0, 10.0, -10.0]),
    st.sampled_from([-10.0, -5.0, 0.0, 5.0, 10.0]),
)
def test_a_trace_of_noise_never_changes_a_judgement(direction, target, base, latest):
    one = series(
        direction=direction, target_value=target, baseline_value=base, range_low=-3.0, range_high=0.0
    )
    said = {
        (row["status"], row["reason"], row["is_slipping"])
        for row in (judge(one, ("2023-01-01", 0), (HALFWAY, latest + noise)) for noise in (-NOISE, 0, NOISE))
    }
    assert len(said) == 1


# --- several together ---------------------------------------------------------------------------------------


def test_a_mean_counts_those_that_failed_without_a_pace():
    rows = several(
        series(series_code="A", indicator_code="A"),
        series(series_code="B", indicator_code="B", direction="maintain"),
    )
    points = measured(("A", HALFWAY, 50), ("B", HALFWAY, 90))
    assessed = assess(rows, points, interim(), today=date(2025, 6, 1))
    assert assessed["status"].tolist() == [Status.ACHIEVED, Status.WRONG_WAY]
    answer = aggregate(assessed, linked(("W1", "A"), ("W1", "B"))).iloc[0]
    assert (answer["score_count"], answer["mean_score"]) == (2, 0.0)


@pytest.mark.parametrize("status", [Status.WRONG_WAY, Status.MISSED])
def test_who_fails_without_a_pace_has_the_lowest_score(status):
    assert progress_score(outcomes(("A", status, np.nan))).tolist() == [-5.0]


# --- the scenario -------------------------------------------------------------------------------------------


def test_a_few_months_are_not_stretched_over_years():
    months = [("2025-02-28", 100), ("2025-03-31", 90), ("2025-04-30", 80)]
    assert scenario(series(baseline_value=None, baseline_date=None, frequency="monthly"), months).empty
    ends = pd.date_range("2024-04-30", "2025-04-30", freq="ME")
    year = [(str(day.date()), 100 - place) for place, day in enumerate(ends)]
    assert not scenario(series(frequency="monthly"), year).empty
    assert not scenario(series(), YEARLY[:3]).empty
