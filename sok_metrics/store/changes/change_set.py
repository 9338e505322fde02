"""The one write path: rows come in, and what changed is kept with its history and its audit lines."""

import json
from datetime import UTC, datetime
from enum import StrEnum

import pandas as pd

from sok_metrics.exchange import TABLES_BY_NAME, ColumnType, Table
from sok_metrics.store.changes.checks import check_rows
from sok_metrics.store.driver import Connection

SQL_TYPES: dict[ColumnType, str] = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE PRECISION",
    ColumnType.MONEY: "DECIMAL(18, 2)",
    ColumnType.DATE: "DATE",
    ColumnType.MOMENT: "TIMESTAMP",
    ColumnType.YES_NO: "BOOLEAN",
}


class ChangeSource(StrEnum):
    """From where a change came."""

    FORM = "form"
    IMPORT = "import"
    SERVER = "server"
    COMMAND = "command"


class ChangeSet:
    """Who changes what, when and why, within one transaction; made by `Store.write` only."""

    def __init__(self, cursor: Connection, number: int, made_at: datetime) -> None:
        self._cursor = cursor
        self.number = number
        self.made_at = made_at
        self.line_count = 0

    @classmethod
    def begin(cls, cursor: Connection, *, made_by: str, reason: str, source: ChangeSource) -> "ChangeSet":
        """A new change set in the open transaction of `cursor`."""
        made_at = datetime.now(UTC).replace(tzinfo=None)
        number = _next_number(cursor, "change_set")
        cursor.execute(
            """
            INSERT INTO change_set (number, made_at, made_by, reason, source)
            VALUES ($number, $made_at, $made_by, $reason, $source)
            """,
            {
                "number": number,
                "made_at": made_at,
                "made_by": made_by,
                "reason": reason,
                "source": source.value,
            },
        )
        return cls(cursor, number, made_at)

    def put(self, name: str, rows: pd.DataFrame) -> None:
        """Make the rows of one table as `rows` says: new keys are added, changed ones updated, equal ones left.

        `rows` holds the canonical text of `exchange` (ISO dates, decimal points, codes; None for empty), with
        at least the key; columns that it lacks keep their value. Several rows with one key are successive
        versions, in the order of `recorded_at`. Raises InvalidDataError with every problem.
        """
        table = TABLES_BY_NAME[name]
        rows = self._complete(table, rows)
        check_rows(self._cursor, table, rows)
        waves = rows.groupby(list(table.key), dropna=False, sort=False).cumcount()
        for _, wave in rows.groupby(waves, sort=True):
            self._put_once_per_key(table, wave)
        if table.numbered:
            self._raise_counter(table)

    def next_number(self, name: str) -> int:
        """The next free number of a numbered table."""
        return _next_number(self._cursor, name)

    def finish(self) -> None:
        """Give up an empty change set: what changed nothing leaves no trace."""
        if self.line_count == 0:
            self._cursor.execute("DELETE FROM change_set WHERE number = $number", {"number": self.number})

    def _complete(self, table: Table, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with what every row needs: the moment of recording, sorted by it, and defaults for empty cells."""
        rows = rows.copy()
        for column in table.all_columns:
            if column.default is not None and column.name in rows:
                rows[column.name] = rows[column.name].where(rows[column.name].notna(), column.default)
        if "recorded_at" not in rows:
            rows["recorded_at"] = None
        rows["recorded_at"] = rows["recorded_at"].where(rows["recorded_at"].notna(), str(self.made_at))
        return rows.sort_values("recorded_at", kind="stable").astype(object).where(rows.notna(), None)

    def _put_once_per_key(self, table: Table, rows: pd.DataFrame) -> None:
        given = [column for column in table.all_columns if column.name in rows.columns]
        casts = ", ".join(f"CAST({c.name} AS {SQL_TYPES[c.type]}) AS {c.name}" for c in given)
        # Declared as text: the driver guesses a type from a sample, and a column that is nearly empty fools it.
        self._cursor.register("incoming_text", rows[[column.name for column in given]].astype("string"))
        try:
            self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE incoming AS SELECT {casts} FROM incoming_text")
        finally:
            self._cursor.unregister("incoming_text")
        self._update_changed(table, [column.name for column in given])
        self._add_new(table, [column.name for column in given])
        self._cursor.execute("DROP TABLE incoming")

    def _update_changed(self, table: Table, given: list[str]) -> None:
        contents = [name for name in given if name not in table.key and name != "recorded_at"]
        if not contents:
            return
        match = _same_key(table, "kept", "incoming")
        differs = " OR ".join(f"kept.{name} IS DISTINCT FROM incoming.{name}" for name in contents)
        self._cursor.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE changed AS
            SELECT incoming.*, kept.recorded_at AS previously_recorded_at
            FROM incoming JOIN {table.name} AS kept ON {match} WHERE {differs}
            """
        )
        if not self._count("changed"):
            return
        before = self._snapshot(table)
        touched = [
            name
            for name in contents
            if self._count(f"changed JOIN {table.name} AS kept ON {_same_key(table, 'kept', 'changed')} "
                           f"WHERE kept.{name} IS DISTINCT FROM changed.{name}")
        ]  # fmt: skip
        # A moment that is not after the previous version's would put history in the wrong order: it becomes now.
        moment = (
            "CASE WHEN changed.recorded_at > changed.previously_recorded_at "
            "THEN changed.recorded_at ELSE $made_at END"
        )
        # Only columns that differ are set: DuckDB refuses to touch an indexed column of a referenced row.
        self._cursor.execute(
            f"""
            UPDATE {table.name} AS kept
            SET {", ".join(f"{name} = changed.{name}" for name in touched)},
                recorded_at = {moment}, version = kept.version + 1, change_set = $number
            FROM changed WHERE {_same_key(table, "kept", "changed")}
            """,
            {"number": self.number, "made_at": self.made_at},
        )
        self._cursor.execute(
            f"""
            UPDATE {table.name}_history AS past SET superseded_at = kept.recorded_at
            FROM {table.name} AS kept
            WHERE {_same_key(table, "past", "kept")} AND kept.change_set = $number
              AND past.superseded_at IS NULL AND past.version < kept.version
            """,
            {"number": self.number},
        )
        self._record(table, "changed", before)

    def _add_new(self, table: Table, given: list[str]) -> None:
        match = _same_key(table, "kept", "incoming")
        self._cursor.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE changed AS
            SELECT incoming.* FROM incoming ANTI JOIN {table.name} AS kept ON {match}
            """
        )
        if not self._count("changed"):
            return
        defaults = [c for c in table.all_columns if c.default is not None and c.name not in given]
        names = [*given, *(c.name for c in defaults), "version", "change_set"]
        values = [*given, *(f"CAST('{c.default}' AS {SQL_TYPES[c.type]})" for c in defaults), "1", "$number"]
        self._cursor.execute(
            f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {', '.join(values)} FROM changed",
            {"number": self.number},
        )
        self._record(table, "changed", {})

    def _record(self, table: Table, changed: str, before: dict[str, str]) -> None:
        """Copy the rows that changed to the twin and write their audit lines."""
        names = [column.name for column in table.all_columns] + ["version", "change_set"]
        self._cursor.execute(
            f"""
            INSERT INTO {table.name}_history ({", ".join(names)})
            SELECT {", ".join(f"kept.{name}" for name in names)}
            FROM {table.name} AS kept JOIN {changed} ON {_same_key(table, "kept", changed)}
            """
        )
        after = self._snapshot(table)
        lines = pd.DataFrame(
            {
                "line": range(self.line_count + 1, self.line_count + len(after) + 1),
                "row_key": list(after),
                "row_before": [before.get(key) for key in after],
                "row_after": list(after.values()),
            }
        ).astype({"row_key": "string", "row_before": "string", "row_after": "string"})
        self.line_count += len(lines)
        self._cursor.register("audit_lines", lines)
        try:
            self._cursor.execute(
                """
                INSERT INTO change_line (change_set, line, table_name, row_key, row_before, row_after)
                SELECT $number, line, $table_name, row_key, row_before, row_after FROM audit_lines
                """,
                {"number": self.number, "table_name": table.name},
            )
        finally:
            self._cursor.unregister("audit_lines")

    def _snapshot(self, table: Table) -> dict[str, str]:
        """Key -> the whole row, both as JSON, of the rows that stand in `changed`."""
        names = [column.name for column in table.all_columns]
        found = self._cursor.execute(
            f"""
            SELECT {", ".join(f"kept.{name}" for name in names)}
            FROM {table.name} AS kept JOIN changed ON {_same_key(table, "kept", "changed")}
            """
        ).fetchall()
        places = [names.index(name) for name in table.key]
        return {
            json.dumps([str(row[place]) for place in places], ensure_ascii=False): json.dumps(
                dict(zip(names, row, strict=True)), ensure_ascii=False, default=str
            )
            for row in found
        }

    def _count(self, source: str) -> int:
        row = self._cursor.execute(f"SELECT count(*) FROM {source}").fetchone()
        return int(row[0]) if row else 0

    def _raise_counter(self, table: Table) -> None:
        """Keep the counter at or above the highest number in the table, so that no number is given twice."""
        self._cursor.execute(
            f"""
            INSERT INTO counter (name, last_number) SELECT $name, max(number) FROM {table.name}
            ON CONFLICT (name) DO UPDATE SET last_number = greatest(counter.last_number, excluded.last_number)
            """,
            {"name": table.name},
        )


def _same_key(table: Table, left: str, right: str) -> str:
    return " AND ".join(f"{left}.{name} = {right}.{name}" for name in table.key)


def _next_number(cursor: Connection, name: str) -> int:
    cursor.execute(
        """
        INSERT INTO counter (name, last_number) VALUES ($name, 1)
        ON CONFLICT (name) DO UPDATE SET last_number = counter.last_number + 1
        """,
        {"name": name},
    )
    row = cursor.execute("SELECT last_number FROM counter WHERE name = $name", {"name": name}).fetchone()
    assert row is not None
    return int(row[0])
