"""From where somebody comes: one address is one place, without the half of IPv6 that its owner chooses."""

import pytest

from sok_metrics.tasks.accounts.sources import THIS_COMPUTER, source_of


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("127.0.0.1", THIS_COMPUTER),
        ("::1", THIS_COMPUTER),
        ("::ffff:127.0.0.1", THIS_COMPUTER),
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("x" * 5_000, "x" * 64),
        ("", THIS_COMPUTER),
    ],
)
def test_the_source_is_what_somebody_cannot_choose(address, source):
    assert source_of(address) == source
