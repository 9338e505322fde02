"""How everything does on a day: the figures of the store, assessed; every page and file starts from this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from sok_metrics.model import IndicatorKind, SeriesRole
from sok_metrics.progress import aggregate, assess, summarise_cards, unshown_cards
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.indicators import (
    list_indicator_links,
    list_interim_targets,
    list_key_measurements,
    list_series,
)
from sok_metrics.store.queries.meetings import list_card_answers
from sok_metrics.store.reader import Reader


@dataclass(frozen=True)
class Progress:
    """The state of an agreement on one day, as frames."""

    assessed: pd.DataFrame
    """One row per series, as `progress.assess` gives them; cards are not in it."""
    by_commitment: pd.DataFrame
    """One row per commitment, as `progress.aggregate` gives them (main series only)."""
    commitments: pd.DataFrame
    """As `list_commitments`."""
    links: pd.DataFrame
    """indicator_code, commitment_code; without the cards."""
    cards: pd.DataFrame
    """One row per meeting, card and group ("" is everybody), as `progress.summarise_cards` gives them, plus
    indicator_name, question, commitment_code, is_example."""
    unshown_cards: pd.DataFrame
    """What was answered and is not shown, as `progress.unshown_cards` gives it."""
    card_questions: pd.DataFrame
    """One row per card: indicator_code, indicator_name, question, commitment_code."""
    interim_targets: pd.DataFrame
    """series_code, due_on, value."""

    def main_series(self) -> pd.DataFrame:
        """The series that give each indicator its status, one row per indicator."""
        return self._main

    def status_counts_of(self, commitment_code: str) -> Mapping[str, int]:
        """How many main series of a commitment have each status; a status without any is left out."""
        return self._status_counts.get(commitment_code, {})

    def latest_card_of(self, commitment_code: str) -> Any | None:
        """The row of `cards` for everybody at the newest meeting about a commitment; None without cards."""
        return self._latest_cards.get(commitment_code)

    def hides_answers_of(self, commitment_code: str) -> bool:
        """Whether its card was answered, by so few that it is not shown."""
        return commitment_code in self._hidden_answers

    # Looked up for all commitments at once: a page asks each of them, and there may be 2,000 indicators.

    @cached_property
    def _main(self) -> pd.DataFrame:
        return self.assessed[self.assessed["role"] == SeriesRole.MAIN.value]

    @cached_property
    def _status_counts(self) -> dict[str, dict[str, int]]:
        statuses = self._main[["indicator_code", "status"]].merge(self.links, on="indicator_code")
        counts: dict[str, dict[str, int]] = {}
        for code, status in zip(statuses["commitment_code"], statuses["status"], strict=True):
            of_code = counts.setdefault(code, {})
            of_code[status] = of_code.get(status, 0) + 1
        return counts

    @cached_property
    def _hidden_answers(self) -> set[str]:
        hidden = self.unshown_cards[self.unshown_cards["group_name"] == ""]["indicator_code"]
        asked = self.card_questions
        return set(asked[asked["indicator_code"].isin(hidden)]["commitment_code"])

    @cached_property
    def _latest_cards(self) -> dict[str, Any]:
        everybody = self.cards[self.cards["group_name"] == ""]
        in_order = everybody.sort_values("held_on", ascending=False, kind="stable")
        newest = in_order.drop_duplicates("commitment_code")
        return dict(zip(newest["commitment_code"].tolist(), newest.itertuples(), strict=True))


def read_progress(reader: Reader, today: date) -> Progress:
    """The state of the agreement on a day, as this reader sees it."""
    series = list_series(reader)
    is_card = series["kind"] == IndicatorKind.CARD.value
    links = list_indicator_links(reader)
    commitments = list_commitments(reader)
    interim_targets = list_interim_targets(reader)
    assessed = _assess(reader, series[~is_card], interim_targets, today)
    main = assessed[assessed["role"] == SeriesRole.MAIN.value]
    in_force = links[links["commitment_code"].isin(commitments["code"])]
    questions = _card_questions(series[is_card], in_force)
    measured_links = in_force[~in_force["indicator_code"].isin(questions["indicator_code"])].reset_index(
        drop=True
    )
    answers = list_card_answers(reader)
    return Progress(
        assessed=assessed,
        by_commitment=aggregate(main, measured_links),
        commitments=commitments,
        links=measured_links,
        cards=_summarise(answers, questions),
        unshown_cards=unshown_cards(answers),
        card_questions=questions,
        interim_targets=interim_targets,
    )


def _assess(reader: Reader, series: pd.DataFrame, interim: pd.DataFrame, today: date) -> pd.DataFrame:
    """The assessed series, from only the measurements that decide; the count is of all of them.

    A series is an example as soon as one of its figures is: a derived one rests on example meetings.
    """
    key = list_key_measurements(reader, today)
    assessed = assess(series, key, interim, today=today)
    whole = key.drop_duplicates("series_code").set_index("series_code")
    counted = assessed["series_code"].map(whole["measurement_count"]).fillna(0).astype("int64")
    invented = assessed["series_code"].isin(whole.index[whole["has_examples"].astype(bool)])
    return assessed.assign(
        measurement_count=counted,
        is_example=assessed["is_example"] | invented,
    )


def _card_questions(cards: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    columns = ["indicator_code", "indicator_name", "question", "commitment_code"]
    return cards.merge(links, on="indicator_code", how="inner")[columns].reset_index(drop=True)


def _summarise(answers: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    examples = answers.groupby(["meeting_number", "indicator_code"], as_index=False)["is_example"].any()
    summary = summarise_cards(answers).merge(examples, on=["meeting_number", "indicator_code"], how="left")
    return summary.merge(questions, on="indicator_code", how="inner")
