"""Saying where in the incoming rows something is wrong."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sok_metrics.errors import LINE, Problem
from sok_metrics.nouns import Column, Table
from sok_metrics.nouns.whole import WholeSheet


def as_text(cells: pd.Series) -> pd.Series:
    """The cells as Python's own text: a column type of pandas would choke on half a character."""
    return pd.Series([str(cell) for cell in cells], index=cells.index, dtype=object)


def cell_problems(
    table: Table | WholeSheet, column: Column, wrong: pd.DataFrame, sentence: str
) -> Iterator[Problem]:
    """One problem for each of the wrong rows, with the cell of this column."""
    cells = wrong[column.name] if column.name in wrong.columns else [None] * len(wrong)
    for line, value in zip(lines(wrong), cells, strict=True):
        yield Problem(table.sheet, line, column.heading, shown(column, value), sentence)


def lines(rows: pd.DataFrame) -> list[int | None]:
    """The line in the file of each row; None where the rows do not come from a file."""
    return [int(line) for line in rows[LINE]] if LINE in rows.columns else [None] * len(rows)


def shown(column: Column, value: Any) -> str | None:
    """A value as the user knows it: the Dutch word where the store has a code."""
    if value is None or pd.isna(value):
        return None
    return column.words.get(str(value), str(value))
