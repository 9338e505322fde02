"""Finding the tables of the exchange format in sheets: which table, which line has the headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest

from openpyxl.utils import get_column_letter

from sok_metrics.errors import Problem
from sok_metrics.nouns import TABLES, Table
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.cells import Cells, plain_word
from sok_metrics.workbook.file.sheet import Cell, Sheet

_FIRST_LINES = 30
"""Where the headings must stand: titles may come before them."""
_ENOUGH = 3  # headings
_NUMBERS_AFTER = re.compile(r"[_-]*[-_()0-9]+$")
_BY_SHEET = {plain_word(table.sheet): table for table in TABLES}

_HEADINGS = {plain_word(column.heading) for table in TABLES for column in table.all_columns}


def is_heading(word: str) -> bool:
    """Whether a word is a heading of one of the tables."""
    return plain_word(word) in _HEADINGS


@dataclass(frozen=True)
class FoundTable:
    """A table in a sheet: the place (from 0) of its heading line, and heading -> place of its column."""

    table: Table
    sheet: Sheet
    header: int
    places: dict[str, int]

    @property
    def header_line(self) -> int:
        """The line of the headings in the file."""
        return self.sheet.lines[self.header]

    def cells(self) -> Cells:
        """The cells under the headings."""
        rows = self.sheet.rows[self.header + 1 :]
        columns = list(zip_longest(*rows))
        empty: list[Cell] = [None] * len(rows)
        found = {
            heading: list(columns[place]) if place < len(columns) else empty
            for heading, place in self.places.items()
        }
        return Cells(found, self.sheet.lines[self.header + 1 :], self.header_line)


def table_of_name(sheet: Sheet) -> Table | None:
    """The table that the name of the sheet names, whatever its case; "metingen 2024" and "Metingen (2)" do.

    The name of a CSV file may have any words after it.
    """
    word = plain_word(sheet.name)
    found = _BY_SHEET.get(word) or _BY_SHEET.get(_NUMBERS_AFTER.sub("", word))
    if found is None and sheet.delimiter is not None:
        named = [name for name in _BY_SHEET if re.match(rf"{name}[^a-z]", word)]
        return _BY_SHEET[max(named, key=len)] if named else None
    return found


def similar_sheet(name: str) -> str | None:
    """The sheet whose name was probably meant."""
    close = get_close_matches(plain_word(name), _BY_SHEET, n=1, cutoff=0.75)
    return _BY_SHEET[close[0]].sheet if close else None


def table_of_headings(sheet: Sheet) -> Table | None:
    """The table that fits the headings in one of the first lines best, when it is the only one.

    Of those that fit it is the one after which the sheet is called: LibreOffice saves "uit-metingen.csv".
    """
    word = plain_word(sheet.name)
    for row in sheet.rows[:_FIRST_LINES]:
        found = {plain_word(cell) for cell in row if isinstance(cell, str)}
        fits = {table.name: _fit(table, found) for table in TABLES}
        called = [table for table in TABLES if fits[table.name] and word.endswith(f"-{table.sheet}")]
        if called:
            return max(called, key=lambda table: len(table.sheet))
        best = max(fits.values())
        if best >= _ENOUGH and list(fits.values()).count(best) == 1:
            return next(table for table in TABLES if fits[table.name] == best)
    return None


def _fit(table: Table, found: set[str]) -> int:
    """How many of the headings are those of the table; 0 when it misses one that it needs."""
    needed = {plain_word(column.heading) for column in table.columns if _is_needed(table, column.name)}
    known = found & {plain_word(column.heading) for column in table.all_columns}
    return len(known) if needed <= found and 2 * len(known) > len(found) else 0


def _is_needed(table: Table, name: str) -> bool:
    column = table.column(name)
    return column.required and column.default is None


def find_table(table: Table, sheet: Sheet) -> tuple[FoundTable | None, list[Problem]]:
    """Where the table stands in the sheet, or why it cannot be found there."""
    known = {plain_word(column.heading): column.heading for column in table.all_columns}
    header = _header_place(sheet, known)
    if header is None:
        sentence = _("We vinden de koppen van dit blad niet. Het zijn er {count}, waaronder: {headings}.")
        headings = [column.heading for column in table.columns]
        advice = sentence.format(count=len(headings), headings=", ".join(headings[:5]))
        return None, [_at(table, sheet.lines[0], advice)]
    places, problems = _places(table, sheet, header, known)
    return FoundTable(table, sheet, header, places), problems


def _header_place(sheet: Sheet, known: dict[str, str]) -> int | None:
    """The place of the line with the most known headings; the first of equals."""
    matches = [
        len({plain_word(cell) for cell in row if isinstance(cell, str)} & set(known))
        for row in sheet.rows[:_FIRST_LINES]
    ]
    return matches.index(max(matches)) if max(matches) else None


def _places(
    table: Table, sheet: Sheet, header: int, known: dict[str, str]
) -> tuple[dict[str, int], list[Problem]]:
    """Heading (as we write it) -> place of its column, with the headings that are missing or stand twice."""
    places: dict[str, int] = {}
    problems = []
    line = sheet.lines[header]
    for place, cell in enumerate(sheet.rows[header]):
        if cell is not None and cell != "":
            heading = known.get(plain_word(str(cell)), str(cell))
            if heading in places:
                advice = _("De kop '{heading}' staat er twee keer. Haal er een weg.").format(heading=heading)
                problems.append(_at(table, line, advice, heading))
            places.setdefault(heading, place)
    return places, problems + list(_without_heading(table, sheet, header))


def _without_heading(table: Table, sheet: Sheet, header: int) -> Iterator[Problem]:
    """The columns that hold something under an empty heading, each with its first such line."""
    headings = sheet.rows[header]
    named = {place for place, cell in enumerate(headings) if cell is not None and cell != ""}
    for line, row in zip(sheet.lines[header + 1 :], sheet.rows[header + 1 :], strict=True):
        if len(row) <= len(headings) and len(named) == len(headings):
            continue
        for place, cell in enumerate(row):
            if place not in named and cell is not None and cell != "":
                named.add(place)
                advice = _("Kolom {letter} heeft geen kop. Geef de kolom een kop of haal hem weg.")
                yield Problem(
                    table.sheet, line, None, str(cell), advice.format(letter=get_column_letter(place + 1))
                )


def _at(table: Table, line: int | None, sentence: str, heading: str | None = None) -> Problem:
    return Problem(table.sheet, line, heading, None, sentence)


def is_empty() -> str:
    """What to say of a file without anything in it."""
    return _("Dit bestand is leeg. Kies het bestand waar de cijfers in staan.")


def nothing_found(name: str, sheets: Sequence[Sheet]) -> Problem:
    """What to say of a file in which no table was found."""
    sentence = _(
        "Dit bestand heeft geen blad dat we kennen. "
        "Begin met het lege Excel-bestand, of geef een CSV-bestand de naam van het blad, zoals metingen.csv."
    )
    return Problem(name, None, None, ", ".join(sheet.name for sheet in sheets[:5]), sentence)
