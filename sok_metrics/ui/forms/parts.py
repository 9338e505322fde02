"""What one form edits: a record, and for some new ones the record that always comes with it."""

from collections.abc import Mapping, Sequence
from datetime import date

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Column
from sok_metrics.nouns.columns import Start
from sok_metrics.nouns.tables import Companion
from sok_metrics.store.changes.records import Edit
from sok_metrics.store.queries.records import (
    Record,
    Values,
    list_codes,
    list_records,
    read_record,
    read_version,
)
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.starting.new_codes import new_code
from sok_metrics.texts import _
from sok_metrics.ui.forms.content import Form, Part
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.links import read_links
from sok_metrics.ui.forms.place import Asked
from sok_metrics.ui.forms.specs import Linked, asked_columns, links_of


def read_form(reader: WholeReader, asked: Asked, today: date, names: Names) -> Form | None:
    """The form that was asked; None when its record is not there."""
    if asked.is_new:
        return _read_new(reader, asked, today, names)
    record = read_record(reader, asked.table, asked.key)
    if record is None:
        return None
    opened = read_version(reader, asked.table, asked.key, asked.version) or record
    part = Part(asked.table, asked_columns(asked.table, is_new=False), opened.values)
    links = {link: read_links(reader, link, asked.key[0], asked.seen) for link in links_of(asked.table)}
    return Form(asked, record, (part,), links, today, {})


def _read_new(reader: WholeReader, asked: Asked, today: date, names: Names) -> Form:
    """The form of a new record, with in its fields what the address fills in, as far as that can be."""
    given = {
        name: value for name, value in (asked.given or {}).items() if names.knows(asked.table, name, value)
    }
    unknown = {name: value for name, value in (asked.given or {}).items() if name not in given}
    own = {**_proposed(reader, asked.table, given, today), **given}
    parts = [Part(asked.table, asked_columns(asked.table, is_new=True), own)]
    if companion := TABLES_BY_NAME[asked.table].companion:
        shown = _proposed(reader, companion.table, given, today)
        columns = map(TABLES_BY_NAME[companion.table].column, companion.columns)
        parts.append(Part(companion.table, tuple(columns), shown, companion.folded))
    links = {link: Linked((), ()) for link in links_of(asked.table)}
    return Form(asked, None, tuple(parts), links, today, unknown)


def save_parts(
    edit: Edit, reader: WholeReader, form: Form, values: Sequence[Values], version: int | None
) -> tuple[str, ...]:
    """Save what was typed in each part, with what belongs to it; gives the key of the record."""
    table, own = form.asked.table, dict(values[0])
    if form.record is not None:
        keys = dict(zip(TABLES_BY_NAME[table].key, form.asked.key, strict=True))
        return edit.save(table, {**own, **keys}, version=version)
    if TABLES_BY_NAME[table].key == ("code",) and not own.get("code"):
        own["code"] = new_code(
            table, {**own, **(values[1] if len(values) > 1 else {})}, list_codes(reader, table)
        )
    key = edit.save(table, own, version=None)
    if (companion := TABLES_BY_NAME[table].companion) is not None:
        _save_companion(edit, reader, form, companion, key[0], values[1])
    if TABLES_BY_NAME[table].continues:
        _copy_newest(edit, reader, table, key[0])
    return key


def _save_companion(
    edit: Edit, reader: WholeReader, form: Form, companion: Companion, code: str, typed: Values
) -> None:
    """Save the row that always comes with a new record, with its references filled in."""
    description = TABLES_BY_NAME[companion.table]
    values = {**typed, **companion.fixed, **({"code": code} if companion.shares_code else {})}
    for column in description.columns:
        if column.refers_to == form.asked.table:
            values[column.name] = code
        elif column.refers_to and column.name in description.key:
            values[column.name] = _newest(edit, reader, column.refers_to, form.today)
    edit.save(companion.table, values, version=None)


def _proposed(reader: WholeReader, table: str, given: Mapping[str, str], today: date) -> Values:
    """What stands in the fields of a new record at first."""
    description = TABLES_BY_NAME[table]
    values: dict[str, str | None] = {column.name: column.default for column in description.columns}
    if description.code.is_asked and description.code.prefix:
        values["code"] = new_code(table, {}, list_codes(reader, table))
    for column in description.columns:
        if column.starts_as is not None:
            values[column.name] = _start(reader, table, column, given, today)
    return values


def _start(
    reader: WholeReader, table: str, column: Column, given: Mapping[str, str], today: date
) -> str | None:
    if not isinstance(column.starts_as, Start):
        return column.starts_as
    if column.starts_as is Start.TODAY:
        return today.isoformat()
    if column.starts_as is Start.THIS_YEAR:
        return str(today.year)
    beside = _beside(reader, table, column, given)
    return str(1 + max((int(record.values[column.name] or 0) for record in beside), default=0))


def _beside(reader: WholeReader, table: str, column: Column, given: Mapping[str, str]) -> list[Record]:
    """The records of the list that the new one comes in."""
    own, _dot, of_other = column.beside.partition(".")
    records, wanted = _all(reader, table), given.get(of_other or own)
    if not own or (of_other and wanted is None):
        return records
    if not of_other:
        return [record for record in records if record.values[own] == wanted]
    others = _all(reader, TABLES_BY_NAME[table].column(own).refers_to or "")
    alike = {other.key[0] for other in others if other.values[of_other] == wanted}
    return [record for record in records if record.values[own] in alike]


def _all(reader: WholeReader, table: str) -> list[Record]:
    return list_records(reader, table, with_archived=True)


def _newest(edit: Edit, reader: WholeReader, table: str, today: date) -> str:
    """The number of the newest record of a table that counts on; the first one is made when there is none."""
    numbers = [int(record.key[0]) for record in list_records(reader, table)]
    if numbers:
        return str(max(numbers))
    first = TABLES_BY_NAME[table].first or {}
    values = {name: today.isoformat() if text == Start.TODAY else _(text) for name, text in first.items()}
    return edit.save(table, values, version=None)[0]


def _copy_newest(edit: Edit, reader: WholeReader, table: str, number: str) -> None:
    """Begin a new version with what stands under the newest one before it."""
    numbers = [int(record.key[0]) for record in list_records(reader, table)]
    for copied in TABLES if numbers else ():
        for name in copied.key:
            if copied.column(name).refers_to == table:
                for record in list_records(reader, copied.name, {name: str(max(numbers))}):
                    kept = {column: text for column, text in record.values.items() if column != "recorded_at"}
                    edit.save(copied.name, {**kept, name: number}, version=None)
