"""Which changes only undid another one, what undoing a change would do, and what stands in its way."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from sok_metrics.nouns import TABLES, Table
from sok_metrics.nouns.rules import Row, differs
from sok_metrics.store.reader import Reader, WholeReader

Key = tuple[str, ...]


@dataclass(frozen=True)
class InTheWay:
    """A row that keeps a change from being undone; `change` is the one that made it what it is."""

    table: str
    key: Key
    change: int | None
    """None when the row is there no more."""
    is_new: bool = False
    """Whether it came later and rests on what would go; else it is a row of the change itself."""


@dataclass(frozen=True)
class Undoing:
    """What undoing a change would put back: table -> key -> the row of before, None for what it added."""

    rows: Mapping[str, Mapping[Key, Row | None]]
    after: Mapping[str, Mapping[Key, Row]]
    """What the change made of these rows."""
    in_the_way: tuple[InTheWay, ...] = ()
    """The newest change first: in this order they can be undone."""

    def goes(self, table: str) -> frozenset[Key]:
        """The rows that were in use after the change, and would not be when it is undone."""
        return frozenset(
            key
            for key, row in self.rows.get(table, {}).items()
            if self.after[table][key]["archived_at"] is None and (row is None or row["archived_at"])
        )


def list_undoings(reader: Reader) -> frozenset[int]:
    """The numbers of the change sets that undid another: what they put away, nobody threw out by hand."""
    return frozenset(number for number, _undone in _undoings(reader))


def find_undone(reader: Reader) -> dict[int, int]:
    """The change sets that are undone now -> the undoing; one that is itself undone does not count."""
    undone: dict[int, int] = {}
    # The newest first: whether an undoing holds, later ones decide.
    for number, its in _undoings(reader):
        if number not in undone:
            undone.setdefault(its, number)
    return undone


def _undoings(reader: Reader) -> list[tuple[int, int]]:
    """Each undoing with what it undid, the newest first."""
    # one row per change set that undoes another
    rows = reader.rows("SELECT number, undoes FROM change_set WHERE undoes IS NOT NULL ORDER BY number DESC")
    return [(int(row["number"]), int(row["undoes"])) for row in rows]


def find_undoing(reader: WholeReader, number: int) -> Undoing:
    """What undoing change set `number` would do; it has no rows when nothing can be undone."""
    before: dict[str, dict[Key, Row | None]] = {}
    after: dict[str, dict[Key, Row]] = {}
    lines = reader.rows(
        """
        SELECT table_name, row_key, row_before, row_after FROM change_line
        WHERE change_set = $number ORDER BY line
        """,
        {"number": number},
    )
    for line in lines:
        name, key = line["table_name"], tuple(json.loads(line["row_key"]))
        # Several lines of one row are successive versions: the first says what stood before.
        stood = None if line["row_before"] is None else _canonical(line["row_before"])
        before.setdefault(name, {}).setdefault(key, stood)
        after.setdefault(name, {})[key] = _canonical(line["row_after"])
    undoing = Undoing(before, after)
    found = [one for table in TABLES for one in _changed_since(reader, table, number, undoing)]
    found += [one for table in TABLES for one in _resting(reader, table, number, undoing)]
    return Undoing(before, after, tuple(sorted(found, key=lambda one: one.change or 0, reverse=True)))


def _canonical(row: str) -> Row:
    """A row as the audit keeps it, in canonical text; the moment of recording is that of the writing."""
    values = {
        name: None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in json.loads(row).items()
    }
    return {**values, "recorded_at": None}


def _changed_since(reader: WholeReader, table: Table, number: int, undoing: Undoing) -> Iterator[InTheWay]:
    """The rows of the change that are not what it made of them."""
    if table.name not in undoing.after:
        return
    now = _rows_of(reader, table)
    for key, made in undoing.after[table.name].items():
        if key not in now:
            yield InTheWay(table.name, key, None)
            continue
        change, row = now[key]
        known = [name for name in row if name in made and name != "recorded_at"]
        if change != number and differs(row, made, known):
            yield InTheWay(table.name, key, change)


def _resting(reader: WholeReader, table: Table, number: int, undoing: Undoing) -> Iterator[InTheWay]:
    """The rows of later changes that refer to what would go."""
    goes = {column.name: undoing.goes(column.refers_to) for column in table.columns if column.refers_to}
    if not any(goes.values()):
        return
    own = undoing.goes(table.name)
    for key, (change, row) in _rows_of(reader, table, since=number).items():
        if row["archived_at"] is None and key not in own and _refers(row, goes):
            yield InTheWay(table.name, key, change, is_new=True)


def _refers(row: Row, goes: Mapping[str, Set[Key]]) -> bool:
    return any((row[name] or "",) in keys for name, keys in goes.items())


def _rows_of(reader: WholeReader, table: Table, since: int = 0) -> dict[Key, tuple[int, Row]]:
    """Key -> the row as it stands, with the change that made it so: those of changes after `since`."""
    names = [column.name for column in table.all_columns]
    texts = ", ".join(f"CAST({name} AS TEXT) AS {name}" for name in names)
    found = reader.rows(
        f"SELECT {texts}, change_set AS made_by FROM {table.name} WHERE change_set > $since", {"since": since}
    )
    return {
        tuple(str(row[name]) for name in table.key): (
            int(row["made_by"]),
            {name: row[name] for name in names},
        )
        for row in found
    }
