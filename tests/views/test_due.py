"""Periods: which one is asked, and how people write them."""

from datetime import date

import pytest

from sok_metrics.nouns.calendar import Period
from sok_metrics.nouns.model import Frequency
from sok_metrics.texts.periods import parse_period, period_words
from sok_metrics.views.due import due_period, next_due

TODAY = date(2026, 11, 22)


def days(start, end=None):
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


@pytest.mark.parametrize(
    ("frequency", "last", "asked"),
    [
        (Frequency.YEARLY, None, days("2025-01-01", "2025-12-31")),
        (Frequency.YEARLY, days("2017-01-01", "2017-12-31"), days("2025-01-01", "2025-12-31")),
        (Frequency.YEARLY, days("2025-01-01", "2025-12-31"), days("2026-01-01", "2026-11-22")),
        (Frequency.TWO_YEARLY, days("2022-01-01", "2022-12-31"), days("2025-01-01", "2025-12-31")),
        (Frequency.HALF_YEARLY, None, days("2026-01-01", "2026-06-30")),
        (Frequency.QUARTERLY, days("2026-04-01", "2026-06-30"), days("2026-07-01", "2026-09-30")),
        (Frequency.MONTHLY, days("2026-09-01", "2026-09-30"), days("2026-10-01", "2026-10-31")),
        (Frequency.MONTHLY, days("2026-10-01", "2026-10-31"), days("2026-11-01", "2026-11-22")),
        (Frequency.TWO_YEARLY, days("2018-01-01"), days("2026-11-22")),
        (Frequency.PER_REVIEW, None, days("2026-11-22")),
        (Frequency.ONCE, None, days("2026-11-22")),
    ],
)
def test_the_period_that_is_asked_is_the_newest_that_is_over(frequency, last, asked):
    assert due_period(frequency, last, TODAY) == asked


@pytest.mark.parametrize(
    ("today", "asked"),
    [("2026-12-31", days("2026-01-01", "2026-12-31")), ("2027-01-01", days("2026-01-01", "2026-12-31"))],
)
def test_on_its_last_day_a_period_is_over(today, asked):
    assert due_period(Frequency.YEARLY, None, date.fromisoformat(today)) == asked


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["2025", " 2025 "], days("2025-01-01", "2025-12-31")),
        (["maart 2025", "mrt 2025", "mrt. 2025", "3-2025", "03/2025", "2025-03"],
         days("2025-03-01", "2025-03-31")),
        (["3e kwartaal 2025", "3 kw 2025", "K3 2025", "2025 k3", "2025-Q3", "3e kwartaal van 2025"],
         days("2025-07-01", "2025-09-30")),
        (["2e half jaar 2025", "2e halfjaar 2025", "2e helft 2025"], days("2025-07-01", "2025-12-31")),
        (["12-3-2025", "12/03/2025", "12 maart 2025", "12 mrt 2025", "12 mrt. 2025", "2025-03-12"],
         days("2025-03-12")),
        (["1-1-2025 t/m 30-6-2026", "1 jan 2025 tot en met 30 juni 2026", "2025 - juni 2026"],
         days("2025-01-01", "2026-06-30")),
        (["februari 2024"], days("2024-02-01", "2024-02-29")),
    ],
)  # fmt: skip
def test_people_write_a_period_in_many_ways(texts, period):
    assert [parse_period(text) for text in texts] == [period] * len(texts)


@pytest.mark.parametrize(
    "text",
    ["", "vorig jaar", "25", "31-2-2025", "5e kwartaal 2025", "13-2025", "2026 t/m 2025", "ma 2025", "0025",
     "1-1-2025 t/m", "12 foo 2025"],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_examples(text):
    with pytest.raises(ValueError, match="is geen periode. Schrijf het zo: 2025, maart 2025"):
        parse_period(text)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (days("2025-01-01", "2025-12-31"), "2025"),
        (days("2025-07-01", "2025-09-30"), "3e kwartaal 2025"),
        (days("2025-07-01", "2025-12-31"), "2e half jaar 2025"),
        (days("2025-03-01", "2025-03-31"), "maart 2025"),
        (days("2025-03-12"), "12 mrt 2025"),
        (days("2026-01-01", "2026-11-22"), "1 jan 2026 t/m 22 nov 2026"),
    ],
)
def test_what_we_write_we_can_read(period, words):
    assert period_words(period) == words
    assert parse_period(words) == period


@pytest.mark.parametrize(
    ("frequency", "end", "due"),
    [
        (Frequency.YEARLY, "2025-12-31", date(2026, 12, 31)),
        (Frequency.QUARTERLY, "2025-11-30", date(2026, 2, 28)),
        (Frequency.TWO_YEARLY, "2024-02-29", date(2026, 2, 28)),
        (Frequency.MONTHLY, "2025-12-15", date(2026, 1, 15)),
        (Frequency.ONCE, "2025-12-15", None),
    ],
)
def test_the_next_figure_is_asked_so_many_months_later(frequency, end, due):
    assert next_due(frequency, days("2024-01-01", end)) == due
