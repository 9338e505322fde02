"""The outcome of a check on a page: always icon, word and colour, in this order."""

from collections.abc import Sequence

from sok_metrics.nouns.outcomes import CheckStatus, RuleCheck
from sok_metrics.texts.agreement_checks import CHECK_ICON, check_word
from sok_metrics.views.agreement_checks import count_checks

_COLOUR = {
    CheckStatus.KEPT: "blue",
    CheckStatus.ON_WAY: "green",
    CheckStatus.DUE_SOON: "yellow",
    CheckStatus.BROKEN: "red",
    CheckStatus.CANNOT_CHECK: "gray",
}
"""The theme colour of each outcome, as those of the statuses of indicators."""


def check_badge(status: CheckStatus, *, is_past: bool) -> str:
    """Markdown of an outcome: icon and word in its colour."""
    return _badge(status, check_word(status, is_past=is_past))


def check_count_badges(checks: Sequence[RuleCheck], *, is_past: bool) -> str:
    """Markdown of how many rules have each outcome; nothing for none."""
    counts = count_checks(checks)
    return " ".join(
        _badge(status, f"{count} {check_word(status, is_past=is_past)}")
        for status, count in counts.items()
        if count
    )


def _badge(status: CheckStatus, words: str) -> str:
    return f":{_COLOUR[status]}-badge[:material/{CHECK_ICON[status]}: {words}]"
