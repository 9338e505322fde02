"""The few measurements that decide a status are enough: nothing is lost against reading all of them."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sok_metrics.nouns.indicator import DIRECTIONS, INDICATOR_KINDS
from sok_metrics.nouns.model import View
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.queries.indicators import (
    list_interim_targets,
    list_key_measurements,
    list_measurements,
    list_series,
)
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.views.progress.status import assess
from tests.chance import tries
from tests.store.rows import TESTER, TODAY, Row, before_there_were_rules, indicator, measurement, save, series


def assert_nothing_is_lost(reader, today):
    all_series, interim = list_series(reader), list_interim_targets(reader)
    all_series = all_series[all_series["kind"] != "card"]
    from_all = assess(all_series, list_measurements(reader), interim, today=today)
    from_key = assess(all_series, list_key_measurements(reader, today), interim, today=today)
    pd.testing.assert_frame_equal(
        from_all.drop(columns="measurement_count"), from_key.drop(columns="measurement_count")
    )
    # a series is an example there as soon as one of its measurements is
    progress = read_progress(reader, today).assessed
    pd.testing.assert_frame_equal(
        from_all.drop(columns="is_example"), progress.drop(columns=["is_example", "is_overdue"])
    )
    assert not (from_all["is_example"] & ~progress["is_example"]).any()


def test_nothing_is_lost_for_botu(read_only_stores):
    for year in (2019, 2022, 2024, 2026, 2028):
        assert_nothing_is_lost(read_only_stores("botu").reader(), date(year, 6, 1))


def test_nothing_is_lost_in_an_empty_store(read_only_stores):
    for name in ("bare", "empty"):
        assert_nothing_is_lost(read_only_stores(name).reader(), TODAY)


DAYS = st.integers(0, 8).map(lambda place: str(date(2024, 1, 1) + timedelta(days=90 * place)))
VALUES = st.one_of(st.none(), st.integers(-3, 6).map(str))
POINTS = st.lists(st.tuples(DAYS, st.integers(0, 1), VALUES), max_size=9, unique_by=lambda point: point[:2])
CASES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([kind for kind in INDICATOR_KINDS.values() if kind != "card"]),
            "direction": st.sampled_from(list(DIRECTIONS.values())),
            "path": st.sampled_from(["linear", "growth"]),
            "baseline_value": VALUES,
            "baseline_date": st.none() | DAYS,
            "target_value": VALUES,
            "target_date": st.none() | DAYS,
            "target_series_code": st.none() | st.sampled_from(["S0", "S1"]),
            "range_low": st.none() | st.just("1"),
            "range_high": st.none() | st.just("3"),
            "points": POINTS,
            "interim": st.none() | st.tuples(DAYS, st.integers(-3, 6).map(str)),
        }
    ),
    min_size=2,
    max_size=14,
)


@settings(max_examples=tries(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CASES)
def test_nothing_is_lost_for_any_series(store, cases):
    save_cases(store, cases)
    assert_nothing_is_lost(store.reader(), TODAY)
    assert_nothing_is_lost(store.reader(), date(2025, 1, 1))


def save_cases(store, cases):
    """Write these cases over those of the round before; what is no longer measured is archived."""
    names = ("indicator", "series", "measurement", "interim_target")
    tables: dict[str, list[Row]] = {name: [] for name in names}
    for place, case in enumerate(cases):
        case = dict(case)
        points, interim = case.pop("points"), case.pop("interim")
        own = {name: case.pop(name) for name in ("kind", "direction", "path")}
        tables["indicator"].append(indicator(f"I{place}", **own))
        tables["series"].append(series(f"S{place}", indicator_code=f"I{place}", **case))
        if interim:
            day, value = interim
            tables["interim_target"].append(
                {"series_code": f"S{place}", "due_on": day, "value": value, "archived_at": None}
            )
        for day, earlier, value in points:
            start = str(date.fromisoformat(day) - timedelta(days=30 * earlier))
            row = measurement(
                day, value, series_code=f"S{place}", period_start=start, story="verhaal", archived_at=None
            )
            tables["measurement"].append(row)
    wipe(store)
    with before_there_were_rules():
        save(store, **{name: rows for name, rows in tables.items() if rows})


def wipe(store):
    with store.write(by=TESTER, reason="leeg", source=ChangeSource.SERVER) as change:
        for name in ("measurement", "interim_target"):
            found = store.whole().frame(f"SELECT * EXCLUDE (version, change_set, recorded_at) FROM {name}")
            if len(found):
                rows = found.astype("string").astype(object).where(found.notna(), None)
                change.put(name, rows.assign(archived_at="2026-01-01 00:00:00"))


def test_periods_that_end_on_one_day_are_taken_in_the_same_order(store):
    with before_there_were_rules():
        save(
            store,
            indicator=[indicator()],
            series=[series(target_value="10", target_date="2028-01-01")],
            measurement=[
                measurement("2024-12-31", "5", period_start="2024-12-01"),
                measurement("2024-12-31", "7", period_start="2024-01-01"),
                measurement("2023-12-31", "1", period_start="2023-01-01"),
            ],
        )
    assert_nothing_is_lost(store.reader(), TODAY)
    [row] = read_progress(store.reader(), TODAY).assessed.itertuples()
    assert (row.latest_value, row.measurement_count) == (5, 3)


def test_measurements_after_the_day_do_not_exist(store):
    save(store, indicator=[indicator()], series=[series()], measurement=[measurement("2026-11-23")])
    [row] = read_progress(store.reader(), TODAY).assessed.itertuples()
    assert (row.status, row.measurement_count) == ("not_measured", 0)


def test_progress_uses_no_measurement_that_was_not_known_yet(store):
    early = "2023-01-01 12:00:00"
    save(
        store,
        indicator=[indicator(recorded_at=early)],
        series=[series(recorded_at=early)],
        measurement=[measurement("2023-12-31", "1", recorded_at="2024-06-01 12:00:00")],
    )
    before = store.reader(View(as_of=datetime(2024, 1, 15)))
    assert read_progress(before, date(2024, 1, 15)).assessed["measurement_count"].sum() == 0


def test_an_indicator_without_a_series_still_shows(store, put):
    put("indicator", indicator())
    [row] = list_series(store.reader()).itertuples()
    assert (row.series_code, row.role, row.series_label, row.edition) == ("IND-01", "main", "", "")


def test_labels_tell_the_series_of_one_indicator_apart(store):
    save(
        store,
        area=[{"code": "BO", "name": "Bospolder", "kind": "neighbourhood"}],
        indicator=[indicator()],
        series=[
            series("A", area_code="BO", role="main", edition="", label=None),
            series("B", area_code="BO", role="other", edition="editie 2026", label=None),
            series("C", area_code=None, role="other", edition="x", label="Eigen naam"),
        ],
    )
    labels = list_series(store.reader()).set_index("series_code")["series_label"]
    assert labels.to_dict() == {"A": "Bospolder", "B": "Bospolder, editie 2026", "C": "Eigen naam"}


@pytest.mark.parametrize("codes", [[], ["IND-01"], ["IND-01", "'; DROP TABLE measurement; --"]])
def test_measurements_of_some_series_only(store, codes):
    save(
        store,
        indicator=[indicator()],
        series=[series(edition="", role="main"), series("B", edition="2", role="other")],
        measurement=[measurement(), measurement(series_code="B")],
    )
    assert set(list_measurements(store.reader(), codes)["series_code"]) == {"IND-01"} & set(codes)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (3, 1, 4, 0, 2)])
def test_of_equally_good_measurements_the_first_is_kept_in_whatever_order_they_came(store, order):
    save(store, indicator=[indicator()], series=[series()])
    rows = [
        measurement(day=str(date(2024, 1 + place, 1)), value=value)
        for place, value in enumerate(["3", "9", "9", "2", "4"])
    ]
    for place in order:
        save(store, measurement=[rows[place]])
    key = list_key_measurements(store.reader(), TODAY)
    assert [day.month for day in pd.to_datetime(key["period_end"])] == [1, 2, 4, 5]
