"""How everything does on a day, from the rows of the store: indicators, cards and what they are linked to."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from sok_metrics.nouns.model import Status
from sok_metrics.nouns.outcomes import Hole
from sok_metrics.views.coverage import coverage_in
from sok_metrics.views.progress import progress_on
from sok_metrics.views.standing import standing_of

TODAY = date(2025, 6, 1)
EMPTY = ["lower_bound", "upper_bound", "smallest_change", "baseline_value", "range_low", "range_high",
         "target_series_code", "target_value", "target_date"]  # fmt: skip


def one(code, **cells):
    """A series that must go up, measured yearly; its indicator has the code before the dash."""
    usual = {"series_code": code, "indicator_code": code.split("-")[0], "indicator_name": f"Naam {code}"}
    known = {"kind": "number", "direction": "higher", "path": "linear", "frequency": "yearly", "role": "main"}
    return (
        usual
        | known
        | {
            "edition": None,
            "group_name": None,
            "question": None,
            "is_example": False,
            "baseline_date": "2020-01-01",
        }
        | cells
    )


def measured(code, *values, count=None, has_examples=False):
    """The last figures of a series, one a year up to the first of January 2025."""
    rows = [(code, f"{2026 - len(values) + n}-01-01", value) for n, value in enumerate(values)]
    frame = pd.DataFrame(rows, columns=["series_code", "period_end", "value"])
    return frame.assign(measurement_count=count or len(values), has_examples=has_examples)


def answered(card, group, *counts, meeting=1, day="2025-03-01", **cells):
    """How many of a group gave a card each score from 1 up."""
    about = {"meeting_number": meeting, "held_on": day, "indicator_code": card, "group_name": group}
    about |= {"threshold": 0, "is_corrected": False, "is_example": False} | cells
    return [about | {"score": score, "count": count} for score, count in enumerate(counts, 1)]


SERIES = [
    one("UP"), one("UP-x", role="other", direction="lower", group_name="huurders"), one("DOWN"), one("NEW"),
    one("REST", role="comparison"), one("CARD", kind="card", question="Hoe gaat het?"),
    one("FEW", kind="card"), one("ASIDE", kind="card"),
]  # fmt: skip
POINTS = [
    measured("UP", 10.0, 20.0, count=12), measured("UP-x", 10.0, 20.0), measured("REST", 5.0),
    measured("DOWN", 20.0, 10.0, has_examples=True),
]  # fmt: skip
LINKS = [
    ("UP", "W1"),
    ("DOWN", "W1"),
    ("NEW", "W1"),
    ("UP", "D1"),
    ("CARD", "W1"),
    ("FEW", "D1"),
    ("UP", "OLD"),
]
ANSWERS = [
    *answered("CARD", "resident", 0, 0, 6), *answered("CARD", "municipality", 0, 5, 0, 1),
    *answered("CARD", "resident", 0, 0, 0, 9, meeting=2, day="2025-05-01", is_example=True),
    *answered("FEW", "resident", 0, 4),
]  # fmt: skip


def progress(series=SERIES, points=POINTS, answers=ANSWERS, today=TODAY):
    rows = pd.DataFrame(series).assign(**dict.fromkeys(EMPTY, np.nan))
    rows = rows.assign(
        target_series_code=None,
        **{name: pd.to_datetime(rows[name]) for name in ("baseline_date", "target_date")},
    )
    key = pd.concat(points, ignore_index=True)
    ends = pd.to_datetime(key["period_end"])
    columns = ["meeting_number", "held_on", "indicator_code", "group_name", "score", "count", "threshold",
               "is_corrected", "is_example"]  # fmt: skip
    given = pd.DataFrame(answers, columns=columns)
    return progress_on(
        today,
        series=rows,
        key_measurements=key.assign(period_start=ends, period_end=ends),
        interim_targets=pd.DataFrame(columns=["series_code", "due_on", "value"]),
        links=pd.DataFrame(LINKS, columns=["indicator_code", "commitment_code"]),
        commitments=pd.DataFrame(
            [("W1", "value", "Samen"), ("D1", "goal", "Warm"), ("S1", "cooperation_rule", "Luisteren")],
            columns=["code", "kind", "title"],
        ),
        card_answers=given.assign(held_on=pd.to_datetime(given["held_on"])),
    )


ALL = progress()


def test_cards_are_no_series_and_only_the_main_series_count():
    assert ALL.assessed["series_code"].tolist() == ["UP", "UP-x", "DOWN", "NEW", "REST"]
    assert ALL.main_series()["series_code"].tolist() == ["UP", "DOWN", "NEW"]
    assert ALL.counts == {Status.RIGHT_WAY: 1, Status.WRONG_WAY: 1, Status.NOT_MEASURED: 1}
    assert ALL.last_measured_on == date(2025, 1, 1)
    older = measured("DOWN", 3.0).assign(period_end="2024-12-31")
    assert progress(points=[measured("UP", 1.0), older]).last_measured_on == date(2025, 1, 1)
    assert progress(points=[measured("UP")]).last_measured_on is None


def test_all_measurements_are_counted_and_one_invented_figure_makes_an_example():
    rows = ALL.assessed.set_index("series_code")
    assert rows["measurement_count"].to_dict() == {"UP": 12, "UP-x": 2, "DOWN": 2, "NEW": 0, "REST": 1}
    assert rows["is_example"].to_dict() == dict.fromkeys(rows.index, False) | {"DOWN": True}
    assert progress([one("UP", is_example=True)], [measured("UP", 1.0)]).assessed["is_example"].all()


@pytest.mark.parametrize(
    ("today", "is_overdue", "outdated"),
    [(date(2026, 1, 1), False, 0), (date(2026, 1, 2), True, 0), (date(2027, 1, 2), True, 1)],
)
def test_a_measurement_is_overdue_the_day_after_it_was_due_and_outdated_a_period_later(
    today, is_overdue, outdated
):
    found = progress([one("UP")], [measured("UP", 1.0)], today=today)
    assert (found.assessed["is_overdue"].tolist(), found.outdated) == ([is_overdue], outdated)


def test_a_commitment_has_its_own_indicators_worst_first():
    assert ALL.main_series_of("W1")["series_code"].tolist() == ["DOWN", "UP", "NEW"]
    assert ALL.status_counts_of("W1") == {"right_way": 1, "wrong_way": 1, "not_measured": 1}
    assert (ALL.status_counts_of("D1"), ALL.status_counts_of("OLD")) == ({"right_way": 1}, {})
    assert set(ALL.links["indicator_code"]) == {"UP", "DOWN", "NEW"}


def test_some_indicators_alone_count_anew():
    some = ALL.only(["DOWN", "REST"])
    assert some.assessed["series_code"].tolist() == ["DOWN", "REST"]
    assert list(some.links.itertuples(name=None)) == [(0, "DOWN", "W1")]
    assert (some.assessed.index.tolist(), some.status_counts_of("D1")) == ([0, 1], {})
    assert some.status_counts_of("W1") == {"wrong_way": 1}


def test_a_card_tells_how_it_changed_since_the_meeting_before():
    everybody = ALL.answers_of("W1")
    shown = everybody[["meeting_number", "median", "change", "is_example", "question"]]
    assert shown.iloc[0].tolist() == [2, 4.0, 1.0, True, "Hoe gaat het?"]
    assert shown.iloc[1][["meeting_number", "median", "is_example"]].tolist() == [1, 3.0, False]
    assert ALL.latest_card_of("W1").meeting_number == 2
    assert ALL.latest_card_of("D1") is None


def test_a_card_that_few_answered_is_hidden_and_only_that_one():
    assert [ALL.hides_answers_of(code) for code in ("W1", "D1", "S1")] == [False, True, False]


def projects(*rows):
    return pd.DataFrame(rows, columns=["code", "status"])


def links_of(*rows):
    return pd.DataFrame(rows, columns=["project_code", "commitment_code"])


def test_what_is_missing_in_a_year_is_named_and_counted_a_commitment():
    found = coverage_in(2025, ALL, projects(("P1", "running"), ("P2", "idea")),
                        links_of(("P1", "W1"), ("P2", "D1")))  # fmt: skip
    counts = found.covered.set_index("code").drop(columns=["kind", "title"])
    assert [*counts.loc["W1"]] == [3, 2, 1, 1, 1]
    assert [*counts.loc["D1"]] == [1, 1, 0, 1, 1]
    assert (found.year, found.incomplete) == (2025, 2)
    assert found.of(Hole.NO_PROJECT)["code"].tolist() == ["D1"]
    assert found.of(Hole.NO_CARD)["code"].tolist() == ["S1"]


def test_a_card_that_was_answered_in_another_year_was_not_asked_in_this_one():
    found = coverage_in(2024, ALL, projects(), links_of())
    assert found.of(Hole.NOT_ASKED)["code"].tolist() == ["W1", "D1"]
    assert found.of(Hole.NOT_MEASURED)["code"].tolist() == ["W1", "D1"]


def remarks(count):
    return pd.DataFrame({"number": range(count), "commitment_code": ["W1"] * (count - 1) + ["D1"]})


def test_a_commitment_shows_what_is_its_own_and_of_the_rest_the_newest_four():
    answers = [row for n in range(1, 7) for row in answered("CARD", "", 5, meeting=n, day=f"2025-0{n}-01")]
    found = standing_of(
        progress(answers=answers), "W1", projects=projects(("P1", "plan"), ("P2", "plan")),
        links=links_of(("P2", "W1"), ("P1", "D1")), remarks=remarks(7),
    )  # fmt: skip
    assert found.card is not None
    assert found.attention is not None
    assert (found.commitment.title, found.card.indicator_code, found.outdated) == ("Samen", "CARD", 0)
    assert found.attention.series_code == "DOWN"
    assert [row.series_code for row in found.drawn] == ["DOWN", "UP"]
    assert [row.series_code for row in found.unmeasured] == ["NEW"]
    assert found.counts == {"right_way": 1, "wrong_way": 1, "not_measured": 1}
    assert found.answers["meeting_number"].tolist() == [6, 5, 4, 3]
    assert [row.code for row in found.projects] == ["P2"]
    assert [row.number for row in found.remarks] == [0, 1, 2, 3]


def test_a_commitment_of_which_nothing_can_be_judged_needs_no_attention():
    found = standing_of(
        progress([one("NEW"), one("UP", direction="none")], [measured("UP", 1.0)]),
        "W1", projects=projects(), links=links_of(), remarks=remarks(1),
    )  # fmt: skip
    assert (found.attention, found.card, found.hides_answers) == (None, None, False)
    assert [row.series_code for row in found.drawn] == ["UP"]
