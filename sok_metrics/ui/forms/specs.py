"""What follows from the nouns for a form: which fields it asks, its links, and what hangs on the record."""

from dataclasses import dataclass

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column, Table
from sok_metrics.nouns.tables import HangsOn


@dataclass(frozen=True)
class LinkField:
    """A choice of several others that the record is linked to: rows of a table with two references as key."""

    table: str
    own: str
    other: str


@dataclass(frozen=True)
class Linked:
    """What a record is linked to, by one kind of link."""

    opened: tuple[str, ...]
    """The keys when the form was opened."""
    now: tuple[str, ...]

    @property
    def added_by_others(self) -> list[str]:
        """What somebody else linked since then."""
        return [key for key in self.now if key not in self.opened]

    @property
    def taken_by_others(self) -> list[str]:
        """What somebody else took away since then."""
        return [key for key in self.opened if key not in self.now]


def links_of(table: str) -> tuple[LinkField, ...]:
    """What a record of this table can be linked to, by the names of the others."""
    subject = _subject_of(table)
    found = []
    for link in TABLES:
        if link.is_link:
            one, two = link.columns
            ways = [(own, other) for own, other in ((one, two), (two, one)) if own.refers_to == subject]
            found += [LinkField(link.name, own.name, other.name) for own, other in ways]
    return tuple(sorted(found, key=lambda link: link.other))


def children_of(table: str) -> list[tuple[Table, HangsOn]]:
    """What hangs on a record of this table and has a form of its own."""
    found = [
        (child, child.hangs_on)
        for child in TABLES
        if child.hangs_on and _shown_in(child.column(child.hangs_on.column).refers_to or "") == table
    ]
    return sorted(found, key=lambda child: child[1].place)


def given_to(child: Table, hangs_on: HangsOn, parent: str, key: tuple[str, ...]) -> dict[str, str]:
    """What a new record has already when it hangs on this one: what it refers to, and what both refer to."""
    shared = {column.name: column.refers_to for column in child.columns if column.refers_to}
    description = TABLES_BY_NAME[parent]
    same = {
        name: part
        for name, part in zip(description.key, key, strict=True)
        if name in shared and shared[name] == description.column(name).refers_to
    }
    return {hangs_on.column: key[0]} | same


def presets_of(table: str) -> tuple[str, ...]:
    """The fields that the address of a new record may fill in: those that our own buttons fill in."""
    description = TABLES_BY_NAME[table]
    hangs_on = [description.hangs_on.column] if description.hangs_on else []
    return (*hangs_on, *(column.name for column in description.columns if column.from_address))


def asked_columns(table: str, *, is_new: bool) -> tuple[Column, ...]:
    """The columns that the form asks, in order; the key of an existing record never changes."""
    description = TABLES_BY_NAME[table]
    has_own_code = description.key == ("code",) and not description.code.is_asked
    hides_key = not is_new or description.numbered or has_own_code
    hidden = description.key if hides_key else ()
    return tuple(column for column in description.columns if column.name not in hidden)


def _shown_in(table: str) -> str:
    """The table whose form shows a thing: that of the row that always comes with it, or its own."""
    companion = TABLES_BY_NAME[table].companion
    return companion.table if companion and _subject_of(companion.table) == table else table


def _subject_of(table: str) -> str:
    """What a form is about: a row that is known by the code of what it comes with, is about that."""
    subject = TABLES_BY_NAME[table].column(TABLES_BY_NAME[table].key[0]).refers_to
    companion = TABLES_BY_NAME[subject].companion if subject else None
    return subject if subject and companion and companion.table == table else table
