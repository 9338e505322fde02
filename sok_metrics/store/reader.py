"""Reading: every query sees the same moment and the same choice of rows, through one filter."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, Self, TypeVar

import pandas as pd

from sok_metrics import clock
from sok_metrics.nouns import TABLES_BY_NAME, Table
from sok_metrics.nouns.calendar import day_of
from sok_metrics.nouns.model import View
from sok_metrics.nouns.tables import ShowsOnce
from sok_metrics.store.driver import Connection, driver_errors, tables_in
from sok_metrics.store.taken_away import (
    ARCHIVED_MARK,
    NOT_PUBLIC_MARK,
    any_taken_away,
    comes_back_for_editors,
    is_public_now,
    marked,
)
from sok_metrics.store.tuning import InTuning, read_in_tuning, without_waiting

T = TypeVar("T")
_MOST_REMEMBERED = 32
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TEXT_TYPES = {"STRING", "VARCHAR"}  # DuckDB 1.5 and 2.0
_EVERYTHING = View(in_tuning=True)
_without_tables: set[str] = set()
"""The queries that were looked through: a page asks the same ones again and again."""


class Reader:
    """Runs the queries of one view: `{measurement}` in their SQL becomes the rows that the view shows.

    A query that names a table itself is refused, so that this is all that a visitor may see. Rows that are
    archived, not public or still in tuning never show; examples only when the view wants them.
    With a moment, the rows come from the history twins as they were known then, but who may see them is
    decided by how they stand now: what was archived or made internal since is gone from the past as well.
    """

    def __init__(
        self,
        new_cursor: Callable[[], AbstractContextManager[Connection]],
        path: Path,
        view: View,
        last_change: int,
        memory: dict[Any, Any],
    ) -> None:
        self._new_cursor = new_cursor
        self._path = path
        self.view = view
        self.last_change = last_change
        """The number of the newest change set when this reader was made: a key for caches."""
        self._memory = memory

    def remember(self, make: Callable[[Self], T]) -> T:
        """What `make` gives for this view of the store as it is; made once, whoever asks."""
        key = (make, self.last_change, self.view)
        if key not in self._memory:
            if len(self._memory) >= _MOST_REMEMBERED:
                self._memory.clear()
            self._memory[key] = make(self)
        answer: T = self._memory[key]
        return answer

    def at(self, view: View) -> "Reader":
        """A reader of another moment of the same store, for who may see what this one shows."""
        return Reader(self._new_cursor, self._path, view, self.last_change, self._memory)

    @property
    def in_tuning(self) -> InTuning:
        """What waits, and so is not in this view."""
        return read_in_tuning(with_tables(self))

    def has_taken_away(self) -> bool:
        """Whether anything that was public at the view's moment is not public now."""
        return self.view.as_of is not None and bool(with_tables(self).rows(any_taken_away())[0]["found"])

    @property
    def day(self) -> date:
        """The day in Amsterdam that this reader looks at: that of the view's moment, or today."""
        return day_of(self.view.as_of or clock.now())

    def frame(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows of a query as a DataFrame; its text columns are text without a single row too."""
        with driver_errors(self._path), self._new_cursor() as cursor:
            self._execute(cursor, sql, parameters)
            texts = [name for name, kind, *_ in cursor.description or [] if str(kind) in _TEXT_TYPES]
            found = cursor.df()
        return found.astype({name: "str" for name in texts if found[name].dtype != "str"})

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query as dicts with exact Python values (Decimal, date): for money."""
        with driver_errors(self._path), self._new_cursor() as cursor:
            self._execute(cursor, sql, parameters)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _execute(self, cursor: Connection, sql: str, parameters: Mapping[str, Any] | None) -> None:
        self._look_through(cursor, sql)
        bound = dict(parameters or {})
        text = _PLACEHOLDER.sub(lambda match: self._rows_of(match[1]), sql)
        if "$view_moment" in text:
            bound["view_moment"] = self.view.as_of
        if "_mark" in text:
            marks = {"archived_mark": ARCHIVED_MARK, "not_public_mark": NOT_PUBLIC_MARK}
            bound |= {name: mark for name, mark in marks.items() if f"${name}" in text}
        if "_in_tuning" in text:
            waiting = self.in_tuning.parameters(self.view.as_of)
            bound |= {name: value for name, value in waiting.items() if f"${name}" in text}
        cursor.execute(text, bound or None)

    def _look_through(self, cursor: Connection, sql: str) -> None:
        """Refuse a query that reads anything but `{tables}`."""
        if sql in _without_tables:
            return
        if named := tables_in(cursor, _PLACEHOLDER.sub("(SELECT 1)", sql)):
            raise RuntimeError(f"only a WholeReader reads a table itself: {', '.join(sorted(named))}")
        _without_tables.add(sql)

    def _rows_of(self, name: str) -> str:
        """The sub-query with the rows of one table of the exchange format that this view shows."""
        table = TABLES_BY_NAME[name]
        conditions = ["archived_at IS NULL"]
        if not self.view.with_examples:
            conditions.append("origin = 'real'")
        if any(column.name == "visibility" for column in table.columns):
            conditions.append("visibility = 'public'")
        is_past = self.view.as_of is not None and not table.always_now
        source = f"{name}_history" if is_past else name
        of_past = [] if self._is_marked(table) else [is_public_now(table)]
        if is_past:
            conditions += [
                "recorded_at <= $view_moment",
                "(superseded_at IS NULL OR superseded_at > $view_moment)",
                *of_past,
            ]
        if table.shows_once is not None:
            now = self.view.taking_place
            conditions += _has_taken_place(table, table.shows_once, is_past=is_past, now=now)
        if table.waits is not None:
            rows = without_waiting(table, source, conditions, of_past, self.in_tuning)
        else:
            rows = f"(SELECT * FROM {source} WHERE {' AND '.join(conditions)})"
        rows = _with_what_shows(table, rows)
        return marked(table, rows) if is_past and self._is_marked(table) else rows

    def _is_marked(self, table: Table) -> bool:
        """Whether what was taken away since shows in a look at the past, marked."""
        return self.view.with_taken_away and comes_back_for_editors(table)


class WholeReader(Reader):
    """Reads tables as they are too: for who may change them, and for what counts or hides."""

    def _look_through(self, cursor: Connection, sql: str) -> None:
        """Every table may be read."""


def with_tables(reader: Reader, *, everything: bool = False) -> WholeReader:
    """A reader of the same view (or of all rows as they stand now) whose queries may also name tables.

    Only for `store/`, where a query counts, hides, or joins to rows that may be seen.
    """
    view = _EVERYTHING if everything else reader.view
    return WholeReader(reader._new_cursor, reader._path, view, reader.last_change, reader._memory)


def _has_taken_place(
    table: Table, once: ShowsOnce, *, is_past: bool, now: tuple[str, int] | None
) -> list[str]:
    """The conditions on rows that show once what they belong to took place: now, and at the view's moment.

    What belongs to the one thing that takes place `now` shows as well.
    """
    if not once.by:
        return []
    to = TABLES_BY_NAME[str(table.column(once.by).refers_to)]
    so = " AND ".join(f"{to.name}.{column} = '{code}'" for column, code in once.where.items())
    sources = [f"{to.name} WHERE"]
    if is_past:
        then = "recorded_at <= $view_moment AND (superseded_at IS NULL OR superseded_at > $view_moment) AND"
        sources.append(f"{to.name}_history AS {to.name} WHERE {then}")
    of = [f"{once.by} IN (SELECT {to.key[0]} FROM {source} {so})" for source in sources]
    already = f" OR {once.by} = {int(now[1])}" if now is not None and now[0] == to.name else ""
    return [f"({once.by} IS NULL{already} OR ({' AND '.join(of)}))"]


def _with_what_shows(table: Table, rows: str) -> str:
    """The rows without the column that shows once they took place."""
    once = table.shows_once
    if once is None or not once.hides:
        return rows
    so = " AND ".join(f"{column} = '{code}'" for column, code in once.where.items())
    return f"(SELECT * REPLACE (CASE WHEN {so} THEN {once.hides} END AS {once.hides}) FROM {rows} AS kept)"
