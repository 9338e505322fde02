"""How long the agreement still runs."""

from datetime import date

from sok_metrics.nouns.model import Agreement


def months_left(agreement: Agreement | None, today: date) -> tuple[int, int] | None:
    """Whole years and months until the last day; None when it has come, or nobody said when it ends."""
    end = agreement.ends_on if agreement else None
    if end is None or end <= today:
        return None
    months = (end.year - today.year) * 12 + end.month - today.month - (1 if end.day < today.day else 0)
    return divmod(months, 12)
