"""Measurements from a table as people have it: a period and a value, or indicators against years."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from sok_metrics.errors import Problem


class Direction(StrEnum):
    """How a table of figures is laid out."""

    TWO_COLUMNS = "two_columns"
    """A column of periods and a column of values, of one series."""
    PERIODS_ACROSS = "periods_across"
    """One indicator a row; the headings are periods."""
    PERIODS_DOWN = "periods_down"
    """One period a row; the headings are indicators."""


@dataclass(frozen=True)
class Grid:
    """The sheets of a file: name -> rows of cells as they stand there, with the problems of opening it."""

    sheets: dict[str, list[list[object]]]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class NamedSeries:
    """A series that figures may belong to: its code and everything that people call it."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Which column is what; rows and columns count from 1, as in Excel (column A is 1)."""

    sheet: str
    direction: Direction
    header_line: int
    label_column: int
    """The column with the periods (or, with periods across, the one with the indicators)."""
    value_columns: tuple[int, ...]
    """The columns that hold figures."""
    series_code: str | None = None
    """The series that the figures are of, for TWO_COLUMNS."""


def read_grid(content: bytes, name: str) -> Grid:
    """The cells of every sheet of an .xlsx or .csv file (hidden ones too)."""
    raise NotImplementedError


def suggest_layout(grid: Grid, series: Sequence[NamedSeries], sheet: str | None = None) -> Layout | None:
    """The likeliest layout of the grid (of one sheet when named); None when nothing looks like figures."""
    raise NotImplementedError


def apply_layout(
    grid: Grid, layout: Layout, series: Sequence[NamedSeries]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Rows of `measurement` in canonical text (series_code, period_start, period_end, value, `_line`)."""
    raise NotImplementedError
