"""One sheet with one Excel table: header, rows, filter, widths, colours and print set-up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from sok_metrics.texts import _
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.columns import SheetColumn, example_word
from sok_metrics.workbook.file.streaming import LINE_HEIGHT, StreamedSheet, add_sheet, append_rows, text_cell

MAX_ROWS = 1_048_575
"""The most rows under a header that an Excel sheet can hold."""
_MAX_LINES = 27  # Excel's highest row is 409 points
_PAGE_WIDTH = 225  # characters across an A4 page on its side, at the smallest print that reads well
_UPRIGHT_WIDTH = 120  # characters across one that stands upright, in print that reads well
_WIDTH_OF_A_SENTENCE = 100
_FOOTER_SIZE = 8  # points
_A4 = 9  # the number of this paper size in the file format
_STYLE = "TableStyleMedium2"


@dataclass(frozen=True)
class TableSheet:
    """What one sheet of the workbook holds; without rows it says `when_empty` instead."""

    title: str
    columns: Sequence[SheetColumn]
    when_empty: str
    explanation: str
    """What stands in the sheet, for the reading guide."""
    frozen_columns: int = 1
    status_headings: tuple[str, ...] = ()
    """The columns that hold the word of a status."""
    beside_paper: Sequence[SheetColumn] = ()
    """Columns to the right of the others, for who works in Excel: they are not printed."""
    is_hidden: bool = False
    """Whether one has to unhide the sheet to see it; it is not printed either."""

    @property
    def all_columns(self) -> list[SheetColumn]:
        """The columns of the table from left to right."""
        return [*self.columns, *self.beside_paper]

    @property
    def row_count(self) -> int:
        """How many rows the table has."""
        return min(len(self.columns[0].values), MAX_ROWS)

    @property
    def is_cut_off(self) -> bool:
        """Whether there are more rows than fit on a sheet."""
        return len(self.columns[0].values) > MAX_ROWS

    @property
    def ref(self) -> str:
        """The range of the table with its header."""
        return self._range(len(self.all_columns))

    @property
    def printed_ref(self) -> str:
        """The range that is printed."""
        return self._range(len(self.columns))

    def _range(self, columns: int) -> str:
        return f"A1:{get_column_letter(columns)}{self.row_count + 1}"


def write_table(workbook: Workbook, table: TableSheet, footer: str) -> StreamedSheet:
    """Add a sheet with this table at the end of the workbook."""
    sheet = add_sheet(workbook, table.title)
    set_up_print(sheet, table.title, footer, width=_width(table), pages_wide=_pages_wide(table))
    if table.is_hidden:
        sheet.sheet_state = "hidden"
    if table.row_count:
        _set_up(sheet, table)
        _write_rows(sheet, table)
        _add_table(sheet, table)
        _add_colours(sheet, table)
    else:
        sheet.column_dimensions["A"].width = _WIDTH_OF_A_SENTENCE
        sheet.append([text_cell(sheet, formats.WRAPPED_TEXT, table.when_empty)])
    return sheet


def _set_up(sheet: StreamedSheet, table: TableSheet) -> None:
    """Give widths, header height and frozen panes; a streamed sheet wants them before its rows."""
    for place, column in enumerate(table.all_columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    lines = max(_lines(column.heading, column.width - 3) for column in table.all_columns)
    sheet.row_dimensions[1].height = LINE_HEIGHT * lines + 6
    sheet.freeze_panes = f"{get_column_letter(table.frozen_columns + 1)}2"
    if not table.is_hidden:
        sheet.print_area = table.printed_ref
    sheet.print_title_rows = "1:1"
    if _pages_wide(table) > 1:
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen_columns)}"


def _lines(heading: str, width: float) -> int:
    """How many lines a heading takes when it breaks between words."""
    lines, used = 1, 0
    for word in heading.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + bool(used)
    return lines


def _write_rows(sheet: StreamedSheet, table: TableSheet) -> None:
    sheet.append([text_cell(sheet, formats.HEADER, column.heading) for column in table.all_columns])
    lines = np.maximum.reduce([column.line_counts() for column in table.all_columns])[:MAX_ROWS]
    rows = zip(*(column.cells(sheet) for column in table.all_columns), strict=True)
    append_rows(sheet, islice(rows, MAX_ROWS), (LINE_HEIGHT * np.minimum(lines, _MAX_LINES)).tolist())


def _add_table(sheet: StreamedSheet, table: TableSheet) -> None:
    """Make the range a real table; its column names are the header cells, or Excel repairs the file."""
    excel_table = Table(displayName=table.title, name=table.title, ref=table.ref)
    excel_table.tableColumns = [
        TableColumn(id=place, name=column.heading) for place, column in enumerate(table.all_columns, 1)
    ]
    excel_table.autoFilter = AutoFilter(ref=table.ref)
    excel_table.tableStyleInfo = TableStyleInfo(name=_STYLE, showRowStripes=True)
    sheet.tables.add(excel_table)  # add_table warns about columns that are there


def _add_colours(sheet: StreamedSheet, table: TableSheet) -> None:
    for place, column in enumerate(table.all_columns, 1):
        letter = get_column_letter(place)
        cells = f"{letter}2:{letter}{table.row_count + 1}"
        if column.heading in table.status_headings:
            for rule in formats.status_rules():
                sheet.conditional_formatting.add(cells, rule)
        if column.heading == _("Herkomst"):
            sheet.conditional_formatting.add(cells, formats.example_rule(example_word()))


def _pages_wide(table: TableSheet) -> int:
    """How many pages wide the sheet is in readable print; later pages repeat the frozen columns."""
    width = _width(table)
    repeated = sum(column.width for column in table.columns[: table.frozen_columns])
    return 1 if width <= _PAGE_WIDTH else math.ceil((width - repeated) / (_PAGE_WIDTH - repeated))


def _width(table: TableSheet) -> float:
    """How wide that is which is printed, in characters."""
    return sum(column.width for column in table.columns) if table.row_count else _WIDTH_OF_A_SENTENCE


def set_up_print(
    sheet: StreamedSheet, title: str, footer: str, *, width: float, pages_wide: int | None = 1
) -> None:
    """A4, on its side when this many characters ask it, with header, footer and page numbers.

    It is fitted to so many pages wide (None: as it is). Call it before the first row is written: a streamed
    sheet begins with these settings.
    """
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "portrait" if width <= _UPRIGHT_WIDTH else "landscape"
    if pages_wide is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth = pages_wide
        sheet.page_setup.fitToHeight = 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.3, 0.3
    sheet.HeaderFooter.oddHeader.left.text = title
    below = sheet.HeaderFooter.oddFooter
    below.left.text, below.right.text = footer.replace("&", "&&"), _("Bladzijde &P van &N")
    below.left.size = below.right.size = _FOOTER_SIZE
