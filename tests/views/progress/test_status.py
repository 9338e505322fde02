"""Progress: each status, reason and flag by a case of its own; then properties that hold for any series."""

from collections.abc import Sequence
from datetime import date
from time import process_time

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from sok_metrics.nouns.model import Direction, Frequency, IndicatorKind, Reason, Status, TargetPath
from sok_metrics.views.progress.cards import summarise_cards, telling_differences, unshown_cards
from sok_metrics.views.progress.commitments import WORST_FIRST, aggregate, progress_score
from sok_metrics.views.progress.path import target_path
from sok_metrics.views.progress.projection import project
from sok_metrics.views.progress.status import assess
from tests.chance import tries

TODAY = date(2025, 6, 1)
FLOATS = [
    "lower_bound",
    "upper_bound",
    "smallest_change",
    "baseline_value",
    "target_value",
    "range_low",
    "range_high",
]
DATES = ["baseline_date", "target_date"]


def series(**facts: object) -> pd.DataFrame:
    """One series that must go down from 100 (2020) to 60 (2030), measured yearly; change what you test."""
    usual = {
        "series_code": "A",
        "indicator_code": "A",
        "kind": "number",
        "direction": "lower",
        "path": "linear",
        "frequency": "yearly",
        **dict.fromkeys(FLOATS),
        "baseline_value": 100.0,
        "baseline_date": "2020-01-01",
        "target_value": 60.0,
        "target_date": "2030-01-01",
        "target_series_code": None,
        "is_example": False,
    }
    return several(usual | facts)


def several(*rows: dict[str, object] | pd.DataFrame) -> pd.DataFrame:
    frames = [row if isinstance(row, pd.DataFrame) else pd.DataFrame([row]) for row in rows]
    frame = pd.concat([part.astype(object) for part in frames], ignore_index=True)
    for column in FLOATS:
        frame[column] = frame[column].astype(float)
    for column in DATES:
        frame[column] = pd.to_datetime(frame[column])
    return frame


def measured(*points: tuple[object, ...], code: str = "A") -> pd.DataFrame:
    """Measurements as (date, value) or (code, date, value)."""
    rows = [point if len(point) == 3 else (code, *point) for point in points]
    frame = pd.DataFrame(rows, columns=["series_code", "period_end", "value"])
    end = pd.to_datetime(frame["period_end"])
    return frame.assign(period_start=end, period_end=end, value=frame["value"].astype(float))


def interim(*points: tuple[str, float], code: str = "A") -> pd.DataFrame:
    rows = [(code, pd.Timestamp(day), value) for day, value in points]
    frame = pd.DataFrame(rows, columns=["series_code", "due_on", "value"])
    return frame.assign(due_on=pd.to_datetime(frame["due_on"]), value=frame["value"].astype(float))


def judge(
    one: pd.DataFrame, *points: tuple[object, ...], steps: pd.DataFrame | None = None, today: date = TODAY
) -> pd.Series:
    """Assess and give the first row."""
    return assess(one, measured(*points), interim() if steps is None else steps, today=today).iloc[0]


HALFWAY = "2025-01-01"


# --- the pace -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latest", "status"),
    [
        (60, Status.ACHIEVED),
        (59, Status.ACHIEVED),
        (80, Status.ON_TRACK),
        (81.0, Status.ON_TRACK),  # a pace of exactly 0.95
        (81.1, Status.SLIGHTLY_BEHIND),
        (88.0, Status.SLIGHTLY_BEHIND),  # a pace of exactly 0.60
        (88.1, Status.FAR_BEHIND),
        (100, Status.FAR_BEHIND),  # nothing happened: a pace of 0
        (100.1, Status.WRONG_WAY),
    ],
)
def test_halfway_to_the_target_date_the_cuts_are_95_60_and_0_percent_of_what_is_due(latest, status):
    years = (pd.Timestamp("2030-01-01") - pd.Timestamp("2020-01-01")).days
    halfway = pd.Timestamp("2020-01-01") + pd.Timedelta(days=years // 2)
    one = series(target_date=pd.Timestamp("2020-01-01") + pd.Timedelta(days=years // 2 * 2))
    assert judge(one, (halfway, latest))["status"] == status


def test_the_pace_is_the_change_so_far_over_the_change_due():
    row = judge(series(), (HALFWAY, 90))
    due = 100 - 40 * 1827 / 3653
    assert row["due_value"] == pytest.approx(due)
    assert row["pace"] == pytest.approx(10 / (100 - due))
    assert row["change_per_year"] == pytest.approx(-10 / (1827 / 365.25))


def test_after_the_target_date_the_target_itself_stays_due():
    row = judge(series(target_date="2023-01-01"), (HALFWAY, 62))
    assert (row["due_value"], row["pace"], row["status"]) == (60, pytest.approx(0.95), Status.MISSED)


def test_zero_and_negative_values_are_ordinary_values():
    zero = judge(series(direction="higher", baseline_value=0, target_value=40), (HALFWAY, 20))
    negative = judge(series(baseline_value=-10, target_value=-50), (HALFWAY, -30))
    across = judge(series(baseline_value=20, target_value=-20), (HALFWAY, 0))
    assert [row["status"] for row in (zero, negative, across)] == [Status.ON_TRACK] * 3


def test_floating_point_noise_does_not_decide():
    one = series(direction="higher", baseline_value=0.0, target_value=0.3)
    assert judge(one, (HALFWAY, 0.1 + 0.1 + 0.1))["status"] == Status.ACHIEVED
    lower = series(baseline_value=1, target_value=0.3)
    assert judge(lower, (HALFWAY, 0.1 + 0.2))["status"] == Status.ACHIEVED


def test_a_rubric_level_counts_as_a_number():
    one = series(kind="rubric", direction="higher", baseline_value=1, target_value=5)
    assert judge(one, (HALFWAY, 3))["status"] == Status.ON_TRACK


# --- interim targets ----------------------------------------------------------------------------------------


def test_interim_targets_bend_the_path():
    steps = interim(("2026-01-01", 95), ("2028-01-01", 90))
    row = judge(series(), ("2024-01-01", 97), steps=steps)
    assert row["due_value"] == pytest.approx(100 - 5 * 1461 / 2192)
    assert row["status"] == Status.SLIGHTLY_BEHIND


def test_between_two_interim_targets_the_line_runs_from_the_one_to_the_other():
    steps = interim(("2028-01-01", 70), ("2024-01-01", 90))  # in any order
    row = judge(series(), ("2026-01-01", 80), steps=steps, today=date(2026, 2, 1))
    assert row["due_value"] == pytest.approx(90 - 20 * 731 / 1461)
    on_the_day = judge(series(), ("2024-01-01", 90), steps=steps)
    assert on_the_day["due_value"] == 90


def test_an_interim_target_outside_the_path_is_no_part_of_it():
    steps = interim(("2019-01-01", 10), ("2030-01-01", 10), ("2035-01-01", 10))
    assert judge(series(), (HALFWAY, 80), steps=steps)["due_value"] == pytest.approx(80, abs=0.1)


def test_where_no_improvement_is_due_yet_standing_still_is_on_track_and_less_is_the_wrong_way():
    flat = interim(("2026-01-01", 100))
    still, worse = judge(series(), (HALFWAY, 100), steps=flat), judge(series(), (HALFWAY, 101), steps=flat)
    assert [(row["status"], np.isnan(row["pace"])) for row in (still, worse)] == [
        (Status.ON_TRACK, True),
        (Status.WRONG_WAY, True),
    ]


# --- which measurements count -------------------------------------------------------------------------------


def test_without_a_measurement_a_series_is_not_measured_and_not_outdated():
    row = judge(series())
    assert row["status"] == Status.NOT_MEASURED
    assert row["reason"] is None
    assert not row["is_outdated"]
    assert row["measurement_count"] == 0
    assert np.isnan(row["pace"])
    assert np.isnan(row["latest_value"])


def test_a_series_that_contradicts_itself_is_not_measured_until_it_is():
    assert judge(series(target_value=120))["status"] == Status.NOT_MEASURED


def test_one_date_is_too_few():
    assert judge(series(baseline_value=None, baseline_date=None), (HALFWAY, 90))["status"] == Status.TOO_FEW
    assert judge(series(), ("2020-01-01", 100))["status"] == Status.TOO_FEW


def test_a_baseline_and_one_later_measurement_are_two_dates():
    assert judge(series(), (HALFWAY, 90))["status"] != Status.TOO_FEW


def test_measurements_before_the_baseline_do_not_count_for_the_pace():
    assert judge(series(), ("2018-01-01", 120), ("2019-01-01", 110))["status"] == Status.TOO_FEW


def test_one_date_is_enough_for_an_achieved_target():
    one = series(baseline_value=None, baseline_date=None)
    assert judge(one, (HALFWAY, 50))["status"] == Status.ACHIEVED


def test_measurements_after_today_do_not_exist():
    row = judge(series(), (HALFWAY, 90), ("2025-06-01", 85), ("2025-06-02", 50))
    assert (row["latest_value"], row["latest_date"]) == (85, pd.Timestamp("2025-06-01"))
    assert (row["previous_value"], row["measurement_count"]) == (90, 2)


def test_the_order_of_the_measurements_does_not_matter():
    row = judge(series(), (HALFWAY, 80), ("2021-01-01", 97), ("2023-01-01", 90))
    assert (row["latest_value"], row["previous_value"]) == (80, 90)
    assert row["previous_date"] == pd.Timestamp("2023-01-01")


def test_measurements_without_a_value_do_not_count():
    row = judge(series(), ("2024-01-01", 90), (HALFWAY, None))
    assert (row["latest_value"], row["measurement_count"]) == (90, 1)


def test_without_a_baseline_the_first_measurement_serves():
    one = series(baseline_value=None, baseline_date=None)
    row = judge(one, ("2020-01-01", 100), (HALFWAY, 80))
    assert row["baseline_is_first"]
    assert (row["effective_baseline_value"], row["effective_baseline_date"]) == (
        100,
        pd.Timestamp("2020-01-01"),
    )
    assert np.isnan(row["baseline_value"])
    assert row["status"] == Status.ON_TRACK


def test_with_only_a_baseline_date_the_first_measurement_from_then_on_serves():
    row = judge(series(baseline_value=None), ("2018-01-01", 150), ("2020-06-01", 98), (HALFWAY, 80))
    assert (row["effective_baseline_value"], row["baseline_is_first"]) == (98, True)


def test_a_baseline_without_a_date_has_no_pace_and_says_so():
    row = judge(series(baseline_date=None), ("2024-01-01", 95), (HALFWAY, 90))
    assert (row["status"], row["reason"]) == (Status.NO_JUDGEMENT, Reason.BASELINE_WITHOUT_DATE)
    assert not row["baseline_is_first"]


# --- settings that contradict each other --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings_", "reason"),
    [
        ({"target_value": 109.5, "baseline_value": 109.0}, Reason.TARGET_AGAINST_DIRECTION),
        ({"target_value": 109.0, "baseline_value": 109.0}, Reason.TARGET_EQUALS_BASELINE),
        ({"target_date": "2019-01-01"}, Reason.TARGET_DATE_BEFORE_BASELINE),
        ({"target_date": "2020-01-01"}, Reason.TARGET_DATE_BEFORE_BASELINE),
        ({"target_value": -5.0, "lower_bound": 0.0}, Reason.TARGET_OUT_OF_BOUNDS),
        ({"direction": "higher", "target_value": 140.0, "upper_bound": 130.0}, Reason.TARGET_OUT_OF_BOUNDS),
        ({"direction": "range", "range_low": 10.0, "range_high": 100.5, "upper_bound": 100.0},
         Reason.TARGET_OUT_OF_BOUNDS),
        ({"direction": "range", "range_low": -0.5, "range_high": 10.0, "lower_bound": 0.0},
         Reason.TARGET_OUT_OF_BOUNDS),
        ({"direction": "range"}, Reason.RANGE_INCOMPLETE),
        ({"direction": "range", "range_low": 10.0}, Reason.RANGE_INCOMPLETE),
        ({"direction": "range", "range_low": 20.0, "range_high": 10.0}, Reason.RANGE_INCOMPLETE),
        ({"target_series_code": "CITY"}, Reason.TARGET_SERIES_EMPTY),
        ({"path": "growth", "target_value": 0.0}, Reason.GROWTH_NEEDS_POSITIVE),
        ({"path": "growth", "direction": "higher", "baseline_value": 0.0, "target_value": 200.0},
         Reason.GROWTH_NEEDS_POSITIVE),
    ],
)  # fmt: skip
def test_settings_that_contradict_each_other_are_named_instead_of_judged(settings_, reason):
    row = judge(series(**settings_), ("2024-01-01", 105), (HALFWAY, 110))
    assert (row["status"], row["reason"]) == (Status.NO_JUDGEMENT, reason)
    assert np.isnan(row["pace"])
    assert np.isnan(row["due_value"])


@pytest.mark.parametrize(
    "fits",
    [
        {"direction": "range", "range_low": 0.0, "range_high": 100.0},
        {"target_value": 0.0},
        {"direction": "higher", "target_value": 100.0, "baseline_value": 50.0},
    ],
)
def test_a_target_on_the_bound_itself_can_be_judged(fits):
    row = judge(series(lower_bound=0.0, upper_bound=100.0, **fits), ("2024-01-01", 105), (HALFWAY, 110))
    assert row["status"] != Status.NO_JUDGEMENT


def test_a_target_that_is_reached_is_achieved_even_if_the_settings_contradict():
    assert judge(series(target_value=120), (HALFWAY, 100))["status"] == Status.ACHIEVED
    assert judge(series(target_value=100), (HALFWAY, 100))["status"] == Status.ACHIEVED


# --- without a target ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "latest", "status"),
    [
        ("lower", 90, Status.RIGHT_WAY),
        ("lower", 110, Status.WRONG_WAY),
        ("higher", 110, Status.RIGHT_WAY),
        ("higher", 90, Status.WRONG_WAY),
        ("lower", 98, Status.UNCHANGED),  # half a percent of the baseline a year: 2.5 in five years
        ("lower", 102, Status.UNCHANGED),
        ("lower", 100, Status.UNCHANGED),
    ],
)
def test_without_a_target_the_trend_decides(direction, latest, status):
    row = judge(series(direction=direction, target_value=None), (HALFWAY, latest))
    assert (row["status"], row["reason"]) == (status, None)
    assert np.isnan(row["pace"])


def test_the_smallest_change_can_be_set():
    one = series(target_value=None, smallest_change=3.0)
    assert judge(one, (HALFWAY, 90))["status"] == Status.UNCHANGED
    assert judge(one, (HALFWAY, 80))["status"] == Status.RIGHT_WAY


def test_from_a_zero_baseline_any_change_counts():
    one = series(direction="higher", baseline_value=0.0, target_value=None)
    assert judge(one, (HALFWAY, 0.001))["status"] == Status.RIGHT_WAY
    assert judge(one, (HALFWAY, 0))["status"] == Status.UNCHANGED


def test_a_target_without_a_date_can_be_achieved_and_else_gives_a_trend_with_its_reason():
    one = series(target_date=None)
    assert judge(one, (HALFWAY, 60))["status"] == Status.ACHIEVED
    row = judge(one, (HALFWAY, 90))
    assert (row["status"], row["reason"]) == (Status.RIGHT_WAY, Reason.NO_TARGET_DATE)
    unchanged = judge(one, (HALFWAY, 100))
    assert (unchanged["status"], unchanged["reason"]) == (Status.UNCHANGED, Reason.NO_TARGET_DATE)


# --- kinds and directions of their own ----------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "reason"), [("card", Reason.CARD), ("story", Reason.STORY)])
def test_cards_and_stories_never_get_a_judgement(kind, reason):
    for points in ((), ((HALFWAY, 50),)):
        row = judge(series(kind=kind), *points)
        assert (row["status"], row["reason"]) == (Status.NO_JUDGEMENT, reason)
        assert np.isnan(row["pace"])
        assert not row["is_slipping"]


def test_a_story_counts_without_a_value():
    row = judge(series(kind="story", direction="none"), ("2021-01-01", None))
    assert (row["measurement_count"], row["latest_date"]) == (1, pd.Timestamp("2021-01-01"))
    assert row["is_outdated"]


def test_without_a_wanted_direction_there_is_no_judgement():
    row = judge(series(direction="none"), (HALFWAY, 50))
    assert (row["status"], row["reason"]) == (Status.NO_JUDGEMENT, Reason.NO_DIRECTION)
    assert judge(series(direction="none"))["status"] == Status.NOT_MEASURED


@pytest.mark.parametrize(
    ("latest", "status"),
    [
        (18, Status.ACHIEVED),
        (20, Status.ACHIEVED),
        (22, Status.ACHIEVED),
        (16, Status.ON_TRACK),
        (24, Status.ON_TRACK),  # two too many is as good as two too few
        (11, Status.FAR_BEHIND),
        (9, Status.WRONG_WAY),
        (31, Status.WRONG_WAY),
    ],
)
def test_a_range_is_judged_by_the_distance_to_it(latest, status):
    one = series(direction="range", baseline_value=10, range_low=18, range_high=22, target_value=None)
    assert judge(one, (HALFWAY, latest))["status"] == status


def test_who_leaves_the_range_goes_the_wrong_way():
    one = series(direction="range", baseline_value=20, range_low=18, range_high=22, target_value=None)
    assert judge(one, (HALFWAY, 23))["status"] == Status.WRONG_WAY


def test_a_range_without_a_date_gives_a_trend():
    one = series(direction="range", baseline_value=10, range_low=18, range_high=22, target_date=None)
    row = judge(one, (HALFWAY, 15))
    assert (row["status"], row["reason"]) == (Status.RIGHT_WAY, Reason.NO_TARGET_DATE)


@pytest.mark.parametrize(
    ("latest", "status"),
    [(100, Status.ACHIEVED), (120, Status.ACHIEVED), (99.5, Status.ACHIEVED), (99.4, Status.WRONG_WAY)],
)
def test_keep_it_so_means_at_least_the_baseline_within_the_smallest_change(latest, status):
    one = series(direction="maintain", target_value=None, target_date=None)
    assert judge(one, (HALFWAY, latest))["status"] == status


def test_keep_it_so_needs_something_to_compare_with():
    one = series(direction="maintain", baseline_value=None, baseline_date=None, target_value=None)
    assert judge(one, (HALFWAY, 90))["status"] == Status.TOO_FEW
    assert judge(one, ("2024-01-01", 100), (HALFWAY, 90))["status"] == Status.WRONG_WAY
    undated = series(direction="maintain", baseline_date=None, target_value=None)
    assert judge(undated, (HALFWAY, 100))["status"] == Status.ACHIEVED
    assert judge(undated, (HALFWAY, 90))["status"] == Status.WRONG_WAY


# --- a growth rate ------------------------------------------------------------------------------------------


def test_a_growth_path_takes_the_ratio_of_growth_rates():
    row = judge(series(path="growth", direction="higher", target_value=200), (HALFWAY, 130))
    years, planned = 1827 / 365.25, 3653 / 365.25
    assert row["pace"] == pytest.approx((1.3 ** (1 / years) - 1) / (2 ** (1 / planned) - 1))
    assert row["due_value"] == pytest.approx(100 * 2 ** (years / planned))
    assert row["status"] == Status.SLIGHTLY_BEHIND


def test_a_growth_path_downwards_works_too():
    assert judge(series(path="growth"), (HALFWAY, 100 * 0.6**0.5))["status"] == Status.ON_TRACK
    assert judge(series(path="growth"), (HALFWAY, 110))["status"] == Status.WRONG_WAY


def test_a_growth_path_without_a_target_is_a_trend():
    one = series(path="growth", target_value=None, baseline_value=0.0)
    assert judge(one, (HALFWAY, 10))["status"] == Status.WRONG_WAY


# --- a target that is another series ------------------------------------------------------------------------


def test_the_latest_value_of_another_series_can_be_the_target():
    one = series(target_value=None, target_series_code="CITY")
    points = [
        ("A", HALFWAY, 90),
        ("CITY", "2024-01-01", 60),
        ("CITY", "2020-01-01", 95),
        ("CITY", "2026-01-01", 10),
    ]
    row = judge(one, *points)
    assert row["target_value"] == 60
    assert row["status"] == Status.FAR_BEHIND
    assert row["measurement_count"] == 1


def test_the_target_series_may_be_judged_in_the_same_frame():
    both = several(series(target_series_code="B"), series(series_code="B", target_value=None))
    answer = assess(both, measured(("A", HALFWAY, 40), ("B", HALFWAY, 50)), interim(), today=TODAY)
    assert answer["series_code"].tolist() == ["A", "B"]
    assert answer["status"].tolist() == [Status.ACHIEVED, Status.RIGHT_WAY]


# --- flags --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "latest", "is_outdated", "next_due"),
    [
        ("yearly", "2023-06-01", False, "2024-06-01"),
        ("yearly", "2023-05-31", True, "2024-05-31"),
        ("monthly", "2025-04-30", False, "2025-05-31"),
        ("monthly", "2025-03-31", True, "2025-04-30"),
        ("per_review", "2024-12-31", False, "2025-04-30"),
        ("two_yearly", "2020-02-29", True, "2022-02-28"),
        ("half_yearly", "2024-12-15", False, "2025-06-15"),
        ("once", "1999-01-01", False, None),
    ],
)
def test_outdated_is_no_measurement_within_twice_the_frequency(frequency, latest, is_outdated, next_due):
    row = judge(series(frequency=frequency), (latest, 90))
    assert row["is_outdated"] == is_outdated
    assert (pd.isna(row["next_due_on"]) and next_due is None) or row["next_due_on"] == pd.Timestamp(next_due)


@pytest.mark.parametrize(
    ("values", "is_slipping"),
    [
        ((90, 80, 70), False),  # never reached
        ((90, 55, 50), False),  # reached and better still
        ((90, 50, 55), True),  # still reached, but the last step is the wrong way
        ((90, 55, 55.4), False),  # within the smallest change that counts
        ((50, 65, 62), True),  # reached once, not any more
        ((50, 70, 59), False),  # reached again
    ],
)
def test_slipping_is_a_target_that_was_reached_and_is_lost_or_being_lost(values, is_slipping):
    points = zip(("2021-01-01", "2023-01-01", HALFWAY), values, strict=True)
    assert judge(series(), *points)["is_slipping"] == is_slipping


def test_what_was_reached_before_the_baseline_does_not_slip():
    assert not judge(series(), ("2019-01-01", 50), (HALFWAY, 80))["is_slipping"]


def test_leaving_a_range_is_slipping():
    one = series(direction="range", baseline_value=10, range_low=18, range_high=22, target_value=None)
    assert judge(one, ("2023-01-01", 20), (HALFWAY, 23))["is_slipping"]
    assert not judge(one, ("2023-01-01", 20), (HALFWAY, 22))["is_slipping"]


# --- the frame itself ---------------------------------------------------------------------------------------


def test_further_columns_pass_through_and_the_order_stays():
    both = several(series(series_code="Z", is_example=True), series(series_code="B")).assign(note=["z", "b"])
    both.index = [7, 7]
    answer = assess(both, measured(("B", HALFWAY, 90)), interim(), today=TODAY)
    assert answer[["series_code", "note", "is_example"]].to_numpy().tolist() == [
        ["Z", "z", True],
        ["B", "b", False],
    ]
    assert answer.index.tolist() == [0, 1]
    assert answer.columns[: both.shape[1]].tolist() == both.columns.tolist()


def test_measurements_of_unknown_series_are_ignored():
    assert judge(series(), ("OTHER", HALFWAY, 1))["status"] == Status.NOT_MEASURED


def test_empty_frames_keep_the_columns_and_their_types():
    full = assess(series(), measured((HALFWAY, 90)), interim(("2026-01-01", 80)), today=TODAY)
    untyped = pd.DataFrame(columns=["series_code", "period_start", "period_end", "value"])
    no_steps = pd.DataFrame(columns=["series_code", "due_on", "value"])
    unmeasured = assess(series(), untyped, no_steps, today=TODAY)
    nothing = assess(pd.DataFrame(columns=series().columns), untyped, no_steps, today=TODAY)
    assert len(unmeasured) == 1
    assert len(nothing) == 0
    added = [column for column in full if column not in series()]
    for answer in (unmeasured, nothing):
        assert answer[added].dtypes.to_dict() == full[added].dtypes.to_dict()


# --- properties ---------------------------------------------------------------------------------------------

values = st.floats(-1e4, 1e4).map(lambda value: round(value, 2))
maybe = st.none() | values
days = st.dates(date(2015, 1, 1), date(2029, 12, 31))
any_series = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind.value for kind in IndicatorKind]),
        "direction": st.sampled_from([direction.value for direction in Direction]),
        "path": st.sampled_from([path.value for path in TargetPath]),
        "frequency": st.sampled_from([frequency.value for frequency in Frequency]),
        "smallest_change": st.none() | st.floats(0, 100),
        "lower_bound": maybe,
        "upper_bound": maybe,
        "baseline_value": maybe,
        "baseline_date": st.none() | days,
        "target_value": maybe,
        "target_date": st.none() | days,
        "target_series_code": st.none() | st.sampled_from(["S0", "S1", "CITY"]),
        "range_low": maybe,
        "range_high": maybe,
    }
)
any_points = st.lists(st.tuples(st.sampled_from(["S0", "S1", "S2", "CITY"]), days, values), max_size=12)
any_steps = st.lists(st.tuples(days, values), max_size=3)


def numbered(rows: list[dict[str, object]]) -> pd.DataFrame:
    return several(*(series(**row, series_code=f"S{number}") for number, row in enumerate(rows)))


@settings(max_examples=tries(120), deadline=None)
@given(st.lists(any_series, min_size=1, max_size=3), any_points, any_steps)
def test_any_series_gets_exactly_one_row_with_a_status(rows, points, steps):
    frame = numbered(rows)
    answer = assess(frame, measured(*points), interim(*steps, code="S0"), today=TODAY)
    assert answer["series_code"].tolist() == frame["series_code"].tolist()
    assert set(answer["status"]) <= {status.value for status in Status}
    unjudged = answer["status"] == Status.NO_JUDGEMENT.value
    assert answer.loc[unjudged, "reason"].notna().all()
    assert np.isfinite(answer["pace"].dropna()).all()


@settings(max_examples=tries(120), deadline=None)
@given(any_series, any_points, any_steps)
def test_a_row_does_not_depend_on_the_other_series(row, points, steps):
    alone = numbered([row | {"target_series_code": None}])
    together = numbered([row | {"target_series_code": None}, row, row])
    answers = [
        assess(frame, measured(*points), interim(*steps, code="S0"), today=TODAY).iloc[[0]]
        for frame in (alone, together)
    ]
    pd.testing.assert_frame_equal(answers[0], answers[1])


@settings(max_examples=tries(120), deadline=None)
@given(any_series, any_points, any_steps, st.sampled_from([2.0, 1024.0, 0.125]))
def test_another_unit_gives_the_same_judgement(row, points, steps, factor):
    amounts = [name for name in FLOATS if row[name] is not None]
    scaled = row | {name: row[name] * factor for name in amounts}
    one = assess(numbered([row]), measured(*points), interim(*steps, code="S0"), today=TODAY)
    other = assess(
        numbered([scaled]),
        measured(*((code, day, value * factor) for code, day, value in points)),
        interim(*((day, value * factor) for day, value in steps), code="S0"),
        today=TODAY,
    )
    columns = ["status", "reason", "pace", "is_slipping"]
    pd.testing.assert_frame_equal(one[columns], other[columns])


@settings(max_examples=tries(120), deadline=None)
@given(any_series, any_points, any_steps, st.sampled_from(["higher", "lower", "range"]))
def test_lower_is_the_mirror_image_of_higher(row, points, steps, direction):
    opposite = {"higher": "lower", "lower": "higher", "range": "range"}[direction]
    flip = {name: None if row[name] is None else -row[name] for name in FLOATS}
    mirrored = {
        "direction": opposite,
        "path": "linear",
        "baseline_value": flip["baseline_value"],
        "target_value": flip["target_value"],
        "lower_bound": flip["upper_bound"],
        "upper_bound": flip["lower_bound"],
        "range_low": flip["range_high"],
        "range_high": flip["range_low"],
    }
    one = assess(
        numbered([row | {"direction": direction, "path": "linear"}]),
        measured(*points),
        interim(*steps, code="S0"),
        today=TODAY,
    )
    other = assess(
        numbered([row | mirrored]),
        measured(*((code, day, -value) for code, day, value in points)),
        interim(*((day, -value) for day, value in steps), code="S0"),
        today=TODAY,
    )
    columns = ["status", "reason", "pace", "is_slipping", "is_outdated"]
    pd.testing.assert_frame_equal(one[columns], other[columns])


# --- commitments --------------------------------------------------------------------------------------------


def outcomes(*rows: tuple[str, Status, float]) -> pd.DataFrame:
    """Assessed main series as (indicator, status, pace)."""
    frame = pd.DataFrame(rows, columns=["indicator_code", "status", "pace"])
    count = (frame["status"] != Status.NOT_MEASURED).astype(int)
    due = np.where(frame["pace"].isna(), np.nan, 1.0)
    return frame.assign(
        kind="number",
        measurement_count=count,
        due_value=due,
        status=frame["status"].map(str),
        is_outdated=False,
        is_example=False,
    )


def linked(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["commitment_code", "indicator_code"])


def test_a_commitment_shows_counts_coverage_and_its_worst_indicator():
    rows = outcomes(
        ("A", Status.ON_TRACK, 1.0),
        ("B", Status.FAR_BEHIND, 0.3),
        ("C", Status.FAR_BEHIND, 0.1),
        ("D", Status.NOT_MEASURED, np.nan),
        ("E", Status.UNCHANGED, np.nan),
    )
    row = aggregate(rows, linked(*(("D1", code) for code in "ABCDE"))).iloc[0]
    assert (row["indicator_count"], row["measured_count"], row["coverage"]) == (5, 4, 0.8)
    assert (row["worst_indicator_code"], row["worst_status"]) == ("C", Status.FAR_BEHIND)
    assert (row["count_far_behind"], row["count_not_measured"], row["count_achieved"]) == (2, 1, 0)


def test_the_mean_score_needs_a_coverage_of_80_percent():
    enough = [("A", Status.ON_TRACK, 1.0), ("B", Status.ACHIEVED, np.nan)]
    missing = [("C", Status.NOT_MEASURED, np.nan)]
    links = linked(("W1", "A"), ("W1", "B"), ("W2", "A"), ("W2", "B"), ("W2", "C"))
    answer = aggregate(outcomes(*enough, *missing), links).set_index("commitment_code")
    assert answer.loc["W1", "mean_score"] == pytest.approx((7.1429 - 4.2857 + 5) / 2)
    assert np.isnan(answer["mean_score"]["W2"])


def test_nothing_judged_has_no_worst_indicator_and_no_mean():
    row = aggregate(outcomes(("A", Status.NOT_MEASURED, np.nan)), linked(("W1", "A"))).iloc[0]
    assert row["worst_indicator_code"] is None
    assert row["worst_status"] is None
    assert np.isnan(row["mean_score"])
    assert row["coverage"] == 0


def test_cards_are_not_counted_as_measured_indicators():
    rows = outcomes(("A", Status.NO_JUDGEMENT, np.nan), ("B", Status.ON_TRACK, 1.0))
    answer = aggregate(rows.assign(kind=["card", "number"]), linked(("W1", "A"), ("W1", "B"), ("W2", "A")))
    answer = answer.set_index("commitment_code")
    assert answer["indicator_count"].to_dict() == {"W1": 1, "W2": 0}
    assert np.isnan(answer["coverage"]["W2"])
    assert answer.loc["W1", "count_no_judgement"] == 0


def test_links_to_indicators_that_are_not_there_are_left_out():
    answer = aggregate(outcomes(("A", Status.ON_TRACK, 1.0)), linked(("W1", "A"), ("W1", "X"), ("W2", "X")))
    assert answer["commitment_code"].tolist() == ["W1", "W2"]
    counts = answer[["indicator_count", "measured_count", "score_count", "example_count", "count_on_track"]]
    assert counts.to_numpy().tolist() == [[1, 1, 1, 0, 1], [0, 0, 0, 0, 0]]


def test_examples_are_counted_and_two_links_to_one_indicator_are_one():
    rows = outcomes(("A", Status.ON_TRACK, 1.0), ("B", Status.RIGHT_WAY, np.nan)).assign(
        is_example=[True, False]
    )
    answer = aggregate(rows, linked(("W1", "A"), ("W1", "B"), ("W1", "A")))
    counts = answer[["indicator_count", "measured_count", "score_count", "example_count"]]
    assert counts.to_numpy().tolist() == [[2, 2, 1, 1]]


def test_no_links_give_an_empty_frame_with_the_same_types():
    full = aggregate(outcomes(("A", Status.ON_TRACK, 1.0)), linked(("W1", "A")))
    empty = aggregate(outcomes(), linked())
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_worst_first_order_holds_every_judged_status_once():
    unjudged = {Status.TOO_FEW, Status.NOT_MEASURED, Status.NO_JUDGEMENT}
    assert len(set(WORST_FIRST)) == len(WORST_FIRST)
    assert set(WORST_FIRST) == set(Status) - unjudged


def test_a_trend_without_a_target_has_no_score():
    rows = outcomes(
        ("A", Status.RIGHT_WAY, np.nan), ("B", Status.WRONG_WAY, -0.2), ("C", Status.ACHIEVED, 0.4)
    )
    assert progress_score(rows).tolist() == [pytest.approx(np.nan, nan_ok=True), pytest.approx(-3.33334), 5.0]


# --- the path for drawing -----------------------------------------------------------------------------------


def path_of(
    one: pd.DataFrame, *points: tuple[object, ...], steps: pd.DataFrame | None = None
) -> pd.DataFrame:
    steps = interim() if steps is None else steps
    return target_path(assess(one, measured(*points), steps, today=TODAY), steps)


def test_a_straight_path_has_its_bends():
    path = path_of(series(), (HALFWAY, 90), steps=interim(("2026-01-01", 90)))
    assert path["value"].tolist() == [100, 90, 60]
    assert path["date"].dt.year.tolist() == [2020, 2026, 2030]


def test_a_growth_path_has_a_point_a_year():
    path = path_of(series(path="growth", direction="higher", target_value=200), (HALFWAY, 130))
    assert path["date"].dt.year.tolist() == list(range(2020, 2031))
    assert path["value"].iloc[0] == 100
    assert path["value"].iloc[-1] == pytest.approx(200)
    ratios = path["value"].to_numpy()[1:] / path["value"].to_numpy()[:-1]
    assert np.allclose(ratios, ratios.mean(), rtol=1e-3)


def test_the_path_of_a_range_leads_to_its_nearest_edge():
    one = series(direction="range", baseline_value=10, range_low=18, range_high=22, target_value=None)
    assert path_of(one, (HALFWAY, 15))["value"].tolist() == [10, 18]


def test_without_a_complete_path_there_is_nothing_to_draw():
    assert path_of(series(target_date=None), (HALFWAY, 90)).empty
    assert path_of(series(target_value=None), (HALFWAY, 90)).empty
    assert path_of(series(target_date="2019-01-01"), (HALFWAY, 90)).empty
    assert path_of(series(direction="maintain"), (HALFWAY, 90)).empty


def test_the_due_value_lies_on_the_drawn_path():
    steps = interim(("2023-01-01", 95), ("2027-01-01", 70))
    answer = assess(series(), measured((HALFWAY, 90)), steps, today=TODAY)
    path = target_path(answer, steps)
    at = np.interp(
        answer["latest_date"].astype("int64"), path["date"].astype("int64"), path["value"].to_numpy()
    )
    assert answer["due_value"].to_numpy() == pytest.approx(at)


# --- the scenario -------------------------------------------------------------------------------------------

YEARLY = [
    (f"{year}-12-31", value) for year, value in zip(range(2019, 2025), (100, 98, 97, 93, 92, 90), strict=True)
]


def scenario(
    one: pd.DataFrame, points: Sequence[tuple[str, float]], until: date = date(2028, 12, 31)
) -> pd.DataFrame:
    measurements = measured(*points)
    return project(assess(one, measurements, interim(), today=TODAY), measurements, until=until)


def test_the_scenario_lies_between_staying_and_going_on_and_widens():
    rows = scenario(series(), YEARLY)
    assert rows["date"].tolist() == [pd.Timestamp(year, 12, 31) for year in range(2024, 2029)]
    assert rows.loc[[0], ["value", "low", "high"]].to_numpy().tolist() == [[90, 90, 90]]
    assert rows["value"].iloc[-1] == pytest.approx(90 - 2 * 4 / 2, abs=0.01)
    assert rows["low"].iloc[-1] < 90 - 2 * 4
    assert rows["high"].iloc[-1] > 90
    assert (rows["high"] - rows["low"]).is_monotonic_increasing


def test_the_scenario_ends_on_the_day_itself():
    assert scenario(series(), YEARLY, date(2026, 7, 1))["date"].tolist()[-1] == pd.Timestamp(2026, 7, 1)


def test_the_scenario_stays_within_the_natural_bounds():
    points = [("2020-12-31", 60), ("2021-12-31", 70), ("2022-12-31", 95), ("2023-12-31", 98)]
    rows = scenario(series(lower_bound=0, upper_bound=100), points, date(2040, 12, 31))
    assert rows["high"].max() == 100
    assert rows["low"].min() >= 0
    assert rows["value"].max() <= 100


def test_a_steady_line_has_no_spread_of_its_own():
    rows = scenario(series(), [("2022-12-31", 100), ("2023-12-31", 90), ("2024-12-30", 80)])
    assert rows["high"].iloc[-1] == pytest.approx(80, abs=0.5)


def test_seasons_do_not_become_a_trend():
    months = pd.date_range("2022-01-31", "2025-04-30", freq="ME")
    points = [(str(day.date()), 100 + 50 * np.cos(2 * np.pi * day.month / 12)) for day in months]
    rows = scenario(series(), points)
    last = rows.iloc[-1]
    assert last["value"] == pytest.approx(points[-1][1], abs=0.5)
    assert last["high"] - last["low"] < 5


def test_only_the_last_five_years_say_how_it_goes_on():
    early = [(f"{year}-12-31", 500 - 20 * (year - 2000)) for year in range(2000, 2019)]
    rows = scenario(series(), early + [(f"{year}-12-31", 100) for year in range(2019, 2025)])
    assert rows["value"].iloc[-1] == pytest.approx(100)


@pytest.mark.parametrize("one", [series(kind="card"), series(kind="story")])
def test_cards_and_stories_have_no_scenario(one):
    assert scenario(one, YEARLY).empty


def test_fewer_than_three_measurements_have_no_scenario():
    assert scenario(series(), YEARLY[:2]).empty
    assert not scenario(series(), YEARLY[:3]).empty


def test_there_is_no_scenario_for_the_past():
    assert scenario(series(), YEARLY, date(2024, 12, 31)).empty


def test_measurements_after_today_do_not_shape_the_scenario():
    later = [*YEARLY, ("2025-12-31", 1000.0)]
    pd.testing.assert_frame_equal(scenario(series(), YEARLY), scenario(series(), later))


@settings(max_examples=tries(80), deadline=None)
@given(any_points, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_range_always_holds_the_scenario(points, until):
    frame, measurements = numbered([{}, {}, {}]), measured(*points)
    rows = project(assess(frame, measurements, interim(), today=TODAY), measurements, until=until)
    assert (rows["low"] <= rows["value"] + 1e-9).all()
    assert (rows["value"] <= rows["high"] + 1e-9).all()
    assert rows[["series_code", "date"]].duplicated().sum() == 0
    assert rows.notna().all(axis=None)


# --- cards --------------------------------------------------------------------------------------------------


def answers(*rows: tuple[int, str, str | None, int, int]) -> pd.DataFrame:
    """Card answers as (meeting, day, group, score, count) of card K."""
    frame = pd.DataFrame(rows, columns=["meeting_number", "held_on", "group_name", "score", "count"])
    frame = frame.assign(held_on=pd.to_datetime(frame["held_on"]))
    return frame.assign(indicator_code="K", threshold=0, is_corrected=False)


def test_the_median_is_that_of_the_answers_themselves():
    rows = summarise_cards(
        answers((1, "2024-03-01", "resident", 2, 3), (1, "2024-03-01", "municipality", 5, 3))
    )
    row = rows.iloc[0]
    assert (row["group_name"], row["n"], row["median"], row["share_high"]) == ("", 6, 3.5, 0.5)
    assert row[["n1", "n2", "n3", "n4", "n5"]].tolist() == [0, 3, 0, 0, 3]


def test_a_group_is_shown_from_five_answers_on():
    given = answers(
        (1, "2024-03-01", "resident", 4, 5),
        (1, "2024-03-01", "municipality", 1, 4),
        (1, "2024-03-01", "initiative", 2, 4),
    )
    rows = summarise_cards(given)
    assert rows[["group_name", "n"]].to_dict("index") == {
        0: {"group_name": "", "n": 13},
        1: {"group_name": "resident", "n": 5},
    }
    assert unshown_cards(given)["group_name"].tolist() == ["initiative", "municipality"]


@pytest.mark.parametrize(
    ("counts", "changes", "shown"),
    [
        ({"resident": 20, "initiative": 6}, {"threshold": 6}, ["", "initiative", "resident"]),
        # the card asks for more answers than usual
        ({"resident": 20, "initiative": 6, "municipality": 7}, {"threshold": 10}, ["", "resident"]),
        ({"resident": 4, "initiative": 5}, {"threshold": 10}, []),
        # the only group is everybody
        ({"resident": 4}, {}, []),
        # two small groups are together still too small
        ({"resident": 20, "initiative": 1, "municipality": 2}, {}, [""]),
        ({"resident": 20, "initiative": 3, "municipality": 2}, {}, ["", "resident"]),
        # of an evening that was corrected the past would tell what was changed
        ({"resident": 20, "initiative": 6}, {"is_corrected": True}, []),
    ],
)
def test_few_answers_are_not_shown_and_do_not_follow_from_the_rest(counts, changes, shown):
    given = answers(*((1, "2024-03-01", group, 4, count) for group, count in counts.items()))
    rows = summarise_cards(given.assign(**changes))
    assert rows["group_name"].tolist() == shown
    hidden = unshown_cards(given.assign(**changes))["group_name"].tolist()
    assert sorted([*shown, *hidden]) == sorted(["", *counts])


@pytest.mark.parametrize(
    ("counts", "tells"),
    [
        ({"resident": 20, "municipality": 9}, False),
        # of the residents' side the initiatives (2) are hidden, beside the municipality
        ({"resident": 20, "initiative": 2, "municipality": 9}, True),
        ({"resident": 20, "initiative": 3, "entrepreneur": 3, "municipality": 9}, True),
        ({"resident": 20, "initiative": 2, "other": 3, "municipality": 9}, True),
        # five of one side are no single people
        ({"resident": 20, "municipality": 3, "energy_company": 3}, False),
        ({"entrepreneur": 3, "other": 3, "resident": 20, "municipality": 9}, False),
    ],
)
def test_the_distance_between_two_sides_tells_of_few_people(counts, tells):
    given = answers(*((1, "2024-03-01", group, 4, count) for group, count in counts.items()))
    assert telling_differences(given)["indicator_code"].tolist() == ["K"] * tells
    assert telling_differences(given.assign(is_corrected=True))["indicator_code"].tolist() == ["K"]


def test_one_small_group_hides_the_smallest_other_one_so_that_subtraction_gives_nothing_away():
    rows = summarise_cards(
        answers(
            (1, "2024-03-01", "resident", 4, 20),
            (1, "2024-03-01", "initiative", 5, 6),
            (1, "2024-03-01", "municipality", 1, 2),
            (2, "2024-06-01", "resident", 4, 20),
            (2, "2024-06-01", "initiative", 5, 6),
        )
    )
    shown = rows.groupby("meeting_number")["group_name"].agg(list)
    assert shown[1] == ["", "resident"]
    assert shown[2] == ["", "initiative", "resident"]


def test_the_previous_median_is_of_the_same_card_and_group():
    rows = summarise_cards(
        answers(
            (2, "2024-06-01", "resident", 3, 5),
            (1, "2024-03-01", "resident", 5, 5),
            (1, "2024-03-01", "municipality", 1, 20),
        )
    ).set_index(["meeting_number", "group_name"])
    assert rows.loc[(2, "resident"), "previous_median"] == 5
    assert rows.loc[(2, ""), "previous_median"] == 1
    assert np.isnan(rows["previous_median"][1, ""])


def test_answers_without_a_group_count_for_all_only():
    rows = summarise_cards(answers((1, "2024-03-01", None, 4, 6)).astype({"group_name": object}))
    assert rows["group_name"].tolist() == [""]


def test_no_answers_give_an_empty_frame_with_the_same_types():
    full = summarise_cards(answers((1, "2024-03-01", "resident", 4, 6)))
    empty = summarise_cards(answers().astype(answers((1, "2024-03-01", "r", 1, 1)).dtypes))
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@given(st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= 5))
def test_the_median_is_the_one_of_the_statistics_books(counts):
    rows = [(1, "2024-03-01", "resident", score, count) for score, count in enumerate(counts, start=1)]
    row = summarise_cards(answers(*rows)).iloc[0]
    assert row["median"] == np.median(np.repeat([1, 2, 3, 4, 5], counts))


@pytest.mark.full
def test_a_million_measurements_of_two_thousand_series_take_less_than_a_second():
    count, each = 2_000, 500
    codes = np.array([f"S{number}" for number in range(count)])
    frame = pd.concat([series()] * count, ignore_index=True).assign(series_code=codes)
    ends = pd.date_range("1983-01-31", periods=each, freq="ME")
    points = pd.DataFrame({"series_code": np.repeat(codes, each), "period_end": np.tile(ends, count)})
    points = points.assign(period_start=points["period_end"], value=np.linspace(0, 200, count * each))
    begin = process_time()
    answer = assess(frame, points, interim(), today=TODAY)
    assert process_time() - begin < 1
    assert len(answer) == count
