"""All numbers that a visitor gets of a whole store, at every moment: none tells what is hidden."""

from fractions import Fraction

import pandas as pd
import pytest

from sok_metrics.nouns.model import View
from sok_metrics.store.queries.indicators import list_measurements, list_revisions
from tests.derive import Number, narrowed
from tests.store.rows import indicator, measurement, save, series

pytestmark = pytest.mark.full

_KEY = ["series_code", "period_start", "period_end"]


def views(store):
    """Every look that could tell more than now: just before and after each correction, and now."""
    found = store.whole().rows(
        """
        SELECT DISTINCT unnest([past.recorded_at, past.superseded_at]) AS m
        FROM measurement_history AS past JOIN series ON series.code = past.series_code
        JOIN indicator ON indicator.code = series.indicator_code
        WHERE past.superseded_at IS NOT NULL AND indicator.privacy_threshold > 0 ORDER BY m
        """
    )
    moments = [None, *(row["m"] for row in found)]
    return [View(moment, with_examples) for moment in moments for with_examples in (True, False)]


def truth(store, view):
    """The figures under a threshold as they are in the file, in one look."""
    at = "TRUE" if view.as_of is None else "past.recorded_at <= $m"
    ends = "IS NULL" if view.as_of is None else "IS NULL OR past.superseded_at > $m"
    real = "" if view.with_examples else "AND past.origin = 'real'"
    return store.whole().frame(
        f"""
        SELECT past.series_code, past.period_start, past.period_end, past.value, past.base_count,
               series.role, series.edition, series.group_name, coalesce(series.area_code, '') AS area_code,
               coalesce(area.kind, 'joint') AS area_kind, indicator.code, indicator.kind,
               indicator.privacy_threshold
        FROM measurement_history AS past JOIN series ON series.code = past.series_code
        JOIN indicator ON indicator.code = series.indicator_code
        LEFT JOIN area ON area.code = series.area_code
        WHERE {at} AND (past.superseded_at {ends}) AND past.archived_at IS NULL AND past.value IS NOT NULL
          AND indicator.privacy_threshold > 0 AND indicator.kind IN ('number', 'euro') {real}
        """,
        None if view.as_of is None else {"m": view.as_of},
    )


def pictures(store):
    """What each look shows: a number that any look shows is known in all of them."""
    looks = [(truth(store, view), list_measurements(store.reader(view))) for view in views(store)]
    codes = sorted({code for known, _shown in looks for code in known["code"]})
    shown = {
        (*key, value)
        for _known, frame in [*looks, *((None, list_revisions(store.reader(), code)) for code in codes)]
        for *key, value in frame[[*_KEY, "value"]].itertuples(index=False, name=None)
    }
    return told(
        [known for known, _shown in looks], lambda row: (*(getattr(row, k) for k in _KEY), row.value) in shown
    )


def told(looks, is_shown):
    """What an attacker knows of each look: the numbers that are shown, and the words of the others."""
    return [
        frozenset(_number(row, is_shown=is_shown(row)) for row in rows)
        for rows in {str(known): list(known.itertuples()) for known in looks}.values()
    ]


def _number(row, *, is_shown):
    is_count = row.kind == "number"
    label = "small" if is_count and 0 < row.value < row.privacy_threshold else "beside"
    if pd.notna(row.base_count) and row.base_count < row.privacy_threshold:
        label = "small_base"
    is_ours = row.role != "comparison"
    return Number(
        f"{row.code if is_ours else row.series_code} {row.edition}",
        row.series_code,
        f"*{row.area_code}" if row.area_kind == "joint" else row.area_code,
        row.group_name,
        row.period_start.toordinal(),
        row.period_end.toordinal() + 1,
        Fraction(row.value).limit_denominator(10**6),
        int(row.privacy_threshold),
        None if is_shown else label,
        is_count=is_count,
    )


def during(code, first, last, value, **more):
    return measurement(f"2025-{last}", str(value), series_code=code, period_start=f"2025-{first}", **more)


@pytest.fixture
def quarters(store):
    """Quarters in areas, beside totals so far of both (as an attacker found them), and corrected later."""
    areas = [
        {"code": "BO", "name": "BO", "kind": "neighbourhood"},
        {"code": "TU", "name": "TU", "kind": "district"},
    ]
    save(
        store,
        area=areas,
        indicator=[indicator(privacy_threshold="10")],
        series=[series(), *(series(f"IND-{a}", area_code=a, role="other") for a in ("BO", "TU"))],
    )
    quarter = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"))
    for (first, last), bo, tu in zip(quarter, (12, 15, 3), (20, 4, 31), strict=True):
        save(store, measurement=[during("IND-BO", first, last, bo), during("IND-TU", first, last, tu)])
    so_far = (("03-31", 32), ("06-30", 51), ("09-30", 85))
    for last, value in so_far:
        save(store, measurement=[during("IND-01", "01-01", last, value)])
    again = {"correction_reason": "opnieuw geteld"}
    changed = [("IND-BO", "07-01", 13), ("IND-01", "01-01", 95)]
    save(store, measurement=[during(code, first, "09-30", value, **again) for code, first, value in changed])
    return store


def test_quarters_beside_totals_so_far_tell_nothing_at_any_moment(quarters):
    found = pictures(quarters)
    hidden = {number for picture in found for number in picture if number.label}
    assert {int(number.value) for number in hidden} >= {3, 4}
    assert narrowed(found) == []


@pytest.mark.parametrize("name", ["botu", "real", "empty"])
def test_the_built_in_stores_tell_nothing(read_only_stores, name):
    assert narrowed(pictures(read_only_stores(name))) == []


def test_a_visitor_of_another_moment_sees_what_was_hidden_hidden(quarters):
    now = list_measurements(quarters.reader())
    small = now[now["series_code"].eq("IND-TU") & now["period_end"].eq(pd.Timestamp("2025-06-30"))]
    assert small["hidden"].tolist() == ["small 10"]
