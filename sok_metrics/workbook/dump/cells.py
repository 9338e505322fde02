"""The whole store as sheets of text cells, the same for Excel and CSV: how a value stands in a cell.

What a cell cannot hold is written as Excel itself writes it: `_x000D_` for a sign that XML forbids. A long
text stands in several columns: "omschrijving", "omschrijving (2)".
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sok_metrics.nouns import TABLES, Column, ColumnType
from sok_metrics.nouns.whole import WholeSheet, whole_sheets
from sok_metrics.workbook.file.signs import escape, unescaped

Row = tuple[str | None, ...]

CONTENTS = "inhoud"
"""The sheet that says what there must be: of each sheet the number of rows and a checksum."""
CONTENTS_HEADINGS = ("blad", "regels", "controlegetal")
STRUCTURE = "(opbouw van het bestand)"
"""The row of that sheet with the number of the newest migration."""

PIECE = 16_000
"""Characters in one cell: Excel takes 32,767 units, of which a sign may need two."""
_EMPTY_TEXT = "_x0000_"
_TO_ESCAPE = re.compile(
    "_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]",
)
_RUNS_AS_FORMULA = re.compile("^[=+@\t-]")
_PIECE_HEADING = re.compile(r"(?P<heading>.+) \((?P<place>\d+)\)")


@dataclass(frozen=True)
class WholeDump:
    """All that a store holds: its sheets, each with its rows in canonical text."""

    structure: int
    """The number of the newest migration of the store."""
    sheets: Sequence[tuple[WholeSheet, Sequence[Row]]]


@cache
def sheets_by_title() -> dict[str, WholeSheet]:
    """Every sheet of a dump by its Dutch name."""
    return {sheet.sheet: sheet for sheet in whole_sheets(TABLES)}


def checksum(names: Sequence[str], rows: Sequence[Row]) -> str:
    """The fingerprint of the columns and rows of one sheet."""
    digest = hashlib.sha256(json.dumps(list(names)).encode())
    for row in rows:
        digest.update(b"\n" + json.dumps(row).encode())
    return digest.hexdigest()


def contents(dump: WholeDump) -> list[list[str]]:
    """The rows of the sheet with the contents."""
    found = [[STRUCTURE, str(dump.structure), ""]]
    for sheet, rows in dump.sheets:
        names = [column.name for column in sheet.columns]
        found.append([sheet.sheet, str(len(rows)), checksum(names, rows)])
    return found


def sheet_cells(sheet: WholeSheet, rows: Sequence[Row]) -> tuple[list[Column], list[str], list[list[str]]]:
    """For each cell of a line its column, the headings, and the lines; "" is an empty cell."""
    written = [[to_cell(column, row[place]) for row in rows] for place, column in enumerate(sheet.columns)]
    columns, headings, cells = [], [], []
    for column, texts in zip(sheet.columns, written, strict=True):
        pieces = max(1, -(-max(map(len, texts), default=0) // PIECE))
        for piece in range(pieces):
            columns.append(column)
            headings.append(column.heading if piece == 0 else f"{column.heading} ({piece + 1})")
            cells.append(
                [text[piece * PIECE : (piece + 1) * PIECE] for text in texts] if pieces > 1 else texts
            )
    return columns, headings, [list(line) for line in zip(*cells, strict=True)]


def without_formulas(text: str) -> str:
    """The text of a CSV cell, written so that no program takes it for a formula."""
    return escape(text[0]) + text[1:] if _RUNS_AS_FORMULA.match(text) else text


def to_cell(column: Column, value: str | None) -> str:
    """How a value stands in a cell: in Dutch words where the exchange format has them."""
    if value is None:
        return ""
    if column.options:
        return column.words.get(value, value)
    if column.type is not ColumnType.TEXT:
        return value
    return _TO_ESCAPE.sub(lambda match: escape(match[0]), value) if value else _EMPTY_TEXT


def from_cell(column: Column, cell: str) -> str | None:
    """The value that stands in a cell; what is no value of this column comes back as it is."""
    if not cell:
        return None
    if column.options:
        return column.options.get(cell, cell)
    if column.type is not ColumnType.TEXT:
        return cell
    return "" if cell == _EMPTY_TEXT else unescaped(cell)


def heading_of(heading: str) -> tuple[str, int]:
    """The heading of the column that this one is a piece of, and which piece."""
    found = _PIECE_HEADING.fullmatch(heading)
    return (found["heading"], int(found["place"])) if found else (heading, 1)
