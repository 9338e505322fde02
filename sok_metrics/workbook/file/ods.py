"""The cells of an .ods file, as a stream: what its sheets show, in little memory.

What the file says to be repeated without content is only counted, so its sizes are not trusted. Of the
libraries that read .ods none holds on to a limit (docs/decisions/011-a-reader-of-our-own.md).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from sok_metrics.errors import RefusedError
from sok_metrics.workbook.file.archive import Archive, check_start, damaged, local, locked, parse_xml
from sok_metrics.workbook.file.ods_styles import Number, StylesParser
from sok_metrics.workbook.file.sheet import Cell, DateNumber, Sheet
from sok_metrics.workbook.file.signs import raised
from sok_metrics.workbook.file.xlsx import (
    LONGEST_TEXT,
    MAX_COLUMNS,
    MAX_ROWS,
    cell_name,
    error_cell,
    too_long,
    too_wide,
    without_value,
)

_LAST_LINE = 1_048_576
_DAY_ZERO = datetime(1899, 12, 30)
_DURATION = re.compile(r"-?PT(\d+)H(\d+)M(\d+(?:\.\d+)?)S")
_ERROR = re.compile(r"#[A-Z/0!?]+|(?:Err|Fout):\d+")
_NUMBERS = ("float", "percentage", "currency")
_NOT_OF_THE_CELL = ("annotation", "frame", "shapes", "custom-shape")
_CACHED_ELSEWHERE = "'file:"
"""How the copy begins that the file keeps of another file: its figures may be old."""


def read_ods(content: bytes) -> list[Sheet]:
    """Every sheet with cells, hidden ones too; raises RefusedError for a file that may not be read."""
    archive = Archive(content, holds_ods=True)
    _refuse_locked(archive)
    styles = StylesParser()
    if "styles.xml" in archive.names:
        archive.parse("styles.xml", styles.connect)
    tables = _TablesParser(styles)
    archive.parse("content.xml", tables.connect)
    return tables.sheets


def read_flat_ods(content: bytes) -> list[Sheet]:
    """The same of a file in one piece (.fods)."""
    check_start(content)
    tables = _TablesParser(StylesParser())
    parse_xml([content], tables.connect)
    return tables.sheets


def _refuse_locked(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    is_locked = "encrypted-package" in archive.names or (
        manifest in archive.names
        and any(tag == "encryption-data" for tag, _given in archive.elements(manifest))
    )
    if is_locked or "content.xml" not in archive.names:
        raise RefusedError(locked() if is_locked else damaged())


@dataclass
class _CellNow:
    """The cell that is being read: what its element says, and its text so far."""

    given: dict[str, str]
    count: int
    paragraphs: list[str] = field(default_factory=list)


class _TablesParser:
    """Collects the sheets; a cell that is repeated without content is only counted."""

    def __init__(self, styles: StylesParser) -> None:
        self.sheets: list[Sheet] = []
        self._styles = styles
        self._sheet = Sheet("")
        self._room = MAX_ROWS
        self._line = self._repeated = 0
        self._row: list[Cell] = []
        self._column = 0
        self._defaults: list[str] = []
        self._cell: _CellNow | None = None
        self._is_in_text = self._is_elsewhere = False
        self._beside = self._tables = 0
        self._raised: list[bool] = []
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "table": self._start_table,
            "table-column": self._start_column,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_covered,
            "p": self._start_paragraph,
            "span": self._start_span,
            "s": lambda given: self._add(" " * min(_count(given, "c"), MAX_COLUMNS)),
            "tab": lambda given: self._add("\t"),
            "line-break": lambda given: self._add("\n"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "table": self._end_table,
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "p": self._end_paragraph,
            "span": self._end_span,
        }

    def connect(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = local(tag)
        if name in _NOT_OF_THE_CELL or self._beside:
            self._beside += name in _NOT_OF_THE_CELL
            return
        if tag.startswith(("table:", "text:")) and name in self._starts:
            self._starts[name]({local(key): given[key] for key in given if not key.startswith("calcext:")})
        else:
            self._styles.start(name, given)

    def _end(self, tag: str) -> None:
        name = local(tag)
        if self._beside:
            self._beside -= name in _NOT_OF_THE_CELL
        elif tag.startswith(("table:", "text:")) and name in self._ends:
            self._ends[name]()

    def _add(self, text: str) -> None:
        if self._cell is None or not self._is_in_text or self._beside:
            return
        is_raised = bool(self._raised) and self._raised[-1]
        self._cell.paragraphs[-1] += raised(text) if is_raised else text
        if len(self._cell.paragraphs[-1]) > LONGEST_TEXT:
            raise RefusedError(damaged())

    def _start_table(self, given: dict[str, str]) -> None:
        self._tables += 1
        if self._tables == 1:
            name = given.get("name", "")
            self._is_elsewhere = name.startswith(_CACHED_ELSEWHERE)
            hidden = given.get("style-name", "") in self._styles.hidden_tables
            self._sheet = Sheet(name, is_hidden=hidden)
            self._line, self._defaults = 0, []

    def _end_table(self) -> None:
        self._tables -= 1
        if not self._tables and not self._is_elsewhere:
            self.sheets.append(self._sheet)

    def _start_column(self, given: dict[str, str]) -> None:
        room = MAX_COLUMNS - len(self._defaults)
        count = min(_count(given, "number-columns-repeated"), room)
        self._defaults += [given.get("default-cell-style-name", "")] * count

    def _start_row(self, given: dict[str, str]) -> None:
        self._repeated = _count(given, "number-rows-repeated")
        self._row, self._column = [], 0

    def _start_covered(self, given: dict[str, str]) -> None:
        """A cell under a merged one: it takes place, and shows nothing."""
        repeated = given.get("number-columns-repeated", "1")
        self._cell = _CellNow({"number-columns-repeated": repeated}, _count(given, "number-columns-repeated"))

    def _start_cell(self, given: dict[str, str]) -> None:
        self._cell = _CellNow(given, _count(given, "number-columns-repeated"))

    def _start_paragraph(self, _given: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.paragraphs.append("")
            self._is_in_text = True

    def _end_paragraph(self) -> None:
        self._is_in_text = False

    def _start_span(self, given: dict[str, str]) -> None:
        self._raised.append(given.get("style-name", "") in self._styles.raised)

    def _end_span(self) -> None:
        if self._raised:
            self._raised.pop()

    def _end_cell(self) -> None:
        now, self._cell = self._cell, None
        if now is None:
            return
        value = self._value(now)
        if value is not None and value != "":
            if self._column + now.count > MAX_COLUMNS:
                raise RefusedError(too_wide(self._sheet.name))
            self._row += [None] * (self._column - len(self._row)) + [value] * now.count
            spanned = _count(now.given, "number-rows-spanned")
            if 1 < spanned <= MAX_ROWS and _count(now.given, "number-columns-spanned") == 1:
                first = self._line + 1
                self._sheet.merged.append((self._column + 1, first, first + spanned - 1))
        self._column += now.count

    def _value(self, now: _CellNow) -> Cell:
        given, kind = now.given, now.given.get("value-type")
        text = "\n".join(now.paragraphs).strip().strip("\u200b\ufeff\u00a0 ")
        if "formula" in given and _ERROR.fullmatch(text):
            return error_cell(text, self._place())
        if kind in _NUMBERS:
            return self._number(now, float(given["value"]))
        if kind == "date":
            return self._number(now, _serial(given["date-value"]))
        if kind == "time":
            return DateNumber(_part_of_day(given["time-value"]))
        if kind == "boolean":
            return given.get("boolean-value") == "true"
        if kind is None and "formula" in given and not text:
            return without_value(given["formula"].removeprefix("of:="), self._place())
        return text or given.get("string-value")

    def _number(self, now: _CellNow, value: float) -> Cell:
        """The number as its cell shows it; a cell without style has that of its column."""
        default = self._defaults[self._column] if self._column < len(self._defaults) else ""
        kind = now.given["value-type"]
        make: Number = self._styles.number_kind(now.given.get("style-name", default), kind)
        return make(value)

    def _place(self) -> str:
        return cell_name(self._column + 1, self._line + 1)

    def _end_row(self) -> None:
        if not self._row or self._is_elsewhere:
            self._line += self._repeated
            return
        if self._repeated > self._room or self._line + self._repeated > _LAST_LINE:
            raise RefusedError(too_long())
        self._room -= self._repeated
        for _time in range(self._repeated):
            self._line += 1
            self._sheet.lines.append(self._line)
            self._sheet.rows.append(self._row)


def _count(given: dict[str, str], name: str) -> int:
    """How often something is repeated."""
    return max(int(given.get(name, "1")), 1)


def _serial(text: str) -> float:
    """Days since the day zero of spreadsheets."""
    passed = datetime.fromisoformat(text[:26]) - _DAY_ZERO
    return passed.days + passed.seconds / 86_400 + passed.microseconds / 86_400_000_000


def _part_of_day(text: str) -> float:
    found = _DURATION.fullmatch(text)
    if found is None:
        raise RefusedError(damaged())
    return (int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])) / 86_400
