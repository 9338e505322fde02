"""The sentences about projects, and where milestones stand."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from sok_metrics.texts.projects import milestone_detail, project_sentence, projects_sentence
from sok_metrics.views.progress.milestones import judge_milestones

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("counts", "incomplete", "late", "sentence"),
    [
        ({}, 0, 0, "Er staan nog geen projecten in het werkboek."),
        ({"plan": 5}, 5, 0, "Van de 5 projecten loopt er nog geen. Bij 5 ontbreekt nog iets."),
        ({"running": 3, "plan": 1}, 0, 0, "Van de 4 projecten lopen er 3."),
        ({"finished": 2}, 0, 0, "Van de 2 projecten loopt er nu geen en zijn er 2 afgerond."),
        (
            {"running": 1, "finished": 1},
            1,
            2,
            "Van de 2 projecten loopt er 1 en is er 1 afgerond. "
            "Bij 1 ontbreekt nog iets; bij 2 is een mijlpaal te laat.",
        ),
        ({"running": 1}, 0, 1, "Het ene project loopt. Bij 1 is een mijlpaal te laat."),
        ({"finished": 1}, 0, 0, "Het ene project is afgerond."),
        ({"idea": 1}, 0, 0, "Het ene project is nog niet begonnen of is gestopt."),
    ],
)
def test_the_sentence_about_all_projects(counts, incomplete, late, sentence):
    assert projects_sentence(counts, incomplete, late) == sentence


def milestones(*days):
    columns = pd.DataFrame(list(days), columns=["due_on", "reached_on"]).apply(pd.to_datetime)
    return columns.assign(number=range(1, len(days) + 1), title="stap", note=None)


@pytest.mark.parametrize(
    ("due_on", "reached_on", "state", "words"),
    [
        ("2026-11-21", None, "late", "te laat: gepland op 21 nov 2026"),
        ("2026-11-22", None, "planned", "gepland op 22 nov 2026"),
        (None, None, "planned", "nog zonder datum"),
        (None, "2026-11-22", "reached", "gehaald op 22 nov 2026"),
        ("2026-12-01", "2026-11-23", "planned", "gepland op 1 dec 2026"),
        ("2026-10-01", "2026-09-30", "reached", "gehaald op 30 sep 2026"),
        ("2026-10-01", "2026-10-02", "reached", "gehaald op 2 okt 2026 (gepland op 1 okt 2026)"),
    ],
)
def test_a_milestone_is_reached_late_or_planned_on_a_day(due_on, reached_on, state, words):
    [row] = judge_milestones(milestones((due_on, reached_on)), TODAY).itertuples()
    assert row.state == state
    assert milestone_detail(row) == words


def test_no_milestones_give_no_rows():
    assert judge_milestones(milestones(), TODAY)["state"].tolist() == []


@pytest.mark.parametrize(
    ("status", "lacks", "sentence"),
    [
        ("idea", (), "Dit project is nog een idee."),
        ("plan", (), "Voor dit project is er een plan. Het moet nog beginnen."),
        ("running", (), "Dit project loopt."),
        ("running", ("plan", "contact", "indicator"), "Dit project heeft nog geen plan en contactpersoon."),
        ("finished", ("plan",), "Dit project is afgerond."),
        ("stopped", (), "Dit project is gestopt."),
    ],
)
def test_the_sentence_about_one_project_without_milestones(status, lacks, sentence):
    assert project_sentence(SimpleNamespace(status=status), None, lacks) == sentence
