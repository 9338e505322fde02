"""How one value, goal or rule does, in finished rows: computed once per state of the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.model import Status
from sok_metrics.progress import WORST_FIRST
from sok_metrics.store.queries.meetings import list_remarks
from sok_metrics.store.queries.projects import list_project_links, list_projects
from sok_metrics.texts import card_sentence, commitment_sentence
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.rows import first_row, rows_of, status_counts

_REMARKS = 4
_CARD_MEETINGS = 4

_GOOD = (Status.ACHIEVED.value, Status.ON_TRACK.value, Status.RIGHT_WAY.value)
_UNKNOWN = (Status.NOT_MEASURED.value, Status.TOO_FEW.value)


@dataclass(frozen=True)
class Standing:
    """All that the page of one commitment shows; shared by all who look, so read-only."""

    commitment: Any
    """The row of list_commitments."""
    answer: str
    """The sentence on top."""
    counts: Mapping[str, int]
    """How many of its indicators have each status."""
    outdated: int
    drawn: Sequence[Any]
    """The main series that have a chart, what does not go well first, as rows of assess()."""
    unmeasured: Sequence[Any]
    """The main series that still have to be measured."""
    card: Any | None
    """Its card, as a row of Progress.card_questions."""
    hides_answers: bool
    """Whether its card was answered by so few that it is not shown."""
    answers: pd.DataFrame
    """What everybody together gave its card at the last meetings, newest first."""
    projects: Sequence[Any]
    remarks: Sequence[Any]


@st.cache_resource(max_entries=64, show_spinner=False)
def standing_of(state: session.State, code: str) -> Standing:
    """How the commitment with this code does; there must be one."""
    progress = session.progress()
    codes = progress.links[progress.links["commitment_code"] == code]["indicator_code"]
    main = _worst_first(progress.main_series(), codes)
    is_unknown = main["status"].isin(_UNKNOWN)
    cards = progress.cards[progress.cards["commitment_code"] == code]
    answers = cards[cards["group_name"] == ""].sort_values("held_on", ascending=False)
    asked = progress.card_questions[progress.card_questions["commitment_code"] == code]
    counts = status_counts(main)
    return Standing(
        commitment=first_row(progress.commitments[progress.commitments["code"] == code]),
        answer=_answer(counts, _needs_attention(main), first_row(answers)),
        counts=counts,
        outdated=int(main["is_outdated"].sum()),
        drawn=list(rows_of(main[~is_unknown])),
        unmeasured=list(rows_of(main[is_unknown])),
        card=first_row(asked),
        hides_answers=progress.hides_answers_of(code),
        answers=answers.head(_CARD_MEETINGS),
        projects=_projects(state, code),
        remarks=_remarks(state, code),
    )


def _answer(counts: Mapping[str, int], worst: Any | None, latest: Any | None) -> str:
    """The sentence on top: from the figures, or from the cards where nothing else is measured."""
    if not counts and latest is not None:
        return card_sentence(latest.median, latest.previous_median)
    return commitment_sentence(counts, worst)


def _needs_attention(main: pd.DataFrame) -> Any | None:
    """The judged indicator that does worst: one that does not go well, if there is any."""
    return first_row(main[~main["status"].isin([*_UNKNOWN, Status.NO_JUDGEMENT.value])])


def _worst_first(main: pd.DataFrame, codes: pd.Series) -> pd.DataFrame:
    """The series of these indicators: what does not go well comes first, as in the title."""
    order = {status.value: place for place, status in enumerate(WORST_FIRST)}
    linked = main[main["indicator_code"].isin(codes)]
    rank = linked["status"].map(order).fillna(len(order))
    is_fine = linked["status"].isin([*_GOOD, *_UNKNOWN, Status.NO_JUDGEMENT.value])
    keys = ["is_fine", "is_outdated", "rank", "indicator_code"]
    return linked.assign(rank=rank, is_fine=is_fine).sort_values(keys)


def _projects(state: session.State, code: str) -> list[Any]:
    """The projects that serve this commitment, as rows of list_projects."""
    reader = session.reader_of(state)
    links = list_project_links(reader)
    serving = links[links["commitment_code"] == code]["project_code"]
    projects = list_projects(reader)
    return list(rows_of(projects[projects["code"].isin(serving)]))


def _remarks(state: session.State, code: str) -> list[Any]:
    """What was last said about this commitment, as rows of list_remarks."""
    remarks = list_remarks(session.reader_of(state))
    return list(rows_of(remarks[remarks["commitment_code"] == code].head(_REMARKS)))
