"""What every answer says to a browser, on http and on https."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sok_metrics.web.headers import SecurityHeaders

BEHIND = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}


def answer_with_cookies(_request):
    answer = PlainTextResponse("dag")
    answer.set_cookie("_streamlit_user", "els", httponly=True, samesite="lax")
    answer.set_cookie("sok_formulier", "secure", samesite="strict")
    answer.set_cookie("ours", "1", secure=True)
    return answer


@pytest.fixture
def ask():
    """ask(url, peer, headers): the headers of an answer that sets three cookies."""

    def get(url="http://sok.voorbeeld.nl", peer="127.0.0.1", headers=None):
        app = Starlette(routes=[Route("/", answer_with_cookies)], middleware=[Middleware(SecurityHeaders)])
        return TestClient(app, base_url=url, client=(peer, 50_000)).get("/", headers=headers).headers

    return get


def cookies(headers):
    return [one.lower().split("; ") for one in headers.get_list("set-cookie")]


def test_behind_a_proxy_that_does_https_every_cookie_is_secure_and_the_browser_stays(ask):
    headers = ask(headers=BEHIND)
    assert [parts.count("secure") for parts in cookies(headers)] == [1, 1, 1]
    assert "samesite=lax" in cookies(headers)[0]
    assert headers["strict-transport-security"] == "max-age=31536000"


def test_a_server_with_a_certificate_of_its_own_does_the_same(ask):
    headers = ask("https://sok.voorbeeld.nl", "203.0.113.9")
    assert all("secure" in parts for parts in cookies(headers))
    assert "strict-transport-security" in headers


@pytest.mark.parametrize("told", [{}, {**BEHIND, "X-Forwarded-Proto": "http"}])
def test_on_http_cookies_stay_as_they_are(ask, told):
    headers = ask(headers=told)
    assert ["secure" in parts[1:] for parts in cookies(headers)] == [False, False, True]
    assert "strict-transport-security" not in headers


def test_a_stranger_who_says_https_changes_nothing(ask):
    headers = ask(peer="203.0.113.9", headers=BEHIND)
    assert "strict-transport-security" not in headers
    assert "secure" not in cookies(headers)[0]


def test_the_name_of_ones_own_computer_is_never_tied_to_https(ask):
    assert "strict-transport-security" not in ask("https://localhost")


def test_the_other_headers_are_there_too(ask):
    assert ask()["x-content-type-options"] == "nosniff"
