"""Rows as they stand in the store, whole and in canonical text, for who may change them.

These queries look past visibility, archive and the view's choice of examples: show them to editors only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.reader import WholeReader

Values = Mapping[str, str | None]
"""Column -> canonical text, as in `exchange`; None is empty."""


@dataclass(frozen=True)
class Record:
    """One row as it stands now; `version` is what a form must give back when it saves."""

    table: str
    values: Values
    version: int
    change_set: int

    @property
    def key(self) -> tuple[str, ...]:
        """The values of the key, in the order of the table's key."""
        return tuple(str(self.values[name]) for name in TABLES_BY_NAME[self.table].key)

    @property
    def is_archived(self) -> bool:
        """Whether it was put away."""
        return self.values["archived_at"] is not None

    @property
    def is_example(self) -> bool:
        """Whether it is invented."""
        return self.values["origin"] == "example"


def read_record(reader: WholeReader, table: str, key: Sequence[str]) -> Record | None:
    """The row with this key (canonical text); None when there is none."""
    names = TABLES_BY_NAME[table].key
    found = list_records(reader, table, dict(zip(names, key, strict=True)), with_archived=True)
    return found[0] if found else None


def list_records(
    reader: WholeReader, table: str, where: Values | None = None, *, with_archived: bool = False
) -> list[Record]:
    """The rows of a table in the order of its key, of which each named column has the given text."""
    description = TABLES_BY_NAME[table]
    names = [column.name for column in description.all_columns]
    conditions = [f"CAST({description.column(name).name} AS TEXT) = ${name}" for name in where or {}]
    if not with_archived:
        conditions.append("archived_at IS NULL")
    texts = ", ".join(f"CAST({name} AS TEXT) AS {name}" for name in names)
    condition = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    found = reader.rows(
        f"SELECT {texts}, version, change_set FROM {description.name} {condition} "
        f"ORDER BY {', '.join(f'{description.name}.{name}' for name in description.key)}",
        where,
    )
    return _as_records(table, found)


def record_frame(records: Sequence[Record], table: str) -> pd.DataFrame:
    """The records as rows: one text column per column of the table (None for empty), plus `version`."""
    names = [column.name for column in TABLES_BY_NAME[table].all_columns]
    rows = [{**record.values, "version": record.version} for record in records]
    return pd.DataFrame(rows, columns=[*names, "version"], dtype=object)


def list_codes(reader: WholeReader, table: str) -> list[str]:
    """Every key that was ever given in a table with a single key, archived rows too: none is used twice."""
    [key] = TABLES_BY_NAME[table].key
    return [record.values[key] or "" for record in list_records(reader, table, with_archived=True)]


def read_version(reader: WholeReader, table: str, key: Sequence[str], version: int) -> Record | None:
    """The row with this key as it was in an earlier version; None when it never had that version."""
    description = TABLES_BY_NAME[table]
    names = [column.name for column in description.all_columns]
    texts = ", ".join(f"CAST({name} AS TEXT) AS {name}" for name in names)
    conditions = " AND ".join(f"CAST({name} AS TEXT) = ${name}" for name in description.key)
    found = reader.rows(
        f"SELECT {texts}, version, change_set FROM {description.name}_history "
        f"WHERE {conditions} AND version = $wanted_version ORDER BY recorded_at DESC LIMIT 1",
        {**dict(zip(description.key, key, strict=True)), "wanted_version": version},
    )
    return next(iter(_as_records(table, found)), None)


def list_records_at(reader: WholeReader, table: str, where: Values, seen: int) -> list[Record]:
    """What `list_records` gave when change `seen` was the newest; `where` names columns that never change."""
    description = TABLES_BY_NAME[table]
    names = [column.name for column in description.all_columns]
    conditions = " AND ".join(f"CAST({description.column(name).name} AS TEXT) = ${name}" for name in where)
    texts = ", ".join(f"CAST({name} AS TEXT) AS {name}" for name in names)
    key = ", ".join(description.key)
    order = ", ".join(f"stood.{name}" for name in description.key)
    found = reader.rows(
        f"""
        WITH stood AS (
            SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY version DESC) AS place
            FROM {description.name}_history WHERE change_set <= $seen_change AND {conditions}
        )
        SELECT {texts}, version, change_set FROM stood
        WHERE place = 1 AND archived_at IS NULL ORDER BY {order}
        """,
        {**where, "seen_change": seen},
    )
    return _as_records(table, found)


def _as_records(table: str, rows: Sequence[Mapping[str, Any]]) -> list[Record]:
    names = [column.name for column in TABLES_BY_NAME[table].all_columns]
    return [
        Record(table, {name: row[name] for name in names}, int(row["version"]), int(row["change_set"]))
        for row in rows
    ]
