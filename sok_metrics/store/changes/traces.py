"""The traces that a person left in a store: finding them, and wiping them out of every version of every row.

It works on a bare connection, for backups of older versions have the same traces. The history twins hold
every version of every row, so what is not found there stands nowhere.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column, ColumnType, Table
from sok_metrics.store.driver import Connection

REMOVED = "[naam verwijderd]"
"""What comes in the place of a name in a text that stays."""

CHANGE_SET = "change_set"
DRAFT = "draft"
"""In place of a table: what is noted in the room and is not in the store yet (tasks/people/in_drafts.py)."""
_CHANGE_SET_TEXTS = ("made_by", "reason")
_NO_NAMES = {"van", "der", "den", "het", "ter", "ten", "voor", "bij", "mevrouw", "meneer", "dhr", "mevr"}
_SHORTEST_PART = 3
_SHORTEST_NOTE = 12
_EXCERPT = 70

Spot = tuple[str, tuple[str, ...], str]
"""Where a text stands: its table, the key of its row, its column."""


@dataclass(frozen=True)
class Place:
    """A text in which the name (or a part of it) stands, now or in an earlier version."""

    spot: Spot
    found: tuple[str, ...]
    excerpt: str
    is_whole: bool
    """Whether all of the name (or number, or address) stands there, and not just a part of it."""
    is_now: bool
    """Whether it stands in the text of today."""


@dataclass(frozen=True)
class Trace:
    """By what a person is known: everything that was ever kept under their code."""

    code: str
    wholes: frozenset[str]
    """Names, numbers, addresses and personal notes."""
    names: frozenset[str]

    def together_with(self, other: "Trace") -> "Trace":
        """What is known from two stores."""
        return Trace(self.code, self.wholes | other.wholes, self.names | other.names)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words of the names that may name somebody by themselves, and everything that is whole."""
        words = {word for name in self.names for word in re.split(r"[\s,;()]+", name)}
        kept = {word for word in words if len(word) >= _SHORTEST_PART and word.lower() not in _NO_NAMES}
        return tuple(sorted(kept | self.wholes, key=lambda text: (-len(text), text)))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the wholes and, as words of their own, the parts; the longest first."""
        words = "|".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in self.parts)
        return re.compile(words or r"(?!)", re.IGNORECASE)

    def is_whole(self, found: str) -> bool:
        """Whether what was found tells all by itself who it is about."""
        return found.casefold() in {whole.casefold() for whole in self.wholes}


def read_trace(cursor: Connection, code: str) -> Trace:
    """By what the person with this code is or was known in this store."""
    known = cursor.execute(
        """
        SELECT name, phone, email FROM person_history WHERE code = $code
        UNION SELECT name, phone, email FROM person WHERE code = $code
        """,
        {"code": code},
    ).fetchall()
    notes = cursor.execute(
        "SELECT DISTINCT personal_note FROM signature_history WHERE person_code = $code", {"code": code}
    ).fetchall()
    wholes = {str(cell).strip() for row in known for cell in row if cell}
    wholes |= {str(note).strip() for (note,) in notes if note and len(note) >= _SHORTEST_NOTE}
    names = {str(row[0]).strip() for row in known if row[0]}
    return Trace(code, frozenset(wholes), frozenset(names))


def find_places(cursor: Connection, trace: Trace) -> list[Place]:
    """Every text that people wrote in which the person is named, in the order of the tables."""
    if not trace.parts:
        return []
    places = [place for table in TABLES for place in _places_in(cursor, table, trace)]
    own = _own_rows(cursor, trace)
    return [place for place in places if place.spot[:2] not in own] + [*_places_in_change_sets(cursor, trace)]


def wipe(cursor: Connection, trace: Trace, spots: Collection[Spot]) -> None:
    """Take the person out of every version of their own rows, and out of the texts on these spots."""
    for table in _personal_tables(cursor):
        _wipe_own_rows(cursor, trace, table)
    for spot in spots:
        _wipe_spot(cursor, trace, spot)
    _wipe_makers(cursor, trace)


def make_final(cursor: Connection, change_set: int) -> None:
    """Let undoing this change set change nothing: what it took away must not come back half."""
    cursor.execute(
        "UPDATE change_line AS kept SET row_before = row_after WHERE change_set = $number",
        {"number": change_set},
    )


def count_left(cursor: Connection, trace: Trace) -> int:
    """In how many cells of the whole file the whole name, number, address or note still stands."""
    columns = cursor.execute(
        """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE data_type = 'VARCHAR' AND table_schema = 'main'
        """
    ).fetchall()
    left = 0
    for table, column in columns:
        for whole in trace.wholes:
            [(count,)] = cursor.execute(
                f"SELECT count(*) FROM {table} WHERE position(lower($whole) IN lower({column})) > 0",
                {"whole": whole},
            ).fetchall()
            left += count
    return left


def free_texts(table: Table) -> list[str]:
    """The columns in which people write as they like."""
    return [column.name for column in table.columns if _is_free(table, column) and not column.tells_who]


def _is_free(table: Table, column: Column) -> bool:
    is_text = column.type is ColumnType.TEXT and column.choices is None and column.refers_to is None
    return is_text and column.name not in table.key


def _columns_of(cursor: Connection, table: str) -> set[str]:
    found = cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = $table", {"table": table}
    ).fetchall()
    return {name for (name,) in found}


def _places_in(cursor: Connection, table: Table, trace: Trace) -> Iterator[Place]:
    twin = f"{table.name}_history"
    present = _columns_of(cursor, twin)
    names = [name for name in free_texts(table) if name in present]
    if not names:
        return
    keys = ", ".join(f"CAST({name} AS TEXT)" for name in table.key)
    rows = cursor.execute(
        f"""
        SELECT superseded_at IS NULL, {keys}, {", ".join(names)} FROM {twin}
        WHERE regexp_matches(concat_ws(' ', {", ".join(names)}), $words, 'i')
        ORDER BY recorded_at, version
        """,
        {"words": "|".join(re.escape(part) for part in trace.parts)},
    ).fetchall()
    size = len(table.key)
    found: dict[Spot, Place] = {}
    for is_now, *cells in rows:
        key = tuple(str(cell) for cell in cells[:size])
        for name, text in zip(names, cells[size:], strict=True):
            if place := place_of((table.name, key, name), text, trace, is_now=bool(is_now)):
                found[place.spot] = _merged(found.get(place.spot), place)
    yield from found.values()


def _own_rows(cursor: Connection, trace: Trace) -> set[tuple[str, tuple[str, ...]]]:
    """The rows with what the person filled in or signed: they are emptied anyway."""
    own = set()
    for table in _personal_tables(cursor):
        keys = cursor.execute(
            f"""
            SELECT DISTINCT {", ".join(table.key)} FROM {table.name}_history WHERE {table.person} = $code
            """,
            {"code": trace.code},
        ).fetchall()
        own |= {(table.name, tuple(str(part) for part in key)) for key in keys}
    return own


def _personal_tables(cursor: Connection) -> list[Table]:
    """The tables with rows of a person, as far as this store has them."""
    return [table for table in TABLES if table.person and _columns_of(cursor, table.name)]


def _places_in_change_sets(cursor: Connection, trace: Trace) -> Iterator[Place]:
    names = ", ".join(_CHANGE_SET_TEXTS)
    for number, *texts in cursor.execute(
        f"SELECT number, {names} FROM change_set ORDER BY number"
    ).fetchall():
        for name, text in zip(_CHANGE_SET_TEXTS, texts, strict=True):
            is_maker = name == "made_by" and trace.is_whole(text or "")
            place = place_of((CHANGE_SET, (str(number),), name), text, trace, is_now=True)
            if place is not None and not is_maker:
                yield place


def place_of(spot: Spot, text: str | None, trace: Trace, *, is_now: bool) -> Place | None:
    """The place of a text in which the person is named; None when they are not."""
    hits = list(trace.pattern.finditer(text)) if text else []
    if not text or not hits:
        return None
    start = max(hits[0].start() - _EXCERPT, 0)
    excerpt = text[start : hits[0].end() + _EXCERPT].replace("\n", " ").strip()
    found = tuple(dict.fromkeys(hit.group() for hit in hits))
    return Place(spot, found, excerpt, any(trace.is_whole(hit) for hit in found), is_now)


def _merged(before: Place | None, after: Place) -> Place:
    """The place as its newest version shows it, with what earlier versions held."""
    if before is None:
        return after
    found = tuple(dict.fromkeys([*before.found, *after.found]))
    return Place(after.spot, found, after.excerpt, before.is_whole or after.is_whole, after.is_now)


def _wipe_spot(cursor: Connection, trace: Trace, spot: Spot) -> None:
    """Replace the name in every version of one text, and in the audit lines of its row."""
    name, key, column = spot
    if name == CHANGE_SET:
        _replace_in(cursor, CHANGE_SET, ("number",), spot, trace)
        return
    table = TABLES_BY_NAME[name]
    for version in (name, f"{name}_history"):
        if column in _columns_of(cursor, version):
            _replace_in(cursor, version, table.key, spot, trace)
    wipe_lines(
        cursor,
        name,
        lambda row: tuple(str(row.get(part)) for part in table.key) == key,
        lambda row: row | {column: trace.pattern.sub(REMOVED, row[column])} if row.get(column) else row,
    )


def _replace_in(cursor: Connection, table: str, names: tuple[str, ...], spot: Spot, trace: Trace) -> None:
    _name, key, column = spot
    same = " AND ".join(f"CAST({name} AS TEXT) = $key_{name}" for name in names)
    bound = {f"key_{name}": value for name, value in zip(names, key, strict=True)}
    texts = cursor.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE {same} AND {column} IS NOT NULL", bound
    ).fetchall()
    for (text,) in texts:
        if trace.pattern.search(text):
            cursor.execute(
                f"UPDATE {table} AS kept SET {column} = $fresh WHERE {same} AND {column} = $text",
                {**bound, "text": text, "fresh": trace.pattern.sub(REMOVED, text)},
            )


def wipe_lines(
    cursor: Connection,
    table: str,
    is_meant: Callable[[dict[str, Any]], bool],
    emptied: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    """Rewrite the audit lines of the rows of a table that are meant."""
    lines = cursor.execute(
        "SELECT change_set, line, row_before, row_after FROM change_line WHERE table_name = $table",
        {"table": table},
    ).fetchall()
    for change_set, line, *sides in lines:
        rows = [None if side is None else json.loads(side) for side in sides]
        if not any(row is not None and is_meant(row) for row in rows):
            continue
        before, after = (
            None if row is None else json.dumps(emptied(row), ensure_ascii=False, default=str) for row in rows
        )
        cursor.execute(
            """
            UPDATE change_line AS kept SET row_before = $before, row_after = $after
            WHERE change_set = $change_set AND line = $line
            """,
            {"before": before, "after": after, "change_set": change_set, "line": line},
        )


def _wipe_own_rows(cursor: Connection, trace: Trace, table: Table) -> None:
    """Empty what is about the person in every version of their rows of a table, and in their audit lines."""
    there = _columns_of(cursor, table.name)
    about = [column for column in table.columns if column.is_about_person and column.name in there]
    shell = {column.name: column.when_forgotten for column in about}
    bound = {"code": trace.code, **{f"shell_{name}": text for name, text in shell.items()}}
    emptied = ", ".join(f"{name} = $shell_{name}" for name in shell)
    for version in (table.name, f"{table.name}_history"):
        cursor.execute(f"UPDATE {version} AS kept SET {emptied} WHERE {table.person} = $code", bound)
    wipe_lines(cursor, table.name, lambda row: row.get(table.person) == trace.code, lambda row: row | shell)


def _wipe_makers(cursor: Connection, trace: Trace) -> None:
    """Who made a change loses the name when it is that of the person."""
    makers: Iterable[tuple[str]] = cursor.execute("SELECT DISTINCT made_by FROM change_set").fetchall()
    for (maker,) in makers:
        if trace.is_whole(maker.strip()):
            cursor.execute(
                "UPDATE change_set AS kept SET made_by = $removed WHERE made_by = $maker",
                {"removed": REMOVED, "maker": maker},
            )
