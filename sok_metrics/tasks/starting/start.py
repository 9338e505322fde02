"""Starting a store: filled from folders, or empty for a neighbourhood of one's own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.backup import BackupKind, backup_path
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import SERVER, require_role
from sok_metrics.store.connection import Store
from sok_metrics.store.making import new_store
from sok_metrics.tasks.storage.place import backup_folder, workplace
from sok_metrics.texts import _
from sok_metrics.workbook.exchange.csv_folder import read_csv_folder

DATA_FOLDER = Path(__file__).resolve().parents[3] / "data"
BOTU_FOLDER = DATA_FOLDER / "botu"
EXAMPLE_FOLDER = DATA_FOLDER / "example"


def default_folders(*, with_examples: bool) -> list[Path]:
    """The folders of the built-in neighbourhood: BoTu's real agreement, and the examples beside it."""
    return [BOTU_FOLDER, EXAMPLE_FOLDER] if with_examples else [BOTU_FOLDER]


def start_from_folders(path: Path, folders: Sequence[Path]) -> None:
    """Make a store at `path` that holds the tables of these folders; the file appears only when it is whole.

    Raises StoreExistsError when there is one already, or InvalidDataError with every problem in the folders.
    """
    loads = [(folder, read_csv_folder(folder)) for folder in folders]
    _build(
        path,
        [(_("Gegevens uit de map {folder}").format(folder=folder.name), tables) for folder, tables in loads],
    )


def start_empty(path: Path, *, neighbourhood: str, municipality: str | None = None) -> None:
    """Make a store at `path` with an agreement for this neighbourhood and nothing else.

    Raises StoreExistsError when there is one already.
    """
    agreement = {
        "code": "SOK",
        "name": _("Samenwerkingsovereenkomst {neighbourhood}").format(neighbourhood=neighbourhood),
        "neighbourhood": neighbourhood,
        "municipality": municipality,
    }
    _build(path, [(_("Een eigen wijk begonnen"), {"agreement": pd.DataFrame([agreement], dtype=object)})])


def _build(path: Path, loads: Sequence[tuple[str, Mapping[str, pd.DataFrame]]]) -> None:
    with new_store(path) as store:
        for reason, tables in loads:
            with store.write(by=SERVER, reason=reason, source=ChangeSource.IMPORT) as change:
                change.put_all(tables)


def restart_empty(store: Store, *, by: Actor, neighbourhood: str, municipality: str | None = None) -> Path:
    """Put an empty agreement in the place of this store, and give where the old one is kept.

    The new store is made first and the old one is copied: when anything fails, the old one still stands.
    """
    require_role(by, Role.ADMINISTRATOR)
    with workplace(store.path) as folder:
        fresh = folder / store.path.name
        start_empty(fresh, neighbourhood=neighbourhood, municipality=municipality)
        kept = backup_path(store.path, backup_folder(store.path), BackupKind.EXAMPLE)
        store.replace_with(fresh, kept=kept)
    return kept
