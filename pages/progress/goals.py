"""Doelen: how each shared goal is doing."""

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.ui.progress.commitment import show_commitments

show_commitments("goals", [CommitmentKind.GOAL])
