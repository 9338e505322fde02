"""Who may choose the first passphrase: whoever sits at the computer of the dashboard, or reads its terminal.

Else the first stranger who reached a new server would become its administrator
(docs/decisions/012-who-may-do-what.md).
"""

import hmac
import logging
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from streamlit import config

from sok_metrics.tasks.accounts.access import SIGN_IN_PATH, read_access
from sok_metrics.texts import _
from sok_metrics.web.proxy import LOOPBACK_NAMES, is_loopback, is_passed_on, visible_name

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look like another
_logger = logging.getLogger(__name__)


def is_private_server() -> bool:
    """Whether the settings let only this computer in: then nobody else can have sent a request."""
    address = str(config.get_option("server.address") or "")
    allowed = config.get_option("server.allowedHosts") or ["*"]
    outside = config.get_option("server.corsAllowedOrigins") or []
    named = str(config.get_option("browser.serverAddress") or "localhost")
    return (
        address in LOOPBACK_NAMES
        and set(allowed) <= LOOPBACK_NAMES
        and not outside
        and bool(config.get_option("server.enableCORS"))
        and named in LOOPBACK_NAMES
    )


def is_own_computer(request: Request) -> bool:
    """Whether a request to a private server comes straight from a browser on this computer."""
    return (
        is_private_server()
        and request.client is not None
        and is_loopback(request.client.host)
        and not is_passed_on(request.scope)
        and visible_name(request.scope) in LOOPBACK_NAMES
    )


def _as_typed(address: str) -> str:
    """What visitors type: behind a proxy, of which the settings give the name, our own address is no use."""
    named = str(config.get_option("browser.serverAddress") or "localhost")
    return address if named in LOOPBACK_NAMES else named + urlsplit(address).path


class SetupCode:
    """The code that a shared server shows in its terminal as long as nobody manages it."""

    def __init__(self) -> None:
        self._text = "".join(secrets.choice(_SIGNS) for _ in range(16))

    def __str__(self) -> str:
        return "-".join(self._text[start : start + 4] for start in range(0, 16, 4))

    def fits(self, given: str) -> bool:
        """Whether this is the code, however it was typed over."""
        typed = "".join(sign for sign in given.upper() if sign.isalnum())
        return hmac.compare_digest(typed.encode(), self._text.encode())

    def show_at_start(self, path: Path, address: str) -> None:
        """Tell who starts the server how to become its administrator, when that takes the code."""
        if not is_private_server() and not read_access(path).has_administrator:
            _logger.warning(
                _("Nog niemand beheert dit dashboard. Open %s en vul deze code in: %s"),
                _as_typed(address) + SIGN_IN_PATH,
                self,
            )
