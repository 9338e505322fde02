"""What one form edits: a record, and for some new ones the record that always comes with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store import Reader
from sok_metrics.store.changes.records import Edit
from sok_metrics.store.queries.records import (
    Record,
    Values,
    list_codes,
    list_records,
    read_record,
    read_version,
)
from sok_metrics.tasks.starting.new_codes import new_code
from sok_metrics.texts import _
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.links import Linked, read_links
from sok_metrics.ui.forms.place import Asked
from sok_metrics.ui.forms.specs import LinkField, asked_columns, spec_of

_COMPANIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "commitment": ("commitment_text", ("title", "description", "position")),
    "indicator": (
        "series",
        ("area_code", "baseline_value", "baseline_date", "target_value", "target_date", "target_source"),
    ),
}


@dataclass(frozen=True)
class Part:
    """The fields of one table in a form; `shown` is what stood there when the form was opened."""

    table: str
    columns: tuple[str, ...]
    shown: Values


@dataclass(frozen=True)
class Form:
    """A form with its parts; `record` is what stands in the store now, None for a new thing."""

    asked: Asked
    record: Record | None
    parts: tuple[Part, ...]
    links: Mapping[LinkField, Linked]
    today: date
    unknown: Values
    """What the address filled in that cannot be: column -> text."""


def read_form(reader: Reader, asked: Asked, today: date, names: Names) -> Form | None:
    """The form that was asked; None when its record is not there."""
    if asked.is_new:
        return _read_new(reader, asked, today, names)
    record = read_record(reader, asked.table, asked.key)
    if record is None:
        return None
    opened = read_version(reader, asked.table, asked.key, asked.version) or record
    part = Part(asked.table, tuple(asked_columns(asked.table, is_new=False)), opened.values)
    links = {link: read_links(reader, link, asked.key[0], asked.seen) for link in _links_of(asked.table)}
    return Form(asked, record, (part,), links, today, {})


def _read_new(reader: Reader, asked: Asked, today: date, names: Names) -> Form:
    """The form of a new record, with in its fields what the address fills in, as far as that can be."""
    given = {
        name: value for name, value in (asked.given or {}).items() if names.knows(asked.table, name, value)
    }
    unknown = {name: value for name, value in (asked.given or {}).items() if name not in given}
    own = {**_proposed(reader, asked.table, given, today), **given}
    parts = [Part(asked.table, tuple(asked_columns(asked.table, is_new=True)), own)]
    if asked.table in _COMPANIONS:
        table, columns = _COMPANIONS[asked.table]
        parts.append(Part(table, columns, _proposed(reader, table, given, today)))
    links = {link: Linked((), ()) for link in _links_of(asked.table)}
    return Form(asked, None, tuple(parts), links, today, unknown)


def _links_of(table: str) -> tuple[LinkField, ...]:
    return spec_of("commitment_text" if table == "commitment" else table).links


def save_parts(
    edit: Edit, reader: Reader, form: Form, values: Sequence[Values], version: int | None
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
    if table == "commitment":
        newest = _newest_version(edit, reader, form.today)
        text = {**values[1], "commitment_code": key[0], "agreement_version": newest}
        edit.save("commitment_text", text, version=None)
    elif table == "indicator":
        edit.save(
            "series", {**values[1], "code": key[0], "indicator_code": key[0], "role": "main"}, version=None
        )
    elif table == "agreement_version":
        _copy_texts(edit, reader, key[0])
    return key


def _proposed(reader: Reader, table: str, given: Mapping[str, str], today: date) -> Values:
    """What stands in the fields of a new record at first."""
    values: dict[str, str | None] = {column.name: column.default for column in TABLES_BY_NAME[table].columns}
    if table == "agreement_version":
        values |= {"number": str(1 + max((int(r.key[0]) for r in _all(reader, table)), default=0))}
    if table in ("commitment_text", "agenda_item"):
        same = [r for r in _all(reader, table) if _is_beside(r, given)]
        values["position"] = str(1 + max((int(r.values["position"] or 0) for r in same), default=0))
    if table == "indicator":
        values["code"] = new_code(table, {}, list_codes(reader, table))
        for agreement in list_records(reader, "agreement"):
            values["privacy_threshold"] = agreement.values["privacy_threshold"]
    for name in ("agreed_on", "decided_on", "submitted_on", "paid_on", "granted_on", "given_on"):
        if name in values:
            values[name] = today.isoformat()
    if "series_year" in values or table == "fund":
        values["series_year" if table == "project" else "year"] = str(today.year)
    return values


def _is_beside(record: Record, given: Mapping[str, str]) -> bool:
    """Whether a record stands in the list that the new one comes in."""
    if record.table == "agenda_item":
        return record.values["meeting_number"] == given.get("meeting_number")
    letters = {"value": "W", "goal": "D", "cooperation_rule": "S", "organisation_rule": "O"}
    return (record.values["commitment_code"] or "").startswith(letters.get(given.get("kind", ""), ""))


def _all(reader: Reader, table: str) -> list[Record]:
    return list_records(reader, table, with_archived=True)


def _newest_version(edit: Edit, reader: Reader, today: date) -> str:
    """The number of the newest version of the agreement; the first one is made when there is none."""
    versions = list_records(reader, "agreement_version")
    if versions:
        return str(max(int(version.key[0]) for version in versions))
    first = {"number": "1", "title": _("Eerste versie"), "valid_from": today.isoformat()}
    return edit.save("agreement_version", first, version=None)[0]


def _copy_texts(edit: Edit, reader: Reader, number: str) -> None:
    """Begin a new version of the agreement with the texts and the figures of the one before it."""
    versions = [int(version.key[0]) for version in list_records(reader, "agreement_version")]
    if not versions:
        return
    for table in ("commitment_text", "rule_parameter"):
        for record in list_records(reader, table, {"agreement_version": str(max(versions))}):
            values = {name: value for name, value in record.values.items() if name != "recorded_at"}
            edit.save(table, {**values, "agreement_version": number}, version=None)
