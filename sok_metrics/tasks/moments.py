"""Days and moments as people in Amsterdam know them."""

from datetime import date

from sok_metrics import clock
from sok_metrics.clock import AMSTERDAM, day_of, end_of_day

__all__ = ["AMSTERDAM", "current_day", "day_of", "end_of_day"]


def current_day() -> date:
    """Today in Amsterdam."""
    return clock.today()
