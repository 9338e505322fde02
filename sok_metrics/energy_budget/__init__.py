"""The participatory energy budget: what there is, what is promised to whom, and what is left."""

from sok_metrics.energy_budget.flow import Flow, Stream, flow_of_money
from sok_metrics.energy_budget.ledger import (
    Account,
    Ledger,
    Surprise,
    SurpriseKind,
    keep_ledger,
    received_by_fund,
)
from sok_metrics.energy_budget.spread import spread_evenly

__all__ = [
    "Account",
    "Flow",
    "Ledger",
    "Stream",
    "Surprise",
    "SurpriseKind",
    "flow_of_money",
    "keep_ledger",
    "received_by_fund",
    "spread_evenly",
]
