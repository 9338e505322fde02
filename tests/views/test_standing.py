"""The cards, the indicators and the steps that a page, a sheet and a document name are the same ones."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from sok_metrics.nouns.model import Agreement, Origin, Status
from sok_metrics.views.agreement import months_left
from sok_metrics.views.meeting import closed_before
from sok_metrics.views.progress import add_up, latest_cards, way_of
from sok_metrics.views.progress.commitments import attention_order
from sok_metrics.views.progress.milestones import judge_milestones
from sok_metrics.views.project import next_milestones

TODAY = date(2026, 11, 22)


def test_what_is_up_to_date_and_slowest_needs_attention_first():
    rows = pd.DataFrame(
        [
            ("FINE", Status.ACHIEVED, 2.0, False),
            ("OLD", Status.WRONG_WAY, -1.0, True),
            ("SLOW", Status.FAR_BEHIND, 0.1, False),
            ("LESS", Status.FAR_BEHIND, 0.3, False),
        ],
        columns=["indicator_code", "status", "pace", "is_outdated"],
    )
    assert attention_order(rows)["indicator_code"].tolist() == ["SLOW", "LESS", "OLD", "FINE"]


def test_of_two_meetings_on_one_day_the_later_number_is_the_newest():
    cards = pd.DataFrame(
        [("W1", "B", "", 2), ("W1", "A", "", 1), ("W1", "A", "", 2), ("W1", "A", "resident", 3)],
        columns=["commitment_code", "indicator_code", "group_name", "meeting_number"],
    ).assign(held_on=pd.Timestamp(TODAY))
    [card] = latest_cards(cards).itertuples()
    assert (card.indicator_code, card.meeting_number) == ("A", 2)


@pytest.mark.parametrize(("change", "way"), [(0.5, "up"), (-1.0, "down"), (0.0, ""), (float("nan"), "")])
def test_a_card_goes_up_or_down_or_neither(change, way):
    assert way_of(SimpleNamespace(change=change)) == way


def test_statuses_that_look_alike_are_added_up():
    counts = {Status.ON_TRACK.value: 2, Status.RIGHT_WAY.value: 3, Status.ACHIEVED.value: 1}
    assert add_up(counts, lambda status: status is Status.ACHIEVED) == {True: 1, False: 5}


def test_the_next_step_is_the_first_that_is_not_reached_by_today():
    rows = pd.DataFrame(
        [("P1", "later gehaald", "2026-01-01", "2026-12-01"), ("P1", "later", "2027-01-01", None),
         ("P2", "gehaald", "2026-01-01", "2026-01-01"), ("P2", "zonder dag", None, None)],
        columns=["project_code", "title", "due_on", "reached_on"],
    )  # fmt: skip
    rows = rows.assign(due_on=pd.to_datetime(rows["due_on"]), reached_on=pd.to_datetime(rows["reached_on"]))
    assert next_milestones(judge_milestones(rows, TODAY))["title"].tolist() == ["later gehaald", "zonder dag"]


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (TODAY, (2, 1)),
        (date(2028, 11, 30), (0, 1)),
        (date(2028, 12, 1), (0, 0)),
        (date(2028, 12, 31), None),
        (date(2029, 1, 1), None),
    ],
)
def test_an_agreement_has_whole_months_left(today, left):
    agreement = Agreement("SOK", "Wijk", None, None, None, date(2028, 12, 31), None, 10, Origin.REAL)
    assert months_left(agreement, today) == left
    assert months_left(None, today) is None


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2027, 6, 14), (1, 0)),
        (date(2027, 6, 15), (1, 0)),
        (date(2027, 6, 16), (0, 11)),
        (date(2028, 5, 31), (0, 0)),
    ],
)
def test_a_month_is_whole_until_its_day_has_passed(today, left):
    agreement = Agreement("SOK", "Wijk", None, None, None, date(2028, 6, 15), None, 10, Origin.REAL)
    assert months_left(agreement, today) == left
    endless = Agreement("SOK", "Wijk", None, None, None, None, None, 10, Origin.REAL)
    assert months_left(endless, today) is None


def test_a_meeting_closes_on_the_day_that_somebody_wrote_down():
    held = {"status": "held", "held_on": pd.Timestamp("2026-09-17")}
    closed = SimpleNamespace(**held, closed_at=pd.Timestamp("2026-09-17 22:30"))  # half past midnight here
    assert closed_before(closed, TODAY) == date(2026, 9, 18)
    assert closed_before(closed, date(2026, 9, 18)) is None
    assert closed_before(SimpleNamespace(**held, closed_at=None), TODAY) == date(2026, 9, 17)
    assert closed_before(SimpleNamespace(**held | {"status": "planned"}, closed_at=None), TODAY) is None
