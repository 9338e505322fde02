"""One meeting: its agenda, what came of it, its cards beside those of the time before, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from sok_metrics.nouns.calendar import day_of
from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.views.actions import Actions, Decisions
from sok_metrics.views.progress import Progress, newest_answers
from sok_metrics.views.rows import rows_of


@dataclass(frozen=True)
class MeetingContent:
    """What belongs to one meeting, in rows."""

    agenda: Sequence[Any]
    spotlights: Sequence[Any]
    decided: Sequence[Any]
    promised: Sequence[Any]
    cards: pd.DataFrame
    """As `beside_previous` gives them."""
    unshown_cards: pd.DataFrame
    """What was answered here and is not shown of any group, as `Progress.unshown_cards`."""
    said: Sequence[Sequence[Any]]
    """The remarks, those about the same thing together."""


def meeting_content(
    number: int,
    *,
    agenda: pd.DataFrame,
    spotlights: pd.DataFrame,
    decisions: Decisions,
    actions: Actions,
    remarks: pd.DataFrame,
    progress: Progress,
) -> MeetingContent:
    """What belongs to the meeting with this number. In: rows of the queries of these names, and views."""
    unshown = progress.unshown_cards
    return MeetingContent(
        agenda=list(rows_of(agenda)),
        spotlights=list(rows_of(spotlights)),
        decided=list(rows_of(decisions.of_meeting(number))),
        promised=list(rows_of(actions.of_meeting(number))),
        cards=beside_previous(progress.cards, number),
        unshown_cards=unshown[(unshown["meeting_number"] == number) & (unshown["group_name"] == "")],
        said=_by_subject(remarks[remarks["meeting_number"] == number], progress.commitments),
    )


def closed_before(meeting: Any, today: date) -> date | None:
    """The day before this one whose end is the closing moment of a meeting; None while there is none."""
    if meeting.status != "held":
        return None
    closed: date = meeting.held_on.date() if pd.isna(meeting.closed_at) else day_of(meeting.closed_at)
    return closed if closed < today else None


def beside_previous(cards: pd.DataFrame, number: int) -> pd.DataFrame:
    """The answers of everybody at one meeting, and for each card those of the meeting before it.

    In: rows of Progress.cards. Out: those rows, the cards whose median changed most first.
    """
    everybody = newest_answers(cards)[::-1]
    is_this = everybody["meeting_number"] == number
    is_before = everybody.groupby("indicator_code")["meeting_number"].shift(-1) == number
    here = everybody[is_this]
    order = dict(zip(here["indicator_code"], -here["change"].abs().fillna(0), strict=True))
    rows = everybody[is_this | is_before]
    return rows.assign(order=rows["indicator_code"].map(order)).sort_values(
        ["order", "indicator_code", "held_on"], ignore_index=True
    )


def _by_subject(remarks: pd.DataFrame, commitments: pd.DataFrame) -> list[list[Any]]:
    """The remarks in the order of the commitments that they are about, and then of the projects."""
    kinds = list(CommitmentKind)
    in_order = sorted(rows_of(commitments), key=lambda row: kinds.index(row.kind))
    order = {row.code: place for place, row in enumerate(in_order)}
    rank = remarks["commitment_code"].map(order).fillna(len(order))
    ranked = remarks.assign(rank=rank).sort_values(["rank", "project_code", "number"])
    groups = ranked.groupby(["rank", "project_code"], sort=False, dropna=False)
    return [list(rows_of(rows)) for _key, rows in groups]
