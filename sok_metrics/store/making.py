"""Making a store: it has its place only when all of it went well."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sok_metrics.store.connection import Store, open_store
from sok_metrics.store.driver import file_errors
from sok_metrics.store.files import refuse_existing, remove_store, take_file_lock


@contextmanager
def new_store(path: Path) -> Iterator["Store"]:
    """A store to fill, which gets its place at `path` only when the whole block went well.

    Raises StoreExistsError when there is one already, and StoreLockedError when somebody else is making it.
    """
    path = path.resolve()
    lock = take_file_lock(path)
    try:
        refuse_existing(path)
        unfinished = path.with_name(path.name + ".new")
        remove_store(unfinished)
        try:
            store = open_store(unfinished, create=True)
            try:
                yield store
                store.checkpoint()
            finally:
                store.close()
            with file_errors(path):
                unfinished.replace(path)
        finally:
            remove_store(unfinished)
    finally:
        lock.release()
