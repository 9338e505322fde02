"""How everything does on a day: the figures of the store, assessed; every page and file starts from this."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self, TypeVar

import pandas as pd

from sok_metrics.nouns.model import IndicatorKind, Status
from sok_metrics.views.progress.cards import summarise_cards, unshown_cards
from sok_metrics.views.progress.commitments import aggregate, attention_order, leading_series, of_areas
from sok_metrics.views.progress.status import assess
from sok_metrics.views.rows import rows_of

T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """The state of an agreement on one day, as frames."""

    assessed: pd.DataFrame
    """One row per series, as `assess` gives them, plus is_overdue: its next measurement should have
    been there; cards are not in it."""
    by_commitment: pd.DataFrame
    """One row per commitment, as `aggregate` gives them (of each indicator the leading series)."""
    commitments: pd.DataFrame
    """As `list_commitments`."""
    links: pd.DataFrame
    """indicator_code, commitment_code; without the cards."""
    cards: pd.DataFrame
    """One row per meeting, card and group ("" is everybody), as `summarise_cards` gives them, plus
    change (of the median since the meeting before), indicator_name, question, commitment_code, is_example."""
    unshown_cards: pd.DataFrame
    """What was answered and is not shown, as `unshown_cards` gives it."""
    card_questions: pd.DataFrame
    """One row per card: indicator_code, indicator_name, question, commitment_code."""
    interim_targets: pd.DataFrame
    """series_code, due_on, value."""

    def main_series(self) -> pd.DataFrame:
        """The series that give each indicator its status, one row each: of its worst area."""
        return self._main

    @property
    def with_areas(self) -> int:
        """Of how many indicators there are figures per area, of which the worst counts."""
        return count_with_areas(self.assessed)

    def with_areas_of(self, commitment_code: str) -> int:
        """The same of one commitment."""
        linked = self.links[self.links["commitment_code"] == commitment_code]["indicator_code"]
        return count_with_areas(self.assessed[self.assessed["indicator_code"].isin(linked)])

    @property
    def counts(self) -> Mapping[str, int]:
        """How many indicators have each status."""
        return count_statuses(self._main)

    @property
    def counts_examples(self) -> bool:
        """Whether invented figures are among what `counts` counts."""
        return bool(self._main["is_example"].any())

    @property
    def outdated(self) -> int:
        """Of how many indicators the figure is out of date."""
        return count_outdated(self._main)

    @property
    def last_measured_on(self) -> date | None:
        """The day of the newest measurement."""
        newest = self.assessed["latest_date"].max()
        return None if pd.isna(newest) else pd.Timestamp(newest).date()

    def main_series_of(self, commitment_code: str) -> pd.DataFrame:
        """The main series of a commitment: what needs attention first."""
        linked = self.links[self.links["commitment_code"] == commitment_code]["indicator_code"]
        return attention_order(self._main[self._main["indicator_code"].isin(linked)])

    def status_counts_of(self, commitment_code: str) -> Mapping[str, int]:
        """How many main series of a commitment have each status; a status without any is left out."""
        return self._status_counts.get(commitment_code, {})

    def answers_of(self, commitment_code: str) -> pd.DataFrame:
        """What everybody together gave the cards of a commitment, newest meeting first."""
        return self._answers[self._answers["commitment_code"] == commitment_code]

    def latest_card_of(self, commitment_code: str) -> Any | None:
        """The row of `cards` for everybody at the newest meeting about a commitment; None without cards."""
        return self._latest_cards.get(commitment_code)

    def hides_answers_of(self, commitment_code: str) -> bool:
        """Whether its card was answered, by so few that it is not shown."""
        return commitment_code in self._hidden_answers

    def only(self, indicator_codes: Collection[str]) -> Self:
        """The progress of these indicators alone; the commitments are counted anew."""
        assessed = self.assessed[self.assessed["indicator_code"].isin(indicator_codes)]
        links = self.links[self.links["indicator_code"].isin(indicator_codes)].reset_index(drop=True)
        chosen = replace(self, assessed=assessed.reset_index(drop=True), links=links)
        return replace(chosen, by_commitment=aggregate(chosen.main_series(), links))

    # Looked up for all commitments at once: a page asks each of them, and there may be 2,000 indicators.

    @cached_property
    def _main(self) -> pd.DataFrame:
        return leading_series(self.assessed)

    @cached_property
    def _status_counts(self) -> Mapping[str, Mapping[str, int]]:
        return {
            row["commitment_code"]: {one.value: n for one in Status if (n := row[f"count_{one.value}"])}
            for row in self.by_commitment.to_dict("records")
        }

    @cached_property
    def _hidden_answers(self) -> set[str]:
        hidden = self.unshown_cards[self.unshown_cards["group_name"] == ""]["indicator_code"]
        asked = self.card_questions
        return set(asked[asked["indicator_code"].isin(hidden)]["commitment_code"])

    @cached_property
    def _answers(self) -> pd.DataFrame:
        return newest_answers(self.cards)

    @cached_property
    def _latest_cards(self) -> dict[str, Any]:
        return {row.commitment_code: row for row in rows_of(latest_cards(self.cards))}


def progress_on(
    today: date,
    *,
    series: pd.DataFrame,
    key_measurements: pd.DataFrame,
    interim_targets: pd.DataFrame,
    links: pd.DataFrame,
    commitments: pd.DataFrame,
    card_answers: pd.DataFrame,
) -> Progress:
    """The state of the agreement on a day, from the rows of the queries with the same names."""
    is_card = series["kind"] == IndicatorKind.CARD.value
    assessed = _assess(series[~is_card], key_measurements, interim_targets, today)
    main = leading_series(assessed)
    in_force = links[links["commitment_code"].isin(commitments["code"])]
    questions = _card_questions(series[is_card], in_force)
    measured_links = in_force[~in_force["indicator_code"].isin(questions["indicator_code"])].reset_index(
        drop=True
    )
    return Progress(
        assessed=assessed,
        by_commitment=aggregate(main, measured_links),
        commitments=commitments,
        links=measured_links,
        cards=_summarise(card_answers, questions),
        unshown_cards=unshown_cards(card_answers),
        card_questions=questions,
        interim_targets=interim_targets,
    )


def newest_answers(cards: pd.DataFrame) -> pd.DataFrame:
    """What everybody together gave each card, the newest meeting first. In: rows of Progress.cards."""
    everybody = cards[cards["group_name"] == ""]
    keys = ["held_on", "meeting_number", "indicator_code"]
    return everybody.sort_values(keys, ascending=[False, False, True])


def latest_cards(cards: pd.DataFrame) -> pd.DataFrame:
    """Of each commitment the answers of everybody at its newest meeting; of several cards the first code."""
    return newest_answers(cards).drop_duplicates("commitment_code")


def way_of(card: Any) -> str:
    """Which way the median of a card went since the meeting before: "up", "down" or "" for no change."""
    return "up" if card.change > 0 else "down" if card.change < 0 else ""


def add_up(counts: Mapping[str, int], group_of: Callable[[Status], T]) -> dict[T, int]:
    """How many indicators there are of each group of statuses, in the order of the statuses."""
    sums: dict[T, int] = {}
    for status in Status:
        group = group_of(status)
        sums[group] = sums.get(group, 0) + int(counts.get(status.value, 0))
    return sums


def count_statuses(assessed: pd.DataFrame) -> dict[str, int]:
    """How many of these series have each status."""
    return {str(status): int(count) for status, count in assessed["status"].value_counts().items()}


def count_with_areas(assessed: pd.DataFrame) -> int:
    """How many indicators have a series in more than one area."""
    return int((of_areas(assessed).groupby("indicator_code").size() > 1).sum())


def count_outdated(assessed: pd.DataFrame) -> int:
    """Of how many of these series the figure is out of date."""
    return int(assessed["is_outdated"].sum())


def _assess(series: pd.DataFrame, key: pd.DataFrame, interim: pd.DataFrame, today: date) -> pd.DataFrame:
    """The assessed series, from only the measurements that decide; the count is of all of them.

    A series is an example as soon as one of its figures is: a derived one rests on example meetings.
    """
    assessed = assess(series, key, interim, today=today)
    whole = key.drop_duplicates("series_code").set_index("series_code")
    counted = assessed["series_code"].map(whole["measurement_count"]).fillna(0).astype("int64")
    invented = assessed["series_code"].isin(whole.index[whole["has_examples"].astype(bool)])
    return assessed.assign(
        measurement_count=counted,
        is_example=assessed["is_example"] | invented,
        is_overdue=assessed["next_due_on"] < pd.Timestamp(today),
    )


def _card_questions(cards: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """What each card asks of which commitment: its name, where nobody wrote the question down."""
    columns = ["indicator_code", "indicator_name", "question", "commitment_code"]
    cards = cards.assign(question=cards["question"].where(cards["question"].notna(), cards["indicator_name"]))
    return cards.merge(links, on="indicator_code")[columns].reset_index(drop=True)


def _summarise(answers: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    examples = answers.groupby(["meeting_number", "indicator_code"], as_index=False)["is_example"].any()
    summary = summarise_cards(answers).merge(examples, on=["meeting_number", "indicator_code"], how="left")
    change = summary["median"] - summary["previous_median"]
    return summary.assign(change=change).merge(questions, on="indicator_code")
