"""The one write path: rows come in, and what changed is kept with its history and its audit lines."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import pandas as pd

from sok_metrics import clock
from sok_metrics.errors import Problem
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.nouns.rules import Way
from sok_metrics.store.changes.checks import check_rows
from sok_metrics.store.changes.incoming import Incoming, complete_rows
from sok_metrics.store.changes.permissions import require_right
from sok_metrics.store.changes.table_writer import TableWriter
from sok_metrics.store.driver import Connection, single_value


class ChangeSource(StrEnum):
    """From where a change came."""

    FORM = "form"
    IMPORT = "import"
    SERVER = "server"
    COMMAND = "command"


_WAYS = {ChangeSource.FORM: Way.FORM, ChangeSource.IMPORT: Way.FILE}
IsSure = Callable[[Problem], bool]
"""Whether somebody said that this is right, of what may be a mistake."""


class ChangeSet:
    """Who changes what, when and why, within one transaction; made by `Store.write` only."""

    def __init__(
        self,
        cursor: Connection,
        number: int,
        made_at: datetime,
        by: Actor,
        *,
        now: datetime,
        way: Way,
        is_sure: IsSure,
    ) -> None:
        self._cursor = cursor
        self._way = way
        self._is_sure = is_sure
        self.by = by
        self.number = number
        self.made_at = made_at
        self.now = now
        """What the clock says; `made_at` is later when a clock was once ahead."""
        self.line_count = 0

    @classmethod
    def begin(
        cls,
        cursor: Connection,
        *,
        by: Actor,
        reason: str,
        source: ChangeSource,
        undoes: int | None = None,
        is_sure: IsSure | None = None,
    ) -> "ChangeSet":
        """A new change set in the open transaction of `cursor`; `is_sure` tells what was asked about.

        Only a form asks by itself: a file was looked at first, and nothing else has somebody to ask.
        """
        number = _next_number(cursor, "change_set")
        now = clock.now()
        made_at = _moment_after_the_last(cursor, now)
        cursor.execute(
            """
            INSERT INTO change_set (number, made_at, made_by, reason, source, undoes)
            VALUES ($number, $made_at, $made_by, $reason, $source, $undoes)
            """,
            {
                "number": number,
                "made_at": made_at,
                "made_by": by.name,
                "reason": reason,
                "source": source.value,
                "undoes": undoes,
            },
        )
        # What is undone has its reason already; a file has a column for it.
        way = _WAYS.get(source, Way.OTHER) if undoes is None else Way.OTHER
        sure = is_sure or (lambda _problem: way is not Way.FORM)
        return cls(cursor, number, made_at, by, now=now, way=way, is_sure=sure)

    def put(self, name: str, rows: pd.DataFrame) -> None:
        """Make the rows of a table as `rows` says: new keys are added, changed rows updated, equal ones left.

        `rows` holds the canonical text of `exchange` (ISO dates, decimal points, codes; None for empty), with
        at least the key; columns that it lacks keep their value. Several rows with one key are successive
        versions, in the order of `recorded_at`. Raises InvalidDataError with every problem, or UnsureError.
        """
        self.put_all({name: rows})

    def put_all(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Do what `put` does for several tables, in the order of their references.

        The rows may refer to each other. Raises InvalidDataError with the problems of all tables.
        """
        known = {TABLES_BY_NAME[name].name for name in tables}
        complete = {
            table.name: complete_rows(table, tables[table.name], self.made_at)
            for table in TABLES
            if table.name in known and not tables[table.name].empty
        }
        may_pardon = self.by.role.covers(Role.ADMINISTRATOR)
        incoming = Incoming(self._cursor, complete, way=self._way, may_pardon=may_pardon)
        check_rows(incoming, self.made_at, self._is_sure)
        for name, rows in complete.items():
            self._write(TABLES_BY_NAME[name], rows)

    def next_number(self, name: str) -> int:
        """The next free number of a numbered table."""
        return _next_number(self._cursor, name)

    def finish(self) -> None:
        """Give up an empty change set: what changed nothing leaves no trace."""
        if self.line_count == 0:
            self._cursor.execute("DELETE FROM change_set WHERE number = $number", {"number": self.number})

    def _write(self, table: Table, rows: pd.DataFrame) -> None:
        """Write checked rows, each next version of a row in a round of its own."""
        writer = TableWriter(self._cursor, table, change_set=self.number, made_at=self.made_at)
        rounds = rows.groupby(list(table.key), sort=False).cumcount()
        for _, version in rows.groupby(rounds, sort=True):
            updated, added = writer.write(version, lines_before=self.line_count)
            # What comes in unchanged needs no right: a whole workbook may pass an editor's hands.
            if updated or added:
                require_right(self.by, table.name, only_added=not updated)
            self.line_count += updated + added
        if table.numbered:
            self._raise_counter(table)

    def _raise_counter(self, table: Table) -> None:
        """Keep the counter at or above the highest number in the table, so that no number is given twice."""
        self._cursor.execute(
            f"""
            INSERT INTO counter (name, last_number) SELECT $name, max(number) FROM {table.name}
            ON CONFLICT (name) DO UPDATE SET last_number = greatest(counter.last_number, excluded.last_number)
            """,
            {"name": table.name},
        )


def _moment_after_the_last(cursor: Connection, now: datetime) -> datetime:
    """Now, but always after the newest change set: a clock that was set back must not turn history around."""
    last: datetime | None = single_value(cursor, "SELECT max(made_at) FROM change_set")
    return now if last is None or last < now else last + timedelta(microseconds=1)


def _next_number(cursor: Connection, name: str) -> int:
    cursor.execute(
        """
        INSERT INTO counter (name, last_number) VALUES ($name, 1)
        ON CONFLICT (name) DO UPDATE SET last_number = counter.last_number + 1
        """,
        {"name": name},
    )
    return int(single_value(cursor, "SELECT last_number FROM counter WHERE name = $name", {"name": name}))
