"""What is missing at the commitments: counts and holes."""

import pandas as pd
import pytest

from sok_metrics.nouns.outcomes import Hole
from sok_metrics.views.progress.coverage import cover, holes, measured_in

COMMITMENTS = pd.DataFrame(
    {
        "code": ["S1", "D1", "W1", "O1"],
        "kind": ["cooperation_rule", "goal", "value", "organisation_rule"],
        "title": ["Samen", "Energie", "Gelijk", "Vaak"],
    }
)


def indicators(*rows):
    return pd.DataFrame(rows, columns=["commitment_code", "indicator_code", "is_measured"])


def cards(*rows):
    return pd.DataFrame(rows, columns=["commitment_code", "indicator_code", "is_answered"])


def projects(*rows):
    return pd.DataFrame(rows, columns=["commitment_code", "project_code", "status"])


def found_of(coverage):
    return {(row.hole, row.code) for row in holes(coverage).itertuples()}


def test_rows_are_values_goals_and_cooperation_rules_without_the_organisation():
    assert cover(COMMITMENTS, indicators(), cards(), projects())["code"].tolist() == ["W1", "D1", "S1"]


def test_nothing_at_all_names_every_hole_but_those_a_cooperation_rule_does_not_need():
    assert found_of(cover(COMMITMENTS, indicators(), cards(), projects())) == {
        (hole, code)
        for hole in (Hole.NO_INDICATOR, Hole.NO_PROJECT, Hole.NO_CARD)
        for code in ("W1", "D1", "S1")
        if code != "S1" or hole is Hole.NO_CARD
    }


def test_counts_are_of_different_things_and_ideas_do_not_count():
    coverage = cover(
        COMMITMENTS,
        indicators(("W1", "A", True), ("W1", "B", False), ("W1", "A", True), ("D1", "A", True)),
        cards(("W1", "K", True)),
        projects(
            ("W1", "P1", "running"), ("W1", "P2", "idea"), ("W1", "P3", "stopped"), ("W1", "P4", "plan")
        ),
    ).set_index("code")
    assert coverage.loc[["W1"], "indicator_count":].to_numpy().tolist() == [[2, 1, 2, 1, 1]]


@pytest.mark.parametrize(
    ("measured", "expected"),
    [(0, {Hole.NOT_MEASURED}), (1, {Hole.FEW_MEASURED}), (2, set()), (4, set())],
)
def test_half_of_the_indicators_is_enough(measured, expected):
    links = indicators(*(("W1", str(n), n < measured) for n in range(4)))
    coverage = cover(COMMITMENTS, links, cards(("W1", "K", True)), projects(("W1", "P", "finished")))
    assert {hole for hole, code in found_of(coverage) if code == "W1"} == expected


def test_a_card_that_was_not_asked_is_a_hole_for_a_rule_too():
    coverage = cover(COMMITMENTS, indicators(), cards(("S1", "K", False)), projects())
    assert (Hole.NOT_ASKED, "S1") in found_of(coverage)
    assert (Hole.NO_CARD, "S1") not in found_of(coverage)


def test_figures_to_compare_with_do_not_count_as_measured():
    assessed = pd.DataFrame(
        {
            "indicator_code": ["A", "B", "C", "D"],
            "role": ["main", "comparison", "other", "main"],
            "latest_date": pd.to_datetime(pd.Series(["2026-01-01", "2026-05-01", "2026-12-31", None])),
        }
    )
    assert measured_in(assessed, 2026) == {"A", "C"}


def test_no_commitments_have_no_holes():
    assert holes(cover(COMMITMENTS.iloc[:0], indicators(), cards(), projects())).empty
