"""Columns as plain arrays and back, so that every figure is computed on whole columns at once.

A day is a float: the days since 1970-01-01, NaN where there is no date.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from sok_metrics.nouns.model import Frequency

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Texts: TypeAlias = npt.NDArray[np.object_]
Flags: TypeAlias = npt.NDArray[np.bool_]
Dates: TypeAlias = npt.NDArray[np.datetime64]

DAYS_PER_YEAR = 365.25
_MONTHS = {frequency.value: frequency.months for frequency in Frequency}


def floats(frame: pd.DataFrame, column: str) -> Floats:
    """Give a column as floats, NaN where empty."""
    return pd.to_numeric(frame[column]).to_numpy(dtype=np.float64, na_value=np.nan)


def dates(frame: pd.DataFrame, column: str) -> Dates:
    """Give a column as whole days (datetime64[D]), NaT where empty."""
    return pd.to_datetime(frame[column]).to_numpy().astype("datetime64[D]")


def days(frame: pd.DataFrame, column: str) -> Floats:
    """Give a column of dates as days, NaN where empty."""
    return to_days(dates(frame, column))


def to_days(moments: Dates) -> Floats:
    """Give dates as days, NaN for NaT."""
    numbers = moments.astype("datetime64[D]").astype(np.int64)
    return np.where(np.isnat(moments), np.nan, numbers.astype(np.float64))


def to_dates(numbers: Floats) -> Dates:
    """Give days as datetime64[us], NaT for NaN."""
    known = np.where(np.isnan(numbers), 0, numbers).astype(np.int64).astype("datetime64[D]")
    return np.where(np.isnan(numbers), np.datetime64("NaT"), known).astype("datetime64[us]")


def texts(frame: pd.DataFrame, column: str) -> Texts:
    """Give a column of codes as objects: text, or None where empty."""
    return none_where(frame[column].isna().to_numpy(), frame[column].to_numpy(dtype=object))


def none_where(missing: Flags, values: Texts) -> Texts:
    """Give the values with None where they are missing (pandas would make it NaN)."""
    answer = values.copy()
    answer[missing] = None
    return answer


def frequency_months(frame: pd.DataFrame) -> Floats:
    """Give the months between two measurements, NaN where there is no next one."""
    return frame["frequency"].map(_MONTHS).to_numpy(dtype=np.float64, na_value=np.nan)


def add_months(day: Floats, months: Floats) -> Floats:
    """Give the same day of the month so many months later; the last day of a month stays a last day."""
    known = ~(np.isnan(day) | np.isnan(months))
    start = np.where(known, day, 0).astype(np.int64).astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    wanted = month + np.where(known, months, 0).astype(np.int64)
    last = (wanted + 1).astype("datetime64[D]") - 1
    was_last = start == (month + 1).astype("datetime64[D]") - 1
    same_day = np.minimum(wanted.astype("datetime64[D]") + (start - month.astype("datetime64[D]")), last)
    return np.where(known, np.where(was_last, last, same_day).astype(np.int64), np.nan)
