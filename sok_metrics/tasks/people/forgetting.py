"""Forgetting somebody, in the store and in all of its backups."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.forget import Forgotten, forget
from sok_metrics.store.changes.traces import Spot
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.erased import list_erased
from sok_metrics.tasks.storage.erased import remember_erased
from sok_metrics.tasks.storage.place import list_backups


def forget_person(store: Store, code: str, *, by: Actor, day: date, spots: Collection[Spot]) -> Forgotten:
    """Remove a person everywhere; of the texts only those on `spots`. It cannot be undone."""
    done = forget(store, code, by=by, day=day, spots=spots, backups=list_backups(store.path))
    gone = [one for one in list_erased(store.whole()) if one.key == (code,)]
    remember_erased(store, [replace(one, spots=tuple(sorted(spots))) for one in gone])
    return done
