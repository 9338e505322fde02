"""A copy of somebody's own file in which the wrong cells are marked and say what to do."""

from collections.abc import Sequence

from sok_metrics.errors import Problem

MAX_MARKED = 5_000
"""The most problems that a marked copy shows; it says so when there are more."""


def marked_copy(content: bytes, name: str, problems: Sequence[Problem]) -> bytes:
    """The file (a CSV file as a workbook) with the wrong cells coloured and a sheet "Fouten", as .xlsx.

    A file that cannot be opened gives a workbook with only the sheet "Fouten".
    """
    raise NotImplementedError
