"""What is missing: commitments against their indicators, the figures of a year, projects and cards."""

import pandas as pd

from sok_metrics.nouns.model import CommitmentKind, ProjectStatus, SeriesRole
from sok_metrics.nouns.outcomes import Hole

_COVERED_KINDS = (CommitmentKind.VALUE, CommitmentKind.GOAL, CommitmentKind.COOPERATION_RULE)
_AT_WORK = (ProjectStatus.PLAN, ProjectStatus.RUNNING, ProjectStatus.FINISHED)


def cover(
    commitments: pd.DataFrame,
    indicators: pd.DataFrame,
    cards: pd.DataFrame,
    projects: pd.DataFrame,
) -> pd.DataFrame:
    """Count what hangs on each commitment, one row each: the values, then goals, then cooperation rules.

    In: commitments (code, kind, title); indicators (commitment_code, indicator_code, is_measured: a figure of
    ours falls in the year); cards (commitment_code, indicator_code, is_answered: at a meeting of the year);
    projects (commitment_code, project_code, status). Out: code, kind, title, indicator_count, measured_count,
    project_count (ideas and stopped projects do not count), card_count, answered_count.
    """
    rows = pd.concat([commitments[commitments["kind"] == kind.value] for kind in _COVERED_KINDS])
    at_work = projects[projects["status"].isin([status.value for status in _AT_WORK])]
    answer = rows[["code", "kind", "title"]].reset_index(drop=True)
    columns = {
        "indicator_count": _count(indicators, "indicator_code"),
        "measured_count": _count(indicators[indicators["is_measured"].astype(bool)], "indicator_code"),
        "project_count": _count(at_work, "project_code"),
        "card_count": _count(cards, "indicator_code"),
        "answered_count": _count(cards[cards["is_answered"].astype(bool)], "indicator_code"),
    }
    for name, counts in columns.items():
        answer[name] = answer["code"].map(counts).fillna(0).astype("int64")
    return answer


def _count(links: pd.DataFrame, column: str) -> pd.Series:
    return links.groupby("commitment_code")[column].nunique()


def measured_in(assessed: pd.DataFrame, year: int) -> set[str]:
    """The indicators of which a series of our own has its latest measurement in a year."""
    ours = assessed[assessed["role"] != SeriesRole.COMPARISON.value]
    is_this_year = pd.to_datetime(ours["latest_date"]).dt.year == year
    return set(ours.loc[is_this_year, "indicator_code"])


def holes(coverage: pd.DataFrame) -> pd.DataFrame:
    """The holes in `cover`, in the order of Hole and then of the commitments: hole, code, kind, title.

    A cooperation rule is about how people treat each other: its card is enough, so it lacks no indicator or
    project.
    """
    is_rule = coverage["kind"] == CommitmentKind.COOPERATION_RULE.value
    indicators, measured = coverage["indicator_count"], coverage["measured_count"]
    has_hole = {
        Hole.NO_INDICATOR: (indicators == 0) & ~is_rule,
        Hole.NOT_MEASURED: (indicators > 0) & (measured == 0),
        Hole.FEW_MEASURED: (measured > 0) & (2 * measured < indicators),
        Hole.NO_PROJECT: (coverage["project_count"] == 0) & ~is_rule,
        Hole.NO_CARD: coverage["card_count"] == 0,
        Hole.NOT_ASKED: (coverage["card_count"] > 0) & (coverage["answered_count"] == 0),
    }
    found = [
        coverage.loc[missing, ["code", "kind", "title"]].assign(hole=hole.value)
        for hole, missing in has_hole.items()
    ]
    return pd.concat(found, ignore_index=True)[["hole", "code", "kind", "title"]]
