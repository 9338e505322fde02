"""What the partner workbook is made from: finished tables, never the store itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pandas as pd

from sok_metrics.nouns.model import Agreement
from sok_metrics.views.energy_budget.ledger import Account


@dataclass(frozen=True)
class PartnerContent:
    """Everything that the partner workbook shows, as the queries and `progress` give it.

    Moments are naive UTC; `as_of` is None for the figures of now. The frames have the columns of the queries
    with the same names; `assessed` has one row per series, in the order in which the workbook shows them.
    """

    agreement: Agreement
    generated_at: datetime
    as_of: datetime | None
    with_examples: bool
    filter_description: str | None
    commitments: pd.DataFrame
    by_commitment: pd.DataFrame
    assessed: pd.DataFrame
    links: pd.DataFrame
    measurements: pd.DataFrame
    projects: pd.DataFrame
    meetings: pd.DataFrame
    decisions: pd.DataFrame
    actions: pd.DataFrame
    cards: pd.DataFrame
    funds: pd.DataFrame
    accounts: Mapping[str, Account]
    """Code of a fund -> its money in all its years, on the day of the view."""
    received: Mapping[str, Decimal | None]
    """Code of a fund -> what came in; None where nobody keeps its instalments."""
    allocations: pd.DataFrame
    payments: pd.DataFrame

    @property
    def moment(self) -> datetime:
        """The moment that the figures tell about (naive UTC)."""
        return self.as_of or self.generated_at

    @property
    def has_examples(self) -> bool:
        """Whether any row is an invented example."""
        frames = [value for value in vars(self).values() if isinstance(value, pd.DataFrame)]
        return any(frame["is_example"].eq(True).any() for frame in frames if "is_example" in frame)
