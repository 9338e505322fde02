"""What may come in the place of a store that is gone: its newest backup, an empty one or the example."""

from pathlib import Path

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import open_stores
from sok_metrics.tasks.starting.start import default_folders, start_empty, start_from_folders
from sok_metrics.tasks.storage.place import list_backups
from sok_metrics.tasks.storage.restore import restore_missing


def put_newest_back(path: Path, *, by: Actor) -> None:
    """Make the store out of its newest backup."""
    _let_go(path, by)
    restore_missing(path, list_backups(path)[0])


def begin_anew(path: Path, neighbourhood: str, *, by: Actor) -> None:
    """Make an empty store for this neighbourhood."""
    _let_go(path, by)
    start_empty(path, neighbourhood=neighbourhood)


def begin_with_example(path: Path, *, by: Actor) -> None:
    """Make the store of the example."""
    _let_go(path, by)
    start_from_folders(path, default_folders(with_examples=True))


def _let_go(path: Path, by: Actor) -> None:
    """Close what this process still has open of a file that is no longer there."""
    require_role(by, Role.ADMINISTRATOR)
    for store in open_stores():
        if store.path == path.resolve() and not path.exists():
            store.close()
