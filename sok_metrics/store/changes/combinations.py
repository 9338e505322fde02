"""What must be true of rows together, in every table: no key twice, and nothing left out of a new row."""

from collections.abc import Iterator

import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.nouns import Table
from sok_metrics.store.changes.incoming import Incoming
from sok_metrics.store.changes.problems import cell_problems, lines, shown
from sok_metrics.texts import _


def combination_problems(incoming: Incoming, table: Table, rows: pd.DataFrame) -> list[Problem]:
    """Every problem of the rows of one table that no single cell shows."""
    return [*_written_twice(table, rows), *_new_without_required(incoming, table, rows)]


def _written_twice(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """The same key at the same moment: one of the two would silently win."""
    identity = [*table.key, "recorded_at"]
    again = rows[rows.duplicated(identity)]
    if again.empty:
        return
    first = rows.drop_duplicates(identity)
    keys = first[identity].itertuples(index=False, name=None)
    line_of = dict(zip(keys, lines(first), strict=True))
    columns = [table.column(name) for name in table.key]
    heading = ", ".join(column.heading for column in columns)
    for key, line in zip(again[identity].itertuples(index=False, name=None), lines(again), strict=True):
        value = ", ".join(shown(column, cell) or "" for column, cell in zip(columns, key[:-1], strict=True))
        yield Problem(table.sheet, line, heading, value, _twice_sentence(line_of[key]))


def _twice_sentence(earlier: int | None) -> str:
    if earlier is not None:
        return _("Dit staat ook al op regel {line}. Haal een van de twee weg.").format(line=earlier)
    return _("Dit staat er twee keer. Haal een van de twee weg.")


def _new_without_required(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """Columns that may be left out for a row that exists already must be there for a new one."""
    absent = [c for c in table.columns if c.required and c.default is None and c.name not in rows.columns]
    if not absent:
        return
    known = set(incoming.stored(table, table.key).itertuples(index=False, name=None))
    keys = rows[list(table.key)].astype(str).itertuples(index=False, name=None)
    new = rows[[key not in known for key in keys]]
    for column in absent:
        advice = _("Deze kolom ontbreekt, en deze regel is nieuw. Voeg de kolom toe.")
        yield from cell_problems(table, column, new, advice)
