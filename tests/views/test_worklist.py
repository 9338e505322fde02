"""What asks for work on a day."""

from datetime import date

import pandas as pd
import pytest

from sok_metrics.views.actions import judge_actions, judge_decisions
from sok_metrics.views.worklist import due_measurements, incomplete_projects

TODAY = date(2026, 11, 22)


def dated(rows, *columns):
    return pd.DataFrame(rows).assign(
        **{name: pd.to_datetime([row[name] for row in rows]).astype("datetime64[us]") for name in columns}
    )


def assessed(*rows):
    usual = {
        "indicator_name": "Gas",
        "responsible": None,
        "frequency": "yearly",
        "role": "main",
        "is_derived": False,
        "is_outdated": False,
        "is_example": False,
        "latest_date": "2025-12-31",
        "next_due_on": "2026-12-31",
    }
    filled = [usual | {"indicator_code": row["series_code"][:2]} | row for row in rows]
    return dated(filled, "latest_date", "next_due_on")


def action(number, **cells):
    days = dict.fromkeys(["due_on", "done_on", "dropped_on"])
    return {"number": number, "agreed_on": "2026-01-01"} | days | cells


def actions(*rows):
    return judge_actions(dated(rows, "agreed_on", "due_on", "done_on", "dropped_on"), TODAY)


def decision(number, **cells):
    return {
        "number": number,
        "decided_on": "2025-01-01",
        "review_on": None,
        "reviewed_on": None,
        "withdrawn_on": None,
    } | cells


def decisions(*rows):
    return judge_decisions(dated(rows, "decided_on", "review_on", "reviewed_on", "withdrawn_on"), TODAY)


def test_a_measurement_is_asked_from_the_day_it_is_due():
    rows = assessed(
        {"series_code": "A1", "next_due_on": "2026-11-22"}, {"series_code": "B1", "next_due_on": "2026-11-23"}
    )
    assert list(due_measurements(rows, TODAY)["indicator_code"]) == ["A1"]


def test_what_was_never_measured_is_asked_last():
    rows = assessed(
        {"series_code": "A1", "latest_date": None, "next_due_on": None},
        {"series_code": "B1", "next_due_on": "2020-01-01"},
    )
    due = due_measurements(rows, TODAY)
    assert list(due["indicator_code"]) == ["B1", "A1"]
    assert due["due_on"].isna().tolist() == [False, True]


@pytest.mark.parametrize("cells", [{"role": "comparison"}, {"is_derived": True}])
def test_figures_of_others_and_computed_ones_are_not_asked(cells):
    assert due_measurements(assessed({"series_code": "A1", "next_due_on": "2020-01-01"} | cells), TODAY).empty


def test_the_series_of_one_indicator_are_one_question():
    told = {"indicator_name": "Gas", "responsible": "Stedin", "frequency": "monthly"}
    rows = assessed(
        {"series_code": "A1-x", "next_due_on": "2021-01-01", "role": "other", "is_example": True} | told,
        {"series_code": "A1-y", "next_due_on": "2020-01-01", "latest_date": "2019-01-01"} | told,
    )
    [row] = due_measurements(rows, TODAY).itertuples()
    assert (row.series_count, row.due_on) == (2, pd.Timestamp("2020-01-01"))
    assert (row.latest_date, row.is_example) == (pd.Timestamp("2019-01-01"), False)
    assert (row.indicator_name, row.responsible, row.frequency) == ("Gas", "Stedin", "monthly")


@pytest.mark.parametrize(("is_example", "told"), [([True, True], True), ([True, False], False)])
def test_only_a_question_about_examples_alone_is_an_example(is_example, told):
    rows = assessed(*({"series_code": f"A1-{n}", "latest_date": None, "is_example": one}
                      for n, one in enumerate(is_example)))  # fmt: skip
    assert due_measurements(rows, TODAY)["is_example"].tolist() == [told]


def test_an_outdated_series_is_asked_though_it_is_not_due():
    rows = assessed({"series_code": "A1", "next_due_on": None, "is_outdated": True}, {"series_code": "B1"})
    assert list(due_measurements(rows, TODAY)["indicator_code"]) == ["A1"]


def test_of_what_is_due_on_one_day_the_first_code_comes_first():
    rows = assessed(*({"series_code": code, "next_due_on": "2020-01-01"} for code in ("B1", "C1", "A1")))
    assert list(due_measurements(rows, TODAY)["indicator_code"]) == ["A1", "B1", "C1"]


def test_a_once_measured_indicator_is_not_asked_again():
    assert due_measurements(assessed({"series_code": "A1", "next_due_on": None}), TODAY).empty


def test_a_project_that_goes_on_needs_a_plan_and_a_contact_person():
    projects = pd.DataFrame(
        [
            {"code": "P1", "status": "running", "plan": "plan", "contact_role": "trekker"},
            {"code": "P2", "status": "plan", "plan": " ", "contact_role": "trekker"},
            {"code": "P3", "status": "idea", "plan": None, "contact_role": None},
            {"code": "P4", "status": "finished", "plan": None, "contact_role": None},
            {"code": "P5", "status": "stopped", "plan": None, "contact_role": None},
        ]
    )
    found = incomplete_projects(projects)
    assert list(found.columns) == [*projects.columns, "lacks_plan", "lacks_contact"]
    assert list(found[["code", "lacks_plan", "lacks_contact"]].itertuples(name=None)) == [
        (0, "P2", True, False),
        (1, "P3", True, True),
    ]


def test_an_action_is_late_the_day_after_its_date():
    judged = actions(action(1, due_on="2026-11-22"), action(2, due_on="2026-11-21"))
    assert list(zip(judged["number"], judged["state"], judged["days_late"], strict=True)) == [
        (2, "late", 1),
        (1, "open", 0),
    ]


def test_actions_stand_late_first_then_open_then_what_is_over():
    judged = actions(
        action(1, done_on="2026-02-01", due_on="2026-01-15"),
        action(2),
        action(3, due_on="2026-12-01"),
        action(4, dropped_on="2026-03-01"),
        action(5, due_on="2026-11-01"),
        action(6, due_on="2026-10-01"),
    )
    assert list(judged["number"]) == [6, 5, 3, 2, 4, 1]
    assert list(judged["state"]) == ["late", "late", "open", "open", "dropped", "done"]


def test_on_an_earlier_day_an_action_was_not_done_yet():
    judged = actions(
        action(1, done_on="2026-11-23"),
        action(2, agreed_on="2026-11-23"),
        action(3, dropped_on="2026-11-23", agreed_on="2026-11-22"),
    )
    assert list(zip(judged["number"], judged["state"], strict=True)) == [(1, "open"), (3, "open")]


@pytest.mark.parametrize(
    ("cells", "state"),
    [({"done_on": "2026-11-22"}, "done"), ({"dropped_on": "2026-11-22"}, "dropped"),
     ({"done_on": "2026-11-22", "dropped_on": "2026-11-01"}, "done")],
)  # fmt: skip
def test_an_action_is_over_from_the_day_itself_and_not_late_any_more(cells, state):
    judged = actions(action(1, due_on="2026-01-15", **cells))
    assert list(zip(judged["state"], judged["days_late"], strict=True)) == [(state, 0)]


def test_of_one_day_actions_stand_in_their_order_and_what_is_over_newest_first():
    same = {"due_on": "2026-11-01"}
    over = {"done_on": "2026-11-01"}
    judged = actions(action(2, **same), action(1, **same), action(3, **over), action(4, **over), action(5))
    assert list(judged["number"]) == [1, 2, 5, 4, 3]


def test_decisions_stand_due_first_then_planned_then_standing_then_withdrawn():
    judged = decisions(
        decision(1),
        decision(2, withdrawn_on="2026-01-01", review_on="2025-06-01"),
        decision(3, review_on="2026-12-01"),
        decision(4, review_on="2026-11-22"),
        decision(5, review_on="2026-01-01"),
        decision(6, decided_on="2026-11-23"),
    )
    assert list(judged["number"]) == [5, 4, 3, 1, 2]
    assert list(judged["state"]) == ["due", "due", "planned", "standing", "withdrawn"]


@pytest.mark.parametrize(
    ("reviewed_on", "state"),
    [(None, "due"), ("2026-10-31", "due"), ("2026-11-01", "standing"), ("2026-11-20", "standing")],
)
def test_a_decision_that_was_looked_at_again_stands(reviewed_on, state):
    judged = decisions(decision(1, review_on="2026-11-01", reviewed_on=reviewed_on))
    assert list(judged["state"]) == [state]


def test_of_one_day_decisions_stand_in_their_order_and_those_that_stand_newest_first():
    judged = decisions(
        decision(2, review_on="2026-12-01"),
        decision(1, review_on="2026-12-01"),
        decision(3, decided_on="2026-11-22"),
        decision(4, withdrawn_on="2026-11-23"),
        decision(5, withdrawn_on="2026-11-22"),
        decision(6),
    )
    assert list(judged["number"]) == [1, 2, 3, 6, 4, 5]
    assert list(judged["state"]) == ["planned", "planned", "standing", "standing", "standing", "withdrawn"]


@pytest.mark.parametrize(
    ("judge", "rows"),
    [
        (judge_actions, dated([action(1)], "agreed_on", "due_on", "done_on", "dropped_on")),
        (judge_decisions, dated([decision(1)], "decided_on", "review_on", "reviewed_on", "withdrawn_on")),
        (due_measurements, assessed({"series_code": "A1"})),
    ],
)
def test_nothing_in_is_nothing_out_with_the_same_columns(judge, rows):
    assert list(judge(rows.iloc[:0], TODAY).columns) == list(judge(rows, TODAY).columns)
    assert judge(rows.iloc[:0], TODAY).empty


@pytest.mark.parametrize("judged", [
    due_measurements(assessed({"series_code": "B1", "latest_date": None}, {"series_code": "A1"},
                              {"series_code": "C1", "next_due_on": "2020-01-01"}), TODAY),
    actions(action(1), action(2, due_on="2026-01-02")),
    decisions(decision(1), decision(2, review_on="2026-12-01")),
])  # fmt: skip
def test_rows_are_numbered_in_the_order_in_which_they_stand(judged):
    assert list(judged.index) == [0, 1]
