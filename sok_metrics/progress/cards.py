"""What the room experienced: the distribution, median and high share of the answers to the cards (1 to 5)."""

import numpy as np
import pandas as pd

from sok_metrics.progress.columns import Floats, Integers

MIN_GROUP = 5
"""Least number of answers for a group to be shown by itself."""

_SCORES = (1, 2, 3, 4, 5)
_COUNTS = [f"n{score}" for score in _SCORES]
_CARD = ["meeting_number", "held_on", "indicator_code"]
_KEY = [*_CARD, "group_name"]


def summarise_cards(card_answers: pd.DataFrame) -> pd.DataFrame:
    """Give one row per meeting, card and group, and one for all together (group_name "").

    In: meeting_number, held_on, indicator_code, group_name, score (1 to 5), count. Out: those keys, n, median
    (of the answers themselves, so it may be x.5), share_high (4 and 5), n1..n5 and previous_median (the last
    earlier meeting with a row for this card and group). A group has a row from 5 answers on; where just one
    is smaller, the smallest other one has none either, or the total minus the rest would give its answers
    away. Answers without a group count in "" only.
    """
    answers = card_answers.assign(
        held_on=pd.to_datetime(card_answers["held_on"]).astype("datetime64[us]"),
        indicator_code=card_answers["indicator_code"].astype("str"),
        group_name=card_answers["group_name"].astype("str").fillna(""),
        **{f"n{score}": card_answers["count"].where(card_answers["score"] == score, 0) for score in _SCORES},
    )
    in_groups = _add_up(answers[answers["group_name"] != ""])
    together = _add_up(answers.assign(group_name="").astype({"group_name": "str"}))
    rows = pd.concat([together[together["n"] > 0], _shown_groups(in_groups)], ignore_index=True)
    rows = rows.sort_values(["held_on", *_KEY], ignore_index=True)
    counts = rows[_COUNTS].to_numpy(np.int64)
    rows["median"] = median_score(counts)
    rows["share_high"] = (rows["n4"] + rows["n5"]) / rows["n"]
    rows["previous_median"] = rows.groupby(["indicator_code", "group_name"])["median"].shift()
    return rows[[*_KEY, "n", "median", "share_high", *_COUNTS, "previous_median"]]


def _shown_groups(in_groups: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of the groups that may be shown by themselves."""
    answered = in_groups[in_groups["n"] > 0]
    is_small = answered["n"] < MIN_GROUP
    small_ones = is_small.groupby([answered[name] for name in _CARD]).transform("sum")
    shown = answered[~is_small]
    # The smallest first; of equals the first in the alphabet, so that the choice is always the same.
    place = shown.sort_values(["n", "group_name"]).groupby(_CARD).cumcount()
    return shown[(small_ones[shown.index] != 1) | (place[shown.index] > 0)]


def median_score(counts: Integers) -> Floats:
    """Give the median of each row of counts per score 1..5: the mean of the two middle answers."""
    upto = counts.cumsum(axis=1)
    total = upto[:, -1:]
    low = (upto < (total + 1) // 2).sum(axis=1) + 1
    high = (upto < (total + 2) // 2).sum(axis=1) + 1
    return np.where(total[:, 0] > 0, (low + high) / 2, np.nan)


def _add_up(answers: pd.DataFrame) -> pd.DataFrame:
    """Give the counts per score and their sum n for each meeting, card and group."""
    rows = answers.groupby(_KEY, as_index=False)[_COUNTS].sum().astype(dict.fromkeys(_COUNTS, np.int64))
    return rows.assign(n=rows[_COUNTS].sum(axis=1).astype(np.int64))
