"""Putting a backup back: looked at first, and what stood there is kept."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sok_metrics.errors import (
    DiskFullError,
    SokError,
    StoreDamagedError,
    StoreLockedError,
    StoreNewerError,
    StoreReadOnlyError,
)
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.backup import BackupKind, backup_path
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import Store, open_store
from sok_metrics.store.driver import file_errors, newer
from sok_metrics.store.files import refuse_existing, take_file_lock
from sok_metrics.store.foreign import take_over
from sok_metrics.store.queries.erased import Erased
from sok_metrics.store.queries.integrity import read_everything
from sok_metrics.tasks.storage.check import find_faults
from sok_metrics.tasks.storage.erased import erase_again, erased_beside, remember_erased
from sok_metrics.tasks.storage.papers import keep_papers
from sok_metrics.tasks.storage.place import backup_folder, papers_folder, workplace
from sok_metrics.tasks.storage.whole_backup import keep_beside, unpacked
from sok_metrics.texts import _


def restore(store: Store, backup: Path, *, by: Actor) -> Path:
    """Put a backup in the place of the store, which goes on with it; gives where what stood there is kept.

    Only for administrators. The backup may be a file that has its papers and pictures in it (a zip) as well.
    Who was forgotten since stays so. Raises SokError, and changes nothing, when the file is no sound store or
    was made by newer software.
    """
    require_role(by, Role.ADMINISTRATOR)
    if backup.resolve() == store.path:
        raise SokError(_("{path} is het bestand dat nu open is. Kies een reservekopie.").format(path=backup))
    kept = backup_path(store.path, backup_folder(store.path), BackupKind.BEFORE_RESTORE)
    with unpacked(store.path, backup) as found:
        with workplace(store.path) as folder:
            store.replace_with(_sound_copy(found, folder, remember_erased(store)), kept=kept)
        keep_papers(papers_folder(store.path), papers_folder(kept))
        keep_beside(found, store.path)
    return kept


def restore_missing(path: Path, backup: Path) -> None:
    """Make the store at `path` out of a backup, where there is none."""
    with unpacked(path, backup) as found:
        with workplace(path) as folder:
            fresh = _sound_copy(found, folder, erased_beside(path))
            # A server that starts meanwhile must not make a store of its own here, and write in what goes.
            with take_file_lock(path):
                refuse_existing(path)
                with file_errors(path):
                    fresh.replace(path)
        keep_beside(found, path)


def restore_damaged(path: Path, backup: Path, refusal: SokError) -> Path:
    """Put a backup in the place of a file that is no sound store; gives where that file is kept.

    Raises `refusal` when the file at `path` is not damaged at all: then there is another reason to refuse.
    """
    try:
        open_store(path).close()
    except StoreDamagedError:
        pass
    except SokError:
        raise refusal from None
    else:
        raise refusal
    kept = backup_path(path, backup_folder(path), BackupKind.BEFORE_RESTORE)
    with unpacked(path, backup) as found:
        with workplace(path) as folder:
            fresh = _sound_copy(found, folder, erased_beside(path))
            with take_file_lock(path), file_errors(path):
                kept.parent.mkdir(parents=True, exist_ok=True)
                path.replace(kept)
                with suppress(FileNotFoundError):
                    path.with_name(f"{path.name}.wal").replace(kept.with_name(f"{kept.name}.wal"))
                fresh.replace(path)
        keep_beside(found, path)
    return kept


def _sound_copy(backup: Path, folder: Path, erased: Sequence[Erased]) -> Path:
    """A copy of the backup, brought up to date with this software and found sound, all of it."""
    if backup.with_name(f"{backup.name}.wal").exists():
        raise SokError(
            _(
                "Naast {path} staat een bestand {log}: het is nog open, of niet goed afgesloten. "
                "Sluit het programma dat het open heeft, en probeer het opnieuw. Er is niets veranderd."
            ).format(path=backup, log=f"{backup.name}.wal")
        )
    copy = folder / f"teruggezet{backup.suffix}"
    try:
        take_over(backup, copy)
        candidate = open_store(copy)
        try:
            faults = _faults(candidate)
            if not faults:
                erase_again(candidate, erased)
            candidate.checkpoint()
        finally:
            candidate.close()
    except StoreNewerError:
        raise newer(backup) from None
    except (DiskFullError, StoreLockedError, StoreReadOnlyError):
        raise
    except SokError as error:
        raise _not_sound(backup) from error
    if faults:
        raise SokError(
            _("De reservekopie {path} is niet heel. Er is niets veranderd. {first}").format(
                path=backup.name, first=faults[0]
            )
        )
    return copy


def _faults(candidate: Store) -> tuple[str, ...]:
    reader = candidate.whole()
    if reader.last_change == 0:
        # A file without a single change is not a backup of anybody: the database makes one out of nothing.
        raise StoreDamagedError
    read_everything(reader)
    return find_faults(reader)


def _not_sound(backup: Path) -> SokError:
    return StoreDamagedError(
        _(
            "{path} is geen SOK-bestand, of het is beschadigd. Er is niets veranderd. "
            "Kies een andere reservekopie."
        ).format(path=backup.name)
    )
