"""The project book: all that the store holds of the projects, read in one go."""

from datetime import date

import pandas as pd

from sok_metrics.store.queries.indicators import list_indicator_projects
from sok_metrics.store.queries.meetings import list_remarks, read_actions, read_decisions
from sok_metrics.store.queries.money import list_allocations, list_other_money, list_payments
from sok_metrics.store.queries.projects import (
    list_milestones,
    list_project_links,
    list_project_parties,
    list_projects,
)
from sok_metrics.store.reader import Reader
from sok_metrics.views.money import money_of_projects
from sok_metrics.views.progress import Progress
from sok_metrics.views.progress.milestones import judge_milestones
from sok_metrics.views.project import ProjectContent, gather_projects, with_next_milestones


def read_projects(reader: Reader, progress: Progress, today: date) -> list[ProjectContent]:
    """Everything about each project, in the order of their codes."""
    followed = list_indicator_projects(reader)
    parts = {
        "milestones": judge_milestones(list_milestones(reader), today),
        "indicators": followed.merge(progress.main_series(), on="indicator_code"),
        "cards": followed.merge(progress.card_questions, on="indicator_code"),
        "commitments": _served(list_project_links(reader), progress.commitments),
        "parties": list_project_parties(reader),
        "funds": money_of_projects(list_allocations(reader), list_payments(reader)),
        "other_money": list_other_money(reader),
        "actions": read_actions(reader, today).rows,
        "decisions": read_decisions(reader, today).rows,
        "remarks": list_remarks(reader),
    }
    return gather_projects(list_projects(reader), parts, followed)


def list_projects_with_steps(reader: Reader, today: date) -> pd.DataFrame:
    """Rows of list_projects with the next step of each: next_milestone and next_milestone_on."""
    return with_next_milestones(list_projects(reader), judge_milestones(list_milestones(reader), today))


def _served(links: pd.DataFrame, commitments: pd.DataFrame) -> pd.DataFrame:
    """The commitments of each project in the order of the agreement: values, goals, rules."""
    kinds = {kind: place for place, kind in enumerate(commitments["kind"].unique())}
    rows = commitments.assign(place=commitments["kind"].map(kinds)).sort_values(["place", "position"])
    return rows.merge(links, left_on="code", right_on="commitment_code")
