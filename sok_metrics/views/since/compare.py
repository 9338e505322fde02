"""All changes between two states, in the order of the page."""

import pandas as pd

from sok_metrics.nouns.outcomes import ChangeKind, Turn
from sok_metrics.views.since.change import COLUMNS, State
from sok_metrics.views.since.indicators import card_changes, indicator_changes, measurement_changes
from sok_metrics.views.since.work import (
    action_changes,
    decision_changes,
    grants,
    milestones_reached,
    payments,
    project_changes,
    text_changes,
)


def changes_between(before: State, after: State) -> pd.DataFrame:
    """One row per change in the order of Turn and ChangeKind, with the columns of Change."""
    found = [
        *indicator_changes(before.assessed, after.assessed),
        *card_changes(before.cards, after.cards),
        *measurement_changes(before, after),
        *project_changes(before.projects, after.projects),
        *milestones_reached(before.milestones, after.milestones),
        *decision_changes(before.decisions, after.decisions),
        *action_changes(before.actions, after.actions),
        *grants(before.allocations, after.allocations),
        *payments(before.payments, after.payments),
        *text_changes(before.commitments, after.commitments, ("title", "description")),
        *text_changes(before.projects, after.projects, ("title", "summary", "plan")),
    ]
    turns, kinds = list(Turn), list(ChangeKind)
    found.sort(key=lambda change: (turns.index(change.turn), kinds.index(change.kind)))
    return pd.DataFrame(
        [[getattr(change, name) for name in COLUMNS] for change in found], columns=COLUMNS, dtype=object
    )
