"""Who somebody is: the ticket that a browser keeps in a cookie, or the account of an organisation."""

import hashlib
import hmac
import logging
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import SERVER, VISITOR, require_role
from sok_metrics.tasks.accounts.access import Access, change_access
from sok_metrics.texts import _

REMEMBERED = timedelta(days=30)
"""How long a sign-in lasts on one's own device: from one monthly meeting to the next."""
BORROWED = timedelta(hours=12)
"""And on somebody else's: an evening; it is forgotten too when the browser closes."""

LONGEST_NAME = 60
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}")

# Signed out while the file could not be written: until the server stops they count here.
_ended: dict[str, float] = {}
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ticket:
    """A sign-in with a passphrase."""

    name: str
    role: Role
    epoch: int
    ends_at: float
    """Seconds since 1970."""
    number: str
    """A random text that tells this sign-in from others."""


@dataclass(frozen=True)
class Account:
    """Who has signed in, in whatever way."""

    name: str
    role: Role
    address: str = ""
    """The e-mail address, for who signed in through an organisation."""
    number: str = ""
    """The number of the ticket, for who signed in with a passphrase."""

    @property
    def is_of_organisation(self) -> bool:
        """Whether an organisation vouches for this person."""
        return not self.number

    @property
    def signed_in_as(self) -> str:
        """A text that tells this sign-in from all others."""
        return f"account {self.address}" if self.is_of_organisation else f"passphrase {self.number}"

    @property
    def actor(self) -> Actor:
        """Who acts when this person does something."""
        return Actor(self.name, self.role) if self.role.covers(Role.EDITOR) else VISITOR


def cleaned_name(text: str) -> str:
    """A name that can stand in the history; raises RefusedError when it is empty, long or not a person's."""
    printable = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    name = " ".join(unicodedata.normalize("NFC", printable).split())
    if not any(sign.isalpha() for sign in name):
        raise RefusedError(_("Vul uw naam in. Die staat straks bij wat u verandert."))
    if len(name) > LONGEST_NAME:
        raise RefusedError(
            _("Uw naam past hier niet: hooguit {n} tekens. Maak hem korter.").format(n=LONGEST_NAME)
        )
    if name.casefold() in {VISITOR.name.casefold(), SERVER.name.casefold()}:
        raise RefusedError(_("De naam '{name}' is bezet. Vul uw eigen naam in.").format(name=name))
    return name


def cookie_name(access: Access) -> str:
    """The name of the cookie: two stores on one computer each have their own."""
    return "sok_" + hmac.new(access.key.encode(), b"cookie", hashlib.sha256).hexdigest()[:12]


def new_ticket(access: Access, name: str, role: Role, *, now: float, lasts: timedelta) -> Ticket:
    """A ticket for who has just shown a passphrase."""
    return Ticket(name, role, access.epoch(role), now + lasts.total_seconds(), secrets.token_urlsafe(12))


def signed(access: Access, ticket: Ticket) -> str:
    """The ticket as the cookie holds it: readable, but nobody else can make one."""
    return _signer(access.key).dumps(
        [ticket.name, ticket.role.value, ticket.epoch, int(ticket.ends_at), ticket.number]
    )


def find_ticket(access: Access, cookies: Mapping[str, str], *, now: float) -> Ticket | None:
    """The ticket among the cookies, when it is ours and still counts."""
    if not access.key:
        return None
    text = cookies.get(cookie_name(access))
    if text is None:
        return None
    ticket = _read_ticket(access.key, text)
    if ticket is None or now >= ticket.ends_at or ticket.number in access.ended or ticket.number in _ended:
        return None
    is_of_now = ticket.role in access.hashes and ticket.epoch == access.epoch(ticket.role)
    return ticket if is_of_now else None


@lru_cache(maxsize=256)
def _read_ticket(key: str, text: str) -> Ticket | None:
    """What stands in a cookie that this key signed; a page asks it dozens of times."""
    try:
        name, role, epoch, ends_at, number = _signer(key).loads(text)
        return Ticket(name, Role(role), epoch, ends_at, number)
    except (BadData, ValueError, TypeError):
        return None


def end_ticket(path: Path, ticket: Ticket, *, now: float) -> None:
    """Let a ticket no longer count, also in a page that is still open and after the server starts again.

    When the file cannot be written (a full disk), signing out holds for as long as the server runs.
    """
    try:
        change_access(path, lambda access: access.with_ended(ticket.number, ticket.ends_at, now=now))
    except SokError as error:
        _logger.warning("Signed out until the server stops only: %s", error)
        _ended[ticket.number] = ticket.ends_at


def sign_out_token(access: Access, number: str) -> str:
    """A text that only the pages of this sign-in know: who has it may sign it out with a link."""
    return hmac.new(access.key.encode(), f"out {number}".encode(), hashlib.sha256).hexdigest()[:32]


def find_account(
    access: Access, cookies: Mapping[str, str], claims: Mapping[str, Any], *, now: float
) -> Account | None:
    """Who has signed in: by the ticket among the cookies, or else by what an organisation says."""
    ticket = find_ticket(access, cookies, now=now)
    if ticket is not None:
        return Account(ticket.name, ticket.role, number=ticket.number)
    return _account_of_organisation(access, claims) if claims.get("is_logged_in") is True else None


def _account_of_organisation(access: Access, claims: Mapping[str, Any]) -> Account:
    """An address counts only when the organisation says that it checked it."""
    address = cleaned_address(str(claims.get("email") or ""))
    # Microsoft Entra never says email_verified; its own claim tells that the domain is the organisation's.
    verified = claims["email_verified"] if "email_verified" in claims else claims.get("xms_edov")
    is_verified = verified in (True, "true", "1", 1)
    role = access.roles.get(address, Role.VISITOR) if is_verified else Role.VISITOR
    try:
        name = cleaned_name(str(claims.get("name") or ""))
    except RefusedError:
        name = address or _("onbekend")
    return Account(name, role, address=address)


def give_role(path: Path, text: str, role: Role | None, *, by: Actor) -> Access:
    """Give who signs in with this e-mail address a role, or (None) no longer.

    Raises RefusedError when it is no e-mail address.
    """
    require_role(by, Role.ADMINISTRATOR)
    address = cleaned_address(text)
    if not _ADDRESS.fullmatch(address):
        raise RefusedError(
            _("'{text}' is geen e-mailadres. Schrijf het zoals naam@organisatie.nl.").format(text=text[:80])
        )
    return change_access(path, lambda access: access.with_role(address, role))


def cleaned_address(text: str) -> str:
    """An e-mail address as it is compared: without spaces around it, in lower case."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def _signer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="sok-aanmelden", signer_kwargs={"digest_method": hashlib.sha256})
