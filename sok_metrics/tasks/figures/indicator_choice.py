"""Which indicators somebody chose, and that choice in words: for the page, and for the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sok_metrics.nouns.model import SeriesRole
from sok_metrics.texts import _
from sok_metrics.texts.statuses import status_word
from sok_metrics.views.progress import Progress
from sok_metrics.views.progress.commitments import WORST_FIRST


@dataclass(frozen=True)
class IndicatorChoice:
    """The series that somebody wants to see; an empty choice is all of our own."""

    words: str = ""
    statuses: Sequence[str] = ()
    commitments: Sequence[str] = ()
    with_comparison: bool = False
    code: str = ""
    """Of one indicator alone."""

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.statuses or self.commitments or self.code)

    def describe(self, progress: Progress) -> str:
        """The choice in words, for the reading guide of the Excel file."""
        series = progress.assessed
        names = series[series["indicator_code"] == self.code]["indicator_name"].head(1).tolist()
        parts = [_("zoekwoord '{words}'").format(words=self.words)] if self.words else []
        parts += [status_word(status) for status in self.statuses]
        return ", ".join([*names, *parts, *self.commitments])


def chosen_series(progress: Progress, choice: IndicatorChoice) -> pd.DataFrame:
    """The series of assess() that fit the choice, worst first."""
    series = progress.assessed
    if choice.code:
        return series[series["indicator_code"] == choice.code]
    if not choice.with_comparison:
        series = series[series["role"] != SeriesRole.COMPARISON.value]
    if choice.words:
        text = series[["indicator_code", "indicator_name", "definition", "series_label", "source"]].fillna("")
        joined = text.astype(str).agg(" ".join, axis=1).str.casefold()
        series = series[joined.str.contains(choice.words.casefold(), regex=False)]
    if choice.statuses:
        series = series[series["status"].isin(choice.statuses)]
    if choice.commitments:
        linked = progress.links[progress.links["commitment_code"].isin(choice.commitments)]
        series = series[series["indicator_code"].isin(linked["indicator_code"])]
    order = {status.value: place for place, status in enumerate(WORST_FIRST)}
    rank = series["status"].map(order).fillna(len(order))
    return series.assign(rank=rank).sort_values(["rank", "indicator_code", "role"])
