"""The addresses at which this computer can be found on the networks that it is on."""

import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address

_SOMEWHERE = ("10.255.255.255", "172.31.255.255", "192.168.255.255", "192.0.2.1")
"""Nothing is sent there: the system only says by which of its networks it would go."""
_ASK_ADDRESS = 0x8915
"""SIOCGIFADDR of Linux."""


def own_addresses() -> list[str]:
    """The addresses (IPv4) that others on the same network can use, the likeliest first."""
    found = {*_by_route(), *_by_name(), *_by_interface()}
    usable = [one for one in map(IPv4Address, found) if not one.is_loopback and not one.is_unspecified]
    first = next(iter(_by_route()), "")
    return [str(one) for one in sorted(usable, key=lambda one: (_unlikely(one), str(one) != first, one))]


def _unlikely(address: IPv4Address) -> int:
    """Higher where phones are less likely to be: a public address, or one that nobody gave out."""
    if address.is_link_local:
        return 2
    return 0 if address.is_private else 1


def _by_route() -> Iterator[str]:
    for target in _SOMEWHERE:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect((target, 9))
            yield asked.getsockname()[0]


def _by_name() -> Iterator[str]:
    """What the name of this computer stands for: on Windows and macOS all its addresses."""
    with suppress(OSError):
        for *_kind, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(place[0])


def _by_interface() -> Iterator[str]:
    """The address of each network card, on Linux: its own hotspot has no way to the rest of the world."""
    if not sys.platform.startswith("linux"):
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _number, name in socket.if_nameindex():
            with suppress(OSError):
                packed = struct.pack("256s", name[:15].encode())
                yield socket.inet_ntoa(fcntl.ioctl(asked.fileno(), _ASK_ADDRESS, packed)[20:24])
