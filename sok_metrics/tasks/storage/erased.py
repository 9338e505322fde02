"""Remembering beside the store what was erased for good, so that no older copy brings it back.

The file `<store>.vergeten` holds codes, moments and why an idea went, never what was erased. It stays when
the store is lost or replaced; a store that is made in the same folder looks into it
(docs/decisions/014-forgetting.md).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.store.changes.forget import find_person, forget
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.store.changes.remove_idea import remove_again
from sok_metrics.store.connection import Store
from sok_metrics.store.driver import file_errors
from sok_metrics.store.queries.erased import IDEA, PERSON, Erased, find_again, list_erased
from sok_metrics.tasks.storage.deliver import put_in_place
from sok_metrics.tasks.storage.place import ERASED_END, erased_file
from sok_metrics.texts import _


def remember_erased(store: Store, fresh: Iterable[Erased] = ()) -> list[Erased]:
    """Write down what was erased in this store (`fresh`: with its texts) beside what was known; gives all."""
    known = {(one.table, one.key, one.since): one for one in _read(erased_file(store.path))}
    found = {(one.table, one.key, one.since): one for one in list_erased(store.whole())}
    told = {(one.table, one.key, one.since): one for one in fresh}
    everything = {**found, **known, **told}
    if everything != known:
        _write(erased_file(store.path), list(everything.values()))
    return list(everything.values())


def erased_beside(path: Path) -> list[Erased]:
    """What is known as erased in the folder of the store at `path`, of this store or another."""
    folder = path.resolve().parent
    with file_errors(folder):
        files = sorted(folder.glob(f"*{ERASED_END}")) if folder.is_dir() else []
    return [one for file in files for one in _read(file)]


def erase_again(store: Store, erased: Sequence[Erased]) -> int:
    """Erase what a copy from the past brings along, with their names in texts; gives how many."""
    again = find_again(store.whole(), list(erased))
    for one in again:
        if one.table == IDEA:
            remove_again(store, one)
            continue
        if one.table != PERSON:
            raise SokError(_("Werk de SOK-monitor bij: hierin staat iets wat eerder is weggehaald."))
        places = find_person(store, one.key[0], by=SERVER)
        spots = {place.spot for place in places if place.is_whole or place.spot in one.spots}
        forget(store, one.key[0], by=SERVER, day=clock.today(), spots=spots)
    return len(again)


def _read(file: Path) -> list[Erased]:
    """What the file says; raises SokError when it cannot be read: then nobody knows who must stay away."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(file) from error
    try:
        return [_from_json(row) for row in json.loads(text)["vergeten"]]
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(file) from error


def _unreadable(file: Path) -> SokError:
    return SokError(
        _(
            "Het bestand {path} kan niet worden gelezen. Daarin staat wie vergeten is. "
            "Er is niets veranderd. Herstel het, of geef het een andere naam."
        ).format(path=file),
        _("De server weet niet meer wie vergeten is. Zeg het tegen de beheerder."),
    )


def _from_json(row: dict[str, Any]) -> Erased:
    return Erased(
        str(row["table"]),
        tuple(str(part) for part in row["key"]),
        datetime.fromisoformat(row["since"]),
        tuple((str(table), tuple(map(str, key)), str(column)) for table, key, column in row["spots"]),
        made_by=str(row.get("made_by", "")),
        reason=str(row.get("reason", "")),
    )


def _write(file: Path, erased: Sequence[Erased]) -> None:
    rows = [
        {**asdict(one), "since": one.since.isoformat()}
        for one in sorted(erased, key=lambda one: (one.table, one.key, one.since))
    ]
    text = json.dumps({"vergeten": rows}, ensure_ascii=False, indent=1)
    with file_errors(file):
        put_in_place(text.encode(), file)
