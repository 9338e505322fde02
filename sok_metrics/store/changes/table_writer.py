"""Writing the rows of one table: the row itself, its history twin and its audit lines belong together."""

from datetime import datetime

import pandas as pd

from sok_metrics.nouns import ColumnType, Table
from sok_metrics.store.changes.snapshots import key_texts, row_texts
from sok_metrics.store.driver import Connection, make_text_table

SQL_TYPES: dict[ColumnType, str] = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE PRECISION",
    ColumnType.MONEY: "DECIMAL(18, 2)",
    ColumnType.DATE: "DATE",
    ColumnType.MOMENT: "TIMESTAMP",
    ColumnType.YES_NO: "BOOLEAN",
}


class TableWriter:
    """Writes rows of one table within one change set.

    `incoming` and `changed` are temporary tables of this connection: the rows that came, and those of them
    that make a difference.
    """

    def __init__(self, cursor: Connection, table: Table, *, change_set: int, made_at: datetime) -> None:
        self._cursor = cursor
        self._table = table
        self._change_set = change_set
        self._made_at = made_at
        self._names = [column.name for column in table.all_columns]

    def write(self, rows: pd.DataFrame, *, lines_before: int) -> tuple[int, int]:
        """Write checked rows with each key at most once; gives how many were changed and how many are new."""
        given = [name for name in self._names if name in rows.columns]
        self._bring_in(rows[given])
        updated = self._update(given, lines_before)
        return updated, self._add(given, lines_before + updated)

    def _bring_in(self, rows: pd.DataFrame) -> None:
        make_text_table(self._cursor, "incoming_text", rows)
        casts = ", ".join(f"{self._cast(name, name)} AS {name}" for name in rows.columns)
        self._replace_temporary("incoming", f"SELECT {casts} FROM incoming_text")

    def _update(self, given: list[str], lines_before: int) -> int:
        contents = [name for name in given if name not in self._table.key and name != "recorded_at"]
        if not contents:
            return 0
        differs = " OR ".join(f"kept.{name} IS DISTINCT FROM incoming.{name}" for name in contents)
        self._replace_temporary(
            "changed",
            f"SELECT incoming.* FROM incoming JOIN {self._table.name} AS kept "
            f"ON {self._same_key('kept', 'incoming')} WHERE {differs}",
        )
        before = self._snapshot()
        if before:
            self._overwrite(self._columns_that_differ(contents))
            self._end_previous_versions()
            self._record(before, lines_before)
        return len(before)

    def _columns_that_differ(self, contents: list[str]) -> list[str]:
        """The columns that must be set: DuckDB refuses to touch an indexed column of a referenced row."""
        differ = ", ".join(f"bool_or(kept.{name} IS DISTINCT FROM changed.{name})" for name in contents)
        [flags] = self._cursor.execute(f"SELECT {differ} FROM {self._kept_and_changed()}").fetchall()
        return [name for name, is_different in zip(contents, flags, strict=True) if is_different]

    def _overwrite(self, names: list[str]) -> None:
        # A moment that is not after the previous version's would turn history around: it becomes now.
        self._cursor.execute(
            f"""
            UPDATE {self._table.name} AS kept
            SET {", ".join(f"{name} = changed.{name}" for name in names)},
                recorded_at = CASE WHEN changed.recorded_at > kept.recorded_at
                                   THEN changed.recorded_at ELSE $made_at END,
                version = kept.version + 1, change_set = $change_set
            FROM changed WHERE {self._same_key("kept", "changed")}
            """,
            {"change_set": self._change_set, "made_at": self._made_at},
        )

    def _end_previous_versions(self) -> None:
        self._cursor.execute(
            f"""
            UPDATE {self._table.name}_history AS past SET superseded_at = kept.recorded_at
            FROM {self._kept_and_changed()}
            WHERE {self._same_key("past", "kept")} AND past.superseded_at IS NULL
            """
        )

    def _add(self, given: list[str], lines_before: int) -> int:
        self._replace_temporary(
            "changed",
            f"SELECT incoming.* FROM incoming WHERE NOT EXISTS "
            f"(SELECT 1 FROM {self._table.name} AS kept WHERE {self._same_key('kept', 'incoming')})",
        )
        defaults = {c.name: c.default for c in self._table.all_columns if c.default is not None}
        filled_in = {name: f"'{text}'" for name, text in defaults.items() if name not in given}
        names = [*given, *filled_in, "version", "change_set"]
        values = [*given, *(self._cast(text, name) for name, text in filled_in.items()), "1", "$change_set"]
        self._cursor.execute(
            f"INSERT INTO {self._table.name} ({', '.join(names)}) SELECT {', '.join(values)} FROM changed",
            {"change_set": self._change_set},
        )
        return self._record({}, lines_before)

    def _record(self, before: dict[str, str], lines_before: int) -> int:
        """Copy the rows that changed to the twin and write their audit lines."""
        names = [*self._names, "version", "change_set"]
        self._cursor.execute(
            f"""
            INSERT INTO {self._table.name}_history ({", ".join(names)})
            SELECT {", ".join(f"kept.{name}" for name in names)} FROM {self._kept_and_changed()}
            """
        )
        after = self._snapshot()
        lines = pd.DataFrame(
            {
                "line": [str(lines_before + place) for place in range(1, len(after) + 1)],
                "row_key": list(after),
                "row_before": [before.get(key) for key in after],
                "row_after": list(after.values()),
            }
        )
        make_text_table(self._cursor, "audit_line", lines)
        self._cursor.execute(
            """
            INSERT INTO change_line (change_set, line, table_name, row_key, row_before, row_after)
            SELECT $change_set, CAST(line AS BIGINT), $table_name, row_key, row_before, row_after
            FROM audit_line
            """,
            {"change_set": self._change_set, "table_name": self._table.name},
        )
        return len(after)

    def _snapshot(self) -> dict[str, str]:
        """Key -> the whole row, both as JSON, of the rows that stand in `changed`."""
        columns = ", ".join(f"kept.{name}" for name in self._names)
        found = self._cursor.execute(f"SELECT {columns} FROM {self._kept_and_changed()}").fetchall()
        if not found:
            return {}
        places = [self._names.index(name) for name in self._table.key]
        keys = key_texts([[row[place] for place in places] for row in found])
        return dict(zip(keys, row_texts(self._names, found), strict=True))

    def _replace_temporary(self, name: str, select: str) -> None:
        self._cursor.execute(f"DROP TABLE IF EXISTS {name}")
        self._cursor.execute(f"CREATE TEMPORARY TABLE {name} AS {select}")

    def _cast(self, expression: str, name: str) -> str:
        return f"CAST({expression} AS {SQL_TYPES[self._table.column(name).type]})"

    def _kept_and_changed(self) -> str:
        return f"{self._table.name} AS kept JOIN changed ON {self._same_key('kept', 'changed')}"

    def _same_key(self, left: str, right: str) -> str:
        return " AND ".join(f"{left}.{name} = {right}.{name}" for name in self._table.key)
