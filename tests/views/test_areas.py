"""An indicator with figures per area does as its worst area does, in every count."""

import pandas as pd
import pytest

from sok_metrics.nouns.model import Status
from sok_metrics.views.progress import count_statuses, count_with_areas
from sok_metrics.views.progress.commitments import leading_series

WIJK = {"edition": "", "group_name": "", "role": "main", "is_outdated": False, "pace": None}


def series(*rows):
    """Assessed series as (code, indicator, status, what is special)."""
    return pd.DataFrame(
        [
            WIJK | {"series_code": code, "indicator_code": indicator, "status": status.value} | changes
            for code, indicator, status, changes in rows
        ]
    ).astype({"pace": "float64"})


def test_what_goes_wrong_in_one_area_is_not_hidden_behind_the_main_series():
    assessed = series(
        ("A", "A", Status.ON_TRACK, {}),
        ("A-BOS", "A", Status.WRONG_WAY, {"role": "other"}),
        ("A-TUS", "A", Status.FAR_BEHIND, {"role": "other"}),
        ("B", "B", Status.SLIGHTLY_BEHIND, {}),
    )
    leading = leading_series(assessed)
    assert leading["series_code"].tolist() == ["A-BOS", "B"]
    assert count_statuses(leading) == {"wrong_way": 1, "slightly_behind": 1}
    assert count_with_areas(assessed) == 1


@pytest.mark.parametrize(
    "changes",
    [{"role": "comparison"}, {"role": "other", "edition": "2018"}, {"role": "other", "group_name": "huur"}],
)
def test_another_edition_or_group_or_somebody_else_does_not_count(changes):
    assessed = series(("A", "A", Status.ON_TRACK, {}), ("X", "A", Status.WRONG_WAY, changes))
    assert leading_series(assessed)["series_code"].tolist() == ["A"]
    assert count_with_areas(assessed) == 0


def test_of_areas_that_do_as_well_the_main_one_counts():
    assessed = series(("A-BOS", "A", Status.ON_TRACK, {"role": "other"}), ("A-W", "A", Status.ON_TRACK, {}))
    assert leading_series(assessed)["series_code"].tolist() == ["A-W"]


def test_an_area_that_is_measured_goes_before_a_main_series_that_is_not():
    assessed = series(("A", "A", Status.NOT_MEASURED, {}), ("A-BOS", "A", Status.ACHIEVED, {"role": "other"}))
    assert leading_series(assessed)["series_code"].tolist() == ["A-BOS"]


def test_nothing_gives_nothing():
    assert leading_series(series(("A", "A", Status.ON_TRACK, {})).iloc[:0]).empty
