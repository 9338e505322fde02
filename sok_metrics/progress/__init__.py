"""Progress: from series, measurements and a day to status, pace, path, scenario and sums per commitment."""

from sok_metrics.progress.cards import MIN_GROUP, summarise_cards, telling_differences, unshown_cards
from sok_metrics.progress.commitments import (
    WORST_FIRST,
    aggregate,
    attention_order,
    leading_series,
    of_areas,
    progress_score,
)
from sok_metrics.progress.gaps import comes_after_gap
from sok_metrics.progress.milestones import MilestoneState, judge_milestones
from sok_metrics.progress.path import target_path
from sok_metrics.progress.projection import MIN_MEASUREMENTS, project
from sok_metrics.progress.status import assess
from sok_metrics.progress.suppression import withhold

__all__ = [
    "MIN_GROUP",
    "MIN_MEASUREMENTS",
    "WORST_FIRST",
    "MilestoneState",
    "aggregate",
    "assess",
    "attention_order",
    "comes_after_gap",
    "judge_milestones",
    "leading_series",
    "of_areas",
    "progress_score",
    "project",
    "summarise_cards",
    "target_path",
    "telling_differences",
    "unshown_cards",
    "withhold",
]
