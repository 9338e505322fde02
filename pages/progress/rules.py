"""Afspraken: how the rules of working together are doing."""

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.texts import _
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.progress.commitment import show_commitments

show_commitments("rules", [CommitmentKind.COOPERATION_RULE])
link("checks", _("Hoe we samenwerken: houden we de afspraken over de organisatie?"), icon="fact_check")
