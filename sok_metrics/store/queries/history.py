"""Who changed what, and when: the change sets and their lines, for who may change things.

These queries look past visibility and archive: show them to editors only, and rows about people to
administrators only (`with_people`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sok_metrics.nouns import TABLES, TABLES_BY_NAME
from sok_metrics.store.queries.undoings import find_undone
from sok_metrics.store.reader import WholeReader

ABOUT_PEOPLE = frozenset(table.name for table in TABLES if table.about_people)
"""Tables of which only administrators see what stood in them."""

PAGE = 20
"""Change sets on one page."""
FIRST_LINES = 50
"""Lines of a change set that are shown."""

_NOT_COMPARED = ("recorded_at",)
_MADE = """
    made.number, made.made_at, made.made_by, made.reason, made.source, made.undoes
"""


@dataclass(frozen=True)
class Wanted:
    """Which changes one wants to see; None is all."""

    made_by: str | None = None
    table: str | None = None
    code: str | None = None
    """The first part of the key of a thing."""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Tally:
    """How many rows of one table a change set added, changed, put away and brought back."""

    table: str
    added: int
    changed: int
    put_away: int
    brought_back: int

    @property
    def total(self) -> int:
        """All lines of this table."""
        return self.added + self.changed + self.put_away + self.brought_back


@dataclass(frozen=True)
class Line:
    """One row that was changed; without `before` it was added. Values are those of the audit: JSON's."""

    table: str
    key: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    is_hidden: bool = False
    """Whether it is about a person and may not be shown: then `before` and `after` are empty."""


@dataclass(frozen=True)
class Change:
    """One change set: who, when, why, how much, and the line when there is only one."""

    number: int
    made_at: datetime
    made_by: str
    reason: str
    source: str
    undoes: int | None
    undone_by: int | None
    tallies: tuple[Tally, ...]
    only_line: Line | None

    @property
    def line_count(self) -> int:
        """How many rows were changed."""
        return sum(tally.total for tally in self.tallies)


def last_change_moment(reader: WholeReader) -> datetime | None:
    """When the newest change was made (naive UTC); None in a store without any."""
    [row] = reader.rows("SELECT max(made_at) AS made_at FROM change_set")
    moment: datetime | None = row["made_at"]
    return moment


def list_makers(reader: WholeReader) -> list[str]:
    """The names of all who ever changed anything."""
    found = reader.rows("SELECT DISTINCT made_by FROM change_set ORDER BY made_by")
    return [row["made_by"] for row in found]


def count_changes(reader: WholeReader, wanted: Wanted) -> int:
    """How many change sets there are of what is wanted."""
    condition, bound = _condition(wanted)
    [row] = reader.rows(f"SELECT count(*) AS count FROM change_set AS made WHERE {condition}", bound)
    return int(row["count"])


def list_changes(reader: WholeReader, wanted: Wanted, *, skip: int, with_people: bool) -> list[Change]:
    """A page of change sets, newest first."""
    condition, bound = _condition(wanted)
    found = reader.rows(
        f"""
        WITH made AS (
            SELECT * FROM change_set AS made WHERE {condition}
            ORDER BY made.number DESC LIMIT {PAGE} OFFSET {int(skip)}
        )
        SELECT {_MADE} FROM made ORDER BY made.number DESC
        """,
        bound,
    )
    numbers = [int(row["number"]) for row in found]
    tallies = _tallies(reader, numbers)
    single = [number for number in numbers if sum(tally.total for tally in tallies[number]) == 1]
    lines = _first_of_each(reader, single, with_people=with_people)
    undone = find_undone(reader)
    return [
        Change(
            **row,
            undone_by=undone.get(row["number"]),
            tallies=tuple(tallies[row["number"]]),
            only_line=lines.get(row["number"]),
        )
        for row in found
    ]


def read_change(reader: WholeReader, number: int, *, with_people: bool) -> Change | None:
    """One change set; None when there is none with this number."""
    found = reader.rows(
        f"""
        SELECT {_MADE}
        FROM change_set AS made WHERE made.number = $number
        """,
        {"number": number},
    )
    if not found:
        return None
    tallies = tuple(_tallies(reader, [number])[number])
    lines = _first_of_each(reader, [number], with_people=with_people)
    is_single = sum(tally.total for tally in tallies) == 1
    return Change(
        **found[0],
        undone_by=find_undone(reader).get(number),
        tallies=tallies,
        only_line=lines[number] if is_single else None,
    )


def list_lines(reader: WholeReader, number: int, *, with_people: bool) -> list[Line]:
    """The first lines of a change set."""
    found = reader.rows(
        f"""
        SELECT table_name, row_key, row_before, row_after FROM change_line
        WHERE change_set = $number ORDER BY line LIMIT {FIRST_LINES}
        """,
        {"number": number},
    )
    return [_line(row, with_people=with_people) for row in found]


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[str]:
    """The columns in which two states of a row differ; of a new row, those that are filled."""
    old = before or {}
    return [name for name in after if name not in _NOT_COMPARED and after[name] != old.get(name)]


def _condition(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """What a change set must be, for WHERE, and what that binds."""
    conditions = ["true"]
    bound: dict[str, Any] = {}
    for column, sign, value in (
        ("made_by", "=", wanted.made_by),
        ("made_at", ">=", wanted.since),
        ("made_at", "<", wanted.until),
    ):
        if value is not None:
            name = f"wanted_{len(bound)}"
            conditions.append(f"made.{column} {sign} ${name}")
            bound[name] = value
    if wanted.table is not None:
        lines = "SELECT 1 FROM change_line AS line WHERE line.change_set = made.number"
        lines += " AND line.table_name = $name"
        bound["name"] = wanted.table
        if wanted.code is not None:
            key = json.dumps([wanted.code], ensure_ascii=False)
            lines += " AND (line.row_key = $key OR starts_with(line.row_key, $longer_key))"
            bound |= {"key": key, "longer_key": f"{key[:-1]},"}
        conditions.append(f"EXISTS ({lines})")
    return " AND ".join(conditions), bound


def _tallies(reader: WholeReader, numbers: Sequence[int]) -> dict[int, list[Tally]]:
    tallies: dict[int, list[Tally]] = {number: [] for number in numbers}
    if not numbers:
        return tallies
    # A row is kept as JSON, where quotes within a text are escaped: these words can only be the field itself.
    is_there = "LIKE '%\"archived_at\": null%'"
    chosen = f"change_set IN ({', '.join(map(str, numbers))})"
    found = reader.rows(
        f"""
        WITH moved AS (
            SELECT change_set, table_name,
                   row_before {is_there} AS was_there, row_after {is_there} AS is_there
            FROM change_line WHERE {chosen} AND row_before IS NOT NULL
        ), counted AS (
            SELECT change_set, table_name, count(*) FILTER (WHERE was_there AND NOT is_there) AS put_away,
                   count(*) FILTER (WHERE is_there AND NOT was_there) AS brought_back
            FROM moved GROUP BY change_set, table_name
        ), lines AS (
            SELECT change_set, table_name, count(*) AS total, count(row_before) AS known, min(line) AS first
            FROM change_line WHERE {chosen} GROUP BY change_set, table_name
        )
        -- one row per change set and table
        SELECT lines.*, coalesce(put_away, 0) AS put_away, coalesce(brought_back, 0) AS brought_back
        FROM lines LEFT JOIN counted
          ON counted.change_set = lines.change_set AND counted.table_name = lines.table_name
        ORDER BY lines.change_set, first
        """
    )
    for row in found:
        away, back, known = int(row["put_away"]), int(row["brought_back"]), int(row["known"])
        tally = Tally(row["table_name"], int(row["total"]) - known, known - away - back, away, back)
        tallies[int(row["change_set"])].append(tally)
    return tallies


def _first_of_each(reader: WholeReader, numbers: Sequence[int], *, with_people: bool) -> dict[int, Line]:
    if not numbers:
        return {}
    found = reader.rows(
        f"""
        SELECT change_set, table_name, row_key, row_before, row_after FROM change_line
        WHERE change_set IN ({", ".join(map(str, numbers))}) AND line = 1
        """
    )
    return {int(row["change_set"]): _line(row, with_people=with_people) for row in found}


def _line(row: Mapping[str, Any], *, with_people: bool) -> Line:
    table, key = row["table_name"], tuple(json.loads(row["row_key"]))
    if table in ABOUT_PEOPLE and not with_people:
        return Line(table, key, {} if row["row_before"] is not None else None, {}, is_hidden=True)
    before = None if row["row_before"] is None else _known(table, row["row_before"])
    return Line(table, key, before, _known(table, row["row_after"]))


def _known(table: str, row: str) -> dict[str, Any]:
    """The values of a row as it stands in the audit, of the columns that the table has today."""
    found = json.loads(row)
    names = [column.name for column in TABLES_BY_NAME[table].all_columns]
    return {name: found.get(name) for name in names}
