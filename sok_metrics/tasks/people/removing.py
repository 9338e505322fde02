"""Removing an idea for good: in the store, in its backups, and in every older file that is put back later."""

from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.remove_idea import Removal, remove_idea
from sok_metrics.store.connection import Store
from sok_metrics.tasks.people.in_drafts import drop_drafts
from sok_metrics.tasks.storage.erased import remember_erased
from sok_metrics.tasks.storage.place import list_backups


def remove_for_good(store: Store, number: int, *, by: Actor, reason: str) -> Removal:
    """Remove an idea everywhere; it cannot be undone."""
    done = remove_idea(store, number, by=by, reason=reason, backups=list_backups(store.path))
    drop_drafts(store.path, "idea", str(number))
    remember_erased(store)
    return done
