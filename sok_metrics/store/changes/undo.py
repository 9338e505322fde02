"""Undoing a whole change: everything goes back to what stood before it, as a change of its own."""

import json

import pandas as pd

from sok_metrics.errors import SokError
from sok_metrics.nouns import TABLES, Table
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.snapshots import key_texts
from sok_metrics.store.connection import Store
from sok_metrics.store.reader import Reader
from sok_metrics.texts import _, ngettext

Row = dict[str, str | None]


def undo(store: Store, number: int, *, by: Actor) -> int:
    """Put back everything that change set `number` changed, and give the number of the undoing.

    What the change added is archived. Raises SokError, and changes nothing, when there is nothing to undo or
    when one of the rows was changed since.
    """
    require_role(by, Role.EDITOR)
    reason = _("Wijziging {number} teruggedraaid").format(number=number)
    with store.write(by=by, reason=reason, source=ChangeSource.FORM, undoes=number) as change:
        moment = change.made_at.isoformat(sep=" ", timespec="microseconds")
        reader = store.whole()
        tables = {}
        for table in TABLES:
            rows = _rows_before(reader, table, number, moment)
            if rows:
                _refuse_changed_since(reader, table, number, list(rows))
                tables[table.name] = pd.DataFrame(list(rows.values()), dtype=object)
        if not tables:
            raise SokError(_("Van wijziging {number} is niets terug te draaien.").format(number=number))
        change.put_all(tables)
    return change.number


def _rows_before(reader: Reader, table: Table, number: int, moment: str) -> dict[str, Row]:
    """Key (JSON) -> the row as it was before the change; what the change added, archived at `moment`."""
    lines = reader.rows(
        """
        SELECT row_key, row_before, row_after FROM change_line
        WHERE change_set = $number AND table_name = $name ORDER BY line
        """,
        {"number": number, "name": table.name},
    )
    rows: dict[str, Row] = {}
    for line in lines:
        # Several lines of one row are successive versions: the first says what stood before.
        if line["row_key"] in rows and line["row_before"] is not None:
            continue
        if line["row_before"] is not None:
            rows[line["row_key"]] = _canonical(line["row_before"])
        else:
            rows[line["row_key"]] = {**_canonical(line["row_after"]), "archived_at": moment}
    return rows


def _canonical(row: str) -> Row:
    """A row as the audit keeps it, in canonical text; the moment of recording is that of the writing."""
    values = {
        name: None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in json.loads(row).items()
    }
    return {**values, "recorded_at": None}


def _refuse_changed_since(reader: Reader, table: Table, number: int, keys: list[str]) -> None:
    names = ", ".join(table.key)
    rows = reader.rows(f"SELECT {names} FROM {table.name} WHERE change_set = $number", {"number": number})
    still = set(key_texts([tuple(row.values()) for row in rows]))
    changed = [key for key in keys if key not in still]
    if changed:
        raise SokError(
            ngettext(
                "Dit kan niet worden teruggedraaid: {rows} op het blad '{sheet}' is daarna nog veranderd. "
                "Er is niets veranderd.",
                "Dit kan niet worden teruggedraaid: {n} regels op het blad '{sheet}' zijn daarna veranderd "
                "(de eerste: {rows}). Er is niets veranderd.",
                len(changed),
            ).format(rows=", ".join(json.loads(changed[0])), n=len(changed), sheet=table.sheet)
        )
