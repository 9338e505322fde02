"""A sheet as it stands in a file, before anybody knows what it is about."""

from dataclasses import dataclass, field
from typing import TypeAlias


class DateNumber(float):
    """A number that the sheet shows as a date or a time: days since the sheet's day zero."""

    __slots__ = ()


class MonthNumber(DateNumber):
    """A date of which the sheet shows only the month and the year."""

    __slots__ = ()


class YearNumber(DateNumber):
    """A date of which the sheet shows only the year."""

    __slots__ = ()


class PercentNumber(float):
    """A number that the sheet shows as a percentage: 0.45 stands there as 45%."""

    __slots__ = ()


class BrokenCell(str):
    """A cell without a value that can be taken; `sentence` says why and what to do."""

    __slots__ = ("sentence",)
    sentence: str

    def __new__(cls, shown: str, sentence: str) -> "BrokenCell":
        """`shown` is what stands in the cell, such as an error of Excel."""
        cell = super().__new__(cls, shown)
        cell.sentence = sentence
        return cell


Cell: TypeAlias = str | float | bool | None
"""Text, number (perhaps a DateNumber or PercentNumber), yes or no, or empty; text may be a BrokenCell."""


@dataclass
class Sheet:
    """The rows that hold something, each with its line number in the file; a row ends at its last cell."""

    name: str
    lines: list[int] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    is_hidden: bool = False
    counts_from_1904: bool = False
    """Whether dates count from 1904 (old Macs) instead of 1900."""
    delimiter: str | None = None
    """What stands between the cells, in a CSV file."""
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    """Cells that are merged down a column: the column, the first line and the last."""
    hidden_lines: list[int] = field(default_factory=list)
    """Lines that hold something, and that a reader of the sheet does not see."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """The first and last of columns that a reader of the sheet does not see."""
    notes: list[str] = field(default_factory=list)
    """What the reader saw that people should know, such as letters of an old system."""
