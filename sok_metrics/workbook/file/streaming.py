"""Cells that stream to the sheet: one styled cell per column is filled again and again, to save memory."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, Protocol, TypeAlias

import numpy as np
import pandas as pd
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from sok_metrics.texts import _
from sok_metrics.workbook.file.signs import NOT_IN_XML

Cells: TypeAlias = Iterator[Any]
"""The cells of a column, None where nothing stands (openpyxl's types leave out what we use)."""

MAX_TEXT = 32_767
"""The longest text that an Excel cell can hold, in UTF-16 units."""
_EXCEL_EPOCH = pd.Timestamp("1899-12-30")
_CHUNK = 2_000  # rows
_FIRST_SAFE_SERIAL = 61  # 1 March 1900: before it Excel's calendar is a day off, before 1900 it has none


class StreamedSheet(Protocol):
    """A write-only sheet of openpyxl, as far as we use it; its published types leave most of that out."""

    HeaderFooter: Any
    column_dimensions: Any
    conditional_formatting: Any
    freeze_panes: Any
    page_margins: Any
    page_setup: Any
    print_area: Any
    print_title_cols: Any
    print_title_rows: Any
    row_breaks: Any
    row_dimensions: Any
    sheet_properties: Any
    sheet_state: str
    sheet_view: Any
    tables: Any

    def append(self, row: Sequence[Any], /) -> None:
        """Write the next row: a cell, or None, for each column."""

    def add_chart(self, chart: Any, /) -> None:
        """Put a chart on the sheet, at its own anchor."""


LINE_HEIGHT = 15.0
"""Of one line of text, in points."""
_MOST_LINES = 12


def height_of(text: str | None, width: float) -> float:
    """The height that a wrapped text needs in a column of this width; programs do not all work it out."""
    if text is None or (len(text) < width - 3 and "\n" not in text):
        return LINE_HEIGHT
    lines = sum(1 + int(len(part) / (width - 3)) for part in text.split("\n"))
    return LINE_HEIGHT * min(lines, _MOST_LINES)


class Style(Protocol):
    """What gives a cell its looks."""

    def __call__(self, cell: Cell, /) -> None:
        """Dress the cell."""


def add_sheet(workbook: Workbook, title: str) -> StreamedSheet:
    """Add a sheet that streams to the end of a write-only workbook."""
    sheet: Any = workbook.create_sheet(title)
    # Only for speed (docs/decisions/020): an openpyxl that does not look here writes the same, more slowly.
    sheet._values_to_row = _ready_cells
    return sheet  # type: ignore[no-any-return]


def _ready_cells(cells: Iterable[Any], row: int) -> Iterator[Any]:
    """The cells of a row in their places.

    openpyxl 3.1.5 tries to convert each cell to a value first, lets that fail, and makes a new cell after it.
    """
    for column, cell in enumerate(cells, 1):
        if cell is not None:
            cell.row = row
            cell.column = column
            yield cell


def as_bytes(workbook: Workbook) -> bytes:
    """The workbook as an .xlsx file."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def put_name(workbook: Workbook, title: str) -> None:
    """Say in the properties of the file what it is and who made it."""
    properties = workbook.properties
    properties.title, properties.creator, properties.language = safe_text(title), _("SOK-monitor"), "nl-NL"


def append_rows(sheet: StreamedSheet, rows: Iterable[Sequence[Any]], heights: Iterable[float]) -> None:
    """Write the rows under the headings, each as high as its longest text asks."""
    for line, (row, height) in enumerate(zip(rows, heights, strict=True), 2):
        if height > LINE_HEIGHT:
            sheet.row_dimensions[line].height = height
        sheet.append(row)
        if height > LINE_HEIGHT:
            del sheet.row_dimensions[line]  # it is written: keep memory small


def safe_text(value: object) -> str:
    """The text as an Excel cell can hold it: without what XML forbids, cut with a marker when too long."""
    text = str(value)
    if NOT_IN_XML.search(text):
        text = NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if 2 * len(text) <= MAX_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= MAX_TEXT:
        return text
    marker = _(" … (ingekort)")
    return units[: 2 * (MAX_TEXT - len(marker))].decode("utf-16-le", "ignore") + marker


def text_cell(sheet: StreamedSheet, style: Style, text: object = None) -> Any:
    """A cell that holds text whatever it begins with, so that it never runs as a formula."""
    cell: Any = WriteOnlyCell(sheet)  # type: ignore[arg-type]
    style(cell)
    put_text(cell, None if text is None else safe_text(text))
    return cell


def number_cell(sheet: StreamedSheet, style: Style) -> Any:
    """A cell to fill with a number (a date is one too)."""
    cell: Any = WriteOnlyCell(sheet)  # type: ignore[arg-type]
    style(cell)
    return cell


def put_text(cell: Any, text: str | None) -> None:
    """Fill a cell with text: openpyxl would make a formula of what begins with "="."""
    cell.value = text
    cell.data_type = "s"


def text_cells(sheet: StreamedSheet, style: Style, values: pd.Series) -> Cells:
    """Cells of a column of text; missing and empty texts give no cell."""
    cell, previous = text_cell(sheet, style), ""
    for part in _chunks(values):
        known = part.to_numpy(dtype=object)
        for value in np.where(pd.isna(known), "", known).tolist():
            if value == "":
                yield None
                continue
            if value != previous:  # rows beside each other often share their text
                put_text(cell, safe_text(value))
                previous = value
            yield cell


def number_cells(sheet: StreamedSheet, style: Style, values: pd.Series) -> Cells:
    """Cells of a column of numbers or amounts; missing and endless numbers give no cell."""
    cell = number_cell(sheet, style)
    for part in _chunks(values):
        known = part.to_numpy(dtype=object)
        for value in np.where(pd.isna(known), math.inf, known).tolist():
            if math.isfinite(value):
                cell.value = value
                yield cell
            else:
                yield None


def figure_cells(
    sheet: StreamedSheet, style_of: Callable[[str], Style], values: pd.Series, codes: pd.Series
) -> Cells:
    """Cells of a column of figures, each in its own number format."""
    cells = {code: number_cell(sheet, style_of(code)) for code in codes.unique()}
    figures = values.to_numpy(dtype=np.float64, na_value=np.nan).tolist()
    for value, code in zip(figures, codes.tolist(), strict=True):
        if math.isfinite(value):
            cell = cells[code]
            cell.value = value
            yield cell
        else:
            yield None


def filled_in(cells: Cells, instead: Cells) -> Cells:
    """The cells, with those of the second column where there is none."""
    for cell, other in zip(cells, instead, strict=True):
        yield other if cell is None else cell


def date_cells(sheet: StreamedSheet, style: Style, values: pd.Series, *, plain: Style) -> Cells:
    """Cells of a column of dates; a date from before Excel's calendar becomes text."""
    cell, old = number_cell(sheet, style), text_cell(sheet, plain)
    for part in _chunks(pd.to_datetime(values)):
        shown: list[Any] = part.tolist()
        for serial, moment in zip(excel_serials(part), shown, strict=True):
            if serial >= _FIRST_SAFE_SERIAL:
                cell.value = serial
                yield cell
            elif pd.isna(moment):
                yield None
            else:
                put_text(old, f"{moment:%d-%m-%Y}")
                yield old


def excel_serials(moments: pd.Series) -> list[float]:
    """Dates as Excel counts them: days since the end of 1899; NaN where there is none."""
    serials: list[float] = ((moments - _EXCEL_EPOCH) / pd.Timedelta(days=1)).astype("float64").tolist()
    return serials


def _chunks(values: pd.Series) -> Iterator[pd.Series]:
    """The column a piece at a time: a Python object for every cell at once would take much memory."""
    for start in range(0, len(values), _CHUNK):
        yield values.iloc[start : start + _CHUNK]
