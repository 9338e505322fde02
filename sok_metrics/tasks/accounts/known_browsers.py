"""Browsers that signed in before: a ticket that lets nobody in, but lets their tries pass those of strangers.

Else a stranger who keeps guessing locks everybody out (docs/decisions/012-who-may-do-what.md).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadData, URLSafeSerializer

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.access import Access

KNOWN_FOR = timedelta(days=400)
"""How long a browser is known: as long as browsers keep a cookie at all."""


@dataclass(frozen=True)
class KnownBrowser:
    """That a browser once gave the right passphrase of a role; not who did."""

    role: Role
    epoch: int
    """Of the passphrase: with another one the browser is a stranger again."""
    ends_at: float
    """Seconds since 1970."""
    number: str
    """A random text that tells this browser from others."""


def known_browser_cookie(access: Access) -> str:
    """The name of the cookie: two stores on one computer each have their own."""
    return "sok_bekend_" + hmac.new(access.key.encode(), b"known", hashlib.sha256).hexdigest()[:12]


def known_now(
    access: Access, role: Role, *, now: float, lasts: timedelta, before: KnownBrowser | None = None
) -> KnownBrowser:
    """What a browser becomes that gave the passphrase of `role`; it stays known for a higher one."""
    highest = before.role if before is not None and before.role.covers(role) else role
    return KnownBrowser(
        highest, access.epoch(highest), now + lasts.total_seconds(), secrets.token_urlsafe(12)
    )


def signed_browser(access: Access, browser: KnownBrowser) -> str:
    """The ticket as the cookie holds it: readable, but nobody else can make one."""
    return _signer(access.key).dumps(
        [browser.role.value, browser.epoch, int(browser.ends_at), browser.number]
    )


def find_known_browser(access: Access, cookies: Mapping[str, str], *, now: float) -> KnownBrowser | None:
    """The ticket among the cookies, when it is ours and of a passphrase that still counts."""
    text = cookies.get(known_browser_cookie(access)) if access.key else None
    if text is None:
        return None
    try:
        role, epoch, ends_at, number = _signer(access.key).loads(text)
        found = KnownBrowser(Role(role), epoch, ends_at, number)
    except (BadData, ValueError, TypeError):
        return None
    is_of_now = found.role in access.hashes and found.epoch == access.epoch(found.role)
    return found if is_of_now and now < found.ends_at else None


def _signer(key: str) -> URLSafeSerializer:
    # Another salt than that of the sign-in: the one cookie can never pass for the other.
    return URLSafeSerializer(key, salt="sok-bekend", signer_kwargs={"digest_method": hashlib.sha256})
