"""Passphrases of the administrators and the editors: setting them, and telling whose one is."""

import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sok_metrics.errors import RefusedError
from sok_metrics.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.tasks.access import Access, change_access, read_access
from sok_metrics.tasks.attempts import attempts_at
from sok_metrics.texts import _

SHORTEST = 12
LONGEST = 200

# argon2id with 64 MB and three rounds: a quarter of a second, for us and for each guess at a stolen file.
_hasher = PasswordHasher()


def set_passphrase(path: Path, role: Role, text: str, *, by: Actor, is_first: bool = False) -> Access:
    """Give this role a new passphrase; whoever signed in with the old one has to sign in again.

    Raises RefusedError when it is too short, already that of the other role, or (`is_first`) no longer the
    first one.
    """
    require_role(by, Role.ADMINISTRATOR)
    cleaned = _cleaned(text)
    if len(cleaned) < SHORTEST:
        raise RefusedError(
            _(
                "Een wachtzin heeft minstens {shortest} tekens; deze heeft er {n}. "
                "Neem bijvoorbeeld vier gewone woorden achter elkaar."
            ).format(shortest=SHORTEST, n=len(cleaned))
        )
    if len(cleaned) > LONGEST:
        raise RefusedError(_("Een wachtzin heeft hooguit {n} tekens. Maak hem korter.").format(n=LONGEST))
    other = find_role(path, text)
    if other is not None and other is not role:
        raise RefusedError(
            _("Beheer en redactie kunnen niet dezelfde wachtzin hebben. Kies een andere wachtzin.")
        )
    digest = _hasher.hash(cleaned)

    def change(access: Access) -> Access:
        # Two people may fill in the first form at once: only one of them becomes the administrator.
        if is_first and role in access.hashes:
            raise RefusedError(_("Er is al een wachtzin. Meld u daarmee aan."))
        return access.with_hash(role, digest)

    return change_access(path, change)


def remove_passphrase(path: Path, role: Role, *, by: Actor) -> Access:
    """Take away the passphrase of this role: nobody signs in with it any more, and who did is signed out."""
    require_role(by, Role.ADMINISTRATOR)
    return change_access(path, lambda access: access.with_hash(role, None))


def check_passphrase(path: Path, role: Role, text: str) -> None:
    """Raise RefusedError, with a delay for the next try, when this is not the passphrase of the role."""
    attempts_at(path).try_once(lambda: True if find_role(path, text) is role else None)


def find_role(path: Path, text: str) -> Role | None:
    """The role that this passphrase opens; None when it opens nothing."""
    cleaned = _cleaned(text)
    if not SHORTEST <= len(cleaned) <= LONGEST:
        return None
    hashes = read_access(path).hashes
    return next((role for role, digest in hashes.items() if _fits(digest, cleaned)), None)


def _fits(digest: str, text: str) -> bool:
    try:
        return _hasher.verify(digest, text)
    except (VerificationError, InvalidHashError):
        return False


def _cleaned(text: str) -> str:
    """The passphrase as every keyboard writes it; a phone likes to put a space behind it."""
    return unicodedata.normalize("NFC", text).strip()
