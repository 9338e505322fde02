"""From where somebody comes: what a proxy on this computer says counts, and nothing that others make up."""

import pytest

from sok_metrics.tasks.sources import THIS_COMPUTER, source_of


@pytest.mark.parametrize(
    ("peer", "lines", "source"),
    [
        ("127.0.0.1", [], THIS_COMPUTER),
        ("::1", [], THIS_COMPUTER),
        ("192.0.2.7", [], "192.0.2.7"),
        ("192.0.2.7", ["203.0.113.9"], "192.0.2.7"),
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("::1", ["203.0.113.9:4711"], "203.0.113.9"),
        ("127.0.0.1", ["8.8.8.8, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["8.8.8.8", "203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["8.8.8.8, 203.0.113.9, 127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", ["127.0.0.1, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["iets"], THIS_COMPUTER),
        ("127.0.0.1", ["8.8.8.8, iets"], THIS_COMPUTER),
        ("::ffff:203.0.113.9", [], "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", [], "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", [], "2001:db8:1:2::/64"),
        ("::1", ["[2001:db8:1:3::1]:443"], "2001:db8:1:3::/64"),
        ("fe80::1%eth0", [], "fe80::/64"),
        ("testclient", ["203.0.113.9"], "testclient"),
        ("x" * 5_000, [], "x" * 64),
        ("", [], THIS_COMPUTER),
    ],
)
def test_the_source_is_the_nearest_address_that_nobody_can_make_up(peer, lines, source):
    assert source_of(peer, lines) == source
