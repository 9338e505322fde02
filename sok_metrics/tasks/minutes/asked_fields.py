"""What the notes ask of each kind of thing: its fields in words, with what may be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from sok_metrics.nouns import Table
from sok_metrics.nouns.columns import DATE, INTEGER, Column
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.people import list_people
from sok_metrics.store.queries.records import list_records
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.minutes.noting import NOTED
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_help, field_label, noun
from sok_metrics.texts.formats import headed


@dataclass(frozen=True)
class AskedField:
    """One field: what it is called, how it is asked, and what may be chosen."""

    name: str
    label: str
    help: str
    how: str
    """"lines", "text", "number", "date" or "choice"."""
    longest: int
    is_folded: bool
    choices: Mapping[str, str]
    """Code -> word."""


@dataclass(frozen=True)
class AskedKind:
    """One kind of thing that is noted."""

    table: str
    heading: str
    one: str
    add: str
    is_single: bool
    fields: tuple[AskedField, ...]


def asked_kinds(store: Store) -> tuple[AskedKind, ...]:
    """Every kind of thing that can be noted, in the order of the page."""
    reader = store.whole()
    return tuple(_kind(reader, table) for table in NOTED)


def _kind(reader: WholeReader, table: Table) -> AskedKind:
    called, noted = noun(table.name), table.noted
    columns = noted.columns if noted else ()
    return AskedKind(
        table=table.name,
        heading=headed(called.many),
        one=headed(called.one),
        add=_("{thing} erbij").format(thing=headed(called.one)),
        is_single=bool(noted and noted.is_single),
        fields=tuple(_field(reader, table, name) for name in columns),
    )


def _field(reader: WholeReader, table: Table, name: str) -> AskedField:
    column = table.column(name)
    choices = _choices(reader, column)
    return AskedField(
        name=name,
        label=field_label(table.name, name),
        help=field_help(table.name, name),
        how=_how(column),
        longest=column.longest,
        is_folded=column.folded and not column.choices,
        choices=choices,
    )


def _how(column: Column) -> str:
    if column.choices or column.refers_to:
        return "choice"
    if column.type is DATE:
        return "date"
    if column.type is INTEGER:
        return "number"
    return "lines" if column.has_lines else "text"


def _choices(reader: WholeReader, column: Column) -> Mapping[str, str]:
    """What may be chosen; of people those who agreed that others see their name."""
    if column.refers_to == "person":
        found = [
            (one, next((f for f in one.fields if f.field == "name"), None)) for one in list_people(reader)
        ]
        return {one.code: f"{field.value} ({one.role})" for one, field in found if field and field.is_shown}
    if column.refers_to:
        records = list_records(reader, column.refers_to)
        return {one.key[0]: str(one.values.get("name") or one.key[0]) for one in records}
    return column.words
