"""Rows of any table, and what they have together, as stored and as they will be, for the rules."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

import pandas as pd

from sok_metrics.nouns import TABLES_BY_NAME, Column, Table
from sok_metrics.nouns.columns import LARGEST
from sok_metrics.nouns.rules import Row, Total
from sok_metrics.store.driver import Connection, make_text_table

Cells = tuple[str | None, ...]
_FEW = 100
"""So many rows go to the store as values of a query; more, as a table."""


class KnownRows:
    """Rows by their key, each read once; `incoming` is what a change brings, per table."""

    def __init__(self, cursor: Connection, incoming: Mapping[str, pd.DataFrame]) -> None:
        self._cursor = cursor
        self._incoming = incoming
        self._stored: dict[str, dict[Cells, Row | None]] = {}
        self._coming: dict[str, list[Row]] = {}
        self._after: dict[str, dict[Cells, Row]] = {}

    def stored(self, table: Table, keys: Iterable[Cells]) -> Mapping[Cells, Row | None]:
        """The rows with these keys as they stand in the store; None for those that do not."""
        known = self._stored.setdefault(table.name, {})
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            known |= dict.fromkeys(missing)
            known |= {key_of(table, row): row for row in self.like(table, table.key, missing)}
        return known

    def coming(self, table: Table) -> list[Row]:
        """The incoming rows, in their order, with what stands in the store in the columns that they lack."""
        if table.name not in self._coming:
            self._coming[table.name] = self._completed(table)
        return self._coming[table.name]

    def after(self, table: Table) -> Mapping[Cells, Row]:
        """The incoming rows by their key: of several versions the last."""
        if table.name not in self._after:
            self._after[table.name] = {key_of(table, row): row for row in self.coming(table)}
        return self._after[table.name]

    def row_of(self, table: Table, key: Cells, *, as_stored: bool = False) -> Row | None:
        """One row as it will be, or as it is stored; None when it is not there or in the archive."""
        row = None if as_stored else self.after(table).get(key)
        row = row or self.stored(table, [key])[key]
        return None if row is None or row["archived_at"] is not None else row

    def like(
        self, table: Table, by: Sequence[str], cells: Collection[Cells], *, twin: bool = False
    ) -> list[Row]:
        """The stored rows that hold one of these combinations in `by`; with `twin` every version of them."""
        possible = [row for row in cells if all(map(_can_be_kept, row))]
        if by and not possible:
            return []
        names = [column.name for column in table.all_columns]
        texts = ", ".join(f"CAST(kept.{name} AS TEXT)" for name in names)
        name = f"{table.name}_history" if twin else table.name
        source, values = self._wanted(by, possible) if by else ("", {})
        pairs = " AND ".join(_is_like(table.column(name)) for name in by)
        condition = f"JOIN {source} ON {pairs}" if by else ""
        found = self._cursor.execute(f"SELECT {texts} FROM {name} AS kept {condition}", values).fetchall()
        return [dict(zip(names, row, strict=True)) for row in found]

    def _wanted(self, by: Sequence[str], cells: list[Cells]) -> tuple[str, dict[str, str | None]]:
        """The combinations that are asked for, as a part of a query with its values."""
        if len(cells) > _FEW:
            make_text_table(self._cursor, "wanted", pd.DataFrame(cells, columns=list(by), dtype=object))
            return "wanted", {}
        values = {f"c{n}_{m}": cell for n, row in enumerate(cells) for m, cell in enumerate(row)}
        rows = ", ".join(
            "(" + ", ".join(f"CAST($c{n}_{m} AS TEXT)" for m in range(len(by))) + ")"
            for n in range(len(cells))
        )
        return f"(VALUES {rows}) AS wanted ({', '.join(by)})", values

    def _completed(self, table: Table) -> list[Row]:
        rows = self._incoming.get(table.name)
        if rows is None or not set(table.key) <= set(rows.columns):
            return []
        given = list(_records(table, rows))
        known = self.stored(table, (key_of(table, row) for row in given))
        empty = {column.name: column.default for column in table.all_columns}
        return [{**(known[key_of(table, row)] or empty), **row} for row in given]


def key_of(table: Table, row: Row) -> Cells:
    """The key of a row, in one form however a figure is written."""
    return tuple([plain(column, row[column.name]) for column in table.key_columns])


def plain(column: Column, cell: str | None) -> str | None:
    """A cell in one form however a figure is written."""
    if cell is None or column.type not in LARGEST:
        return cell
    try:
        figure = float(cell)
    except ValueError:
        return cell
    return str(int(figure)) if figure.is_integer() else repr(figure)


def _records(table: Table, rows: pd.DataFrame) -> Iterator[Row]:
    """The rows as they came, an empty cell as None."""
    names = [column.name for column in table.all_columns if column.name in rows.columns]
    for row in rows[names].itertuples(index=False, name=None):
        yield {
            name: None if cell is None or pd.isna(cell) else str(cell)
            for name, cell in zip(names, row, strict=True)
        }


def _can_be_kept(cell: str | None) -> bool:
    """Whether a cell can stand in a store at all: the driver fails on half a character."""
    return cell is None or cell.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in cell)


def _is_like(column: Column) -> str:
    """A condition on a row that is kept and one that is wanted; figures are the same in whatever form."""
    if column.type in LARGEST:
        kept, wanted = f"CAST(kept.{column.name} AS DOUBLE)", f"TRY_CAST(wanted.{column.name} AS DOUBLE)"
    else:
        kept, wanted = f"CAST(kept.{column.name} AS TEXT)", f"wanted.{column.name}"
    return f"{kept} IS NOT DISTINCT FROM {wanted}"


def totals_of(known: KnownRows, total: Total, rows: Sequence[Row], *, as_stored: bool) -> list[str | None]:
    """The total for each of these rows, as text; None where there is no row that could count."""
    table = TABLES_BY_NAME[total.table]
    columns = [table.column(name) for name in total.theirs or total.by]
    wanted = [
        tuple(plain(column, row[name]) for column, name in zip(columns, total.by, strict=True))
        for row in rows
    ]
    sums: dict[Cells, Decimal] = defaultdict(lambda: Decimal(0))
    for row in _rows_of(known, table, total, list(dict.fromkeys(wanted)), as_stored=as_stored):
        key = tuple(plain(column, row[column.name]) for column in columns)
        sums[key] += _amount(row[total.column]) if _counts(row, total) else 0
    return [str(sums[key]) if key in sums else None for key in wanted]


def _rows_of(
    known: KnownRows, table: Table, total: Total, keys: list[Cells], *, as_stored: bool
) -> Iterator[Row]:
    """The rows in use with one of these keys, that belong to what is in use as well."""
    coming = {} if as_stored else known.after(table)
    stored = known.like(table, total.theirs or total.by, keys)
    found = [*(row for row in stored if key_of(table, row) not in coming), *coming.values()]
    found = [row for row in found if row["archived_at"] is None]
    for column in table.columns:
        if column.required and column.refers_to:
            target = TABLES_BY_NAME[column.refers_to]
            refers = [(plain(target.key_columns[0], row[column.name]),) for row in found]
            known.stored(target, refers)
            pairs = zip(found, refers, strict=True)
            found = [row for row, key in pairs if known.row_of(target, key, as_stored=as_stored)]
    yield from found


def _counts(row: Row, total: Total) -> bool:
    is_filled = not total.filled or row[total.filled] is not None
    return is_filled and all(row[name] == code for name, code in total.where)


def _amount(text: str | None) -> Decimal:
    """What cannot be read is another check's."""
    try:
        amount = Decimal(text or 0)
    except InvalidOperation:
        return Decimal(0)
    return amount if amount.is_finite() else Decimal(0)
