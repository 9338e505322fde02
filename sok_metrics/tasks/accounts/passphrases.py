"""Passphrases of the administrators and the editors: setting them, and telling whose one is."""

import unicodedata
from collections.abc import Callable, Collection
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.tasks.accounts.access import Access, change_access, read_access
from sok_metrics.tasks.accounts.attempts import Caller, WrongPassphraseError, attempts_at
from sok_metrics.texts import _

SHORTEST = 12
LONGEST = 200
_MOST_QUICK = 8

# argon2id with 64 MB and three rounds: a quarter of a second, for us and for each guess at a stolen file.
_hasher = PasswordHasher()

# A hash of some milliseconds for a passphrase that was right since the start: hash in the file -> quick hash.
# It is in memory only, where the key that signs the cookies is too. It keeps a flood of guesses from eating
# the processor, and lets who knows the passphrase past it.
_quick: dict[str, str] = {}
_quick_hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


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


def check_passphrase(path: Path, role: Role, text: str, caller: Caller) -> None:
    """Raise RefusedError, with a delay for the next try, when this is not the passphrase of the role."""
    attempts_at(path).try_once(caller, lambda: find_role(path, text, {role}))


def let_in(path: Path, text: str, caller: Caller) -> Role:
    """The role that this passphrase opens; raises RefusedError when it opens none or it is too soon to try.

    What a browser opened before it may try past the delays of strangers; the rest it tries as one of them. So
    who knows the passphrase of the editors is no further with that of the administrators.
    """
    attempts, roles = attempts_at(path), set(read_access(path).hashes)
    known = {role for role in roles if caller.is_known_for(role)}
    if known:
        try:
            return attempts.try_once(
                caller,
                lambda: find_role(path, text, known),
                glance=lambda: _find(path, text, known, _fits_quickly),
            )
        except WrongPassphraseError:
            if known == roles:
                raise
    return attempts.try_once(caller.as_stranger(), lambda: find_role(path, text, roles - known))


def find_role(path: Path, text: str, among: Collection[Role] = tuple(Role)) -> Role | None:
    """The role that this passphrase opens, of these; None when it opens nothing."""
    return _find(path, text, among, _fits)


def _find(path: Path, text: str, among: Collection[Role], fits: Callable[[str, str], bool]) -> Role | None:
    cleaned = _cleaned(text)
    if not SHORTEST <= len(cleaned) <= LONGEST:
        return None
    hashes = read_access(path).hashes
    return next((role for role, one in hashes.items() if role in among and fits(one, cleaned)), None)


def _fits_quickly(digest: str, text: str) -> bool:
    return digest in _quick and _verifies(_quick_hasher, _quick[digest], text)


def _fits(digest: str, text: str) -> bool:
    if digest in _quick:
        return _fits_quickly(digest, text)
    if not _verifies(_hasher, digest, text):
        return False
    if len(_quick) >= _MOST_QUICK:
        _quick.clear()
    _quick[digest] = _quick_hasher.hash(text)
    return True


def _verifies(hasher: PasswordHasher, digest: str, text: str) -> bool:
    try:
        return hasher.verify(digest, text)
    except (VerificationError, InvalidHashError):
        return False


def _cleaned(text: str) -> str:
    """The passphrase as every keyboard writes it; a phone likes to put a space behind it."""
    return unicodedata.normalize("NFC", text).strip()
