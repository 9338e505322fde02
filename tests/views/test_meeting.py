"""One meeting: its own rows, its cards beside those of the time before, and what was said, by subject."""

from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from sok_metrics.views.actions import Actions, Decisions
from sok_metrics.views.meeting import beside_previous, meeting_content
from sok_metrics.views.progress import Progress

CARDS = ["meeting_number", "held_on", "indicator_code", "group_name", "median", "change"]


def cards(*rows):
    frame = pd.DataFrame(rows, columns=CARDS)
    return frame.assign(held_on=pd.to_datetime(frame["held_on"]))


@pytest.fixture
def told():
    return cards(
        (1, "2026-01-01", "A", "", 3.0, None),
        (2, "2026-02-01", "A", "", 3.5, 0.5),
        (1, "2026-01-01", "B", "", 4.0, None),
        (3, "2026-03-01", "B", "", 2.0, -2.0),
        (3, "2026-03-01", "B", "resident", 1.0, -3.0),
        (3, "2026-03-01", "A", "", 4.5, 1.0),
        (3, "2026-03-01", "C", "", 5.0, None),
        (1, "2026-01-01", "D", "", 5.0, None),
        (4, "2026-04-01", "B", "", 5.0, 3.0),
    )


def test_a_card_stands_beside_the_time_before_and_what_changed_most_comes_first(told):
    found = beside_previous(told, 3)
    assert list(zip(found["indicator_code"], found["meeting_number"], strict=True)) == [
        ("B", 1), ("B", 3), ("A", 2), ("A", 3), ("C", 3),
    ]  # fmt: skip
    assert (set(found["group_name"]), found.index.tolist()) == ({""}, [0, 1, 2, 3, 4])
    assert beside_previous(told, 9).empty


def numbered(*rows):
    return pd.DataFrame(rows, columns=["number", "meeting_number", "commitment_code", "project_code"])


def test_a_meeting_has_its_own_agenda_decisions_and_remarks_by_subject(told):
    remarks = numbered(
        (1, 3, None, "P2"), (2, 3, "D1", None), (3, 3, "W1", None), (4, 3, None, None), (5, 2, "W1", None),
        (6, 3, "W1", None), (7, 3, None, "P1"), (8, 3, "S1", None),
    )  # fmt: skip
    unshown = pd.DataFrame(
        [(3, "E", ""), (3, "B", "municipality"), (2, "E", "")],
        columns=["meeting_number", "indicator_code", "group_name"],
    )
    commitments = pd.DataFrame(
        [("D1", "goal"), ("S1", "cooperation_rule"), ("W1", "value")], columns=["code", "kind"]
    )
    brought = numbered((20, 2, None, None), (30, 3, None, None))
    found = meeting_content(
        3, agenda=numbered((1, 3, None, None)), spotlights=numbered((2, 3, None, None)),
        decisions=Decisions(brought), actions=Actions(brought), remarks=remarks,
        progress=cast(Progress, SimpleNamespace(cards=told, unshown_cards=unshown, commitments=commitments)),
    )  # fmt: skip
    assert [[row.number for row in rows] for rows in found.said] == [[3, 6], [2], [8], [7], [1], [4]]
    assert [row.number for row in (*found.agenda, *found.spotlights)] == [1, 2]
    assert [row.number for row in (*found.decided, *found.promised)] == [30, 30]
    assert found.unshown_cards["indicator_code"].tolist() == ["E"]
    assert found.cards["indicator_code"].tolist() == ["B", "B", "A", "A", "C"]
