"""What spreadsheets and encodings do to data without a word: seen in the cells, and said."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sok_metrics.errors import Problem
from sok_metrics.nouns import Column, ColumnType, Table
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.cells import Cells, holds_codes
from sok_metrics.workbook.exchange.day_order import DAY_FIRST, MONTH_FIRST, DayOrder, day_readings
from sok_metrics.workbook.file.sheet import Cell, DateNumber

_TWICE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
    "|\u00e2\u201a\u00ac|\u00e2\u20ac[\u2122\u0153\u02dc\u201c\u201d\u00a6\u009d]"
)
_LOST = re.compile(r"\ufffd|(?<=[a-z])\?(?=[a-z])|&(?:amp|nbsp|[aeiou]uml|[aeiou]acute|#\d{1,5});")
_AROUND = 10  # signs beside what is wrong
_MONTH = "(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
_MADE_A_DATE = re.compile(
    rf"\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d{{2}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}", re.IGNORECASE
)
_MADE_A_NUMBER = re.compile(r"\d(?:[.,]\d+)?E[+-]\d\d+")
_SHORTENED = re.compile(r"-?\d[.,]\d{1,5}E\+\d\d")
_FIGURES = (ColumnType.NUMBER, ColumnType.MONEY, ColumnType.INTEGER)

Look = Callable[[Cell], str | None]
"""What to say of a cell; None when nothing is remarkable."""


def find_remarks(
    table: Table, cells: Cells, orders: Mapping[str, DayOrder], *, is_csv: bool
) -> Iterator[Problem]:
    """What is remarkable in the cells of a table, as warnings; a CSV file shows less of what it was.

    `orders` says of columns of days what was found to stand first in them, where nobody was asked.
    """
    for column in table.all_columns:
        values = cells.columns.get(column.heading, [])
        looks = list(_looks(column, values, orders.get(column.heading), is_csv=is_csv))
        for line, cell in zip(cells.lines, values, strict=False) if looks else ():
            said = next((sentence for look in looks if (sentence := look(cell))), None)
            if said is not None:
                yield Problem(table.sheet, line, column.heading, str(cell), said)


def _looks(column: Column, values: list[Cell], order: DayOrder | None, *, is_csv: bool) -> Iterator[Look]:
    if holds_codes(column):
        yield _lost_zero(values)
    if is_csv and holds_codes(column):
        yield _date_for_code
    if is_csv and column.type in _FIGURES:
        yield _shortened
    if order is not None:
        yield partial(_month_or_day, order)
    if column.is_free_text:
        yield _encoded_twice
        yield _lost_letter
        yield _date_for_text


def _encoded_twice(cell: Cell) -> str | None:
    found = _TWICE.search(cell) if isinstance(cell, str) else None
    if found is None:
        return None
    try:
        meant = found[0].encode("cp1252").decode()
    except UnicodeError:
        meant = _("een letter met een teken")
    return _(
        "Hier staat '{found}' waar '{meant}' hoort. Verbeter het, of sla opnieuw op als CSV UTF-8."
    ).format(found=found[0], meant=meant)


def _lost_letter(cell: Cell) -> str | None:
    if isinstance(cell, str) and (found := _LOST.search(cell)):
        around = cell[max(found.start() - _AROUND, 0) : found.end() + _AROUND]
        return _("Hier ging een letter verloren: '{found}'. Typ het woord opnieuw.").format(found=around)
    return None


def _date_for_text(cell: Cell) -> str | None:
    if isinstance(cell, DateNumber) and cell >= 1:
        return _("Hier staat een datum. Maakte Excel die zelf van wat er stond? Typ het dan als tekst.")
    return None


def _date_for_code(cell: Cell) -> str | None:
    if isinstance(cell, str) and _MADE_A_NUMBER.fullmatch(cell):
        return _("Is dit de code, of maakte Excel er een getal van? Typ de code in een cel die tekst is.")
    if isinstance(cell, str) and _MADE_A_DATE.fullmatch(cell):
        return _("Is dit de code, of maakte Excel er een datum van? Typ de code in een cel die tekst is.")
    return None


def _month_or_day(order: DayOrder, cell: Cell) -> str | None:
    """Says how a day with slashes was read, and each with the month first."""
    read = day_readings(cell) if isinstance(cell, str) else {}
    if len(set(read.values())) == 2 and order is DAY_FIRST and "/" in str(cell):
        day = read[DAY_FIRST]
        sentence = _("Dit is gelezen met de dag voorop: dag {day}, maand {month}. Klopt dat?")
    elif MONTH_FIRST in read and (order is MONTH_FIRST or len(read) == 1):
        day = read[MONTH_FIRST]
        if day == read.get(DAY_FIRST):
            return None
        sentence = _("Dit is gelezen met de maand voorop: dag {day}, maand {month}. Klopt dat?")
    else:
        return None
    return sentence.format(day=day.day, month=day.month)


def _shortened(cell: Cell) -> str | None:
    if isinstance(cell, str) and _SHORTENED.fullmatch(cell):
        return _("Excel kortte dit getal af. Maak de kolom breder en sla het bestand opnieuw op.")
    return None


def _lost_zero(values: list[Cell]) -> Look:
    """Sees a code that is shorter than those with a zero in front, in one column."""
    widths = {len(cell) for cell in values if isinstance(cell, str) and cell.isdecimal() and cell[0] == "0"}
    widest = max(widths, default=0)

    def look(cell: Cell) -> str | None:
        text = f"{cell:.0f}" if isinstance(cell, float) else cell
        if not isinstance(text, str) or not text.isdecimal() or len(text) >= widest:
            return None
        return _("Andere codes beginnen met een 0. Haalde Excel die hier weg? Dan hoort hier {code}.").format(
            code=text.zfill(widest)
        )

    return look
