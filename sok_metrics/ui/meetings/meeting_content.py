"""What the store holds of one meeting, in rows: read once per state of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.store.queries.meetings import (
    list_actions,
    list_agenda,
    list_decisions,
    list_remarks,
    list_spotlights,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.references import References, read_references
from sok_metrics.ui.parts.rows import rows_of
from sok_metrics.worklist import judge_actions, judge_decisions


@dataclass(frozen=True)
class MeetingContent:
    """What the store holds of one meeting, in rows; shared by all who look, so read-only."""

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


@st.cache_resource(max_entries=32, show_spinner=False)
def content_of(state: session.State, number: int) -> MeetingContent:
    """What came of the meeting with this number."""
    reader = session.reader_of(state)
    decisions = judge_decisions(list_decisions(reader), state.today)
    actions = judge_actions(list_actions(reader), state.today)
    remarks = list_remarks(reader)
    return MeetingContent(
        agenda=list(rows_of(list_agenda(reader, number))),
        spotlights=list(rows_of(list_spotlights(reader, number))),
        decided=list(rows_of(decisions[decisions["meeting_number"] == number])),
        promised=list(rows_of(actions[actions["meeting_number"] == number])),
        cards=beside_previous(session.progress().cards, number),
        unshown_cards=_unshown(session.progress().unshown_cards, number),
        said=_by_subject(remarks[remarks["meeting_number"] == number], read_references()),
    )


def _by_subject(remarks: pd.DataFrame, references: References) -> list[list[Any]]:
    order = {code: place for place, code in enumerate(references.commitments)}
    rank = remarks["commitment_code"].map(order).fillna(len(order))
    ranked = remarks.assign(rank=rank).sort_values(["rank", "project_code", "number"])
    groups = ranked.groupby(["rank", "project_code"], sort=False, dropna=False)
    return [list(rows_of(rows)) for _key, rows in groups]


def _unshown(cards: pd.DataFrame, number: int) -> pd.DataFrame:
    return cards[(cards["meeting_number"] == number) & (cards["group_name"] == "")]


def beside_previous(cards: pd.DataFrame, number: int) -> pd.DataFrame:
    """The answers of everybody at one meeting, and for each card those of the meeting before it.

    In: rows of Progress.cards. Out: those rows, the cards whose median changed most first.
    """
    everybody = cards[cards["group_name"] == ""].sort_values(["held_on", "meeting_number"])
    is_this = everybody["meeting_number"] == number
    is_before = everybody.groupby("indicator_code")["meeting_number"].shift(-1) == number
    here = everybody[is_this]
    change = (here["median"] - here["previous_median"]).abs().fillna(0)
    order = dict(zip(here["indicator_code"], -change, strict=True))
    rows = everybody[is_this | is_before]
    return rows.assign(order=rows["indicator_code"].map(order)).sort_values(
        ["order", "indicator_code", "held_on"], ignore_index=True
    )
