"""A store that is gone while what stood beside it is still there: nobody makes another without asking."""

from pathlib import Path

from sok_metrics.errors import SokError, StoreMissingError
from sok_metrics.store.connection import open_stores
from sok_metrics.tasks.accounts.access import access_file
from sok_metrics.tasks.storage.place import erased_file, list_backups
from sok_metrics.texts import _


def has_remains(path: Path) -> bool:
    """Whether something tells that there was a store at `path`: its backups, or who may sign in."""
    return bool(list_backups(path)) or access_file(path).exists() or erased_file(path).exists()


def refuse_missing(path: Path) -> None:
    """Raise when the store is gone: StoreGoneError when it is open here, else StoreMissingError.

    `path` is a whole one, as `database_path` gives it: this is asked a dozen times for a page.
    """
    for store in open_stores():
        if store.path == path:
            store.refuse_when_gone()
    if not path.exists() and has_remains(path):
        raise missing(path)


def refuse_beside_backups(path: Path) -> None:
    """Raise when a new store would come where the backups of another still are."""
    if not path.exists() and list_backups(path):
        raise SokError(f"{missing(path)} {_('Wilt u toch een nieuw bestand? Gebruik dan --anew.')}")


def missing(path: Path) -> StoreMissingError:
    """The error that says that a store is gone, and what to do."""
    backups = list_backups(path)
    if backups:
        advice = _("Zet de nieuwste reservekopie terug met: python -m sok_metrics restore {backup}").format(
            backup=backups[0]
        )
    else:
        advice = _("Er is geen reservekopie. Begin opnieuw met: python -m sok_metrics init --anew")
    return StoreMissingError(
        _("Het SOK-bestand {path} is weg. Er stond er wel een.").format(path=path) + " " + advice,
        _("De gegevens van dit dashboard staan niet meer op hun plaats. De beheerder kan ze terugzetten."),
    )
