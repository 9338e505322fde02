"""One evening in numbers: time, people, and answers that cannot be of who came."""

import pytest

from sok_metrics.views.evening import (
    minutes_between,
    minutes_together,
    people_together,
    too_many_answers,
    wrong_channels,
)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("19:30", "21:30", 120),
        ("9.30", "10:00", 30),
        ("19:30", None, None),
        (None, "21:30", None),
        ("21:30", "19:30", None),
        ("19:30", "19:30", None),
    ],
)
def test_a_meeting_lasts_from_its_beginning_to_its_end(start, end, minutes):
    assert minutes_between(start, end) == minutes


def test_a_point_without_minutes_takes_none_of_the_time():
    assert minutes_together(["10", None, "25"]) == 35
    assert minutes_together([]) == 0


def test_who_came_are_the_people_of_all_groups():
    assert people_together({"resident": 12, "municipality": 3}) == 15


def test_more_answers_of_a_group_than_it_had_people_are_found():
    answers = {("SAM-01", "resident"): {4: 10, 5: 3}, ("SAM-01", "municipality"): {3: 2}}
    [found] = too_many_answers(answers, {"resident": 12, "municipality": 2})
    assert (found.card, found.group, found.answers, found.people) == ("SAM-01", "resident", 13, 12)


def test_where_nobody_counted_who_came_nothing_can_be_too_many():
    assert too_many_answers({("SAM-01", "resident"): {5: 100}}, {}) == []


def test_the_ways_that_answers_came_by_must_add_up_to_the_answers():
    answers = {("SAM-01", "resident"): {4: 10}, ("SAM-02", "resident"): {4: 3}}
    channels = {"SAM-01": {"phone": 7, "paper": 2}, "SAM-02": {"phone": 3}}
    assert wrong_channels(answers, channels) == {"SAM-01": (9, 10)}
