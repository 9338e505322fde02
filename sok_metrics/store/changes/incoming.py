"""What a change brings in, beside what the store holds already."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from sok_metrics.errors import LINE
from sok_metrics.nouns import TABLES_BY_NAME, Column, Table
from sok_metrics.nouns.rules import Way
from sok_metrics.store.driver import Connection


class Incoming:
    """The rows of one change, per table, and what each table will look like after it."""

    def __init__(
        self,
        cursor: Connection,
        tables: Mapping[str, pd.DataFrame],
        *,
        way: Way = Way.OTHER,
        may_pardon: bool = True,
    ) -> None:
        self.cursor = cursor
        self.way = way
        self.may_pardon = may_pardon
        """Whether who brings them may say why something may be that the rules forbid."""
        self.tables = tables
        """Table name -> its rows in canonical text, in the order in which they will be written."""

    def stored(self, table: Table, names: tuple[str, ...]) -> pd.DataFrame:
        """The named columns of what the store holds now, as text."""
        texts = ", ".join(f"CAST({name} AS TEXT) AS {name}" for name in names)
        found = self.cursor.execute(f"SELECT {texts} FROM {table.name}").fetchall()
        return pd.DataFrame(found, columns=list(names), dtype=object)

    def once_beyond(self, table: Table, column: Column) -> set[tuple[str, ...]]:
        """The cells that ever held more than their column has room for: the key of the row, and the cell."""
        names = (*table.key, column.name)
        texts = ", ".join(f"CAST({name} AS TEXT)" for name in names)
        if column.is_free_text:
            beyond = f"length({column.name}) > $longest"
            limits: dict[str, float | None] = {"longest": column.longest}
        else:
            beyond = f"{column.name} < $lowest OR {column.name} > $highest"
            limits = {"lowest": column.lowest, "highest": column.highest}
        found = self.cursor.execute(
            f"SELECT DISTINCT {texts} FROM {table.name}_history WHERE {beyond}", limits
        ).fetchall()
        return {(*row[:-1], comparable(column, row[-1])) for row in found}

    def keys(self, name: str) -> set[str]:
        """The (single) keys that the table will have after the change."""
        table = TABLES_BY_NAME[name]
        known = set(self.stored(table, table.key[:1])[table.key[0]])
        rows = self.tables.get(name)
        if rows is not None and table.key[0] in rows:
            known |= set(rows[table.key[0]].dropna().astype(str))
        return known


def comparable(column: Column, text: str) -> str:
    """A cell as it can be compared: a figure is the same in whatever way it is written."""
    return text if column.is_free_text else repr(float(text))


def complete_rows(table: Table, rows: pd.DataFrame, moment: datetime) -> pd.DataFrame:
    """The rows with defaults for empty cells and the moment of recording, in the order of that moment."""
    unknown = set(rows.columns) - {column.name for column in table.all_columns} - {LINE}
    if unknown:
        raise ValueError(f"{table.name} has no columns {sorted(unknown)}")
    rows = rows.astype(object).where(rows.notna(), None)
    for column in table.all_columns:
        if column.default is not None and column.name in rows:
            rows[column.name] = rows[column.name].where(rows[column.name].notna(), column.default)
    rows = rows.reindex(columns=rows.columns.union(["recorded_at"], sort=False))
    now = moment.isoformat(sep=" ", timespec="microseconds")
    rows["recorded_at"] = rows["recorded_at"].astype(object).where(rows["recorded_at"].notna(), now)
    return rows.sort_values("recorded_at", kind="stable")
