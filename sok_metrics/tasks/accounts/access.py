"""Who may sign in: the file with the secrets, beside the store and never in it.

It holds the hashes of the passphrases, the key that signs the cookies, and the roles by e-mail address.
Exports and backups leave it alone; docs/decisions/012-who-may-do-what.md says why it is a file of its own.
"""

import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from sok_metrics.errors import StoreReadOnlyError
from sok_metrics.nouns.model import Role
from sok_metrics.tasks.storage.deliver import deliver, not_written
from sok_metrics.texts import _

SIGN_IN_PATH = "/aanmelden"
SIGN_OUT_PATH = "/afmelden"

_PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
_lock = threading.Lock()
_read: dict[Path, tuple[tuple[int, int, int], "Access"]] = {}


@dataclass(frozen=True)
class Access:
    """What the file says. Empty when there is no file, or none that can be read."""

    key: str = ""
    """Signs the cookies; "" in a store where nobody can sign in yet."""
    hashes: Mapping[Role, str] = field(default_factory=dict)
    """Role -> argon2 hash of its passphrase."""
    epochs: Mapping[Role, int] = field(default_factory=dict)
    """Role -> how often its passphrase was changed: a cookie of an earlier one no longer counts."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """E-mail address (in lower case) -> role, for who signs in through an organisation."""
    ended: Mapping[str, float] = field(default_factory=dict)
    """Number of a sign-in that was signed out -> when it would have ended by itself (seconds since 1970)."""
    is_damaged: bool = False

    @property
    def has_administrator(self) -> bool:
        """Whether a passphrase for the administrators was set."""
        return Role.ADMINISTRATOR in self.hashes

    def epoch(self, role: Role) -> int:
        """The number of the present passphrase of this role."""
        return self.epochs.get(role, 0)

    def with_hash(self, role: Role, digest: str | None) -> "Access":
        """The same with another passphrase for this role, or (None) without one; its old cookies stop."""
        hashes = {known: text for known, text in self.hashes.items() if known is not role}
        if digest is not None:
            hashes[role] = digest
        return replace(self, hashes=hashes).with_new_epoch(role)

    def with_new_epoch(self, role: Role) -> "Access":
        """The same, in which every cookie of this role has stopped."""
        return replace(self, epochs={**self.epochs, role: self.epoch(role) + 1})

    def with_role(self, address: str, role: Role | None) -> "Access":
        """The same with a role for an e-mail address, or (None) without one."""
        roles = {known: one for known, one in self.roles.items() if known != address}
        if role is not None:
            roles[address] = role
        return replace(self, roles=dict(sorted(roles.items())))

    def with_ended(self, number: str, ends_at: float, *, now: float) -> "Access":
        """The same, in which this sign-in no longer counts; what ended by itself meanwhile is dropped."""
        still = {known: until for known, until in self.ended.items() if until > now}
        return replace(self, ended={**still, number: ends_at})


@lru_cache(maxsize=16)
def access_file(path: Path) -> Path:
    """The file with the secrets of the store at `path`."""
    resolved = path.resolve()
    return resolved.with_name(f"{resolved.name}.toegang")


def read_access(path: Path) -> Access:
    """What the file of the store at `path` says now; read again only when it changed.

    Raises SokError when there is a file but this user may not read it: that is no first start.
    """
    target = access_file(path)
    try:
        found = target.stat()
        signature = (found.st_mtime_ns, found.st_size, found.st_ino)
        if (known := _read.get(target)) is not None and known[0] == signature:
            return known[1]
        access = _parsed(target.read_bytes())
    except FileNotFoundError:
        _read.pop(target, None)
        return Access()
    except OSError as error:
        raise StoreReadOnlyError(
            _("Het bestand {path} kan niet worden gelezen. Niemand kan zich nu aanmelden.").format(
                path=target
            ),
            _("Niemand kan zich nu aanmelden. Zeg het tegen de beheerder."),
        ) from error
    _read[target] = (signature, access)
    return access


def change_access(path: Path, change: Callable[[Access], Access]) -> Access:
    """Write what `change` makes of the file, and give it; a server and a command take turns."""
    with _lock, _turn_of_process(access_file(path)):
        before = read_access(path)
        if before.is_damaged:
            _put_aside(access_file(path))
        after = change(replace(before, is_damaged=False, key=before.key or secrets.token_urlsafe(32)))
        deliver(_as_text(after).encode(), access_file(path), overwrite=True, is_private=True)
        return after


@contextmanager
def _turn_of_process(target: Path) -> Iterator[None]:
    """Keep other processes from writing meanwhile: what they add to what they read would be lost."""
    lock = FileLock(f"{target}.lock", mode=0o600)
    try:
        lock.acquire(timeout=_PATIENCE)
    except (OSError, Timeout) as error:
        raise not_written(target, error) from error
    try:
        yield
    finally:
        lock.release()


def _put_aside(target: Path) -> None:
    """Keep a damaged file: somebody may still want the addresses in it."""
    with suppress(OSError):
        target.replace(target.with_name(f"{target.name}.beschadigd"))


def _parsed(content: bytes) -> Access:
    try:
        found = json.loads(content)
        return Access(
            key=_long_enough(found["key"]),
            hashes={Role(name): str(text) for name, text in found["hashes"].items()},
            epochs={Role(name): int(number) for name, number in found["epochs"].items()},
            roles={str(address): Role(name) for address, name in found["roles"].items()},
            # Not there in a file of an earlier version.
            ended={str(number): float(until) for number, until in found.get("ended", {}).items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Access(is_damaged=True)


def _long_enough(key: str) -> str:
    if not isinstance(key, str) or len(key) < 32:
        raise ValueError("a key that can be guessed")
    return key


def _as_text(access: Access) -> str:
    facts = asdict(access)
    del facts["is_damaged"]
    return json.dumps(facts, ensure_ascii=False, indent=1)
