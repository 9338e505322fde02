"""Changing one thing at a time: saving a form, archiving and bringing back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pandas as pd

from sok_metrics.errors import SokError, StaleRecordError
from sok_metrics.nouns import TABLES_BY_NAME, Table
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSet, ChangeSource, IsSure
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import Record, Values, read_record
from sok_metrics.texts import _

Key = tuple[str, ...]


class Edit:
    """Several records changed in one change set; made by `editing`."""

    def __init__(self, store: Store, change: ChangeSet) -> None:
        self._store = store
        self._change = change
        self._rows: dict[str, dict[Key, Values]] = {}

    def next_number(self, table: str) -> str:
        """The next free number of a numbered table, for a new record that others refer to."""
        return str(self._change.next_number(table))

    def save(self, table: str, values: Values, *, version: int | None) -> Key:
        """Add a record (`version` None) or change the one that the form read; gives its key.

        Columns that `values` lacks stay as they are; a new record of a numbered table gets its number here.
        What was put away or undone and has no code of its own comes back when it is added again.
        Raises StaleRecordError when the record is not what the form read; other problems come all at once, at
        the end of the block.
        """
        description = TABLES_BY_NAME[table]
        values = dict(values)
        if version is None and description.numbered and not values.get("number"):
            values["number"] = self.next_number(table)
        key = tuple(str(values[name] or "").strip() for name in description.key)
        known = self._refuse_stale(description, key, version)
        pending = self._rows.setdefault(table, {})
        pending[key] = {**pending.get(key, known), **values, "recorded_at": None}
        return key

    def archive(self, table: str, key: Sequence[str], *, version: int) -> None:
        """Put a record away: it shows nowhere any more, and can be brought back."""
        moment = self._change.made_at.isoformat(sep=" ", timespec="microseconds")
        self._set_archived(table, key, version, moment)

    def restore(self, table: str, key: Sequence[str], *, version: int) -> None:
        """Bring back a record that was put away."""
        self._set_archived(table, key, version, None)

    def link(self, table: str, values: Values) -> None:
        """Make sure that two things are linked, in a table that holds nothing else: `values` is its key.

        Who links or unlinks changes that link only: what others did to other links meanwhile stays.
        """
        known = self._known_link(table, values)
        if known is None or known.is_archived:
            self.save(table, {**values, "archived_at": None}, version=known.version if known else None)

    def unlink(self, table: str, values: Values) -> None:
        """Make sure that two things are not linked."""
        known = self._known_link(table, values)
        if known is not None and not known.is_archived:
            self.archive(table, known.key, version=known.version)

    @property
    def number(self) -> int | None:
        """After the block: the number of the change set that can be undone; None when nothing changed."""
        return self._change.number if self._change.line_count else None

    def finish(self) -> None:
        """Write everything, in the order of the references."""
        self._change.put_all(
            {table: pd.DataFrame(list(rows.values()), dtype=object) for table, rows in self._rows.items()}
        )

    def _known_link(self, table: str, values: Values) -> Record | None:
        # Writers take turns, so nobody can come between this look and the write.
        return read_record(
            self._store.whole(), table, [values[name] or "" for name in TABLES_BY_NAME[table].key]
        )

    def _set_archived(self, table: str, key: Sequence[str], version: int, moment: str | None) -> None:
        names = TABLES_BY_NAME[table].key
        self.save(table, {**dict(zip(names, key, strict=True)), "archived_at": moment}, version=version)

    def _refuse_stale(self, table: Table, key: Key, version: int | None) -> Values:
        """What stands there now; raises when that is not what the form read."""
        # Writers take turns, so nobody can come between this look and the write.
        known = read_record(self._store.whole(), table.name, key) if all(key) else None
        if version is None and known is not None:
            if known.is_archived and table.key != ("code",):
                return {**known.values, "archived_at": None}
            raise SokError(_in_use(table, known))
        if version is not None and (known is None or known.version != version):
            raise StaleRecordError(
                _(
                    "Iemand anders heeft dit intussen veranderd. Er is nog niets opgeslagen. "
                    "Kies wat er moet staan."
                ),
                known.values if known else {},
                known.version if known else 0,
            )
        return known.values if known is not None else {}


@contextmanager
def editing(
    store: Store,
    *,
    by: Actor,
    reason: str,
    source: ChangeSource = ChangeSource.FORM,
    is_sure: IsSure | None = None,
) -> Iterator[Edit]:
    """Change several records as one: everything is saved at the end of the block, or nothing."""
    require_role(by, Role.EDITOR)
    with store.write(by=by, reason=reason, source=source, is_sure=is_sure) as change:
        edit = Edit(store, change)
        yield edit
        edit.finish()


def _in_use(table: Table, known: Record) -> str:
    if table.key != ("code",):
        return _("Dit staat er al. Wijzig wat er staat, en voeg het niet nog een keer toe.")
    sentence = _("De code {code} bestaat al op het blad '{sheet}'. Kies een andere code.")
    if known.is_archived:
        sentence = _(
            "De code {code} is al eens gebruikt op het blad '{sheet}' en staat in het archief. "
            "Kies een andere code, of haal de oude terug."
        )
    return sentence.format(code=", ".join(known.key), sheet=table.sheet)
