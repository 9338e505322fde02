"""Filling an empty store with all that another one held, history included."""

from collections.abc import Iterator, Mapping

import duckdb
import pandas as pd

from sok_metrics import clock
from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.nouns import TABLES, TABLES_BY_NAME
from sok_metrics.nouns.whole import WholeSheet, whole_sheets
from sok_metrics.store.changes.checks import malformed_cells, refuse_wrong_cells
from sok_metrics.store.changes.incoming import Incoming
from sok_metrics.store.changes.problems import cell_problems
from sok_metrics.store.changes.table_writer import SQL_TYPES
from sok_metrics.store.connection import Store
from sok_metrics.store.driver import Connection, make_text_table, single_value
from sok_metrics.texts import _, ngettext


def refill(store: Store, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write the rows of a whole store, as they are, into one without any.

    `tables` has rows in canonical text for every table and history twin, with `_line`.
    Raises InvalidDataError with every problem; nothing is then written.
    """
    with store.transaction() as cursor:
        if single_value(cursor, "SELECT count(*) FROM change_set"):
            raise RuntimeError("only an empty store can be refilled")
        _refuse_wrong_cells(cursor, tables)
        for sheet in whole_sheets(TABLES):
            rows = tables.get(sheet.name)
            if rows is not None and len(rows):
                _insert(cursor, sheet, rows)


def _refuse_wrong_cells(cursor: Connection, tables: Mapping[str, pd.DataFrame]) -> None:
    problems = [
        problem
        for sheet in whole_sheets(TABLES)
        if sheet.name in tables and len(tables[sheet.name])
        for problem in _wrong_cells(sheet, tables[sheet.name])
    ]
    if problems:
        summary = ngettext(
            "Er is {count} fout gevonden. Er is niets opgeslagen. {first}",
            "Er zijn {count} fouten gevonden. Er is niets opgeslagen. De eerste: {first}",
            len(problems),
        )
        raise InvalidDataError(summary.format(count=len(problems), first=problems[0]), problems)
    described = {
        name: rows.drop(columns=["version", "change_set"])
        for name, rows in tables.items()
        if name in TABLES_BY_NAME and len(rows)
    }
    refuse_wrong_cells(Incoming(cursor, described), clock.now())


def _wrong_cells(sheet: WholeSheet, rows: pd.DataFrame) -> Iterator[Problem]:
    """Cells that the database could not take; what the rows of today must be is checked as in any load."""
    checked = [column.name for column in TABLES_BY_NAME[sheet.name].all_columns] if _is_current(sheet) else []
    for column in sheet.columns:
        if column.name not in rows or column.name in checked:
            continue
        is_empty = rows[column.name].isna()
        texts = rows.loc[~is_empty, column.name]
        wrong = malformed_cells(column, texts) if len(texts) else texts.index
        if len(wrong):
            yield from cell_problems(sheet, column, rows.loc[wrong], _("Dit hoort hier niet te staan."))
        if column.required and not sheet.is_past and is_empty.any():
            yield from cell_problems(sheet, column, rows[is_empty], _("Deze cel is leeg. Vul hem in."))


def _is_current(sheet: WholeSheet) -> bool:
    return sheet.name in TABLES_BY_NAME


def _insert(cursor: Connection, sheet: WholeSheet, rows: pd.DataFrame) -> None:
    columns = [column for column in sheet.columns if column.name in rows]
    make_text_table(cursor, "incoming_text", rows[[column.name for column in columns]])
    casts = ", ".join(f"CAST({column.name} AS {SQL_TYPES[column.type]})" for column in columns)
    names = ", ".join(column.name for column in columns)
    try:
        cursor.execute(f"INSERT INTO {sheet.name} ({names}) SELECT {casts} FROM incoming_text")
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        sentence = _("Deze regels passen niet bij elkaar of bij de andere bladen.")
        problem = Problem(sheet.sheet, None, None, None, sentence)
        raise InvalidDataError(
            _("Er is niets opgeslagen. {problem}").format(problem=problem), [problem]
        ) from error
