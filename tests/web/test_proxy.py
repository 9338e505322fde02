"""Who is behind a request: a header counts only from a proxy that we trust."""

import asyncio
import logging

import pytest

from sok_metrics.web.proxy import (
    ENVIRONMENT_NAME,
    BrowserAddress,
    client_address,
    is_https,
    is_loopback,
    is_passed_on,
    trusted_networks,
    visible_host,
    visible_name,
)

PROXY, STRANGER, BROWSER = "127.0.0.1", "203.0.113.9", "198.51.100.7"


def request(peer=PROXY, port=40_000, scheme="http", **headers):
    """A request as the server gets it; headers by name, with a list for more lines."""
    lines = []
    for name, values in headers.items():
        for value in [values] if isinstance(values, str) else values:
            lines.append((name.replace("_", "-").encode(), value.encode()))
    return {"type": "http", "scheme": scheme, "client": (peer, port) if peer else None, "headers": lines}


@pytest.fixture(autouse=True)
def no_other_proxies(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT_NAME, raising=False)


def test_without_a_proxy_the_browser_is_at_the_other_end():
    scope = request(STRANGER, host="Sok.Voorbeeld.NL:8443")
    assert client_address(scope) == STRANGER
    assert visible_host(scope) == "sok.voorbeeld.nl:8443"
    assert not is_https(scope)
    assert is_https(request(STRANGER, scheme="https"))
    assert is_https(request(STRANGER, scheme="wss"))


def test_a_proxy_on_this_computer_is_believed():
    scope = request(
        x_forwarded_for=BROWSER, x_forwarded_proto="https", x_forwarded_host="sok.nl", host="localhost:8501"
    )
    assert (client_address(scope), is_https(scope), visible_host(scope)) == (BROWSER, True, "sok.nl")


def test_a_stranger_is_not_believed_whatever_it_sends():
    scope = request(
        STRANGER, x_forwarded_for=PROXY, x_forwarded_proto="https", x_forwarded_host="own", host="sok.nl"
    )
    assert (client_address(scope), is_https(scope), visible_host(scope)) == (STRANGER, False, "sok.nl")


@pytest.mark.parametrize("proxy", ["172.20.0.3", "2001:db8::5"])
def test_a_proxy_on_another_computer_is_believed_when_the_settings_name_it(monkeypatch, proxy):
    scope = request(proxy, x_forwarded_for=BROWSER, x_forwarded_proto="https")
    assert (client_address(scope), is_https(scope)) == (proxy, False)
    monkeypatch.setenv(ENVIRONMENT_NAME, "172.20.0.0/16, 2001:db8::5")
    assert (client_address(scope), is_https(scope)) == (BROWSER, True)


def test_what_the_browser_put_before_it_does_not_count():
    assert client_address(request(x_forwarded_for=f"{PROXY}, 10.0.0.1, {BROWSER}")) == BROWSER
    assert client_address(request(x_forwarded_for=["10.0.0.1", BROWSER])) == BROWSER


def test_a_row_of_trusted_proxies_is_followed_to_its_end(monkeypatch):
    monkeypatch.setenv(ENVIRONMENT_NAME, "10.0.0.0/8")
    assert client_address(request(x_forwarded_for=f"{STRANGER}, {BROWSER}, 10.0.0.1, 10.0.0.2")) == BROWSER
    assert client_address(request(x_forwarded_for="10.0.0.9, 10.0.0.2")) == "10.0.0.9"


def test_what_is_no_address_ends_the_row():
    assert client_address(request(x_forwarded_for=f"{BROWSER}, unknown")) == PROXY
    assert client_address(request(x_forwarded_for="")) == PROXY


def test_the_port_and_the_way_of_writing_make_no_other_address():
    assert client_address(request(x_forwarded_for=f"{BROWSER}:5000")) == BROWSER
    assert client_address(request(x_forwarded_for="[2001:DB8:0::1]:443")) == "2001:db8::1"
    assert client_address(request(f"::ffff:{STRANGER}")) == STRANGER
    assert client_address(request(peer="")) == ""


def test_uvicorn_has_often_put_the_browser_in_the_place_of_the_proxy():
    scope = request(BROWSER, 0, "https", x_forwarded_for=BROWSER, x_forwarded_host="sok.nl", host="localhost")
    assert (client_address(scope), is_https(scope), visible_host(scope)) == (BROWSER, True, "sok.nl")


@pytest.mark.parametrize("host", ["[::1", "sok.nl:port:more", "", "[no]:1"])
def test_a_host_that_is_none_is_no_fault(host):
    assert visible_name(request(host=host)) in ("", "sok.nl")


def test_a_name_is_told_without_its_port():
    assert visible_name(request(host="Sok.NL:8443")) == "sok.nl"
    assert visible_name(request(host="[::1]:8501")) == "::1"


def test_any_trace_of_a_proxy_is_seen():
    assert not is_passed_on(request(host="localhost"))
    assert is_passed_on(request(x_forwarded_for=PROXY))
    assert is_passed_on(request(STRANGER, via="1.1 proxy"))


def test_this_computer_has_more_addresses():
    assert all(is_loopback(one) for one in ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"))
    assert not any(is_loopback(one) for one in ("", "localhost.evil", "0.0.0.0", BROWSER))


def test_a_setting_that_is_no_network_is_told_and_trusts_nobody(monkeypatch, caplog):
    monkeypatch.setenv(ENVIRONMENT_NAME, "proxy.voorbeeld.nl 10.1.2.3")
    with caplog.at_level(logging.WARNING):
        assert [str(network) for network in trusted_networks()] == ["10.1.2.3/32"]
    assert "proxy.voorbeeld.nl" in caplog.text


@pytest.mark.parametrize(
    ("scope", "client"),
    [
        (request(x_forwarded_for=BROWSER), (BROWSER, 0)),
        (request("::1", x_forwarded_for=BROWSER), (BROWSER, 0)),
        (request(), (PROXY, 40_000)),
        (request(STRANGER, x_forwarded_for=BROWSER), (STRANGER, 40_000)),
        (request(f"::ffff:{STRANGER}", x_forwarded_for=BROWSER), (f"::ffff:{STRANGER}", 40_000)),
        (request(""), None),
        ({"type": "lifespan"}, None),
    ],
)
def test_behind_a_trusted_proxy_a_page_sees_the_browser(scope, client):
    """Of a page `type` is "websocket"; nothing else differs."""
    seen = []

    async def app(scope, _receive, _send):
        seen.append(scope.get("client"))

    async def receive():
        return {}

    async def send(_message):
        return None

    asyncio.run(BrowserAddress(app)(scope, receive, send))
    assert seen == [client]
