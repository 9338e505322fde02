"""A copy of somebody's own file in which the wrong cells are marked and say what to do."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from sok_metrics.errors import Problem, RefusedError
from sok_metrics.texts import _
from sok_metrics.texts.formats import number
from sok_metrics.workbook.exchange.marked_values import copy_values, sheet_title
from sok_metrics.workbook.exchange.notation import Notation, shown_text
from sok_metrics.workbook.exchange.read import FAULTS_SHEET, find_tables, read_sheets
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.archive import FAULTS, Archive
from sok_metrics.workbook.file.sheet import Sheet
from sok_metrics.workbook.file.streaming import as_bytes, height_of, put_text, safe_text

MAX_MARKED = 5_000
"""The most problems that a marked copy shows; it says so when there are more."""
_MAX_STYLED = 10_000_000
"""The largest file, in bytes unpacked, that is copied with its looks: openpyxl needs 50 times as much."""
_WIDTHS = (28, 10, 24, 30, 90)
_AUTHOR = "SOK-monitor"
_FIRST_LINES = 30
_MARK = PatternFill("solid", fgColor="FFFFC7CE", bgColor="FFFFC7CE")
# What openpyxl is known to raise on files that Excel and our own reader take.
_NOT_FOR_OPENPYXL = (*FAULTS, RefusedError, TypeError, AttributeError, SyntaxError)

Marks = Mapping[str, Mapping[tuple[int, int], str]]
"""Sheet -> (line, column) -> what to do there."""


def marked_copy(content: bytes, name: str, problems: Sequence[Problem]) -> bytes:
    """The file (a CSV file as a workbook) with the wrong cells coloured and a sheet "Fouten", as .xlsx.

    A large file comes back with its values only. A file that cannot be opened gives a workbook with only the
    sheet "Fouten".
    """
    try:
        sheets = _titled(read_sheets(content, name))
    except RefusedError:
        sheets = []
    shown = problems[:MAX_MARKED]
    places = _Places(sheets).all_of(shown)
    workbook = _own_file(content) if sheets else None
    if workbook is None:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        copy_values(workbook, sheets)
    _mark(workbook, _marks(shown, places))
    _add_list(workbook, shown, places, len(problems))
    return as_bytes(workbook)


def _titled(sheets: list[Sheet]) -> list[Sheet]:
    """A CSV file as the sheet that it would be in a workbook, so that the copy can be read in again."""
    for found in list(find_tables(sheets)):
        if found.sheet.delimiter is not None:
            found.sheet.name = found.table.sheet
    for sheet in sheets:
        sheet.name = sheet_title(sheet.name) if sheet.delimiter is not None else sheet.name
    return sheets


@dataclass(frozen=True)
class _Place:
    """The cell that a problem is about."""

    sheet: str
    line: int
    column: int

    @property
    def cell(self) -> str:
        return f"{get_column_letter(self.column)}{self.line}"


class _Places:
    """Finds the cell that a problem names by sheet, line and heading."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._tables = {found.table.sheet: found for found in find_tables(sheets)}
        self._columns: dict[tuple[str, str], int] = {}

    def all_of(self, problems: Sequence[Problem]) -> list[_Place | None]:
        """The place of each problem; None when it is about no cell."""
        return [self._place(problem) for problem in problems]

    def _place(self, problem: Problem) -> _Place | None:
        table = self._tables.get(problem.sheet)
        sheet = table.sheet if table else self._sheets.get(problem.sheet)
        if sheet is None or problem.line is None:
            return None
        if problem.heading is None:
            return _Place(sheet.name, problem.line, 1)
        if table is not None:
            place = table.places.get(problem.heading)
            return None if place is None else _Place(sheet.name, problem.line, place + 1)
        column = self._column(sheet, problem.heading)
        return _Place(sheet.name, problem.line, column) if column else None

    def _column(self, sheet: Sheet, heading: str) -> int:
        """The column of a sheet without table with this heading (or letter); 0 when there is none."""
        key = sheet.name, heading
        if key not in self._columns:
            self._columns[key] = next(_headed(sheet, heading), 0) or _letter_column(heading)
        return self._columns[key]


def _headed(sheet: Sheet, heading: str) -> Iterator[int]:
    for row in sheet.rows[:_FIRST_LINES]:
        for column, cell in enumerate(row, 1):
            if shown_text(cell, Notation(counts_from_1904=sheet.counts_from_1904)) == heading:
                yield column


def _letter_column(heading: str) -> int:
    is_letter = heading.isascii() and heading.isalpha() and heading.isupper() and len(heading) <= 2
    return column_index_from_string(heading) if is_letter else 0


def _marks(problems: Sequence[Problem], places: Sequence[_Place | None]) -> Marks:
    marks: dict[str, dict[tuple[int, int], str]] = {}
    for problem, place in zip(problems, places, strict=True):
        if place is not None:
            of_sheet = marks.setdefault(place.sheet, {})
            key = place.line, place.column
            of_sheet[key] = f"{of_sheet[key]}\n{problem.sentence}" if key in of_sheet else problem.sentence
    return marks


def _own_file(content: bytes) -> Workbook | None:
    """Their file with its looks, but without earlier marks; None when it is too large or no .xlsx."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_STYLED:
                return None
        Archive(content).check_every_part()
        workbook = openpyxl.load_workbook(BytesIO(content))
    except _NOT_FOR_OPENPYXL:
        return None
    if FAULTS_SHEET in workbook.sheetnames:
        workbook.remove(workbook[FAULTS_SHEET])
        for sheet in workbook.worksheets:
            _clean(sheet)
    return workbook


def _clean(sheet: Any) -> None:
    """Take away the marks of an earlier copy."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _mark(workbook: Workbook, marks: Marks) -> None:
    for name, of_sheet in marks.items():
        sheet: Any = workbook[name] if name in workbook.sheetnames else None
        for (line, column), sentence in of_sheet.items() if sheet is not None else ():
            cell = sheet.cell(line, column)
            if not isinstance(cell, MergedCell):
                cell.fill = _MARK
                cell.comment = Comment(safe_text(sentence), _AUTHOR, height=110, width=320)


def _add_list(
    workbook: Workbook, problems: Sequence[Problem], places: Sequence[_Place | None], count: int
) -> None:
    """The sheet with all problems, each with a link to its cell; it comes first."""
    sheet: Any = workbook.create_sheet(FAULTS_SHEET, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    _put(sheet.cell(1, 1), _heading(count, len(problems)), formats.TITLE)
    words = (_("Blad"), _("Cel"), _("Kolom"), _("Wat er staat"), _("Wat u kunt doen"))
    for column, word in enumerate(words, 1):
        _put(sheet.cell(2, column), word, formats.HEADER)
    for line, (problem, place) in enumerate(zip(problems, places, strict=True), 3):
        texts = (problem.sheet, _where(problem, place), problem.heading, problem.value, problem.sentence)
        heights = [height_of(text, width) for text, width in zip(texts, _WIDTHS, strict=True)]
        sheet.row_dimensions[line].height = max(heights)
        for column, text in enumerate(texts, 1):
            if text:
                look = formats.LINK if column == 2 and place else formats.WRAPPED_TEXT
                _put(sheet.cell(line, column), text, look)
        if place is not None:
            quoted = place.sheet.replace("'", "''")
            sheet.cell(line, 2).hyperlink = Hyperlink(ref=f"B{line}", location=f"'{quoted}'!{place.cell}")


def _where(problem: Problem, place: _Place | None) -> str | None:
    if place is not None:
        return place.cell
    return None if problem.line is None else _("regel {line}").format(line=problem.line)


def _heading(count: int, shown: int) -> str:
    if count > shown:
        return _("Er zijn {count} fouten. Hier staan de eerste {shown}.").format(
            count=number(count), shown=number(shown)
        )
    return _("Wat er fout is, en wat u kunt doen")


def _put(cell: Any, text: str, look: formats.Look) -> None:
    """Text whatever it begins with, so that it never runs as a formula."""
    put_text(cell, safe_text(text))
    look(cell)
