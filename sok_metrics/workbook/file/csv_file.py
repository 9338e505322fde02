"""The cells of a CSV file as Excel and others write them: any delimiter, any letters."""

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import groupby

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _
from sok_metrics.workbook.file.archive import check_start
from sok_metrics.workbook.file.letters import decoded
from sok_metrics.workbook.file.sheet import Sheet
from sok_metrics.workbook.file.xlsx import MAX_COLUMNS, MAX_ROWS

_DELIMITERS = ";,\t|"
_FIRST_LINES, _FIRST_SIGNS = 30, 100_000
_QUOTED = re.compile(r'"[^"]*"')
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_NAMED_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)

IsHeading = Callable[[str], bool]
"""Whether a word is a heading of ours."""


def read_csv(content: bytes, name: str, is_heading: IsHeading) -> Sheet:
    """The cells of the file as one sheet; raises RefusedError for a file that is no CSV."""
    check_start(content)
    text, note = decoded(content)
    first_line = 1
    if named := _NAMED_DELIMITER.match(text):
        text, first_line = text[named.end() :], 2
    delimiter = named[1] if named else _delimiter(text, is_heading)
    sheet = Sheet(name, delimiter=delimiter, notes=[note] if note else [])
    try:
        for line, row in _rows(text, delimiter, first_line):
            sheet.lines.append(line)
            sheet.rows.append([_bare(cell) for cell in row])
    except csv.Error as error:
        line = sheet.lines[-1] + 1 if sheet.lines else first_line
        raise RefusedError(
            _(
                "Dit CSV-bestand is stuk rond regel {line}: een aanhalingsteken ontbreekt of staat verkeerd. "
                "Verbeter de regel, of sla het bestand opnieuw op."
            ).format(line=line)
        ) from error
    return sheet


def _bare(cell: str) -> str:
    """A cell without the space around it, and without what keeps Excel from reading a code as a number."""
    bare = cell.strip().strip("\u200b\ufeff\u00a0 ")
    kept = _KEPT_AS_TEXT.fullmatch(bare) if bare[:1] == "=" else None
    return kept[1] if kept else bare


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


def _delimiter(text: str, is_heading: IsHeading) -> str:
    """What stands between the cells: what splits off known headings, or else what makes a table of the lines.

    A sign is no delimiter when each line with it has another one too, and not the other way round: commas in
    the words and figures of a file with semicolons.
    """
    lines = text[:_FIRST_SIGNS].splitlines(keepends=True)[:_FIRST_LINES]
    bare = [_QUOTED.sub("", line) for line in lines]
    having = {sign: {place for place, line in enumerate(bare) if sign in line} for sign in _DELIMITERS}

    def weight(sign: str) -> tuple[int, bool, int, int]:
        rows = _split(lines, sign)
        known = max((sum(map(is_heading, row)) for row in rows if len(row) > 1), default=0)
        is_within = any(having[sign] < having[other] for other in _DELIMITERS)
        longest, width = _longest_run([len(row) for row in rows])
        return known, bool(rows) and not is_within, longest, width

    return max(_DELIMITERS, key=weight)


def _split(lines: list[str], sign: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=sign))
    except csv.Error:
        return []


def _longest_run(widths: list[int]) -> tuple[int, int]:
    """The most lines after each other of one width (of more than one cell), and that width."""
    runs = [(len(list(run)), width) for width, run in groupby(widths) if width > 1]
    return max(runs, default=(0, 0))
