"""How long it takes to find what must be hidden: quarters, half years and years of many series, made up.

`python -m benchmarks.small_counts` prints it for 10^4 and 10^5 figures (half a minute). The aim: 0.1 and 1 s.
"""

import time

import numpy as np
import pandas as pd

from sok_metrics.views.progress.suppression import withhold

YEARS = 25
SHARES = {"no small counts": 0.0, "one year in twenty has one": 0.05}
_QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))


def measure(rows: int, share: float, *, yearly: bool) -> float:
    """The seconds of processor time for so many figures; published at once, or year by year."""
    figures = _figures(rows // (6 * YEARS), share, yearly=yearly)
    begin = time.process_time()
    withhold(figures)
    return time.process_time() - begin


def _figures(series: int, share: float, *, yearly: bool) -> pd.DataFrame:
    random = np.random.default_rng(1)
    rows = []
    for number in range(series):
        for year in range(1990, 1990 + YEARS):
            counts = random.integers(15, 90, 4).tolist()
            if random.random() < share:
                counts[random.integers(4)] = 3
            spans = [(*quarter, count) for quarter, count in zip(_QUARTERS, counts, strict=True)]
            spans += [("01-01", "06-30", sum(counts[:2])), ("01-01", "12-31", sum(counts))]
            rows += [
                (f"S{number}", f"{year}-{first}", f"{year}-{last}", float(count), year if yearly else 1)
                for first, last, count in spans
            ]
    found = pd.DataFrame(rows, columns=["series_code", "period_start", "period_end", "value", "order"])
    days = {name: pd.to_datetime(found[name]) for name in ("period_start", "period_end")}
    return found.assign(
        **days, sum_of=found["series_code"], kind="number", threshold=10, area_code="", is_total_area=True,
        group_name="", edition="", base_count=np.nan, most=np.nan, is_baseline=False, is_real=True,
        recorded_at=pd.Timestamp("2025-01-01"), until=pd.Series(pd.NaT, found.index),
    )  # fmt: skip


if __name__ == "__main__":
    for words, share in SHARES.items():
        for yearly in (False, True):
            times = [f"{measure(rows, share, yearly=yearly):.3f} s" for rows in (10_000, 100_000)]
            print(f"{words}, published {'year by year' if yearly else 'at once'}: {', '.join(times)}")
