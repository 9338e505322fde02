"""The exchange workbook: every table on a sheet of its own, to work in with Excel and send in again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.nouns import TABLES, Column, ColumnType, Table
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.guide import guide_title, write_guide
from sok_metrics.workbook.exchange.read import CHOICES_SHEET
from sok_metrics.workbook.exchange.written_cells import shown_cells, stream, style_of
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.columns import MAX_WIDTH, example_word
from sok_metrics.workbook.file.streaming import (
    LINE_HEIGHT,
    MAX_TEXT,
    StreamedSheet,
    add_sheet,
    append_rows,
    as_bytes,
    height_of,
    put_name,
    text_cell,
)
from sok_metrics.workbook.file.xlsx import MAX_ROWS

_ROOM = 1_000  # empty lines under the rows that offer the choices too
_MAX_LIST = 255  # characters: what Excel takes for a list in the rule itself
_LINES_THAT_COUNT = 500  # for the width of a column


def write_exchange(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The tables (table name -> rows in canonical text) as an .xlsx file that `read_exchange` reads back.

    Columns that do not belong to the table (such as `version` or `_line`) stay behind. Raises
    InvalidDataError for what no sheet can hold: a text of more than 32,767 characters.
    """
    agreement = tables.get("agreement", pd.DataFrame())
    named = agreement["neighbourhood"].dropna() if "neighbourhood" in agreement else pd.Series(dtype=object)
    return _write(tables, str(named.iloc[0]) if len(named) else None)


def write_template(neighbourhood: str | None = None) -> bytes:
    """The exchange workbook without rows, with what each column is for; it may name the neighbourhood."""
    empty = {table.name: pd.DataFrame(columns=[c.name for c in table.all_columns]) for table in TABLES}
    return _write(empty, neighbourhood)


def _write(tables: Mapping[str, pd.DataFrame], neighbourhood: str | None) -> bytes:
    sheets = [_TableSheet.of(table, tables[table.name]) for table in TABLES if table.name in tables]
    _check(sheets)
    workbook = Workbook(write_only=True)
    counts = [(sheet.table, sheet.count) for sheet in sheets]
    write_guide(workbook, counts, neighbourhood)
    lists = _Lists(workbook)
    for sheet in sheets:
        _write_sheet(workbook, sheet, lists)
    lists.write()
    put_name(workbook, guide_title(neighbourhood))
    return as_bytes(workbook)


@dataclass(frozen=True)
class _TableSheet:
    """A table with what stands in each of its cells."""

    table: Table
    columns: tuple[Column, ...]
    cells: tuple[list[str | None], ...]
    count: int

    @classmethod
    def of(cls, table: Table, rows: pd.DataFrame) -> "_TableSheet":
        columns = tuple(column for column in table.all_columns if column.name in rows)
        known = rows.astype(object).where(rows.notna(), None)
        cells = tuple(shown_cells(column, known[column.name].tolist()) for column in columns)
        return cls(table, columns, cells, len(rows))


def _check(sheets: Iterable[_TableSheet]) -> None:
    """Raise InvalidDataError for what Excel cannot hold; nothing is ever cut off."""
    problems = []
    for sheet in sheets:
        if sheet.count > MAX_ROWS:
            sentence = _("Deze tabel heeft te veel regels voor een Excel-bestand. Kies CSV.")
            problems.append(Problem.of_sheet(sheet.table.sheet, sentence))
        for column, cells in zip(sheet.columns, sheet.cells, strict=True):
            if column.type is ColumnType.TEXT:
                problems += _too_long(sheet.table, column, cells)
    if problems:
        raise InvalidDataError(str(problems[0]), problems)


def _too_long(table: Table, column: Column, cells: list[str | None]) -> Iterator[Problem]:
    for line, text in enumerate(cells, 2):
        if text and 2 * len(text) > MAX_TEXT and len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
            sentence = _("Deze tekst is te lang voor Excel. Kort hem in, of kies CSV.")
            yield Problem(table.sheet, line, column.heading, text, sentence)


def _write_sheet(workbook: Workbook, table: _TableSheet, lists: "_Lists") -> None:
    sheet = add_sheet(workbook, table.table.sheet)
    sheet.freeze_panes = "A2"
    widths = [_width(column, cells) for column, cells in zip(table.columns, table.cells, strict=True)]
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True), 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = width
        room = f"{letter}2:{letter}{table.count + _ROOM}"
        _offer_choices(sheet, column, room, lists)
        if column.name == "origin":
            sheet.conditional_formatting.add(room, formats.example_rule(example_word()))
    sheet.append([text_cell(sheet, formats.HEADER, column.heading) for column in table.columns])
    streams = [
        stream(sheet, style_of(column, is_wrapped=width >= MAX_WIDTH), cells)
        for column, width, cells in zip(table.columns, widths, table.cells, strict=True)
    ]
    wrapped = [cells for width, cells in zip(widths, table.cells, strict=True) if width >= MAX_WIDTH]
    heights = (
        max((height_of(cells[line], MAX_WIDTH) for cells in wrapped), default=LINE_HEIGHT)
        for line in range(table.count)
    )
    append_rows(sheet, zip(*streams, strict=True), heights)


def _width(column: Column, cells: list[str | None]) -> float:
    """The width that fits the heading and the first texts, in characters."""
    if column.type is ColumnType.MOMENT:
        longest = 19
    elif column.type is ColumnType.DATE:
        longest = 10
    else:
        longest = max((len(text) for text in cells[:_LINES_THAT_COUNT] if text), default=0)
    return float(min(max(len(column.heading), longest, 8) + 3, MAX_WIDTH))


def _offer_choices(sheet: StreamedSheet, column: Column, cells: str, lists: "_Lists") -> None:
    """Let Excel offer the words that may stand in a column."""
    words = list(column.options)
    if not words:
        return
    rule = DataValidation(type="list", formula1=lists.formula(words), allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = column.heading, _("Kies een woord uit de lijst.")
    rule.add(cells)
    owner: Any = sheet
    owner.data_validations.append(rule)


class _Lists:
    """The lists of words that are too long for a rule: they stand on a hidden sheet."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._long: list[list[str]] = []

    def formula(self, words: list[str]) -> str:
        """What a rule names: the words themselves, or the place where they stand."""
        bare = ",".join(words)
        if len(bare) <= _MAX_LIST:
            return f'"{bare}"'
        if words not in self._long:
            self._long.append(words)
        letter = get_column_letter(self._long.index(words) + 1)
        return f"'{CHOICES_SHEET}'!${letter}$1:${letter}${len(words)}"

    def write(self) -> None:
        """Add the hidden sheet, when there is anything on it."""
        if not self._long:
            return
        sheet = add_sheet(self._workbook, CHOICES_SHEET)
        owner: Any = sheet
        owner.sheet_state = "hidden"
        for line in range(max(map(len, self._long))):
            words = [words[line] if line < len(words) else None for words in self._long]
            sheet.append([None if word is None else text_cell(sheet, formats.TEXT, word) for word in words])
