"""The passphrases on the command line: for a new server, and for who forgot theirs."""

import sys
from getpass import getpass
from pathlib import Path

from sok_metrics.errors import RefusedError, SokError, StoreMissingError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.tasks.accounts.passphrases import remove_passphrase, set_passphrase
from sok_metrics.texts import _


def ask_passphrase(path: Path, *, for_editors: bool, is_off: bool) -> str:
    """Ask a passphrase and keep it, and give the sentence about it; a running server knows it at once.

    Who can write beside the store has it in hand already, so nothing more is asked.
    """
    if not path.exists():
        raise StoreMissingError(
            _("Er is nog geen SOK-bestand op {path}. Maak het met: python -m sok_metrics init").format(
                path=path
            )
        )
    if is_off:
        if not for_editors:
            raise SokError(_("De wachtzin van het beheer kan niet weg. Kies wel een andere als u wilt."))
        remove_passphrase(path, Role.EDITOR, by=SERVER)
        return _("De redactie heeft nu geen wachtzin.")
    role = Role.EDITOR if for_editors else Role.ADMINISTRATOR
    set_passphrase(path, role, _typed_text(), by=SERVER)
    return _("De wachtzin is bewaard. Wie met de oude was aangemeld, meldt zich opnieuw aan.")


def _typed_text() -> str:
    """What somebody types, twice and unseen; or the first line of what another program sends."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    text = getpass(_("Nieuwe wachtzin (u ziet niet wat u typt): "))
    if text != getpass(_("Nog een keer: ")):
        raise RefusedError(_("De twee wachtzinnen zijn niet gelijk. Er is niets veranderd."))
    return text
