"""The meetings of one day, as every page and command tells them."""

from datetime import date

import pandas as pd

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.views.meetings import meetings_on

TODAY = date(2026, 11, 22)


def meetings(*found, promised=None):
    rows = pd.DataFrame(list(found), columns=["number", "held_on", "kind", "status"])
    rows = rows.assign(held_on=pd.to_datetime(rows["held_on"]))
    unknown = pd.Series(pd.NA, rows.index)
    rows = rows.assign(attendance=unknown, resident_count=unknown).sort_values("held_on")
    return meetings_on(TODAY, rows, promised)


def test_what_is_planned_comes_from_today_on():
    found = meetings(
        (1, "2026-11-21", "review", "planned"),
        (2, "2026-11-22", "monthly", "planned"),
        (3, "2026-11-23", "review", "cancelled"),
        (4, "2026-12-01", "review", "planned"),
    )
    assert found.coming["number"].tolist() == [2, 4]
    assert found.past["number"].tolist() == [3, 1]
    assert found.next().number == 2
    assert found.next_day(MeetingKind.REVIEW) == date(2026, 12, 1)
    assert found.next_day(MeetingKind.ASSESSMENT) is None


def test_reviews_that_were_held_this_year_count():
    found = meetings(
        (1, "2025-12-31", "review", "held"),
        (2, "2026-01-01", "review", "held"),
        (3, "2026-11-22", "review", "held"),
        (4, "2026-11-23", "review", "held"),
        (5, "2026-05-01", "monthly", "held"),
        (6, "2026-05-01", "review", "cancelled"),
    )
    assert found.reviews_held == 2


def test_the_past_stands_per_year_newest_first():
    found = meetings((1, "2025-03-01", "review", "held"), (2, "2026-03-01", "review", "held"))
    assert [(year, rows["number"].tolist()) for year, rows in found.past_by_year().items()] == [
        (2026, [2]),
        (2025, [1]),
    ]
    assert found.of_kinds(["monthly"]).rows.empty
    assert not found.of_kinds([]).rows.empty


def test_the_share_of_residents_is_unknown_where_nobody_was_counted():
    rows = pd.DataFrame({"attendance": [42, 0, pd.NA, 0], "resident_count": [24, 0, pd.NA, 1]}, dtype="Int64")
    shares = meetings_on(TODAY, rows, None).rows["resident_share"]
    assert round(shares[0], 2) == 57.14
    assert shares[1:].isna().all()


def test_a_meeting_is_found_by_its_number_as_it_stands_in_an_address():
    found = meetings((1, "2026-01-01", "review", "held"), (12, "2026-02-01", "review", "held"))
    assert found.numbered("12").number == 12
    assert (found.numbered("2"), found.numbered("x")) == (None, None)
    assert (found.next(), found.next(MeetingKind.REVIEW)) == (None, None)
