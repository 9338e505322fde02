"""What the store computes itself, against cases worked out by hand; what is not known gives no row."""

from datetime import date
from math import isnan

import pytest

from sok_metrics.nouns.model import View
from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.views.rows import rows_of
from tests.store.rows import action, consent, indicator, meeting, person, project, save, series


@pytest.fixture
def derived(store):
    """derived(metric, **tables): the measurements that follow, as (start, end, value, is_example)."""

    def found(metric, *, derived_from=None, view=None, **tables):
        card = [indicator("KAART", kind="card")] if derived_from else []
        own = indicator(derived_metric=metric) | {"derived_from": derived_from}
        save(store, indicator=[*({**indicator(), **row} for row in card), own], series=[series()])
        save(store, **tables)
        rows = list_measurements(store.reader(view))
        assert (rows["is_derived"] & (rows["series_code"] == "IND-01")).all()
        return [
            (row.period_start.date(), row.period_end.date(), round(row.value, 6), row.is_example)
            for row in rows_of(rows)
        ]

    return found


DAY = date(2024, 3, 1)
LATER = date(2024, 9, 1)


def on(value, day=DAY, *, example=False):
    return (day, day, value, example)


def present(group, count, first="0", meeting_number="1", **cells):
    row = {"meeting_number": meeting_number, "group_name": group, "count": str(count)}
    return row | {"first_time_count": str(first)} | cells


METRICS = [
    "resident_share",
    "resident_agenda_share",
    "new_participants",
    "reachable_contacts",
    "actions_in_time",
    "budget_granted",
    "group_difference",
]


@pytest.mark.parametrize("metric", METRICS)
def test_nothing_at_all_gives_no_row(derived, metric):
    assert derived(metric, derived_from="KAART" if metric == "group_difference" else None) == []


@pytest.mark.parametrize("metric", [metric for metric in METRICS if metric != "budget_granted"])
def test_a_review_without_anything_gives_no_row(derived, metric):
    assert derived(metric, meeting=[meeting()]) == []


# Attendance (DEE-01, DEE-03)


def test_residents_and_initiatives_as_a_share_of_all_present(derived):
    rows = [present("resident", 6), present("initiative", 3), present("municipality", 3)]
    assert derived("resident_share", meeting=[meeting()], attendance=rows) == [on(75.0)]


def test_only_organisations_is_a_measured_zero(derived):
    rows = [present("municipality", 3)]
    assert derived("resident_share", meeting=[meeting()], attendance=rows) == [on(0.0)]


def test_nobody_present_has_no_share(derived):
    rows = [present("resident", 0), present("municipality", 0)]
    assert derived("resident_share", meeting=[meeting()], attendance=rows) == []


def test_first_timers_of_all_groups_count(derived):
    rows = [present("resident", 6, 2), present("municipality", 3, 1)]
    assert derived("new_participants", meeting=[meeting()], attendance=rows) == [on(3.0)]


@pytest.mark.parametrize("other", [{"kind": "monthly"}, {"status": "planned"}, {"visibility": "draft"}])
def test_only_public_reviews_that_were_held_count(derived, other):
    rows = [present("resident", 6)]
    assert derived("resident_share", meeting=[meeting(**other)], attendance=rows) == []


def test_one_example_row_makes_the_figure_an_example(derived, store):
    rows = [present("resident", 1), present("municipality", 1, origin="example")]
    assert derived("resident_share", meeting=[meeting()], attendance=rows) == [on(50.0, example=True)]
    left = list_measurements(store.reader(View(with_examples=False)))
    assert list(left["value"]) == [100.0]


def test_a_review_that_is_an_example_makes_the_figure_one(derived):
    rows = [present("resident", 1)]
    meetings = [meeting(origin="example")]
    assert derived("resident_share", meeting=meetings, attendance=rows) == [on(100.0, example=True)]


# Agenda (DEE-02)


def item(number, brought_by, meeting_number="1"):
    row = {"number": str(number), "meeting_number": meeting_number, "position": "1", "title": "punt"}
    return row | {"brought_by": brought_by}


def test_agenda_points_of_residents_as_a_share_of_those_with_a_bringer(derived):
    items = [item(1, "resident"), item(2, "initiative"), item(3, "municipality"), item(4, None)]
    [row] = derived("resident_agenda_share", meeting=[meeting()], agenda_item=items)
    assert row == on(66.666667)


def test_an_agenda_without_bringers_gives_no_row(derived):
    assert derived("resident_agenda_share", meeting=[meeting()], agenda_item=[item(1, None)]) == []


# Contact persons (DEE-05)


def reachable(derived, projects, people=None, consents=None, **cells):
    people = [person()] if people is None else people
    consents = [consent(), consent(field="phone")] if consents is None else consents
    return derived(
        "reachable_contacts", meeting=[meeting(**cells)], person=people, consent=consents, project=projects
    )


def running(code="P1", **cells):
    return project(code, starts_on="2023-01-01", ends_on=None) | cells


def test_a_name_and_a_number_with_consent_can_be_reached(derived):
    projects = [running(contact_person_code="M1"), running("P2", contact_person_code=None)]
    assert reachable(derived, projects) == [on(50.0)]


@pytest.mark.parametrize(
    "consents",
    [
        [],
        [consent()],
        [consent(field="phone")],
        [consent(), consent(field="email")],
        [consent(), consent(field="phone", given_on="2024-03-02")],
        [consent(), consent(field="phone") | {"withdrawn_on": "2024-02-29"}],
        [consent(), consent(field="phone") | {"withdrawn_on": "2024-03-01"}],
    ],
    ids=["none", "name", "phone", "no such address", "later", "withdrawn", "withdrawn that day"],
)
def test_without_consent_for_both_that_day_nobody_can_be_reached(derived, consents):
    consents = [{"withdrawn_on": None} | row for row in consents]
    assert reachable(derived, [running(contact_person_code="M1")], consents=consents) == [on(0.0)]


def test_consent_that_was_withdrawn_later_held_on_the_day(derived):
    consents = [consent(withdrawn_on="2024-03-02"), consent(field="phone", withdrawn_on="2024-03-02")]
    assert reachable(derived, [running(contact_person_code="M1")], consents=consents) == [on(100.0)]


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "idea"},
        {"starts_on": "2024-03-02"},
        {"status": "stopped"},
        {"status": "stopped", "ends_on": "2024-02-29"},
        {"status": "finished", "ends_on": "2024-02-29"},
    ],
)
def test_projects_that_did_not_run_that_day_do_not_count(derived, cells):
    assert reachable(derived, [running(**cells)]) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "plan"},
        {"status": "finished"},
        {"status": "stopped", "ends_on": "2024-03-01"},
        {"ends_on": "2024-01-01"},
        {"starts_on": None, "series_year": "2024"},
        {"starts_on": None, "planned_on": "2024-03-01"},
    ],
)
def test_projects_that_ran_that_day_count(derived, cells):
    assert reachable(derived, [running(**cells)]) == [on(0.0)]


def test_changing_a_project_later_leaves_the_figure_of_an_earlier_review(derived, store):
    assert reachable(derived, [running(contact_person_code="M1")]) == [on(100.0)]
    save(store, project=[running(contact_person_code="M1", summary="nieuw")])
    assert list(list_measurements(store.reader())["value"]) == [100.0]


# Actions (AFS-01)


def test_actions_due_since_the_previous_review_that_were_done_in_time(derived):
    rows = [
        action(1, due_on="2024-02-01", done_on="2024-02-01"),
        action(2, due_on="2024-03-01", done_on="2024-03-02"),
        action(3, due_on="2024-03-02", done_on="2024-03-02"),
        action(4, due_on="2024-09-01", done_on=None),
        action(5, due_on="2024-09-02", done_on="2024-09-02"),
        action(6, due_on="2024-04-01", done_on=None, dropped_on="2024-04-01"),
        action(7, due_on=None, done_on="2024-04-01"),
    ]
    rows = [{"dropped_on": None, **row} for row in rows]
    found = derived("actions_in_time", meeting=[meeting(), meeting(2, "2024-09-01")], action=rows)
    assert found == [
        (date(2024, 2, 1), DAY, 50.0, False),
        (date(2024, 3, 2), LATER, 50.0, False),
    ]


def test_a_review_since_which_nothing_was_due_gives_no_row(derived):
    rows = [action(due_on="2024-02-01", done_on="2024-02-01")]
    found = derived("actions_in_time", meeting=[meeting(), meeting(2, "2024-09-01")], action=rows)
    assert [row[1] for row in found] == [DAY]


# Money (AFS-02)


def fund(code, year, amount, **cells):
    return {"code": code, "name": code, "year": str(year), "amount_promised": amount} | cells


def granted(number, day, **parts):
    allocation = {"number": str(number), "granted_on": day, "project_code": "P9"}
    return allocation, [
        {"allocation_number": str(number), "fund_code": code, "amount": amount}
        for code, amount in parts.items()
    ]


def money(*grants):
    return {
        "project": [project("P9")],
        "allocation": [allocation for allocation, _ in grants],
        "allocation_fund": [part for _, parts in grants for part in parts],
    }


def test_money_granted_until_each_year_of_what_was_promised_by_then(derived):
    found = derived(
        "budget_granted",
        fund=[fund("A", 2021, "50000"), fund("B", 2021, "50000"), fund("C", 2023, "100000")],
        **money(
            granted(1, "2021-06-01", A="10000.50"),
            granted(2, "2021-11-01", A="4999.50", B="5000"),
            granted(3, "2023-05-01", C="30000"),
        ),
    )
    assert found == [
        (date(2021, 1, 1), date(2021, 11, 1), 20.0, False),
        (date(2023, 1, 1), date(2023, 5, 1), 25.0, False),
    ]


def test_money_without_a_promise_has_no_share(derived):
    grants = money(granted(1, "2021-06-01", A="0"))
    assert derived("budget_granted", fund=[fund("A", 2021, "0")], **grants) == []


def test_promised_and_not_granted_gives_no_row(derived):
    assert derived("budget_granted", fund=[fund("A", 2021, "50000")]) == []


def test_an_archived_fund_counts_on_neither_side(derived, store):
    grants = money(granted(1, "2021-06-01", A="10", B="10"))
    derived("budget_granted", fund=[fund("A", 2021, "100"), fund("B", 2021, "100")], **grants)
    save(store, fund=[{"code": "B", "archived_at": "2026-01-01 00:00:00"}])
    assert list(list_measurements(store.reader())["value"]) == [10.0]


# Difference between groups (SAM-02)


def answer(group, score, count, **cells):
    row = {"meeting_number": "1", "indicator_code": "KAART", "group_name": group}
    return row | {"score": str(score), "count": str(count)} | cells


def difference(derived, *answers):
    return derived("group_difference", derived_from="KAART", meeting=[meeting()], card_answer=list(answers))


def test_the_distance_between_the_means_of_residents_and_organisations(derived):
    found = difference(
        derived,
        answer("resident", 2, 4),
        answer("initiative", 4, 4),  # residents: (2*4 + 4*4) / 8 = 3
        answer("municipality", 5, 3),
        answer("housing_corporation", 4, 1),
        answer("energy_company", 3, 1),  # organisations: (15 + 4 + 3) / 5 = 4.4
        answer("entrepreneur", 1, 90),
        answer("other", 1, 90),
    )
    assert found == [on(1.4)]


@pytest.mark.parametrize(("residents", "organisations"), [(4, 5), (5, 4), (0, 5), (5, 0)])
def test_fewer_than_five_answers_in_a_group_give_no_row(derived, residents, organisations):
    rows = [answer("resident", 1, residents), answer("municipality", 5, organisations)]
    assert difference(derived, *rows) == []


def test_five_in_both_groups_are_enough(derived):
    assert difference(derived, answer("resident", 1, 5), answer("municipality", 5, 5)) == [on(4.0)]


def test_one_side_only_gives_no_row(derived):
    assert difference(derived, answer("resident", 1, 50)) == []


def test_the_distance_is_not_shown_where_it_would_tell_of_a_small_group(derived, store):
    """Everybody minus the residents is the two of an initiative and the nine of the municipality together."""
    rows = [answer("resident", 2, 9), answer("initiative", 5, 2), answer("municipality", 4, 9)]
    [(*_days, value, _is_example)] = difference(derived, *rows)
    assert isnan(value)
    assert list_measurements(store.reader())["hidden"].tolist() == ["beside 5"]


def test_the_distance_follows_the_threshold_of_its_card(derived, store):
    difference(derived, answer("resident", 1, 7), answer("municipality", 5, 8))
    assert list_measurements(store.reader())["hidden"].tolist() == [None]
    save(store, indicator=[{"code": "KAART", "privacy_threshold": "10"}])
    assert list_measurements(store.reader())["hidden"].tolist() == ["beside 10"]
