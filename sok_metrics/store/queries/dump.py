"""Everything that a store holds, exactly, as text: the way out, and the proof that nothing was lost."""

import json

from sok_metrics.nouns import TABLES
from sok_metrics.nouns.whole import WholeSheet, whole_sheets
from sok_metrics.store.reader import WholeReader

Row = tuple[str | None, ...]
"""The cells of a row in canonical text, in the order of the sheet's columns; None is empty."""


def read_rows(reader: WholeReader, sheet: WholeSheet) -> list[Row]:
    """The rows of one table, in an order that is always the same."""
    names = [column.name for column in sheet.columns]
    texts = ", ".join(f"CAST({name} AS TEXT) AS {name}" for name in names)
    # By the values themselves (2 before 10), and by every one of them: a twin has no key.
    order = ", ".join(f"{sheet.name}.{name}" for name in names)
    found = reader.rows(f"SELECT {texts} FROM {sheet.name} ORDER BY {order}")
    return [tuple(row.values()) for row in found]


def read_structure(reader: WholeReader) -> int:
    """The number of the newest migration of this store."""
    [row] = reader.rows("SELECT max(number) AS number FROM migration")
    return int(row["number"])


def canonical_dump(reader: WholeReader) -> bytes:
    """The whole store as one text, a line a row: two stores are the same when these bytes are."""
    lines = []
    for sheet in whole_sheets(TABLES):
        lines.append(json.dumps([sheet.name, *(column.name for column in sheet.columns)]))
        lines += [json.dumps(row, ensure_ascii=False) for row in read_rows(reader, sheet)]
    return "\n".join(lines).encode()
