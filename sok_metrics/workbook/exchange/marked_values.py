"""The values of a file in a new workbook, for a copy of what openpyxl cannot open or is too large for it."""

import re
from typing import Any

from openpyxl.workbook import Workbook

from sok_metrics.workbook.exchange.notation import FIRST_SAFE_SERIAL
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.sheet import DateNumber, PercentNumber, Sheet
from sok_metrics.workbook.file.streaming import safe_text

_MAX_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
_DAYS_BEFORE_1904 = 1462


def sheet_title(name: str) -> str:
    """The name as a sheet may have it."""
    return _NOT_IN_TITLES.sub("-", name)[:_MAX_TITLE].strip("'") or "Blad1"


def copy_values(workbook: Workbook, sheets: list[Sheet]) -> None:
    """Add each sheet with the cells where they stood; a formula becomes its value, text never a formula."""
    for source in sheets:
        sheet: Any = workbook.create_sheet(source.name)
        if source.is_hidden:
            sheet.sheet_state = "hidden"
        shift = _DAYS_BEFORE_1904 if source.counts_from_1904 else 0
        for line, row in zip(source.lines, source.rows, strict=True):
            for column, cell in enumerate(row, 1):
                if cell is not None and cell != "":
                    _put(sheet.cell(line, column), cell, shift)


def _put(target: Any, cell: str | float, shift: int) -> None:
    if isinstance(cell, str):
        target.value = safe_text(cell)
        target.data_type = "s"
    elif isinstance(cell, DateNumber):
        has_day, has_time = cell >= FIRST_SAFE_SERIAL, not float(cell).is_integer()
        target.value = float(cell) + (shift if has_day else 0)
        target.number_format = (formats.MOMENT if has_time else formats.DATE) if has_day else "hh:mm"
    else:
        target.value = cell if isinstance(cell, bool) else float(cell)
        if isinstance(cell, PercentNumber):
            target.number_format = "0.##%"
