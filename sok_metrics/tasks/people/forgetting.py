"""Forgetting somebody, in the store, in what is being noted, and in all backups."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.forget import Forgotten, find_person, forget
from sok_metrics.store.changes.traces import DRAFT, Place, Spot, read_trace
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.erased import list_erased
from sok_metrics.tasks.people.in_drafts import find_in_drafts, wipe_drafts
from sok_metrics.tasks.storage.erased import remember_erased
from sok_metrics.tasks.storage.place import list_backups


def find_everywhere(store: Store, code: str, *, by: Actor) -> list[Place]:
    """The texts in which this person is named: in the store, and in what is noted and is not there yet."""
    places = find_person(store, code, by=by)
    with store.looking_ahead() as cursor:
        trace = read_trace(cursor, code)
    return [*places, *find_in_drafts(store.path, trace, {place.spot for place in places})]


def forget_person(store: Store, code: str, *, by: Actor, day: date, spots: Collection[Spot]) -> Forgotten:
    """Remove a person everywhere; of the texts only those on `spots`. It cannot be undone."""
    noted = [place for place in find_everywhere(store, code, by=by) if place.spot[0] == DRAFT]
    with store.looking_ahead() as cursor:
        trace = read_trace(cursor, code)
    # First: after it nobody knows any more by what name to look.
    wipe_drafts(store.path, trace, spots)
    in_store = [spot for spot in spots if spot[0] != DRAFT]
    done = forget(store, code, by=by, day=day, spots=in_store, backups=list_backups(store.path))
    gone = [one for one in list_erased(store.whole()) if one.key == (code,)]
    remember_erased(store, [replace(one, spots=tuple(sorted(in_store))) for one in gone])
    left = tuple(place for place in noted if place.spot not in set(spots))
    return replace(done, left_on_purpose=(*done.left_on_purpose, *left))
