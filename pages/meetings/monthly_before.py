"""The address of before of the page with the evening's worklist: it leads to the one of now."""

from sok_metrics.ui.parts.navigation import go

go("monthly")
