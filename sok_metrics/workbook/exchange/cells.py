"""From what people write in a cell to the canonical text of the store, with every problem found."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.nouns import Column, ColumnType, Table
from sok_metrics.nouns.columns import YES_OR_NO
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.day_order import DayOrder
from sok_metrics.workbook.exchange.notation import (
    DecimalSign,
    Notation,
    amount_text,
    date_text,
    integer_text,
    moment_text,
    number_text,
    shown_text,
)
from sok_metrics.workbook.file.sheet import BrokenCell, Cell, DateNumber

_MORE_YES_NO = YES_OR_NO | {"waar": "true", "onwaar": "false", "true": "true", "false": "false"}

Choice = DecimalSign | DayOrder
"""How a column is read: what stands before its decimals, or first in its days."""

Convert = Callable[[Cell, Notation], str]


@dataclass(frozen=True)
class Cells:
    """The cells of one table as they stand in a file: heading -> its column, and the line of each row."""

    columns: Mapping[str, list[Cell]]
    lines: list[int]
    header_line: int = 1


def plain_word(text: str) -> str:
    """A word without case, accents, and the difference between spaces and underscores."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "_".join(
        "".join(sign for sign in bare if not unicodedata.combining(sign)).replace("_", " ").split()
    )


def canonical_rows(
    table: Table, cells: Cells, notation: Notation, signs: Mapping[str, Choice | None] | None = None
) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows in the store's own words (with `_line`) and the problems found, in the order of the lines.

    `signs` says of columns how they are read; a column of which it is not known is left out.
    An empty cell is None, or what the exchange format says that empty means; a wrong cell is None.
    """
    known = {column.heading: column for column in table.all_columns}
    signs = signs or {}
    headings = list(_heading_problems(table, cells, known))
    rows: dict[str, list[str | None] | list[int]] = {"_line": cells.lines}
    problems: list[Problem] = []
    for heading, values in cells.columns.items():
        sign = signs.get(heading, notation.decimal)
        if heading in known and sign is not None:
            column = known[heading]
            converted, wrong = _convert_column(column, values, _chosen(notation, sign))
            rows[column.name] = converted
            problems += [
                Problem(
                    table.sheet, cells.lines[place], heading, shown_text(values[place], notation), sentence
                )
                for place, sentence in wrong
            ]
    problems.sort(key=lambda problem: problem.line or 0)
    frame = pd.DataFrame({name: pd.Series(column, dtype=object) for name, column in rows.items()})
    return frame.astype({"_line": "int64"}), [*headings, *problems]


def _chosen(notation: Notation, choice: Choice) -> Notation:
    if isinstance(choice, DayOrder):
        return replace(notation, day_order=choice)
    return replace(notation, decimal=choice)


def _heading_problems(table: Table, cells: Cells, known: Mapping[str, Column]) -> Iterator[Problem]:
    for heading in cells.columns:
        if heading not in known:
            advice = _("Deze kolom kennen we niet. Wel: {headings}.").format(headings=", ".join(known))
            yield Problem(table.sheet, cells.header_line, heading, None, advice)
    for column in table.columns:
        if column.required and column.default is None and column.heading not in cells.columns:
            advice = _("Deze kolom ontbreekt. Voeg hem toe.")
            yield Problem(table.sheet, cells.header_line, column.heading, None, advice)


def _convert_column(
    column: Column, values: list[Cell], notation: Notation
) -> tuple[list[str | None], list[tuple[int, str]]]:
    """The canonical texts, and of the wrong cells the place and what to do."""
    convert = _converter(column, notation)
    known: dict[tuple[type, Cell], tuple[str | None, str | None]] = {}
    texts: list[str | None] = []
    wrong: list[tuple[int, str]] = []
    for place, value in enumerate(values):
        if value is None or value == "":
            texts.append(column.default)
            continue
        key = (value.__class__, value)
        found = known.get(key)
        if found is None:
            found = _converted(convert, value, notation)
            if not isinstance(value, BrokenCell):  # its sentence names the cell
                known[key] = found
        texts.append(found[0])
        if found[1] is not None:
            wrong.append((place, found[1]))
    return texts, wrong


def _converted(convert: Convert, value: Cell, notation: Notation) -> tuple[str | None, str | None]:
    """The canonical text, or None with what is wrong."""
    if isinstance(value, BrokenCell):
        return None, value.sentence
    try:
        return convert(value, notation), None
    except ValueError as error:
        return None, str(error)


def _converter(column: Column, notation: Notation) -> Convert:
    if column.choices is not None:
        sentence = _("Kies een van: {words}.").format(words=", ".join(column.choices))
        words = {**(column.earlier_words or {}), **column.choices}
        return _chooser(words, sentence, is_strict=notation.is_strict)
    if column.type is ColumnType.YES_NO:
        return _chooser(YES_OR_NO if notation.is_strict else _MORE_YES_NO, _("Kies ja of nee."))
    if holds_codes(column):
        return _code_text
    return _CONVERT[column.type]


def holds_codes(column: Column) -> bool:
    """Whether codes stand in the column, its own or those of another table."""
    is_code = column.name == "code" or column.name.endswith("_code") or column.refers_to is not None
    return is_code and column.is_free_text


def _code_text(cell: Cell, notation: Notation) -> str:
    if isinstance(cell, DateNumber):
        raise ValueError(
            _("Excel maakte van deze code een datum. Maak de cel op als tekst en typ de code opnieuw.")
        )
    return shown_text(cell, notation)


def _chooser(words: Mapping[str, str], sentence: str, *, is_strict: bool = False) -> Convert:
    """Finds the code of a word, whatever its case; strictly only the word itself."""
    codes = dict(words) if is_strict else {plain_word(word): code for word, code in words.items()}

    def choose(cell: Cell, notation: Notation) -> str:
        text = shown_text(cell, notation)
        code = codes.get(text if is_strict else plain_word(text))
        if code is None:
            raise ValueError(sentence)
        return code

    return choose


_CONVERT: Mapping[ColumnType, Convert] = {
    ColumnType.TEXT: shown_text,
    ColumnType.INTEGER: integer_text,
    ColumnType.NUMBER: number_text,
    ColumnType.MONEY: amount_text,
    ColumnType.DATE: date_text,
    ColumnType.MOMENT: moment_text,
}
