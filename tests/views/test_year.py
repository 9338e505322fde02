"""The year: what was, what comes, what is late, and how much of the promise is still to plan."""

from datetime import date

import pandas as pd
import pytest

from sok_metrics.charts.year import year_chart
from sok_metrics.texts.year import lane_words, missed_months_words, year_sentence
from sok_metrics.views.agreement_checks.period import period_of
from sok_metrics.views.year import DayState, Lane, year_of, years_of

TODAY = date(2027, 6, 9)


def meetings(*rows):
    columns = ["number", "kind", "held_on", "status", "title", "is_example"]
    known = [
        (n, kind, pd.Timestamp(day), status, f"B{n}", False) for n, (kind, day, status) in enumerate(rows)
    ]
    frame = pd.DataFrame(known, columns=columns)
    return frame.assign(held_on=pd.to_datetime(frame["held_on"]))


def reminders(*rows):
    columns = ["kind", "number", "text", "day", "is_example"]
    known = [(kind, n, f"R{n}", pd.Timestamp(day), False) for n, (kind, day) in enumerate(rows)]
    frame = pd.DataFrame(known, columns=columns)
    return frame.assign(day=pd.to_datetime(frame["day"]))


def funds(*days):
    rows = [(f"F{n}", "Pot", day, False) for n, day in enumerate(days)]
    return pd.DataFrame(rows, columns=["code", "name", "ends_on", "is_example"])


def year(*rows, of=2027, reminds=(), ends=(), promised=3, late=0, each_month_in=None):
    return year_of(of, TODAY, meetings=meetings(*rows), reminders=reminders(*reminds), funds=funds(*ends),
                   late_actions=late, reviews_promised=promised, each_month_in=each_month_in)  # fmt: skip


def test_months_that_passed_without_their_meeting_are_shown_as_late():
    whole = period_of(2027, TODAY, date(2021, 12, 20), date(2028, 12, 31))
    found = year(
        ("monthly", "2027-01-12", "held"),
        ("monthly", "2027-03-09", "held"),
        ("monthly", "2027-04-13", "cancelled"),
        ("monthly", "2027-05-11", "planned"),
        ("review", "2027-02-01", "held"),
        each_month_in=whole,
    )
    # June is not over yet; in May one was planned and nobody said that it was held.
    assert found.missed_months == (2, 4, 5)
    figure = year_chart(found, "Het jaar 2027", lane_words("Energiewijk-overleg"))
    late = [trace for trace in figure.data if "2027-02-15" in trace.x]
    assert [trace.marker.symbol for trace in late] == ["diamond"]
    assert (
        missed_months_words(found.missed_months, "Energiewijk-overleg")
        == "Geen Energiewijk-overleg in februari, april en mei."
    )


def test_without_a_rule_for_each_month_none_is_missed():
    assert year(("review", "2027-02-01", "held")).missed_months == ()


def test_of_an_agreement_that_began_later_the_months_before_are_not_missed():
    begun = period_of(2027, TODAY, date(2027, 4, 15), date(2029, 12, 31))
    assert year(each_month_in=begun).missed_months == (5,)


def test_what_was_what_comes_and_what_should_have_been():
    found = year(
        ("review", "2027-03-12", "held"),
        ("review", "2027-06-09", "planned"),
        ("monthly", "2027-05-04", "planned"),
        ("review", "2027-02-01", "cancelled"),
        ("assessment", "2028-01-10", "planned"),
        reminds=(("decision", "2026-12-01"), ("decision", "2027-12-01"), ("withheld", "2027-06-08"),
                 ("action", "2027-01-01")),
        ends=(date(2027, 12, 31), None),
    )  # fmt: skip
    told = [(one.day.isoformat(), one.lane, one.state) for one in found.days]
    assert told == [
        ("2027-03-12", Lane.REVIEW, DayState.HELD),
        ("2027-05-04", Lane.MONTHLY, DayState.LATE),
        ("2027-06-08", Lane.WITHHELD, DayState.LATE),
        ("2027-06-09", Lane.REVIEW, DayState.PLANNED),
        ("2027-12-01", Lane.SECOND_LOOK, DayState.PLANNED),
        ("2027-12-31", Lane.FUND, DayState.PLANNED),
    ]
    assert [one.day.isoformat() for one in found.late] == ["2026-12-01", "2027-05-04", "2027-06-08"]
    assert (found.reviews_held, found.reviews_to_plan, found.has_assessment) == (1, 1, False)
    assert [len(days) for days in found.by_month().values()] == [0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize(("promised", "to_plan"), [(3, 3), (None, 0), (0, 0)])
def test_an_empty_year_has_all_of_its_promise_to_plan(promised, to_plan):
    found = year(promised=promised)
    assert (found.reviews_to_plan, found.late_count, list(found.days)) == (to_plan, 0, [])


def test_of_a_year_that_is_over_nothing_is_left_to_plan():
    assert year(("review", "2026-03-12", "held"), of=2026).reviews_to_plan == 0


def test_late_actions_count_as_late():
    assert year(("monthly", "2027-01-04", "planned"), late=2).late_count == 3


def test_the_years_to_choose_from_are_those_with_something_and_the_next():
    assert years_of(meetings(("review", "2024-03-12", "held")), funds(date(2030, 1, 1)), TODAY) == [
        2030, 2028, 2027, 2024,
    ]  # fmt: skip


def test_the_sentence_tells_of_the_promise_and_of_what_is_late():
    words = year_sentence(1, 3, 1, 2, year=2027)
    assert words == (
        "In 2027 waren er 1 van de 3 voortgangsbijeenkomsten. Er moet er nog 1 gepland worden. "
        "2 dingen zijn te laat."
    )
    assert "4 voortgangsbijeenkomsten; 3 waren er beloofd" in year_sentence(4, 3, 0, 0, year=2027)
    assert year_sentence(1, None, 0, 0, year=2027) == "In 2027 was er 1 voortgangsbijeenkomst."


def test_the_chart_has_a_mark_with_its_number_at_each_day_and_no_empty_rows():
    found = year(("review", "2027-03-12", "held"), ("monthly", "2027-05-04", "planned"))
    figure = year_chart(found, "Het jaar", lane_words("Energiewijk-overleg"))
    marks = {trace.name: (list(trace.x), list(trace.text), trace.marker.symbol) for trace in figure.data}
    assert marks == {
        "geweest": (["2027-03-12"], ["12"], "circle"),
        "te laat": (["2027-05-04"], ["4"], "diamond"),
    }
    named = [one.text for one in figure.layout.annotations]
    assert [word for word in named if word in lane_words("Energiewijk-overleg").values()] == [
        "Voortgang", "Energiewijk-overleg",
    ]  # fmt: skip
    assert not year_chart(year(), "Het jaar", lane_words("Overleg")).data
