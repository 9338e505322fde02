"""The books of the energy budget: all rows of money, read in one go."""

from datetime import date

import pandas as pd

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.money import (
    list_allocations,
    list_carry_overs,
    list_funds,
    list_instalments,
    list_open_proposals,
    list_payments,
    list_returns,
)
from sok_metrics.store.queries.projects import list_project_links
from sok_metrics.store.reader import Reader
from sok_metrics.views.money import Books, keep_books


def read_books(reader: Reader, today: date) -> Books:
    """The books on this day, as this reader sees them."""
    return keep_books(
        funds=list_funds(reader),
        allocations=list_allocations(reader),
        payments=list_payments(reader),
        carry_overs=list_carry_overs(reader),
        proposals=list_open_proposals(reader),
        instalments=list_instalments(reader),
        returns=list_returns(reader),
        links=list_project_links(reader),
        commitments=_values_first(list_commitments(reader)),
        today=today,
    )


def _values_first(commitments: pd.DataFrame) -> pd.DataFrame:
    """The commitments as the agreement has them: values, goals, rules, each kind in its own order."""
    place = {kind.value: number for number, kind in enumerate(CommitmentKind)}
    return commitments.sort_values("kind", key=lambda kinds: kinds.map(place), kind="stable")
