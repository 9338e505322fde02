"""Counts of people at a meeting, where an indicator with a threshold is made of them."""

from datetime import date

import pandas as pd
import pytest

from sok_metrics.store.queries.agreement_checks import read_check_records
from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.store.queries.meetings import list_attendance, list_meetings
from sok_metrics.views.agreement_checks.period import Period
from tests.store.rows import TODAY, indicator, meeting, save, series


def present(number, group, count, new):
    row = {"meeting_number": str(number), "group_name": group}
    return row | {"count": str(count), "first_time_count": str(new)}


@pytest.fixture
def counted(store):
    """A meeting with few new people, one with more of whom some stand alone, and a very small one."""
    save(
        store,
        indicator=[
            indicator("NEW", derived_metric="new_participants", privacy_threshold="5"),
            indicator("OURS", kind="percentage", derived_metric="resident_share", privacy_threshold="5"),
        ],
        series=[series("NEW", indicator_code="NEW"), series("OURS", indicator_code="OURS")],
        meeting=[meeting(1, "2024-03-01"), meeting(2, "2024-06-01"), meeting(3, "2024-09-01")],
        attendance=[
            present(1, "resident", 12, 2),
            present(1, "entrepreneur", 8, 0),
            present(2, "resident", 20, 9),
            present(2, "initiative", 15, 8),
            present(2, "municipality", 2, 1),
            present(3, "resident", 2, 0),
            present(3, "municipality", 1, 0),
        ],
    )
    return store


def test_the_meeting_hides_what_its_indicator_hides(counted):
    reader = counted.reader()
    figures = list_measurements(reader, ["NEW"]).set_index("period_end")["hidden"]
    meetings = list_meetings(reader).set_index("held_on")["first_time_hidden"]
    assert figures[pd.Timestamp("2024-03-01")] == meetings[pd.Timestamp("2024-03-01")] == "small 5"
    assert list_meetings(reader)["first_time_count"].tolist() == [pd.NA, 18, pd.NA]


def test_another_indicator_of_the_same_hides_the_same(counted):
    """One with a threshold and one without tell of the same people."""
    save(
        counted,
        indicator=[indicator("OPEN", derived_metric="new_participants")],
        series=[series("OPEN", indicator_code="OPEN")],
    )
    figures = list_measurements(counted.reader(), ["OPEN", "NEW"])
    hidden = figures.groupby("series_code")["hidden"].agg(list)
    assert hidden["OPEN"] == hidden["NEW"] != [None] * 3


def test_no_group_gives_away_who_was_new_in_another(counted):
    groups = list_attendance(counted.reader(), 2).set_index("group_name")
    assert groups["first_time_hidden"].to_dict() == {
        "resident": None,
        "initiative": "beside 5",
        "municipality": "small 5",
    }
    assert list(groups["count"]) == [20, 15, 2]


def test_where_few_came_nothing_of_who_came_is_shown(counted):
    row = list_meetings(counted.reader()).iloc[2]
    assert (row["attendance_hidden"], row["attendance"], row["resident_count"]) == ("small 5", pd.NA, pd.NA)
    groups = list_attendance(counted.reader(), 3)
    assert groups[["count", "first_time_count"]].isna().all(axis=None)
    [share] = list_measurements(counted.reader(), ["OURS"])["hidden"].dropna()
    assert share == "small_base 5"


def test_the_sum_of_a_year_leaves_small_counts_out(counted):
    records = read_check_records(counted.reader(), Period(date(2024, 1, 1), date(2024, 12, 31), TODAY))
    assert [one.first_timers for one in records.meetings] == [None, 18, None]
    assert [one.hides_first_timers for one in records.meetings] == [True, False, True]


def test_without_a_threshold_all_is_shown(botu_store):
    found = list_meetings(botu_store.reader())
    assert found[["attendance_hidden", "first_time_hidden"]].isna().all(axis=None)
