"""Afspraken: how the rules of working together are doing."""

from sok_metrics.model import CommitmentKind
from sok_metrics.ui.commitment import show_commitments

show_commitments("rules", [CommitmentKind.COOPERATION_RULE])
