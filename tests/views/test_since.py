"""From when until when is compared."""

from datetime import date, datetime

import pandas as pd
import pytest

from sok_metrics.nouns.calendar import end_of_day
from sok_metrics.nouns.outcomes import ChangeKind, Tally, Turn
from sok_metrics.views.since import Review, period_since, tally

TODAY = date(2026, 11, 22)
CLOSED = datetime(2026, 9, 17, 20, 15)
AUTUMN = Review(2, "herfst", date(2026, 9, 17), CLOSED)
SPRING = Review(1, "lente", date(2026, 3, 19), None)


def test_it_begins_where_the_last_review_was_closed():
    found = period_since([AUTUMN, SPRING], TODAY, None)
    assert (found.review, found.from_day, found.from_moment) == (AUTUMN, AUTUMN.held_on, CLOSED)
    assert (found.until_day, found.until_moment, found.is_over) == (TODAY, None, False)


def test_a_review_on_the_last_day_is_not_the_one_before():
    found = period_since([AUTUMN, SPRING], TODAY, None, until=AUTUMN.held_on)
    assert (found.review, found.from_moment) == (SPRING, end_of_day(SPRING.held_on))
    assert (found.until_moment, found.is_over) == (end_of_day(AUTUMN.held_on), True)


def test_a_day_that_was_asked_begins_at_its_end_or_at_the_review_of_that_day():
    day = date(2026, 5, 1)
    assert period_since([AUTUMN, SPRING], TODAY, None, start=day).from_moment == end_of_day(day)
    assert period_since([AUTUMN], TODAY, None, start=AUTUMN.held_on).from_moment == CLOSED


@pytest.mark.parametrize(
    ("shown", "start"),
    [
        (TODAY, date(2026, 7, 22)),
        (date(2026, 6, 30), date(2026, 2, 28)),
        (date(2028, 6, 30), date(2028, 2, 29)),
    ],
)
def test_without_a_review_we_look_four_months_back(shown, start):
    assert period_since([], shown, None).from_day == start


def test_what_is_shown_of_an_earlier_moment_ends_at_that_moment():
    found = period_since([AUTUMN], TODAY, CLOSED)
    assert (found.until_day, found.until_moment) == (TODAY, CLOSED)
    assert period_since([AUTUMN], TODAY, CLOSED, until=SPRING.held_on).until_moment == end_of_day(
        SPRING.held_on
    )


def test_statuses_and_cards_turn_better_or_worse_and_only_new_measurements_are_measured():
    kinds = [
        *[(ChangeKind.STATUS, turn) for turn in 3 * [Turn.BETTER] + [Turn.WORSE, Turn.NEW]],
        *[(ChangeKind.CARD, turn) for turn in (Turn.BETTER, Turn.WORSE, Turn.NEW)],
        *[(ChangeKind.MEASUREMENT, turn) for turn in (Turn.NEW, Turn.NEW, Turn.NEW, Turn.OTHER)],
    ]
    assert tally(pd.DataFrame(kinds, columns=["kind", "turn"])) == Tally(4, 2, 3, 12, cards=2)
