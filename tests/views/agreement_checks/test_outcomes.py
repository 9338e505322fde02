"""The organisation rules: kept, on its way, due soon, broken, or not to check; every day of a year."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.model import MeetingKind, ProjectStatus
from sok_metrics.nouns.outcomes import CheckReason, CheckStatus, RuleName
from sok_metrics.texts.agreement_checks import checks_sentence, part_sentence
from sok_metrics.texts.mending import mend_sentence
from sok_metrics.views.agreement_checks import check_rules, count_checks
from sok_metrics.views.agreement_checks.period import period_of, years_to_judge
from sok_metrics.views.agreement_checks.records import (
    AdjustmentRecord,
    CheckRecords,
    FundRecord,
    MeetingRecord,
    MemberRecord,
    ProjectRecord,
    Rule,
)

KEPT, ON_WAY, DUE_SOON, BROKEN, CANNOT_CHECK = CheckStatus
CODE = "AFSPRAAK-7"
"""A code that BoTu does not have: a check hangs on the numbers of a rule only."""


def on(text):
    return date.fromisoformat(text)


def meeting(day, kind=MeetingKind.REVIEW, status="held", *, items=1, cards=1, new=0, number=1):
    return MeetingRecord(number, kind, f"Bijeenkomst {day}", on(day), status, items, cards, new, False)


def project(
    code="P1", status=ProjectStatus.RUNNING, *, year=2024, plan=True, contact=True, starts=None, ends=None
):
    days = starts and on(starts), ends and on(ends)
    return ProjectRecord(code, code, status, year, *days, plan, contact, False)


def fund(*, year=2024, promised=100, paid=0, ends=None):
    return FundRecord("F", "Geld", year, ends and on(ends), Decimal(promised), Decimal(paid), False)


def member(elected, until=None, person="A"):
    return MemberRecord(person, on(elected), until and on(until), False)


def check(name, value, *, today, year=None, starts=None, ends=None, warning=None, **records):
    """The one part of a rule that promises this number."""
    rules = [Rule(CODE, name, value)]
    if warning is not None:
        rules.append(Rule(CODE, RuleName.WARNING_DAYS, warning))
    [rule] = check_rules(everything(rules, starts, ends, **records), year or on(today).year, today=on(today))
    [part] = rule.parts
    assert rule.status is part.status
    return part


def everything(rules, starts=None, ends=None, **records):
    nothing = dict.fromkeys(("meetings", "projects", "members", "funds", "adjustments"), ())
    return CheckRecords(
        starts_on=starts and on(starts),
        ends_on=ends and on(ends),
        agreement_is_example=False,
        rule_codes=tuple(dict.fromkeys([rule.code for rule in rules])),
        rules=tuple(rules),
        **{**nothing, **{name: tuple(rows) for name, rows in records.items()}},
    )


def reviews(*days, **options):
    return [meeting(day, number=n, **options) for n, day in enumerate(days, 1)]


# Meetings


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-01-01", ON_WAY),
        ("2026-06-30", ON_WAY),
        ("2026-11-30", ON_WAY),
        ("2026-12-01", DUE_SOON),
        ("2026-12-29", DUE_SOON),
        ("2026-12-30", BROKEN),
        ("2026-12-31", BROKEN),
    ],
)
def test_three_reviews_to_come_are_on_their_way_until_they_do_not_fit_any_more(today, expected):
    assert check(RuleName.REVIEWS, 3, today=today).status is expected


@pytest.mark.parametrize(
    ("held", "today", "expected"),
    [
        (("2024-03-14", "2024-10-10"), "2024-12-31", DUE_SOON),
        (("2024-03-14", "2024-10-10"), "2025-01-01", BROKEN),
        (("2024-03-14", "2024-10-10", "2024-12-31"), "2024-12-31", KEPT),
        (("2024-03-14", "2024-10-10", "2024-02-29"), "2025-06-01", KEPT),
        (("2024-01-01", "2024-06-01", "2024-12-31", "2024-05-05"), "2025-06-01", KEPT),
        (("2023-12-31", "2025-01-01", "2024-05-05"), "2025-06-01", BROKEN),
    ],
)
def test_held_reviews_count_in_their_own_calendar_year(held, today, expected):
    assert check(RuleName.REVIEWS, 3, today=today, year=2024, meetings=reviews(*held)).status is expected


def test_a_leap_day_is_a_day_like_others():
    part = check(RuleName.REVIEWS, 1, today="2024-02-29", meetings=reviews("2024-02-29"))
    assert (part.status, part.found) == (KEPT, 1)


def test_cancelled_meetings_count_for_nothing():
    cancelled = reviews("2026-03-01", "2026-12-10", status="cancelled")
    part = check(RuleName.REVIEWS, 2, today="2026-11-22", meetings=cancelled)
    assert (part.status, part.found, part.planned, part.day) == (ON_WAY, 0, 0, None)


def test_planned_meetings_count_as_planned_only():
    planned = reviews("2026-09-10", "2026-12-10", status="planned")
    part = check(RuleName.REVIEWS, 2, today="2026-06-01", meetings=planned)
    assert (part.status, part.found, part.planned, part.day) == (ON_WAY, 0, 2, on("2026-09-10"))


@pytest.mark.parametrize(
    ("today", "warning", "expected"),
    [
        ("2026-09-09", None, ON_WAY),
        ("2026-09-10", None, DUE_SOON),
        ("2026-10-10", None, DUE_SOON),
        ("2026-09-25", 14, ON_WAY),
        ("2026-09-26", 14, DUE_SOON),
        ("2026-10-09", 0, ON_WAY),
        ("2026-10-10", 0, DUE_SOON),
    ],
)
def test_a_planned_day_within_the_warning_days_is_due_soon(today, warning, expected):
    planned = reviews("2026-10-10", status="planned")
    assert check(RuleName.REVIEWS, 1, today=today, warning=warning, meetings=planned).status is expected


def test_a_meeting_still_planned_after_its_day_asks_what_became_of_it():
    part = check(RuleName.REVIEWS, 1, today="2026-06-02", meetings=reviews("2026-06-01", status="planned"))
    assert (part.status, part.found, part.planned) == (ON_WAY, 0, 0)
    assert [record.key for record in part.unmarked] == ["1"]
    assert "gehouden" in mend_sentence(part, is_past=False)


def test_a_meeting_planned_next_year_does_not_help_this_year():
    part = check(RuleName.REVIEWS, 1, today="2026-12-20", meetings=reviews("2027-01-05", status="planned"))
    assert (part.status, part.planned) == (DUE_SOON, 0)


@pytest.mark.parametrize("day", ["2026-12-01", "2026-12-31"])
def test_a_meeting_of_today_and_of_the_last_day_of_the_year_is_still_to_come(day):
    part = check(RuleName.REVIEWS, 1, today="2026-12-01", meetings=reviews(day, status="planned"))
    assert (part.planned, part.day, part.unmarked) == (1, on(day), ())


def test_other_kinds_of_meeting_do_not_count():
    others = reviews("2026-01-10", kind=MeetingKind.OTHER) + reviews("2026-01-11", kind=MeetingKind.MONTHLY)
    assert check(RuleName.REVIEWS, 1, today="2026-06-01", meetings=others).found == 0


def test_an_assessment_is_counted_like_a_review():
    held = reviews("2026-02-01", kind=MeetingKind.ASSESSMENT)
    assert check(RuleName.ASSESSMENTS, 1, today="2026-02-01", meetings=held).status is KEPT


# Every month


def monthly(*months, status="held", year=2026):
    return [meeting(f"{year}-{month:02d}-10", MeetingKind.MONTHLY, status, number=month) for month in months]


@pytest.mark.parametrize(
    ("today", "meetings", "expected", "missed"),
    [
        ("2026-01-01", [], DUE_SOON, ()),
        ("2026-01-31", [], DUE_SOON, ()),
        ("2026-02-01", [], BROKEN, (1,)),
        ("2026-01-05", monthly(1, status="planned"), ON_WAY, ()),
        ("2026-03-12", monthly(1, 2, 3), ON_WAY, ()),
        ("2026-04-01", monthly(1, 2, 3), DUE_SOON, ()),
        ("2026-04-01", monthly(1, 3), BROKEN, (2,)),
        ("2026-12-31", monthly(*range(1, 13)), KEPT, ()),
        ("2026-12-31", monthly(*range(1, 12)), DUE_SOON, ()),
        ("2027-01-01", monthly(*range(1, 12)), BROKEN, (12,)),
        ("2027-05-01", monthly(*range(1, 13)), KEPT, ()),
    ],
)
def test_twelve_a_year_means_each_month(today, meetings, expected, missed):
    part = check(RuleName.MONTHLY_MEETINGS, 12, today=today, year=2026, meetings=meetings)
    assert (part.status, part.missed_months) == (expected, missed)


@pytest.mark.parametrize(
    ("starts", "ends", "missed"),
    [
        ("2021-12-31", "2026-01-31", (1,)),
        ("2021-12-31", "2026-02-15", (1,)),
        ("2026-11-01", "2028-12-31", (11, 12)),
        ("2026-11-02", "2028-12-31", (12,)),
    ],
)
def test_only_whole_months_of_the_agreement_are_missed(starts, ends, missed):
    part = check(RuleName.MONTHLY_MEETINGS, 12, today="2027-03-01", year=2026, starts=starts, ends=ends)
    assert (part.status, part.missed_months) == (BROKEN, missed)


def test_two_meetings_in_one_month_do_not_make_up_for_another():
    twice = [*monthly(1, 2), meeting("2026-02-20", MeetingKind.MONTHLY)]
    assert check(RuleName.MONTHLY_MEETINGS, 12, today="2026-02-28", meetings=twice).found == 2


def test_another_number_a_year_is_just_counted():
    part = check(RuleName.MONTHLY_MEETINGS, 4, today="2026-12-31", meetings=monthly(1, 2, 3, 4))
    assert (part.status, part.missed_months) == (KEPT, ())


# The talk at a review


def test_each_review_needs_items_tied_to_values_or_goals():
    held = [*reviews("2026-02-01"), meeting("2026-05-01", items=0, number=9)]
    part = check(RuleName.LINKED_ITEMS, 1, today="2026-06-01", meetings=held)
    assert (part.status, part.found) == (BROKEN, 2)
    assert [record.key for record in part.records] == ["9"]


def test_each_review_needs_cards():
    assert check(RuleName.CARDS, 1, today="2026-06-01", meetings=reviews("2026-02-01")).status is KEPT
    none = reviews("2026-02-01", cards=0)
    assert check(RuleName.CARDS, 1, today="2026-06-01", meetings=none).status is BROKEN


@pytest.mark.parametrize("name", [RuleName.LINKED_ITEMS, RuleName.CARDS])
def test_without_any_review_there_was_no_talk_to_judge(name):
    assert check(name, 1, today="2026-06-01").status is ON_WAY
    assert check(name, 1, today="2026-06-01", year=2025).status is CANNOT_CHECK


@pytest.mark.parametrize(("items", "expected"), [(0, DUE_SOON), (1, KEPT)])
def test_the_next_agenda_wants_values_and_goals_in_time(items, expected):
    meetings = [*reviews("2026-02-01"), meeting("2026-06-20", status="planned", items=items)]
    part = check(RuleName.LINKED_ITEMS, 1, today="2026-06-01", meetings=meetings)
    assert part.status is expected
    if expected is DUE_SOON:
        assert (part.reason, part.planned, part.day) == (CheckReason.NOT_PREPARED, 1, on("2026-06-20"))
        assert [(record.table, record.day) for record in part.records] == [("meeting", on("2026-06-20"))]
        assert (part.required, part.found) == (1, 1)


@pytest.mark.parametrize(("day", "expected"), [("2026-07-01", DUE_SOON), ("2026-07-02", KEPT)])
def test_an_empty_agenda_asks_for_items_within_the_warning_days(day, expected):
    meetings = [*reviews("2026-02-01"), meeting(day, status="planned", items=0)]
    assert check(RuleName.LINKED_ITEMS, 1, today="2026-06-01", meetings=meetings).status is expected


@pytest.mark.parametrize(
    "other",
    [
        meeting("2026-06-20", MeetingKind.MONTHLY, "planned", items=0),
        meeting("2026-06-20", status="cancelled", items=0),
        meeting("2026-05-31", status="planned", items=0),
    ],
)
def test_only_a_review_that_is_still_to_come_needs_an_agenda(other):
    meetings = [*reviews("2026-02-01"), other]
    assert check(RuleName.LINKED_ITEMS, 1, today="2026-06-01", meetings=meetings).status is KEPT


def test_an_empty_agenda_far_away_needs_nothing_yet():
    meetings = [*reviews("2026-02-01"), meeting("2026-09-20", status="planned", items=0)]
    assert check(RuleName.LINKED_ITEMS, 1, today="2026-06-01", meetings=meetings).status is KEPT


# New people, projects and adjustments


@pytest.mark.parametrize(
    ("new", "today", "expected"),
    [
        (2, "2026-06-01", KEPT),
        (0, "2026-06-01", ON_WAY),
        (0, "2026-12-05", DUE_SOON),
        (0, "2027-01-01", BROKEN),
        (None, "2026-06-01", CANNOT_CHECK),
        (None, "2027-01-01", CANNOT_CHECK),
    ],
)
def test_first_timers_of_the_year(new, today, expected):
    meetings = reviews("2026-02-01", new=new)
    assert check(RuleName.FIRST_TIMERS, 1, today=today, year=2026, meetings=meetings).status is expected


def test_without_meetings_nobody_came_for_the_first_time():
    assert check(RuleName.FIRST_TIMERS, 1, today="2026-06-01", year=2025).status is BROKEN


@pytest.mark.parametrize(
    ("projects", "today", "expected"),
    [
        ([project(year=2026, status=ProjectStatus.IDEA)], "2026-06-01", KEPT),
        ([project(year=2026, status=ProjectStatus.STOPPED)], "2026-06-01", ON_WAY),
        ([project(year=2025), project(year=None)], "2026-12-31", DUE_SOON),
        ([project(year=2025)], "2027-01-01", BROKEN),
    ],
)
def test_a_new_series_of_projects(projects, today, expected):
    assert check(RuleName.PROJECT_SERIES, 1, today=today, year=2026, projects=projects).status is expected


def test_first_timers_of_all_meetings_are_added_up_and_those_meetings_named():
    meetings = [
        *reviews("2026-02-01", "2026-03-01", new=3),
        *reviews("2026-04-01"),
        *reviews("2026-05-01", new=None),
    ]
    part = check(RuleName.FIRST_TIMERS, 7, today="2026-06-01", meetings=meetings)
    assert (part.status, part.reason, part.required, part.found) == (ON_WAY, CheckReason.COUNTED, 7, 6)
    assert [record.day for record in part.records] == [on("2026-02-01"), on("2026-03-01")]


@pytest.mark.parametrize(("new", "expected"), [(5, KEPT), (4, CANNOT_CHECK)])
def test_a_small_count_that_is_not_shown_may_be_what_lacks(new, expected):
    hidden = replace(meeting("2026-03-01", new=None, number=2), hides_first_timers=True)
    part = check(
        RuleName.FIRST_TIMERS, 5, today="2026-06-01", meetings=[*reviews("2026-02-01", new=new), hidden]
    )
    assert (part.status, part.reason, part.found) == (expected, CheckReason.SMALL_COUNTS, new)


def test_two_series_a_year_cannot_be_told_apart():
    part = check(RuleName.PROJECT_SERIES, 2, today="2026-06-01", projects=[project(year=2026)])
    assert (part.status, part.reason) == (CANNOT_CHECK, CheckReason.NOT_COUNTED)
    assert (part.required, part.found, part.records[0].key) == (2, 1, "P1")


def test_a_plan_is_there_or_not_so_two_of_them_are_not_counted():
    part = check(RuleName.PLANS, 2, today="2026-06-01", projects=[project()])
    assert (part.status, part.reason, part.required) == (CANNOT_CHECK, CheckReason.NOT_COUNTED, 2)


def test_of_adjustments_the_last_day_is_told():
    made = [AdjustmentRecord(on(day), None, False) for day in ("2026-01-01", "2026-06-01", "2026-02-01")]
    part = check(RuleName.ADJUSTMENTS, 3, today="2026-06-01", adjustments=made)
    assert (part.status, part.found, part.required, part.day) == (KEPT, 3, 3, on("2026-06-01"))


@pytest.mark.parametrize(
    ("day", "code", "expected"),
    [
        ("2026-05-01", None, KEPT),
        ("2026-05-01", CODE, KEPT),
        ("2026-05-01", "O1", ON_WAY),
        ("2026-06-02", None, ON_WAY),
        ("2025-12-31", None, ON_WAY),
    ],
)
def test_a_new_version_or_a_decision_on_the_rule_is_an_adjustment(day, code, expected):
    made = [AdjustmentRecord(on(day), code, False)]
    assert check(RuleName.ADJUSTMENTS, 1, today="2026-06-01", adjustments=made).status is expected


# How things are


@pytest.mark.parametrize(
    ("funds", "today", "expected"),
    [
        ([], "2026-06-01", BROKEN),
        ([fund()], "2026-06-01", KEPT),
        ([fund(promised=0)], "2026-06-01", BROKEN),
        ([fund(promised=100, paid=100)], "2026-06-01", BROKEN),
        ([fund(year=2027)], "2026-06-01", BROKEN),
        ([fund(ends="2026-05-31")], "2026-06-01", BROKEN),
        ([fund(ends="2026-06-01")], "2026-06-01", DUE_SOON),
        ([fund(ends="2026-06-30")], "2026-06-01", DUE_SOON),
        ([fund(ends="2026-07-01")], "2026-06-01", KEPT),
        ([fund(ends="2026-06-02"), fund()], "2026-06-01", KEPT),
    ],
)
def test_there_is_an_energy_budget_with_money(funds, today, expected):
    assert check(RuleName.BUDGET_FUNDS, 1, today=today, funds=funds).status is expected


def test_of_usable_money_the_first_end_is_told_and_each_fund_with_its_last_day():
    funds = [fund(ends="2026-09-01"), fund(), fund(ends="2026-08-01"), fund(ends="2026-05-01")]
    part = check(RuleName.BUDGET_FUNDS, 2, today="2026-06-01", funds=funds)
    assert (part.status, part.found, part.day) == (KEPT, 3, on("2026-08-01"))
    assert [(record.day, record.is_last_day) for record in part.records] == [
        (on("2026-09-01"), True), (None, True), (on("2026-08-01"), True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("funds", "reason"),
    [
        ([], CheckReason.COUNTED),
        ([fund(ends="2026-05-31")], CheckReason.EXPIRED),
        ([fund(ends="2026-06-30")], CheckReason.ENDS_SOON),
        ([fund()], CheckReason.COUNTED),
    ],
)
def test_why_there_is_or_was_money_is_told(funds, reason):
    assert check(RuleName.BUDGET_FUNDS, 1, today="2026-06-01", funds=funds).reason is reason


def test_a_past_year_looks_at_the_money_of_its_last_day():
    funds = [fund(ends="2025-12-31")]
    assert check(RuleName.BUDGET_FUNDS, 1, today="2026-06-01", year=2025, funds=funds).status is KEPT
    assert check(RuleName.BUDGET_FUNDS, 1, today="2026-06-01", year=2026, funds=funds).status is BROKEN


@pytest.mark.parametrize(
    ("members", "expected", "reason", "day"),
    [
        ([], BROKEN, CheckReason.NO_RECORDS, None),
        ([member("2026-06-02")], BROKEN, CheckReason.NO_RECORDS, None),
        ([member("2024-02-01", "2026-05-31")], BROKEN, CheckReason.EXPIRED, "2026-05-31"),
        ([member("2022-02-01", "2024-01-31"), member("2024-02-01", "2026-05-31", "B")],
         BROKEN, CheckReason.EXPIRED, "2026-05-31"),
        ([member("2024-02-01", "2026-06-01")], DUE_SOON, CheckReason.ENDS_SOON, "2026-06-01"),
        ([member("2024-02-01", "2026-07-01")], DUE_SOON, CheckReason.ENDS_SOON, "2026-07-01"),
        ([member("2024-02-01", "2026-07-02")], KEPT, CheckReason.COUNTED, "2026-07-02"),
        ([member("2026-06-01")], KEPT, CheckReason.COUNTED, None),
        ([member("2024-02-01", "2026-09-05"), member("2024-02-01", "2026-06-05", "C"),
          member("2026-01-01", person="B")], KEPT, CheckReason.COUNTED, "2026-06-05"),
    ],
)  # fmt: skip
def test_the_process_group_is_elected_and_not_past_its_term(members, expected, reason, day):
    part = check(RuleName.PROCESS_GROUP, 1, today="2026-06-01", members=members)
    assert (part.status, part.reason, part.day) == (expected, reason, day and on(day))


@pytest.mark.parametrize(
    ("until", "today", "expected"), [("2025-12-31", "2026-01-01", KEPT), ("2025-12-30", "2026-01-01", BROKEN)]
)
def test_a_past_year_looks_at_the_group_of_its_last_day(until, today, expected):
    members = [member("2024-02-01", until)]
    assert check(RuleName.PROCESS_GROUP, 1, today=today, year=2025, members=members).status is expected


def test_somebody_with_two_tasks_is_one_member():
    twice = [member("2026-01-01"), member("2026-02-01")]
    assert check(RuleName.PROCESS_GROUP, 2, today="2026-06-01", members=twice).status is BROKEN


@pytest.mark.parametrize("name", [RuleName.PLANS, RuleName.CONTACTS])
@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (project("P9", plan=False, contact=False), BROKEN),
        (project("P9", ProjectStatus.PLAN, plan=False, contact=False), BROKEN),
        (project("P9", ProjectStatus.IDEA, plan=False, contact=False), KEPT),
        (project("P9", ProjectStatus.STOPPED, plan=False, contact=False), KEPT),
        (project("P9", ProjectStatus.FINISHED, plan=False, contact=False, ends="2025-12-31"), KEPT),
        (project("P9", ProjectStatus.FINISHED, plan=False, contact=False, ends="2026-01-01"), BROKEN),
        (project("P9", year=2027, plan=False, contact=False), KEPT),
        (project("P9", year=None, plan=False, contact=False), BROKEN),
        (project("P9", year=None, plan=False, contact=False, starts="2026-12-31"), BROKEN),
        (project("P9", year=None, plan=False, contact=False, starts="2027-01-01"), KEPT),
        (project("P9", plan=False, contact=False, starts="2027-01-01"), BROKEN),
    ],
)
def test_every_project_that_is_no_idea_has_a_plan_and_a_contact(name, wrong, expected):
    part = check(name, 1, today="2026-06-01", projects=[project(), wrong])
    assert part.status is expected
    if expected is BROKEN:
        assert ([record.key for record in part.records], part.found) == (["P9"], 2)


def test_without_projects_there_is_nothing_to_check():
    assert check(RuleName.PLANS, 1, today="2026-06-01").status is CANNOT_CHECK


@pytest.mark.parametrize(
    ("ends", "expected"), [("2028-12-31", KEPT), ("2027-12-31", BROKEN), (None, CANNOT_CHECK)]
)
def test_the_agreement_runs_as_long_as_promised(ends, expected):
    assert check(RuleName.RUNS_UNTIL, 2028, today="2026-06-01", ends=ends).status is expected


REVIEW = meeting("2026-03-01", new=1)


@pytest.mark.parametrize(
    ("name", "real", "among"),
    [
        (RuleName.REVIEWS, REVIEW, "meetings"),
        (RuleName.REVIEWS, meeting("2026-09-01", status="planned"), "meetings"),
        (RuleName.LINKED_ITEMS, REVIEW, "meetings"),
        (RuleName.LINKED_ITEMS, meeting("2026-06-20", status="planned", items=0), "meetings"),
        (RuleName.CARDS, REVIEW, "meetings"),
        (RuleName.FIRST_TIMERS, REVIEW, "meetings"),
        (RuleName.PROJECT_SERIES, project(year=2026), "projects"),
        (RuleName.PLANS, project(), "projects"),
        (RuleName.CONTACTS, project(), "projects"),
        (RuleName.BUDGET_FUNDS, fund(), "funds"),
        (RuleName.PROCESS_GROUP, member("2026-01-01"), "members"),
        (RuleName.PROCESS_GROUP, member("2024-01-01", "2026-01-01"), "members"),
        (RuleName.ADJUSTMENTS, AdjustmentRecord(on("2026-05-01"), None, False), "adjustments"),
    ],
)
def test_one_invented_record_makes_the_outcome_an_example(name, real, among):
    def has_examples(*records):
        rules = [Rule(CODE, name, 1), Rule(CODE, RuleName.RUNS_UNTIL, 2028)]
        [rule] = check_rules(everything(rules, **{among: records}), 2026, today=on("2026-06-01"))
        assert rule.has_examples is any(part.has_examples for part in rule.parts)
        return rule.has_examples

    invented = replace(real, is_example=True)
    assert [has_examples(real), has_examples(real, invented), has_examples(invented)] == [False, True, True]


# Rules and years


def test_rules_are_counted_by_their_outcome_also_those_that_no_rule_has():
    rules = [
        Rule("A", RuleName.REVIEWS, 1),
        Rule("B", RuleName.CARDS, 1),
        Rule("C", RuleName.BUDGET_FUNDS, 1),
    ]
    found = count_checks(check_rules(everything(rules), 2026, today=on("2026-06-01")))
    assert list(found.items()) == [(KEPT, 0), (ON_WAY, 2), (DUE_SOON, 0), (BROKEN, 1), (CANNOT_CHECK, 0)]


def test_a_rule_without_a_number_cannot_be_checked():
    records = everything([Rule(CODE, RuleName.WARNING_DAYS, 30)])
    [rule] = check_rules(records, 2026, today=on("2026-06-01"))
    assert (rule.status, rule.parts[0].reason) == (CANNOT_CHECK, CheckReason.NO_RULE)


def test_a_number_of_zero_promises_nothing():
    records = everything([Rule(CODE, RuleName.REVIEWS, 0)])
    assert check_rules(records, 2026, today=on("2026-06-01"))[0].status is CANNOT_CHECK


def test_a_number_that_this_version_does_not_know_is_left_alone():
    records = everything([Rule(CODE, "something_new", 3)])
    assert check_rules(records, 2026, today=on("2026-06-01"))[0].status is CANNOT_CHECK


def test_the_worst_part_decides():
    rules = [Rule("A", RuleName.REVIEWS, 1), Rule("A", RuleName.BUDGET_FUNDS, 1)]
    [rule] = check_rules(everything(rules, funds=[fund()]), 2025, today=on("2026-06-01"))
    assert [part.status for part in rule.parts] == [BROKEN, KEPT]
    assert rule.status is BROKEN


def test_before_the_agreement_begins_nothing_is_judged():
    part = check(RuleName.REVIEWS, 3, today="2026-06-01", starts="2026-09-01")
    assert (part.status, part.reason) == (CANNOT_CHECK, CheckReason.NOT_STARTED)
    assert check(RuleName.REVIEWS, 3, today="2026-09-01", starts="2026-09-01").status is ON_WAY


@pytest.mark.parametrize(("today", "expected"), [("2026-12-31", DUE_SOON), ("2027-01-01", CANNOT_CHECK)])
def test_a_year_that_began_late_is_never_broken_for_its_count(today, expected):
    part = check(RuleName.REVIEWS, 3, today=today, year=2026, starts="2026-11-01")
    assert part.status is expected


def test_the_months_before_the_beginning_were_not_missed():
    meetings = monthly(10, 11)
    part = check(RuleName.MONTHLY_MEETINGS, 12, today="2026-12-01", starts="2026-09-15", meetings=meetings)
    assert (part.status, part.missed_months) == (DUE_SOON, ())


@pytest.mark.parametrize(
    ("today", "starts", "ends", "expected"),
    [
        ("2026-06-01", "2021-12-31", "2028-12-31", [2026, 2025, 2024, 2023, 2022]),
        ("2026-06-01", "2024-01-01", None, [2026, 2025, 2024]),
        ("2026-06-01", "2026-03-01", None, [2026]),
        ("2026-06-01", "2027-03-01", None, [2026]),
        ("2026-06-01", None, None, [2026]),
        ("2031-06-01", "2026-12-01", "2028-06-30", [2028, 2027]),
    ],
)
def test_the_years_that_can_be_judged(today, starts, ends, expected):
    years = years_to_judge(on(today), starts and on(starts), ends and on(ends))
    assert list(years) == expected


@pytest.mark.parametrize("year", [2024, 2026])
def test_each_day_of_a_year_gives_every_rule_a_status_and_a_sentence(year):
    rules = [Rule(name.value, name.value, 2028 if name is RuleName.RUNS_UNTIL else 1) for name in RuleName]
    records = everything(
        rules,
        "2021-12-31",
        "2028-12-31",
        meetings=[*reviews(f"{year}-05-05"), meeting(f"{year}-11-05", status="planned", items=0, number=2)],
        projects=[project(plan=False), project("P2", contact=False)],
        members=[member(f"{year}-02-01", f"{year}-11-01")],
        funds=[fund(ends=f"{year}-10-01")],
    )
    day = date(year, 1, 1)
    while day <= date(year + 1, 1, 2):
        is_past = day.year > year
        checks = check_rules(records, year, today=day)
        assert checks_sentence(checks, year, is_past=is_past).endswith(".")
        for part in (part for rule in checks for part in rule.parts):
            said = part_sentence(part, past_year=year if is_past else None) + mend_sentence(
                part, is_past=is_past
            )
            assert said
            assert "{" not in said
        day += timedelta(days=1)


def test_a_count_of_the_running_year_never_gets_worse_by_waiting_until_it_is_too_late():
    order = [ON_WAY, DUE_SOON, BROKEN]
    seen = [
        order.index(check(RuleName.REVIEWS, 3, today=str(date(2026, 1, 1) + timedelta(days=n))).status)
        for n in range(365)
    ]
    assert seen == sorted(seen)


def test_the_period_is_what_year_and_agreement_share():
    period = period_of(2026, on("2026-06-01"), on("2026-03-01"), on("2026-09-30"))
    assert (period.start, period.end, period.is_partial) == (on("2026-03-01"), on("2026-09-30"), True)


def test_every_number_of_the_exchange_format_is_known_here():
    choices = TABLES_BY_NAME["rule_parameter"].column("name").choices
    assert set((choices or {}).values()) == {name.value for name in RuleName}
