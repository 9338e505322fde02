"""One evening in numbers: its time, and whether the answers can be those of who came."""

import pytest

from sok_metrics.views.evening import (
    TooMany,
    answers_of_card,
    minutes_between,
    minutes_together,
    people_together,
    too_many_answers,
    wrong_channels,
)

ANSWERS = {
    ("K1", "resident"): {1: 0, 4: 6},
    ("K1", "municipality"): {5: 3},
    ("K2", "resident"): {3: 7},
}


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("19:30", "21:30", 120),
        ("9.05", "9:06", 1),
        ("19:30", "19:30", None),
        ("21:30", "19:30", None),
        (None, "21:30", None),
        ("19:30", None, None),
        ("19:30", "", None),
    ],
)
def test_a_meeting_lasts_from_its_beginning_until_its_end(start, end, minutes):
    assert minutes_between(start, end) == minutes


def test_as_many_answers_as_people_are_right_and_one_more_is_not():
    assert too_many_answers(ANSWERS, {"resident": 7, "municipality": 3}) == []
    assert too_many_answers(ANSWERS, {"resident": 6, "municipality": 3}) == [TooMany("K2", "resident", 7, 6)]


def test_a_group_that_was_not_there_gave_no_answers():
    assert too_many_answers(ANSWERS, {"resident": 9}) == [TooMany("K1", "municipality", 3, 0)]


def test_where_nobody_was_counted_there_is_nothing_to_compare_with():
    assert too_many_answers(ANSWERS, {}) == []


def test_the_ways_that_answers_came_by_make_the_sum_of_the_answers():
    assert answers_of_card(ANSWERS, "K1") == 9
    assert wrong_channels(ANSWERS, {"K1": {"paper": 4, "phone": 5}}) == {}
    assert wrong_channels(ANSWERS, {"K1": {"paper": 4, "phone": 4}}) == {"K1": (8, 9)}
    # Where no way is known, nobody counted them.
    assert wrong_channels(ANSWERS, {"K1": {"paper": 0}, "K2": {}}) == {}


def test_a_point_without_minutes_takes_none_of_the_time():
    assert minutes_together(["10", None, "25"]) == 35
    assert minutes_together([]) == 0


def test_who_came_are_the_people_of_all_groups():
    assert people_together({"resident": 12, "municipality": 3}) == 15


def test_where_no_way_is_known_nobody_counted_them():
    answers = {("K1", "resident"): {4: 6}}
    assert wrong_channels(answers, {"K1": {"paper": 0}, "K2": {}}) == {}
