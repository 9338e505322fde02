"""Actions, decisions and what asks for work on a day, counted once for pages and files."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from sok_metrics.views.actions import actions_on, decisions_on
from sok_metrics.views.meetings import meetings_on
from sok_metrics.views.money import Books
from sok_metrics.views.work import Work
from sok_metrics.views.worklist import COMING_MEETINGS, worklist_on

TODAY = date(2026, 11, 22)


def dated(rows, columns, days):
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[us]") for name in days})


def actions(*found):
    days = ["agreed_on", "due_on", "done_on", "dropped_on"]
    columns = ["number", "meeting_number", "owner_party_code", *days, "is_example"]
    return actions_on(dated(found, columns, days), TODAY)


def decisions(*found):
    days = ["decided_on", "review_on", "reviewed_on", "withdrawn_on"]
    return decisions_on(dated(found, ["number", "meeting_number", *days], days), TODAY)


def meetings(*found):
    rows = dated(found, ["number", "kind", "status", "held_on", "is_example"], ["held_on"])
    return meetings_on(TODAY, rows.assign(attendance=pd.NA, resident_count=pd.NA), None)


ACTIONS = actions(
    (1, 1, "A", "2026-01-01", "2026-11-21", None, None, False),
    (2, 2, "B", "2026-01-01", None, None, None, False),
    (3, 1, "A", "2026-01-01", "2026-10-01", "2026-10-02", None, True),
    (4, 2, "B", "2026-01-01", "2026-01-02", None, None, False),
)  # fmt: skip


def test_what_is_late_is_open_too():
    assert (ACTIONS.count, ACTIONS.open_count, ACTIONS.late_count) == (4, 3, 2)
    assert ACTIONS.late["number"].tolist() == [4, 1]
    assert ACTIONS.open["number"].tolist() == [4, 1, 2]


@pytest.mark.parametrize(
    ("owners", "found"), [(["A"], [1, 3]), (["A", "B"], [4, 1, 2, 3]), ([], [4, 1, 2, 3])]
)
def test_of_some_owners_only_their_actions_stay_and_of_nobody_all(owners, found):
    assert ACTIONS.of_owners(owners).rows["number"].tolist() == found


def test_each_meeting_has_what_it_brought():
    assert ACTIONS.of_meeting(2)["number"].tolist() == [4, 2]


def test_a_decision_asks_for_a_second_look_from_its_day_on():
    found = decisions(
        (1, 1, "2026-01-01", "2026-11-22", None, None),
        (2, 1, "2026-01-01", "2026-11-23", None, None),
        (3, 1, "2026-01-01", None, None, None),
        (4, 1, "2026-01-01", "2026-11-22", "2026-11-22", None),
    )
    assert (found.count, found.due_count) == (4, 1)


@pytest.mark.parametrize(
    ("meeting", "action", "money", "rests"),
    [
        (("review", False), False, False, False),
        (("review", True), False, False, True),
        (("monthly", True), False, False, False),
        (("review", False), True, False, True),
        (("review", False), False, True, True),
    ],
)
def test_the_overview_rests_on_examples_where_one_of_its_figures_does(meeting, action, money, rests):
    kind, is_example = meeting
    held = meetings((1, kind, "held", "2026-01-01", is_example))
    due = actions((1, 1, "A", "2026-01-01", None, None, None, action))
    assert Work(held, due, cast(Books, SimpleNamespace(has_examples=money))).has_examples is rests


def test_a_finished_example_is_no_figure_of_the_overview():
    done = actions((1, 1, "A", "2026-01-01", None, "2026-01-02", None, True))
    assert not Work(meetings(), done, cast(Books, SimpleNamespace(has_examples=False))).has_examples


def test_the_worklist_has_all_that_asks_for_work_and_counts_it():
    asked = []

    def ending(within):
        asked.append(within)
        return ["geld"]

    days = ["latest_date", "next_due_on"]
    columns = "series_code indicator_code indicator_name responsible frequency role is_derived is_outdated"
    assessed = dated([], [*columns.split(), "is_example", *days], days)
    found = worklist_on(
        TODAY,
        assessed=assessed,
        projects=pd.DataFrame(
            [("P1", "plan", "plan", None)], columns=["code", "status", "plan", "contact_role"]
        ),
        actions=ACTIONS,
        books=cast(Books, SimpleNamespace(ending=ending)),
        meetings=meetings(*((n, "review", "planned", f"2026-12-0{n}", False) for n in range(1, 6))),
        ideas=pd.DataFrame({"number": [1, 2, 3], "is_open": [True, False, True]}),
    )
    assert found.counts() == {"measurements": 0, "projects": 1, "actions": 2, "money": 1, "ideas": 2}
    assert [*map(str, found.money)] == ["geld"]
    assert asked == [timedelta(days=90)]
    assert found.coming["number"].tolist() == [1, 2, 3]
    assert len(found.coming) == COMING_MEETINGS
    assert found.ideas["number"].tolist() == [1, 3]
