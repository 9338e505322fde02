"""From where somebody comes, for limits per source: the network address, as far as it can be trusted."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

THIS_COMPUTER = "this computer"
_PREFIX = 64
"""Bits of an IPv6 address that one household or organisation has to itself: it chooses the others freely."""
_LONGEST = 64


def source_of(peer: str, passed_on_for: Iterable[str] = ()) -> str:
    """The source that counts for who connects from `peer`.

    `passed_on_for` are the X-Forwarded-For lines. They count only when a program on this computer sent them:
    the proxy. Each proxy adds the address that it saw at the end; what a browser makes up stands before it.
    """
    nearest = _parsed(peer)
    if nearest is None:
        return peer.strip()[:_LONGEST] or THIS_COMPUTER
    for given in reversed([part for line in passed_on_for for part in line.split(",")]):
        found = _parsed(given)
        if not nearest.is_loopback or found is None:
            break
        nearest = found
    return _named(nearest)


def _named(address: IPv4Address | IPv6Address) -> str:
    if address.is_loopback:
        return THIS_COMPUTER
    if isinstance(address, IPv6Address):
        return f"{IPv6Address(int(address) >> (128 - _PREFIX) << (128 - _PREFIX))}/{_PREFIX}"
    return str(address)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """The address in a text such as 192.0.2.1, 192.0.2.1:80, 2001:db8::1 or [2001:db8::1]:80."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
