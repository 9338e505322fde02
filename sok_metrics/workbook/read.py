"""The exchange format as people send it in: a workbook or a CSV file in, rows and every problem out."""

from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.exchange import TABLES
from sok_metrics.workbook.cells import canonical_rows


@dataclass(frozen=True)
class Reading:
    """What a file holds: tables that were recognised, everything that is wrong, and what was passed over."""

    tables: dict[str, pd.DataFrame]
    """Table name -> rows in canonical text (None for empty) with `_line`, the line in the sheet."""
    problems: tuple[Problem, ...]
    """Every problem, in the order of the file; the wrong cells are None in the tables."""
    notes: tuple[str, ...] = ()
    """What the reader did that people may want to know, such as reading a hidden sheet."""


def read_exchange(content: bytes, name: str) -> Reading:
    """The tables of an .xlsx or .csv file; never raises for what is in the file: that becomes a problem."""
    workbook = openpyxl.load_workbook(BytesIO(content), data_only=True)
    tables, problems = {}, []
    for table in TABLES:
        if table.sheet in workbook.sheetnames:
            lines = [["" if c is None else str(c) for c in row] for row in workbook[table.sheet].values]
            cells = pd.DataFrame(lines[1:], columns=lines[0], dtype=object)
            cells["_line"] = range(2, len(lines) + 1)
            tables[table.name], found = canonical_rows(table, cells)
            problems += found
    return Reading(tables, tuple(problems))
