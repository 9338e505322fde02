"""Linking a record to several others in its form."""

from collections.abc import Mapping

from sok_metrics.exchange import TABLES_BY_NAME
from sok_metrics.store import Reader
from sok_metrics.store.changes.records import Edit
from sok_metrics.store.queries.records import list_records, read_record
from sok_metrics.texts import _
from sok_metrics.ui.forms.fields import ask_links
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.specs import LinkField

_LABELS = {
    "commitment_code": _("Waarden, doelen en afspraken waar dit aan werkt"),
    "indicator_code": _("Indicatoren die hierbij horen"),
    "project_code": _("Projecten die hierbij horen"),
}


def ask(link: LinkField, names: Names, linked: list[str], key: str) -> list[str]:
    """Show the choice of one kind of link, and give what is chosen."""
    target = TABLES_BY_NAME[link.table].column(link.other).refers_to or ""
    return ask_links(_LABELS[link.other], names.options(target), linked, key)


def linked_to(reader: Reader, link: LinkField, code: str) -> list[str]:
    """The keys that the record with this code is linked to now."""
    return [record.values[link.other] or "" for record in list_records(reader, link.table, {link.own: code})]


def save(edit: Edit, reader: Reader, code: str, chosen: Mapping[LinkField, list[str]]) -> None:
    """Make the links of the record with this code as chosen."""
    for link, others in chosen.items():
        before = linked_to(reader, link, code)
        for other in set(others) - set(before):
            row = {link.own: code, link.other: other, "archived_at": None}
            known = read_record(reader, link.table, _key(link, row))
            edit.save(link.table, row, version=known.version if known else None)
        for other in set(before) - set(others):
            key = _key(link, {link.own: code, link.other: other})
            known = read_record(reader, link.table, key)
            if known is not None:
                edit.archive(link.table, key, version=known.version)


def _key(link: LinkField, row: Mapping[str, str | None]) -> list[str]:
    return [row[name] or "" for name in TABLES_BY_NAME[link.table].key]
