"""The cells of a CSV file as Excel and others write them: any delimiter, UTF-8 or Windows letters."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _
from sok_metrics.workbook.file.archive import check_start
from sok_metrics.workbook.file.sheet import Sheet
from sok_metrics.workbook.file.xlsx import MAX_COLUMNS, MAX_ROWS

_DELIMITERS = ";,\t"
_FIRST_LINES, _FIRST_SIGNS = 30, 100_000
_NAMED_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_csv(content: bytes, name: str) -> Sheet:
    """The cells of the file as one sheet; raises RefusedError for a file that is no CSV."""
    check_start(content)
    text = _decoded(content)
    first_line = 1
    if named := _NAMED_DELIMITER.match(text):
        text, first_line = text[named.end() :], 2
    delimiter = named[1] if named else _delimiter(text)
    sheet = Sheet(name, delimiter=delimiter)
    try:
        for line, row in _rows(text, delimiter, first_line):
            sheet.lines.append(line)
            sheet.rows.append([cell.strip().strip("\u200b\ufeff\u00a0 ") for cell in row])
    except csv.Error as error:
        line = sheet.lines[-1] + 1 if sheet.lines else first_line
        raise RefusedError(
            _(
                "Dit CSV-bestand is stuk rond regel {line}: een aanhalingsteken ontbreekt of staat verkeerd. "
                "Verbeter de regel, of sla het bestand opnieuw op."
            ).format(line=line)
        ) from error
    return sheet


def _rows(text: str, delimiter: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line on which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, count = first_line, 0
    for row in reader:
        if any(cell.strip() for cell in row):
            count += 1
            if count > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise RefusedError(_("Dit bestand is te groot. Verdeel het over meer bestanden."))
            yield line, row
        line = first_line + reader.line_num


def _decoded(content: bytes) -> str:
    """The text of the file: UTF-16 by its first bytes, else UTF-8, else the letters of Windows."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RefusedError(_("Dit is geen leesbaar CSV-bestand. Sla het in Excel op als CSV UTF-8."))


def _delimiter(text: str) -> str:
    """The delimiter that gives most of the first rows one width; of equals the one with the most cells."""
    lines = text[:_FIRST_SIGNS].splitlines(keepends=True)[:_FIRST_LINES]

    def weight(sign: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return count, width

    return max(_DELIMITERS, key=weight)
