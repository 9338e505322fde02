"""From where somebody comes, for limits per source: the network address, or the part that is one place."""

from ipaddress import IPv6Address, ip_address

THIS_COMPUTER = "this computer"
_PREFIX = 64
"""Bits of an IPv6 address that one household or organisation has to itself: it chooses the others freely."""
_LONGEST = 64


def source_of(address: str) -> str:
    """The source that counts for who comes from this address, as far as proxies that we trust tell it."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address.strip()[:_LONGEST] or THIS_COMPUTER
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_loopback:
        return THIS_COMPUTER
    if isinstance(found, IPv6Address):
        return f"{IPv6Address(int(found) >> (128 - _PREFIX) << (128 - _PREFIX))}/{_PREFIX}"
    return str(found)
