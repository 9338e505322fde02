"""The proposed agenda, at each edge: what comes on it, why, in which order and how long."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.nouns.outcomes import Because, CheckStatus, Part, RuleCheck, Tally
from sok_metrics.views.actions import Actions, Decisions, judge_actions, judge_decisions
from sok_metrics.views.agenda_proposal import propose_agenda
from sok_metrics.views.agenda_proposal.known import Known, OnAgenda, Plan, UnapprovedMinutes

TODAY = date(2026, 11, 27)
EVENING = date(2026, 12, 10)
DAYS = ("held_on", "due_on", "agreed_on", "done_on", "dropped_on", "decided_on", "review_on", "reviewed_on")
MORE_DAYS = ("withdrawn_on", "until", "shared_on", "joined_on", "left_on")


def frame(columns, *rows):
    names = columns.split()
    found = pd.DataFrame([{name: row.get(name) for name in names} for row in rows], columns=names)
    days = [name for name in names if name in (*DAYS, *MORE_DAYS)]
    return found.assign(**{name: pd.to_datetime(found[name]).astype("datetime64[us]") for name in days})


def commitments(*codes):
    kinds = {"W": "value", "D": "goal", "S": "cooperation_rule"}
    columns = "code kind position title is_example"
    rows = [
        {"code": code, "kind": kinds[code[0]], "position": int(code[1:]), "title": f"Titel {code}"}
        for code in codes
    ]
    return frame(columns, *rows)


def open_points(*rows):
    columns = (
        "number meeting_number meeting_kind meeting_title held_on title kind brought_by commitment_code "
        "project_code minutes_planned outcome is_noted is_example"
    )
    usual = {
        "meeting_kind": "review",
        "meeting_title": "Zomer",
        "held_on": "2026-09-17",
        "title": "Punt",
        "kind": "talk",
        "is_noted": True,
        "is_example": False,
    }
    return frame(columns, *[usual | row for row in rows])


def actions(*rows):
    columns = "number text agreed_on due_on done_on dropped_on is_example"
    usual = {"agreed_on": "2026-01-01", "text": "Bel de school", "is_example": False}
    return Actions(judge_actions(frame(columns, *[usual | row for row in rows]), TODAY))


def decisions(*rows):
    columns = (
        "number text decided_on review_on reviewed_on withdrawn_on commitment_code project_code is_example"
    )
    usual = {"decided_on": "2026-01-01", "text": "Elke maand een brief", "is_example": False}
    return Decisions(judge_decisions(frame(columns, *[usual | row for row in rows]), TODAY))


def withheld(*rows):
    columns = "number text until shared_on commitment_code project_code is_example"
    return frame(columns, *[{"text": "De prijs", "is_example": False} | row for row in rows])


def projects(*rows):
    columns = "code title plan contact_role status series_year is_example"
    usual = {"plan": "ja", "contact_role": "coach", "status": "running", "is_example": False}
    return frame(columns, *[usual | {"title": f"Project {row['code']}"} | row for row in rows])


def parties(*rows):
    return frame("name joined_on left_on is_example", *[{"is_example": False} | row for row in rows])


def check(code, status):
    return RuleCheck(code, status, (Part(None, status),))


def plan(*points, kind=MeetingKind.REVIEW, minutes=None, held_on=EVENING):
    return Plan(7, kind, held_on, minutes, points)


def there(**cells):
    return OnAgenda(**{"kind": "talk"} | cells)


def known(**cells):
    nothing = Known(
        plan=plan(),
        commitments=commitments(),
        talked={},
        worse={},
        outdated={},
        left_open=open_points(),
        actions=actions(),
        decisions=decisions(),
        checks=(),
        proposals=frame("number title is_example"),
        projects=projects(),
        spotlit={},
        withheld=withheld(),
        parties=parties(),
        due_measurements=frame("indicator_name is_example"),
        open_ideas=0,
        reviews_promised=3,
        last_review=date(2026, 9, 17),
        tally=Tally(better=1, worse=2, measurements=3, changes=6),
        next_review=None,
        last_version=None,
    )
    return replace(nothing, **cells)


def found(because, **cells):
    return [one for one in propose_agenda(known(**cells)) if one.reasons[0].because is because]


def order(**cells):
    return [point.reasons[0].because for point in propose_agenda(known(**cells))]


def test_an_evening_begins_with_welcome_and_ends_with_closing():
    assert order() == [Because.WELCOME, Because.SINCE, Because.CLOSING]


def test_before_the_first_review_there_is_nothing_to_look_back_on():
    assert order(last_review=None, tally=None) == [Because.WELCOME, Because.CLOSING]


def test_the_welcome_names_parties_that_came_since_the_last_review():
    rows = parties(
        {"name": "School", "joined_on": "2026-09-18"},
        {"name": "Moskee", "joined_on": "2026-12-10"},
        {"name": "Er al bij", "joined_on": "2026-09-17"},
        {"name": "Komt nog", "joined_on": "2026-12-11"},
        {"name": "Ging weer", "joined_on": "2026-10-01", "left_on": "2026-11-01"},
        {"name": "Onbekend"},
    )
    [welcome] = found(Because.WELCOME, parties=rows)
    assert welcome.reasons[1].names == ("School", "Moskee")
    [without] = found(Because.WELCOME, parties=rows, last_review=None, tally=None)
    assert len(without.reasons) == 1


class TestLeftOpen:
    def test_what_was_put_off_comes_back_with_all_that_it_had(self):
        row = {
            "number": 5,
            "outcome": "next_time",
            "title": "Warmte",
            "kind": "commitment",
            "commitment_code": "D1",
            "project_code": "P1",
            "brought_by": "resident",
            "minutes_planned": 25,
        }
        [point] = found(Because.LEFT_OPEN, left_open=open_points(row))
        assert (point.carried_from, point.subject, point.kind) == (5, "Warmte", "commitment")
        assert (point.commitment_code, point.project_code, point.brought_by) == ("D1", "P1", "resident")
        assert point.minutes == 25
        assert point.reasons[0].day == date(2026, 9, 17)

    def test_what_the_last_meeting_did_not_come_to_comes_back(self):
        assert found(Because.LEFT_OPEN, left_open=open_points({"number": 5}))

    def test_where_nobody_wrote_how_points_ended_nothing_tells_what_stayed_open(self):
        assert not found(Because.LEFT_OPEN, left_open=open_points({"number": 5, "is_noted": False}))

    def test_only_the_last_meeting_of_this_kind_left_points_without_an_end(self):
        rows = open_points(
            {"number": 1, "held_on": "2026-06-11"},
            {"number": 2, "held_on": "2026-09-17"},
            {"number": 3, "held_on": "2026-11-10", "meeting_kind": "monthly"},
        )
        assert [one.carried_from for one in found(Because.LEFT_OPEN, left_open=rows)] == [2]

    def test_what_was_put_off_comes_back_from_every_kind_of_meeting_for_a_year(self):
        rows = open_points(
            {"number": 1, "outcome": "next_time", "held_on": "2025-12-08"},
            {"number": 2, "outcome": "next_time", "held_on": "2025-12-09"},
            {"number": 3, "outcome": "next_time", "held_on": "2026-11-10", "meeting_kind": "monthly"},
            {"number": 4, "outcome": "next_time", "held_on": "2026-12-10"},
        )
        assert [one.carried_from for one in found(Because.LEFT_OPEN, left_open=rows)] == [2, 3]

    def test_welcome_and_closing_are_never_left_open(self):
        rows = open_points({"number": 1, "kind": "welcome"}, {"number": 2, "kind": "closing"})
        assert not found(Because.LEFT_OPEN, left_open=rows)

    def test_what_came_back_on_this_agenda_is_not_proposed_again(self):
        rows = open_points({"number": 5}, {"number": 6})
        points = found(Because.LEFT_OPEN, left_open=rows, plan=plan(there(carried_from=5)))
        assert [one.carried_from for one in points] == [6]


class TestTurns:
    ALL = commitments("W1", "W2", "W3", "D1", "D2", "D3", "S1")

    def codes(self, **cells):
        points = propose_agenda(known(**{"commitments": self.ALL} | cells))
        return [one.commitment_code for one in points if one.kind == "commitment"]

    def test_values_and_goals_take_turns_so_that_all_pass_in_a_year(self):
        assert self.codes() == ["W1", "D1"]
        assert self.codes(reviews_promised=6) == ["W1"]
        assert self.codes(reviews_promised=1) == ["W1", "D1", "W2", "D2", "W3", "D3"]
        assert self.codes(reviews_promised=4) == ["W1", "D1"]
        assert self.codes(reviews_promised=None) == ["W1", "D1"]

    def test_never_comes_before_long_ago_and_long_ago_before_lately(self):
        talked = {"W1": date(2026, 9, 17), "D1": date(2025, 3, 1), "W2": date(2025, 2, 28)}
        assert self.codes(talked=talked, reviews_promised=1) == ["D2", "W3", "D3", "W2", "D1", "W1"]
        points = found(Because.TURN, commitments=self.ALL, talked=talked, reviews_promised=1)
        assert points[0].reasons[0].day == date(2025, 2, 28)
        assert points[0].subject == "Titel W2"

    def test_what_stands_on_the_agenda_or_comes_back_takes_a_turn(self):
        assert self.codes(plan=plan(there(commitment_code="D3"))) == ["W1"]
        rows = open_points({"number": 5, "kind": "commitment", "commitment_code": "D2"})
        assert self.codes(left_open=rows) == ["D2", "W1"]
        both = plan(there(commitment_code="D3"), there(commitment_code="W3"))
        assert self.codes(plan=both) == []

    def test_rules_of_cooperation_have_no_turn(self):
        assert self.codes(commitments=commitments("S1")) == []

    def test_without_values_and_goals_nothing_is_in_turn(self):
        assert self.codes(commitments=commitments()) == []

    def test_what_got_worse_or_stale_tells_so_and_comes_on_the_agenda_out_of_turn(self):
        worse, outdated = {"D1": ["Gas"], "D3": ["Schulden", "Kou"]}, {"W3": ["Kaart"], "D3": ["Zon"]}
        points = [
            one
            for one in propose_agenda(known(commitments=self.ALL, worse=worse, outdated=outdated))
            if one.kind == "commitment"
        ]
        assert [one.commitment_code for one in points] == ["W1", "D1", "D3", "W3"]
        assert [reason.because for reason in points[1].reasons] == [Because.NEVER_TALKED, Because.MOVED]
        assert [reason.because for reason in points[2].reasons] == [Because.MOVED, Because.OUTDATED]
        assert points[2].reasons[0].names == ("Schulden", "Kou")

    def test_no_more_than_three_come_out_of_turn_those_that_got_worst_first(self):
        everything = commitments(*[f"D{n}" for n in range(1, 10)])
        worse = {f"D{n}": ["a"] * n for n in range(4, 10)}
        assert self.codes(commitments=everything, worse=worse) == ["D1", "D2", "D3", "D9", "D8", "D7"]

    def test_of_many_names_a_few_are_said_and_all_are_counted(self):
        [point] = found(Because.NEVER_TALKED, commitments=commitments("D1"), worse={"D1": list("abcd")})
        assert (point.reasons[1].count, point.reasons[1].names) == (4, ("a", "b", "c"))


def test_open_actions_are_late_when_their_day_is_over_on_the_evening_itself():
    assert not found(Because.LATE_ACTIONS, actions=actions({"number": 1, "due_on": "2026-12-10"}))
    rows = actions(
        {"number": 1, "due_on": "2026-12-09"},
        {"number": 2, "due_on": "2026-01-02"},
        {"number": 3, "due_on": "2026-01-02", "done_on": "2026-02-01"},
        {"number": 4, "due_on": "2026-01-02", "dropped_on": "2026-02-01"},
        {"number": 5},
    )
    [point] = found(Because.LATE_ACTIONS, actions=rows)
    assert (point.kind, point.reasons[0].count) == ("actions", 2)


def test_a_decision_comes_back_on_its_day_unless_it_was_looked_at_or_withdrawn():
    rows = decisions(
        {"number": 1, "review_on": "2026-12-10", "commitment_code": "W3"},
        {"number": 2, "review_on": "2026-12-11"},
        {"number": 3, "review_on": "2026-10-01", "reviewed_on": "2026-10-01"},
        {"number": 4, "review_on": "2026-10-01", "reviewed_on": "2026-09-30", "text": "Te vroeg bekeken"},
        {"number": 5, "review_on": "2026-10-01", "withdrawn_on": "2026-10-02"},
        {"number": 6},
    )
    points = found(Because.REVIEW_DECISION, decisions=rows)
    assert [one.subject for one in points] == ["Te vroeg bekeken", "Elke maand een brief"]
    assert points[1].commitment_code == "W3"
    assert points[1].reasons[0].day == date(2026, 12, 10)


def test_what_could_not_be_shared_is_asked_again_on_its_day_until_it_is_shared():
    rows = withheld(
        {"number": 1, "until": "2026-12-10", "project_code": "P1"},
        {"number": 2, "until": "2026-12-11"},
        {"number": 3, "until": "2026-10-01", "shared_on": "2026-11-01"},
        {"number": 4},
    )
    [point] = found(Because.NOT_SHARED_YET, withheld=rows)
    assert (point.kind, point.project_code) == ("talk", "P1")


def test_rules_come_on_the_agenda_when_broken_or_nearly_so():
    checks = [check(f"O{n}", status) for n, status in enumerate(CheckStatus, start=1)]
    [point] = found(Because.RULES, checks=checks)
    assert set(point.reasons[0].names) == {
        f"O{n}"
        for n, status in enumerate(CheckStatus, start=1)
        if status in (CheckStatus.BROKEN, CheckStatus.DUE_SOON)
    }
    assert not found(Because.RULES, checks=[check("O1", CheckStatus.KEPT)])


def test_the_running_project_that_was_in_the_sun_longest_ago_comes_in_it():
    rows = projects({"code": "P1"}, {"code": "P2"}, {"code": "P3"}, {"code": "P4", "status": "finished"})
    spotlit = {"P1": date(2025, 1, 1), "P2": date(2024, 1, 1), "P3": date(2026, 1, 1)}
    [point] = found(Because.SPOTLIGHT, projects=rows, spotlit=spotlit)
    assert (point.project_code, point.reasons[0].day) == ("P2", date(2024, 1, 1))
    [never] = found(Because.SPOTLIGHT, projects=rows, spotlit={"P1": date(2025, 1, 1)})
    assert (never.project_code, never.reasons[0].day) == ("P2", None)
    assert not found(Because.SPOTLIGHT, projects=projects({"code": "P4", "status": "plan"}))


def test_projects_without_a_plan_or_contact_are_one_point():
    rows = projects({"code": "P1", "plan": " "}, {"code": "P2", "contact_role": None}, {"code": "P3"})
    [point] = found(Because.INCOMPLETE_PROJECTS, projects=rows)
    assert point.reasons[0].names == ("P1", "P2")


def test_proposals_for_the_budget_are_one_point():
    rows = frame("number title is_example", *[{"title": f"v{n}", "is_example": n == 6} for n in range(1, 8)])
    [point] = found(Because.PROPOSALS, proposals=rows)
    assert (point.reasons[0].count, len(point.reasons[0].names)) == (7, 5)
    assert point.has_examples


@pytest.mark.parametrize("kind", ["welcome", "since", "actions", "closing"])
def test_of_some_kinds_one_is_enough(kind):
    rows = actions({"number": 1, "due_on": "2026-01-02"})
    points = propose_agenda(known(plan=plan(there(kind=kind)), actions=rows))
    assert kind not in [one.kind for one in points]
    assert len(points) == 3


class TestMonthly:
    def test_it_goes_by_the_work_and_prepares_the_review(self):
        found_order = order(
            plan=plan(kind=MeetingKind.MONTHLY),
            commitments=commitments("W1"),
            due_measurements=frame("indicator_name is_example", {"indicator_name": "Gas"}),
            open_ideas=2,
        )
        assert found_order == [
            Because.WELCOME,
            Because.MEASUREMENTS,
            Because.IDEAS,
            Because.PREPARE,
            Because.CLOSING,
        ]

    @pytest.mark.parametrize(
        ("following", "is_asked"),
        [(None, True), (date(2027, 2, 8), True), (date(2027, 2, 9), False)],
    )
    def test_a_review_is_prepared_two_months_before(self, following, is_asked):
        points = found(Because.PREPARE, plan=plan(kind=MeetingKind.MONTHLY), next_review=following)
        assert bool(points) is is_asked


class TestAssessment:
    def test_it_goes_through_process_goals_results_agreement_and_new_projects(self):
        checks = [check("O1", CheckStatus.KEPT), check("O2", CheckStatus.BROKEN)]
        points = propose_agenda(
            known(
                plan=plan(kind=MeetingKind.ASSESSMENT),
                commitments=commitments("W1", "D1", "D2"),
                checks=checks,
                projects=projects({"code": "P1"}, {"code": "P2", "status": "idea", "series_year": 2027}),
                last_version=date(2021, 12, 31),
                worse={"D2": ["Gas"]},
            )
        )
        assert [one.reasons[0].because for one in points] == [
            Because.WELCOME,
            Because.PROCESS,
            Because.GOAL_OF_YEAR,
            Because.GOAL_OF_YEAR,
            Because.RESULTS,
            Because.ADJUST,
            Because.NEW_SERIES,
            Because.CLOSING,
        ]
        process, results, adjust, series = points[1], points[4], points[5], points[6]
        assert process.reasons[0].names == ("O1",)
        assert process.reasons[1].names == ("O2",)
        assert points[3].reasons[1].names == ("Gas",)
        assert results.reasons[0].count == 2
        assert adjust.reasons[0].day == date(2021, 12, 31)
        assert (series.subject, series.reasons[0].names) == ("2027", ("P2",))


class TestMinutes:
    ALL = commitments("W1", "D1")

    def times(self, minutes, *points, **cells):
        proposed = propose_agenda(
            known(plan=plan(*points, minutes=minutes), commitments=self.ALL, reviews_promised=1, **cells)
        )
        return {one.commitment_code or one.kind: one.minutes for one in proposed if one.fits}

    def test_without_an_end_each_gets_what_is_usual(self):
        assert self.times(None) == {"welcome": 10, "since": 10, "W1": 20, "D1": 20, "closing": 10}

    def test_what_fits_just_gets_all_and_what_is_over_stays_free(self):
        assert sum(self.times(70).values()) == 70
        assert sum(self.times(120).values()) == 70

    def test_with_less_time_all_get_less(self):
        times = self.times(50)
        assert sum(times.values()) == 50
        assert set(times) == {"welcome", "since", "W1", "D1", "closing"}
        assert min(times.values()) >= 5

    def test_with_too_little_time_what_presses_least_does_not_fit(self):
        assert set(self.times(30)) == {"welcome", "W1", "D1", "closing"}
        assert set(self.times(29)) == {"welcome", "since", "W1", "closing"}
        assert self.times(0) == {}

    def test_what_stands_on_the_agenda_takes_its_time_first(self):
        assert sum(self.times(60, there(minutes=25)).values()) == 35
        assert self.times(60, there(minutes=90)) == {}
        assert sum(self.times(70, there()).values()) == 70

    def test_a_point_that_comes_back_keeps_the_time_that_it_had(self):
        rows = open_points({"number": 5, "minutes_planned": 25}, {"number": 6, "minutes_planned": 3})
        proposed = propose_agenda(known(plan=plan(minutes=300), left_open=rows))
        assert [one.minutes for one in proposed if one.carried_from] == [25, 3]


def test_minutes_that_the_parties_have_read_ask_a_later_meeting_for_its_yes():
    waiting = (
        UnapprovedMinutes("Herfst", EVENING - timedelta(days=60)),
        UnapprovedMinutes("Later", EVENING),
    )
    for kind in MeetingKind:
        [point] = found(Because.APPROVE_MINUTES, unapproved=waiting, plan=plan(kind=kind))
        assert (point.kind, point.subject) == ("decision", "Herfst")
