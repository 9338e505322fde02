"""What the room experienced: the distribution, median and high share of the answers to the cards (1 to 5).

A group of few people is not shown, nor what would tell how it answered: everybody minus the others, the
distance between two sides of the room, or the same evening as it was known before a correction.
"""

import numpy as np
import pandas as pd

from sok_metrics.views.progress.columns import Floats, Integers

MIN_GROUP = 5
"""Least number of answers to be shown; a card may ask for more."""
SIDES = {
    "resident": "residents",
    "initiative": "residents",
    "municipality": "organisations",
    "housing_corporation": "organisations",
    "energy_company": "organisations",
}
"""On which side of the room a group is; the others are on neither."""

_SCORES = (1, 2, 3, 4, 5)
_COUNTS = [f"n{score}" for score in _SCORES]
_CARD = ["meeting_number", "held_on", "indicator_code"]
_KEY = [*_CARD, "group_name"]


def summarise_cards(card_answers: pd.DataFrame) -> pd.DataFrame:
    """Give one row per meeting, card and group, and one for all together (group_name "").

    In: meeting_number, held_on, indicator_code, group_name, score (1 to 5), count, threshold (the card's own,
    0 for none), is_corrected (whether these answers are others now). Out: those keys, n, median (of the
    answers themselves, so it may be x.5), share_high (4 and 5), n1..n5 and previous_median (the last earlier
    meeting with a row for this card and group). What may not be shown has no row; answers without a group
    count in "" only.
    """
    rows = _judged(card_answers)
    rows = rows[rows["is_shown"]].sort_values(["held_on", *_KEY], ignore_index=True)
    counts = rows[_COUNTS].to_numpy(np.int64)
    rows["median"] = median_score(counts)
    rows["share_high"] = (rows["n4"] + rows["n5"]) / rows["n"]
    rows["previous_median"] = rows.groupby(["indicator_code", "group_name"])["median"].shift()
    return rows[[*_KEY, "n", "median", "share_high", *_COUNTS, "previous_median"]]


def unshown_cards(card_answers: pd.DataFrame) -> pd.DataFrame:
    """What was answered and is not shown, in rows as `summarise_cards` takes them.

    Out: meeting_number, held_on, indicator_code, group_name ("" when nothing of that card is shown), limit
    (from how many answers on it would be), is_corrected.
    """
    rows = _judged(card_answers)
    hidden = rows[~rows["is_shown"]]
    return hidden[[*_KEY, "limit", "is_corrected"]].sort_values(["held_on", *_KEY], ignore_index=True)


def telling_differences(card_answers: pd.DataFrame) -> pd.DataFrame:
    """Where the distance between the two sides of the room would tell how few people answered.

    Who knows it, everybody and the groups that are shown, knows the mean of what is hidden on each side (and
    on neither). Out: meeting_number, held_on, indicator_code, limit.
    """
    rows = _judged(card_answers)
    hidden = rows[~rows["is_shown"] & (rows["group_name"] != "")]
    side = hidden["group_name"].map(SIDES).fillna("")
    few = hidden.assign(side=side).groupby([*_CARD, "side", "limit"], as_index=False)["n"].sum()
    nothing = rows[~rows["is_shown"] & (rows["group_name"] == "")]
    told = pd.concat([few[few["n"] < few["limit"]], nothing], ignore_index=True)
    answer: pd.DataFrame = told[[*_CARD, "limit"]].drop_duplicates(_CARD, ignore_index=True)
    return answer


def _judged(card_answers: pd.DataFrame) -> pd.DataFrame:
    """The counts per meeting, card and group and of everybody (""), and whether each may be shown.

    From as many answers on as the card asks. Where the others that are not shown are together fewer, the
    smallest group that could be is not either, or everybody minus the rest would tell of them.
    """
    answers = card_answers.assign(
        held_on=pd.to_datetime(card_answers["held_on"]).astype("datetime64[us]"),
        indicator_code=card_answers["indicator_code"].astype("str"),
        group_name=card_answers["group_name"].astype("str").fillna(""),
        limit=card_answers["threshold"].clip(lower=MIN_GROUP).astype(np.int64),
        is_corrected=card_answers["is_corrected"].astype(bool),
        **{f"n{score}": card_answers["count"].where(card_answers["score"] == score, 0) for score in _SCORES},
    )
    together = _add_up(answers.assign(group_name="").astype({"group_name": "str"}))
    rows = pd.concat([together, _add_up(answers[answers["group_name"] != ""])], ignore_index=True)
    rows = rows[rows["n"] > 0]
    is_large = rows["n"] >= rows["limit"]
    is_group = rows["group_name"] != ""
    # The smallest first; of equals the first in the alphabet, so that the choice is always the same.
    place = rows[is_large & is_group].sort_values(["n", "group_name"]).groupby(_CARD).cumcount()
    signed = rows["n"].where(~is_group, -rows["n"].where(is_large, 0))
    rest = signed.groupby([rows[name] for name in _CARD]).transform("sum")
    is_beside = (rest > 0) & (rest < rows["limit"]) & (place.reindex(rows.index) == 0)
    return rows.assign(is_shown=is_large & ~is_beside & ~rows["is_corrected"])


def median_score(counts: Integers) -> Floats:
    """Give the median of each row of counts per score 1..5: the mean of the two middle answers."""
    upto = counts.cumsum(axis=1)
    total = upto[:, -1:]
    low = (upto < (total + 1) // 2).sum(axis=1) + 1
    high = (upto < (total + 2) // 2).sum(axis=1) + 1
    return np.where(total[:, 0] > 0, (low + high) / 2, np.nan)


def _add_up(answers: pd.DataFrame) -> pd.DataFrame:
    """Give the counts per score and their sum n for each meeting, card and group."""
    whole = {"limit": "max", "is_corrected": "any"} | dict.fromkeys(_COUNTS, "sum")
    rows = answers.groupby(_KEY, as_index=False).agg(whole).astype(dict.fromkeys(_COUNTS, np.int64))
    return rows.assign(n=rows[_COUNTS].sum(axis=1).astype(np.int64))
