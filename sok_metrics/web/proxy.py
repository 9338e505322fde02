"""Who is behind a request: the browser's address, its scheme, and the name that it asked for.

Behind a proxy these stand in headers that anybody can send, so they count only when the proxy that sent them
is trusted: one on this computer, or one that SOK_TRUSTED_PROXIES names (addresses or networks, with commas).

uvicorn has then often done the same already: for a peer on this computer it puts the browser's address and
scheme in the scope, with port 0 for the unknown port of the browser.
"""

import logging
import os
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from sok_metrics.texts import _

ENVIRONMENT_NAME = "SOK_TRUSTED_PROXIES"
LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1", "[::1]"}
"""What a browser on the computer of the dashboard may call it."""
_PASSED_ON = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "true-client-ip",
)
_logger = logging.getLogger(__name__)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def client_address(scope: Scope) -> str:
    """The address of the browser, as far as proxies that we trust tell it; "" when it is unknown."""
    peer = _peer(scope)
    nearest = peer
    if _is_trusted(nearest):
        for given in _forwarded_for(scope):
            if _parsed(given) is None:
                break
            nearest = given
            if not _is_trusted(nearest):
                break
    found = _parsed(nearest)
    return nearest if found is None else str(found)


class BrowserAddress:
    """ASGI middleware that puts the browser in the place of a proxy that we trust.

    Pages see their visitor's address so too: they have it from the websocket (`st.context.ip_address`).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as it would come without the proxy."""
        peer = _peer(scope)
        if _is_trusted(peer) and (address := client_address(scope)) != peer:
            # As uvicorn does it: nobody knows the port of the browser, and 0 tells that a proxy was believed.
            scope = {**scope, "client": (address, 0)}
        await self._app(scope, receive, send)


def is_https(scope: Scope) -> bool:
    """Whether the browser used https, whatever the proxy uses to reach us."""
    if scope.get("scheme") in ("https", "wss"):
        return True
    return _trusts_peer(scope) and _last(scope, "x-forwarded-proto") in ("https", "wss")


def visible_host(scope: Scope) -> str:
    """The name (and port, when it is not the usual one) in the browser's address bar, in lower case."""
    passed_on = _last(scope, "x-forwarded-host") if _trusts_peer(scope) else ""
    return (passed_on or Headers(scope=scope).get("host", "")).strip().lower()


def visible_name(scope: Scope) -> str:
    """The name in the browser's address bar, without a port; "" when it is none."""
    try:
        return urlsplit(f"//{visible_host(scope)}").hostname or ""
    except ValueError:
        return ""


def is_passed_on(scope: Scope) -> bool:
    """Whether a request shows that it came through a proxy, trusted or not."""
    headers = Headers(scope=scope)
    return any(name in headers for name in _PASSED_ON)


def is_loopback(address: str) -> bool:
    """Whether this is an address of the computer itself."""
    found = _parsed(address)
    return found is not None and found.is_loopback


def trusted_networks() -> tuple[Network, ...]:
    """The proxies beside those on this computer that we believe, as SOK_TRUSTED_PROXIES names them now."""
    return _read_networks(os.environ.get(ENVIRONMENT_NAME, ""))


@lru_cache(maxsize=4)
def _read_networks(text: str) -> tuple[Network, ...]:
    """The networks in a text; what is none is not trusted, and the log says so."""
    found: list[Network] = []
    for part in text.replace(",", " ").split():
        try:
            found.append(ip_network(part, strict=False))
        except ValueError:
            sentence = _("%s: '%s' is geen adres of netwerk. Het telt niet mee.")
            _logger.warning(sentence, ENVIRONMENT_NAME, part)
    return tuple(found)


def _trusts_peer(scope: Scope) -> bool:
    """Whether what the other end of the connection says about the browser counts."""
    client = scope.get("client")
    # Port 0: uvicorn trusted the peer and put the browser in its place. No connection comes from port 0.
    return client is not None and (client[1] == 0 or _is_trusted(client[0]))


def _is_trusted(address: str) -> bool:
    found = _parsed(address)
    return found is not None and (
        found.is_loopback or any(found in network for network in trusted_networks())
    )


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _forwarded_for(scope: Scope) -> Iterator[str]:
    """The addresses that proxies added, the nearest first."""
    lines = Headers(scope=scope).getlist("x-forwarded-for")
    return reversed([part.strip() for part in ",".join(lines).split(",")])


def _last(scope: Scope, name: str) -> str:
    """The last line of a header: the one of the nearest proxy."""
    lines = Headers(scope=scope).getlist(name)
    return lines[-1].strip() if lines else ""


def _parsed(text: str) -> Address | None:
    """The address in a text such as 192.0.2.1, 192.0.2.1:80, 2001:db8::1 or [2001:db8::1]:80."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ip_address(host)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
