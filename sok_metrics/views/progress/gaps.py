"""Where a series was not measured though it should have been: nobody knows what happened in between."""

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import Frequency
from sok_metrics.views.progress.columns import Flags, add_months, to_days

_EARLY = 15
"""Days that a measurement may come early."""


def comes_after_gap(ends: pd.Series, frequency: str | None) -> Flags:
    """Tell of each figure, in the order of time, whether at least one is missing between it and the last.

    From twice the time of measuring on, as for what is out of date; what is measured once lacks nothing.
    """
    months = None if frequency is None else Frequency(frequency).months
    found = np.zeros(len(ends), dtype=bool)
    if months is not None and len(ends) > 1:
        days = to_days(ends.to_numpy().astype("datetime64[D]"))
        found[1:] = days[1:] >= add_months(days[:-1], np.full(len(days) - 1, 2.0 * months)) - _EARLY
    return found
