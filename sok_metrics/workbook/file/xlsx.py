"""The cells of an .xlsx file, as a stream: quick, in little memory, and with what openpyxl leaves out.

Only a reader of our own tells a formula without a value from an empty cell, and does not trust the sizes that
a file names. See docs/decisions/011-a-reader-of-our-own.md.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string, get_column_letter

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _
from sok_metrics.workbook.file.archive import Archive, damaged, local
from sok_metrics.workbook.file.hidden import hidden_notes
from sok_metrics.workbook.file.sheet import (
    BrokenCell,
    Cell,
    DateNumber,
    MonthNumber,
    PercentNumber,
    Sheet,
    YearNumber,
)
from sok_metrics.workbook.file.signs import raised, unescaped

MAX_ROWS = 250_000
"""The most rows of all sheets together."""
MAX_COLUMNS = 500
"""The last column that may hold something."""
LONGEST_TEXT = 1_000_000  # characters; Excel itself stops at 32,767
_MOST_TEXTS = 3_000_000
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DIGITS = "0123456789"
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
MAX_MERGED = 100_000
"""Merged cells that are taken note of."""

Number = Callable[[str], float]


@dataclass(frozen=True)
class _Book:
    """What all sheets of a workbook share."""

    texts: list[str]
    numbers: list[Number]
    """Style -> what a number in that style becomes."""
    counts_from_1904: bool


def read_xlsx(content: bytes) -> list[Sheet]:
    """Every sheet with cells, hidden ones too; raises RefusedError for a file that may not be read."""
    archive = Archive(content)
    main = next((part for kind, part in archive.related("").values() if kind == "officeDocument"), "")
    if main not in archive.names:
        raise RefusedError(damaged())
    elements, parts = archive.elements(main), archive.related(main)
    book = _read_book(archive, elements, parts)
    sheets, room = [], MAX_ROWS
    for tag, given in elements:
        kind, part = parts.get(_relation(given), ("", ""))
        if tag == "sheet" and kind == "worksheet" and part in archive.names:
            sheet = Sheet(
                given.get("name", ""),
                is_hidden=given.get("state", "visible") != "visible",
                counts_from_1904=book.counts_from_1904,
            )
            archive.parse(part, _SheetParser(sheet, book, room).connect)
            room -= len(sheet.rows)
            sheet.notes += hidden_notes(sheet)
            sheets.append(sheet)
    return sheets


def _relation(given: dict[str, str]) -> str:
    return next((value for name, value in given.items() if local(name) == "id"), "")


def _read_book(
    archive: Archive, elements: list[tuple[str, dict[str, str]]], parts: dict[str, tuple[str, str]]
) -> _Book:
    of_kind = {kind: part for kind, part in parts.values() if part in archive.names}
    settings = next((given for tag, given in elements if tag == "workbookPr"), {})
    texts = _TextsParser()
    if "sharedStrings" in of_kind:
        archive.parse(of_kind["sharedStrings"], texts.connect)
    styles = archive.elements(of_kind["styles"]) if "styles" in of_kind else []
    return _Book(texts.found, _number_kinds(styles), settings.get("date1904") in ("1", "true", "on"))


def _number_kinds(styles: Sequence[tuple[str, dict[str, str]]]) -> list[Number]:
    """What a number becomes in each cell style: a plain number, a date or a percentage."""
    codes = dict(BUILTIN_FORMATS)
    kinds: list[Number] = []
    in_cell_styles = False
    for tag, given in styles:
        if tag == "numFmt" and given.get("numFmtId", "").isdecimal():
            codes[int(given["numFmtId"])] = given.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyles"):
            in_cell_styles = tag == "cellXfs"
        elif tag == "xf" and in_cell_styles:
            number = given.get("numFmtId", "0")
            kinds.append(_number_kind(codes.get(int(number), "") if number.isdecimal() else ""))
    return kinds


def _number_kind(code: str) -> Number:
    if is_date_format(code):
        shown = set(_QUOTED.sub("", code).lower())
        if shown & set("dhs"):
            return DateNumber
        return MonthNumber if "m" in shown else YearNumber
    return PercentNumber if "%" in _QUOTED.sub("", code) else float


class _TextsParser:
    """Collects the shared texts; how a word is to be pronounced (rPh) is no part of them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._takes = self._is_spoken = self._is_raised = False

    def connect(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = local(tag)
        if name == "rPh":
            self._is_spoken = True
        elif name == "r":
            self._is_raised = False
        elif name == "vertAlign":
            self._is_raised = given.get("val") == "superscript"
        self._takes = name == "t" and not self._is_spoken

    def _text(self, text: str) -> None:
        if self._takes:
            self._parts.append(raised(text) if self._is_raised else text)

    def _end(self, tag: str) -> None:
        self._takes = False
        name = local(tag)
        if name == "rPh":
            self._is_spoken = False
        elif name == "r":
            self._is_raised = False
        elif name == "si":
            if len(self.found) >= _MOST_TEXTS:
                raise RefusedError(too_long())
            self.found.append(_protected("".join(self._parts)))
            self._parts.clear()


def _protected(text: str) -> str:
    """The text without white space at its ends, but with what is escaped on purpose.

    U+200B and U+FEFF are spaces of no width that come along when people copy from a web page.
    """
    return unescaped(text.strip().strip("\u200b\ufeff\u00a0 "))


class _SheetParser:
    """Collects the rows of one sheet; its handlers run for every cell, so they do little."""

    def __init__(self, sheet: Sheet, book: _Book, room: int) -> None:
        self._sheet = sheet
        self._book = book
        self._room = room
        self._columns: dict[str, int] = {}
        self._line = self._column = 0
        self._is_hidden = False
        self._row: list[Cell] = []
        self._kind: str | None = None
        self._style = "0"
        self._place = ""
        self._formula: str | None = None
        self._takes = self._is_cell = self._is_spoken = False
        self._text = ""
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {}
        self._ends: dict[str, Callable[[], None]] = {}

    def connect(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take

    def _name_elements(self, root: str) -> None:
        """Some programs write `x:row` for `row`: the prefix is that of the root."""
        prefix = root[: len(root) - len(local(root))]
        starts = {"row": self._start_row, "c": self._start_cell, "v": self._start_text}
        starts |= {"t": self._start_text, "f": self._start_text, "rPh": self._start_spoken}
        starts |= {"mergeCell": self._merge, "col": self._start_column}
        ends = {"row": self._end_row, "c": self._end_cell, "v": self._end_text, "t": self._end_text}
        ends |= {"f": self._end_formula, "rPh": self._end_spoken}
        self._starts = {prefix + name: handle for name, handle in starts.items()}
        self._ends = {prefix + name: handle for name, handle in ends.items()}

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if not self._starts:
            self._name_elements(tag)
        handle = self._starts.get(tag)
        if handle is not None:
            handle(given)

    def _end(self, tag: str) -> None:
        handle = self._ends.get(tag)
        if handle is not None:
            handle()

    def _take(self, text: str) -> None:
        if self._takes:
            self._text += text
            if len(self._text) > LONGEST_TEXT:
                raise RefusedError(damaged())

    def _start_row(self, given: dict[str, str]) -> None:
        self._line = int(given["r"]) if "r" in given else self._line + 1
        self._is_hidden = given.get("hidden") in ("1", "true")
        self._column = 0
        self._row = []

    def _start_column(self, given: dict[str, str]) -> None:
        if given.get("hidden") in ("1", "true"):
            self._sheet.hidden_columns.append((int(given["min"]), int(given["max"])))

    def _start_cell(self, given: dict[str, str]) -> None:
        self._place = given.get("r", "")
        letters = self._place.rstrip(_DIGITS)
        if not letters:
            self._column += 1
        elif letters in self._columns:
            self._column = self._columns[letters]
        else:
            self._column = self._columns[letters] = column_index_from_string(letters)
        self._kind = given.get("t")
        self._style = given.get("s", "0")
        self._text = ""
        self._is_cell, self._formula = True, None

    def _end_formula(self) -> None:
        self._formula, self._text, self._takes = self._text, "", False

    def _merge(self, given: dict[str, str]) -> None:
        """Take note of cells that are merged down a column."""
        found = _MERGED.fullmatch(given.get("ref", ""))
        if found and found[1] == found[3] and len(self._sheet.merged) < MAX_MERGED:
            self._sheet.merged.append((column_index_from_string(found[1]), int(found[2]), int(found[4])))

    def _start_text(self, _given: dict[str, str]) -> None:
        self._takes = self._is_cell and not self._is_spoken

    def _end_text(self) -> None:
        self._takes = False

    def _start_spoken(self, _given: dict[str, str]) -> None:
        self._is_spoken = True

    def _end_spoken(self) -> None:
        self._is_spoken = False

    def _end_cell(self) -> None:
        self._is_cell = False
        cell = self._value()
        if cell is None or cell == "":
            return
        row, column = self._row, self._column
        if column > MAX_COLUMNS:
            raise RefusedError(too_wide(self._sheet.name))
        if len(row) < column - 1:
            row.extend([None] * (column - 1 - len(row)))
        if len(row) < column:
            row.append(cell)
        else:
            row[column - 1] = cell

    def _value(self) -> Cell:
        text, kind = self._text, self._kind
        if kind == "s":
            return self._book.texts[int(text)] if text else None
        if not text:
            has_no_value = self._formula is not None and kind != "str"
            return without_value(self._formula or "…", self._place) if has_no_value else None
        if kind is None or kind == "n":
            kinds, style = self._book.numbers, int(self._style)
            return kinds[style](text) if style < len(kinds) else float(text)
        if kind == "b":
            return text == "1"
        if kind == "e":
            return error_cell(text, self._place)
        return _protected(text)

    def _end_row(self) -> None:
        if self._row:
            if len(self._sheet.rows) >= self._room:
                raise RefusedError(too_long())
            self._sheet.lines.append(self._line)
            self._sheet.rows.append(self._row)
            if self._is_hidden:
                self._sheet.hidden_lines.append(self._line)


def cell_name(column: int, line: int) -> str:
    """What Excel calls a cell, such as B3."""
    return f"{get_column_letter(column)}{line}"


def without_value(formula: str, place: str) -> BrokenCell:
    """A cell with a formula that was never worked out."""
    sentence = _(
        "In cel {place} staat een formule zonder uitkomst. "
        "Open het bestand in Excel, sla het op en kies het opnieuw, of typ de uitkomst."
    )
    return BrokenCell(f"={formula}", sentence.format(place=place))


def error_cell(text: str, place: str) -> BrokenCell:
    """A cell with an error in the place of a value."""
    sentence = _("De formule in cel {place} geeft een fout. Verbeter de formule of typ de uitkomst.")
    return BrokenCell(text, sentence.format(place=place))


def too_wide(sheet: str) -> str:
    """What to say of a sheet with cells far to the right."""
    return _("Het blad '{sheet}' heeft meer dan {count} kolommen. Haal weg wat er niet hoort.").format(
        sheet=sheet, count=MAX_COLUMNS
    )


def too_long() -> str:
    """What to say of a file with too many rows."""
    return _("In dit bestand staan meer dan {count} regels. Verdeel ze over meer bestanden.").format(
        count=f"{MAX_ROWS:,}".replace(",", ".")
    )
