"""What other programs need to know of the CSV files of a dump: datapackage.json (Frictionless Data Package).

It follows from the description of the tables, as the files do. See https://specs.frictionlessdata.io.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sok_metrics.nouns import TABLES_BY_NAME, Column, ColumnType
from sok_metrics.nouns.whole import CHANGE_LINES, CHANGE_SETS, COUNTERS, PAST, WholeSheet
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_help, field_label, noun
from sok_metrics.workbook.dump.cells import sheets_by_title

PACKAGE = "datapackage.json"
_TYPES: dict[ColumnType, dict[str, Any]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.MONEY: {"type": "number"},
    ColumnType.DATE: {"type": "date"},
    # With or without fractions of a second, and a space before the time: no one pattern says that.
    ColumnType.MOMENT: {"type": "datetime", "format": "any"},
    ColumnType.YES_NO: {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"]},
}
_OWN_WORDS = {
    CHANGE_SETS.name: _("Wie iets veranderde, wanneer, en waarom."),
    CHANGE_LINES.name: _("Wat er bij elke wijziging eerst stond en daarna, per regel."),
    COUNTERS.name: _("Het laatste nummer dat is gegeven, per tabel."),
}


def package(description: str, resources: Sequence[Mapping[str, Any]]) -> bytes:
    """The file itself."""
    content = {
        "profile": "tabular-data-package",
        "name": "sok-monitor",
        "title": _("Alles uit de SOK-monitor"),
        "description": description,
        "resources": resources,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def resource(title: str, content: bytes, schema: Mapping[str, Any], description: str = "") -> dict[str, Any]:
    """One CSV file: what is in it, and its checksum."""
    return {
        "profile": "tabular-data-resource",
        "name": title,
        "path": f"{title}.csv",
        "title": title.replace("_", " ").capitalize(),
        "description": description,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def description_of(sheet: WholeSheet) -> str:
    """What one line of the file is."""
    if sheet.is_past:
        title = sheet.sheet.removeprefix(PAST)
        return _("Alle versies van elke regel in '{title}', ook die van nu.").format(title=title)
    if sheet.name in _OWN_WORDS:
        return _OWN_WORDS[sheet.name]
    return _("Een regel per {noun}.").format(noun=noun(sheet.name).one)


def text_schema(headings: Sequence[str]) -> dict[str, Any]:
    """The columns of a file of which nothing more is known."""
    return {"fields": [{"name": heading, "type": "string"} for heading in headings]}


def table_schema(
    sheet: WholeSheet,
    columns: Sequence[Column],
    headings: Sequence[str],
    lines: Sequence[Sequence[str]],
) -> dict[str, Any]:
    """The columns of a file, its key and what it refers to.

    `columns` tells for each heading what stands there: a long text stands under several.
    """
    longest = [max(map(len, cells)) for cells in zip(*lines, strict=True)] or [0] * len(headings)
    schema: dict[str, Any] = {
        "fields": [
            _field(sheet, column, heading, length)
            for column, heading, length in zip(columns, headings, longest, strict=True)
        ],
        "missingValues": [""],
    }
    if sheet.key:
        schema["primaryKey"] = [sheet.column(name).heading for name in sheet.key]
    foreign_keys = [_foreign_key(sheet, column) for column in sheet.columns if column.refers_to]
    # A version of long ago may tell of what is gone.
    if foreign_keys and not sheet.is_past:
        schema["foreignKeys"] = foreign_keys
    return schema


def _field(sheet: WholeSheet, column: Column, heading: str, longest: int) -> dict[str, Any]:
    field = {"name": heading, **_TYPES[column.type]}
    if sheet.name in TABLES_BY_NAME and column in TABLES_BY_NAME[sheet.name].all_columns:
        field |= {
            "title": field_label(sheet.name, column.name),
            "description": field_help(sheet.name, column.name),
        }
    # The rules are those of today: an earlier version was good in its time.
    if not sheet.is_past and heading == column.heading:
        field["constraints"] = _constraints(sheet, column, longest)
    return field


def _constraints(sheet: WholeSheet, column: Column, longest: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column.required or column.name in {*sheet.key, "recorded_at"}:
        found["required"] = True
    if column.choices is not None:
        found["enum"] = list(column.choices)
    elif column.type is ColumnType.TEXT:
        # What is written as _x000D_ is longer in the file than it is.
        found["maxLength"] = max(column.longest, longest)
    if column.lowest is not None and column.highest is not None:
        found |= {"minimum": column.lowest, "maximum": column.highest}
    return found


def _foreign_key(sheet: WholeSheet, column: Column) -> dict[str, Any]:
    [target] = [one for one in sheets_by_title().values() if one.name == column.refers_to]
    return {
        "fields": column.heading,
        "reference": {
            "resource": "" if target == sheet else target.sheet,
            "fields": target.column(target.key[0]).heading,
        },
    }
