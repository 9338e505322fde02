"""Canonical text as cells of a sheet that read back to exactly the same text."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from sok_metrics.nouns import Column, ColumnType
from sok_metrics.workbook.exchange.notation import FIRST_SAFE_SERIAL, SURE_DIGITS
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.signs import NOT_IN_XML, escape
from sok_metrics.workbook.file.streaming import Cells, StreamedSheet, Style, number_cell, put_text, text_cell

_DAY_ZERO = date(1899, 12, 30)
_MOMENT_ZERO = datetime(1899, 12, 30)
_DAY = 86_400  # seconds
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_AT_THE_ENDS = re.compile(r"^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$")
_FORMATS = {
    ColumnType.NUMBER: "General",
    ColumnType.DATE: formats.DATE,
    ColumnType.MOMENT: formats.MOMENT + ":ss",
    ColumnType.MONEY: formats.MONEY,
    ColumnType.INTEGER: formats.WHOLE,
}


class Figure(str):
    """The text of a number as it stands in the file; a plain text stands there as text."""

    __slots__ = ()


def shown_cells(column: Column, texts: Iterable[str | None]) -> list[str | None]:
    """What stands in each cell: a Figure where a number reads back to the same text, else text."""
    if column.options:
        return [text and column.words.get(text, text) for text in texts]
    show = _SHOW[column.type]
    return [None if text is None or text == "" else show(text) for text in texts]


def _escaped(text: str) -> str:
    """The text with what a sheet would lose (white space at the ends, a return) in Excel's own escape."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text
    if text[0].isspace() or text[-1].isspace() or text[0] in "\u200b\ufeff" or text[-1] in "\u200b\ufeff":
        text = _AT_THE_ENDS.sub(lambda match: "".join(map(escape, match[0])), text)
    return text if text.isprintable() else NOT_IN_XML.sub(lambda match: escape(match[0]), text)


def _integer(text: str) -> str:
    return Figure(text) if len(text.lstrip("-")) <= SURE_DIGITS else text


def _amount(text: str) -> str:
    is_sure = len(text.replace("-", "").replace(".", "")) <= SURE_DIGITS
    return Figure(text) if is_sure else text.replace(".", ",")


def _day(text: str) -> str:
    serial = (date.fromisoformat(text) - _DAY_ZERO).days
    return Figure(serial) if serial >= FIRST_SAFE_SERIAL else text


def _moment(text: str) -> str:
    """Whole seconds as a date with a time; Excel itself keeps no smaller parts than milliseconds."""
    moment = datetime.fromisoformat(text)
    serial = (moment - _MOMENT_ZERO).total_seconds() / _DAY
    return text if moment.microsecond or serial < FIRST_SAFE_SERIAL else Figure(repr(serial))


_SHOW: Mapping[ColumnType, Callable[[str], str]] = {
    ColumnType.TEXT: _escaped,
    ColumnType.INTEGER: _integer,
    ColumnType.NUMBER: Figure,
    ColumnType.MONEY: _amount,
    ColumnType.DATE: _day,
    ColumnType.MOMENT: _moment,
}


def style_of(column: Column, *, is_wrapped: bool = False) -> Style:
    """The looks of a column; text is marked as text, so that Excel does not make a date of "1-2"."""
    if column.type in _FORMATS and not column.options:
        return formats.number_look(_FORMATS[column.type])
    plain = formats.WRAPPED_TEXT if is_wrapped else formats.TEXT
    return formats.Look("@", alignment=plain.alignment)


def stream(sheet: StreamedSheet, style: Style, cells: Iterable[str | None]) -> Cells:
    """The cells of a column from top to bottom: one of text and one of numbers, filled again and again."""
    text, figure = text_cell(sheet, style), number_cell(sheet, style)
    for shown in cells:
        if shown is None or shown == "":
            yield None
        elif isinstance(shown, Figure):
            figure.value, figure.data_type = str(shown), "n"
            yield figure
        else:
            put_text(text, shown)
            yield text
