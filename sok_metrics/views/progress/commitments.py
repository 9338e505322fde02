"""What the indicators of a value, goal or rule say together; a mean alone would hide failures."""

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import IndicatorKind, SeriesRole, Status
from sok_metrics.views.progress.columns import floats
from sok_metrics.views.progress.published_methods import score_with_target

MIN_COVERAGE = 0.8
"""Least measured share for a mean: the SDG Index leaves a score out when over 20% is missing."""

WORST_FIRST = (
    Status.WRONG_WAY,
    Status.MISSED,
    Status.FAR_BEHIND,
    Status.SLIGHTLY_BEHIND,
    Status.UNCHANGED,
    Status.RIGHT_WAY,
    Status.ON_TRACK,
    Status.ACHIEVED,
)
"""The judged statuses from worst to best; the others say nothing about good or bad and are not ranked."""

_RANK = {status.value: rank for rank, status in enumerate(WORST_FIRST)}
NEEDS_ATTENTION = [status.value for status in WORST_FIRST[:5]]
"""What does not go well."""
_SCORE_WITHOUT_PACE = {
    Status.ACHIEVED.value: 5.0,
    Status.ON_TRACK.value: 7.1429 - 4.2857,  # nothing was due yet: as a pace of exactly 1
    Status.MISSED.value: -5.0,
    Status.WRONG_WAY.value: -5.0,
}


def progress_score(assessed: pd.DataFrame) -> pd.Series:
    """Give each series' score from -5 to +5, NaN without a target to judge by.

    Open SDG's score with a target (Statistics Canada), with our pace as its ratio: 5 for achieved, 0 at a
    pace of 60%, -2.5 at 0, -5 from -60%. What failed without a pace counts as the worst: a mean that leaves
    it out would be too good.
    """
    by_pace = pd.Series(score_with_target(floats(assessed, "pace")), index=assessed.index)
    scored = by_pace.where(assessed["status"].isin(_RANK), np.nan)
    fixed = assessed["status"].map(_SCORE_WITHOUT_PACE)
    is_achieved = assessed["status"] == Status.ACHIEVED.value
    return scored.mask(is_achieved | scored.isna(), fixed).astype(float)


def aggregate(assessed: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Sum up the main series of each commitment in `links` (commitment_code, indicator_code), one row each.

    Columns: commitment_code, indicator_count (cards are left out: they are experienced), measured_count,
    coverage (their ratio, NaN without indicators), count_<status> for each status, worst_indicator_code and
    worst_status (the first of attention_order; None where nothing is judged), example_count, score_count and
    mean_score (of progress_score; only from a coverage of 80%). Links to indicators that are not in
    `assessed` are left out; their commitments keep a row.
    """
    rows = _linked_rows(assessed, links)
    codes = pd.Index(links["commitment_code"].unique(), name="commitment_code", dtype="str")
    grouped = rows.groupby("commitment_code")
    answer = pd.DataFrame(index=codes)
    answer["indicator_count"] = grouped.size().reindex(codes, fill_value=0)
    answer["measured_count"] = grouped["is_measured"].sum().reindex(codes, fill_value=0)
    answer = answer.astype(np.int64)
    answer["coverage"] = answer["measured_count"] / answer["indicator_count"].where(
        answer["indicator_count"] > 0
    )
    answer["example_count"] = grouped["is_example"].sum().reindex(codes, fill_value=0).astype(np.int64)
    for status in Status:
        hits = (rows["status"] == status.value).groupby(rows["commitment_code"]).sum()
        answer[f"count_{status.value}"] = hits.reindex(codes, fill_value=0).astype(np.int64)
    worst = _worst(rows).reindex(codes).astype(object)
    answer["worst_indicator_code"] = worst["indicator_code"].where(worst["indicator_code"].notna(), None)
    answer["worst_status"] = worst["status"].where(worst["status"].notna(), None)
    answer["score_count"] = grouped["score"].count().reindex(codes, fill_value=0).astype(np.int64)
    mean = grouped["score"].mean().reindex(codes).astype(float)
    answer["mean_score"] = mean.where(answer["coverage"] >= MIN_COVERAGE)
    return answer.reset_index()


def _linked_rows(assessed: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Give one row per commitment and indicator that is no card, with what is counted of it."""
    facts = assessed[["indicator_code", "kind", "status", "pace", "is_outdated", "is_example"]].assign(
        score=progress_score(assessed), is_measured=assessed["measurement_count"] > 0
    )
    pairs = links[["commitment_code", "indicator_code"]].astype("str").drop_duplicates()
    facts = facts.astype({"indicator_code": "str", "status": "str", "kind": "str"})
    rows = pairs.merge(facts.drop_duplicates("indicator_code"), on="indicator_code", how="inner")
    return rows[rows["kind"] != IndicatorKind.CARD.value]


def _worst(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the judged indicator that needs attention most, and its status, by commitment."""
    judged = rows[rows["status"].isin(_RANK)]
    first = attention_order(judged).drop_duplicates("commitment_code").set_index("commitment_code")
    return first[["indicator_code", "status"]]


def attention_order(assessed: pd.DataFrame) -> pd.DataFrame:
    """The series in the order in which they need attention.

    What does not go well comes first; of that what is up to date, then the worst status, then the lowest
    pace, then the code.
    """
    keys = {
        "is_fine": ~assessed["status"].isin(NEEDS_ATTENTION),
        "is_outdated": assessed["is_outdated"].astype(bool),
        "rank": assessed["status"].map(_RANK).fillna(len(_RANK)).astype(float),
        "pace": assessed["pace"],
        "indicator_code": assessed["indicator_code"],
    }
    return assessed.loc[pd.DataFrame(keys).sort_values(list(keys)).index]


def of_areas(assessed: pd.DataFrame) -> pd.DataFrame:
    """The series that say together how an indicator does: the main one, and ours of the same in other areas.

    Another edition or another group than that of the main series is something else.
    """
    main = assessed[assessed["role"] == SeriesRole.MAIN.value]
    ours = assessed[assessed["role"] == SeriesRole.OTHER.value]
    same = ["indicator_code", "edition", "group_name"]
    is_same = pd.MultiIndex.from_frame(ours[same]).isin(pd.MultiIndex.from_frame(main[same]))
    return pd.concat([main, ours[is_same]])


def leading_series(assessed: pd.DataFrame) -> pd.DataFrame:
    """Of each indicator the series of the area that needs attention most; of equals the main one.

    So what goes wrong in one neighbourhood is not hidden behind the figure of all.
    """
    first = attention_order(of_areas(assessed)).drop_duplicates("indicator_code")
    return assessed.loc[assessed.index.isin(first.index)]
