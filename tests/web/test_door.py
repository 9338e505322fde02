"""Who stays outside: under a strange name, from a strange page, at a closed address, with too much."""

import shutil
from contextlib import suppress

import pytest
from starlette.datastructures import Headers
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from sok_metrics.web.same_place import is_from_here
from tests.web.running import fetch, running_server
from tests.web.talking import connected, open_page, read_all


@pytest.fixture(scope="module")
def served(built_stores, tmp_path_factory):
    """The address of a server and what it logs."""
    folder = tmp_path_factory.mktemp("door")
    path = folder / "sok.duckdb"
    shutil.copy(built_stores("empty"), path)
    with (folder / "log").open("wb") as log, running_server(path, log=log) as (url, _process):
        yield url, folder / "log"


@pytest.fixture
def url(served):
    return served[0]


def port_of(url):
    return int(url.rpartition(":")[2])


def test_a_page_on_another_port_of_this_computer_gets_no_websocket(url):
    with (
        pytest.raises(InvalidStatus) as refused,
        open_page(url, origin=f"http://127.0.0.1:{port_of(url) + 1}"),
    ):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("origin", ["http://127.0.0.1", "https://kwaad.example", "null", "http://[", "x"])
def test_no_other_page_gets_a_websocket(url, origin):
    with pytest.raises(InvalidStatus), open_page(url, origin=origin):
        pass


def test_a_page_of_our_own_gets_a_websocket(url):
    with open_page(url) as page:
        page.look()
        assert page.session


def test_a_form_from_another_port_is_refused(url):
    headers = {"Origin": f"http://127.0.0.1:{port_of(url) + 1}"}
    status, _headers, body = fetch(f"{url}/aanmelden", data=b"naam=Els", headers=headers)
    assert status == 403
    assert "ander adres" in body.decode()


@pytest.mark.parametrize(
    ("origin", "host", "passed_on", "is_secure", "expected"),
    [
        ("https://sok.voorbeeld.nl", "sok.voorbeeld.nl", "", True, True),
        ("https://sok.voorbeeld.nl", "sok.voorbeeld.nl:443", "", True, True),
        ("https://sok.voorbeeld.nl:8443", "sok.voorbeeld.nl:8443", "", True, True),
        ("https://sok.voorbeeld.nl:8443", "sok.voorbeeld.nl", "", True, False),
        ("https://sok.voorbeeld.nl", "127.0.0.1:8501", "sok.voorbeeld.nl", False, True),
        ("https://SOK.voorbeeld.nl", "sok.Voorbeeld.nl", "", False, True),
        ("http://sok.voorbeeld.nl", "sok.voorbeeld.nl", "", True, False),
        ("https://sok.voorbeeld.nl.kwaad.nl", "sok.voorbeeld.nl", "", True, False),
        ("https://sok.voorbeeld.nl@kwaad.nl", "sok.voorbeeld.nl", "", True, False),
        ("http://[::1]:8501", "[::1]:8501", "", False, True),
        ("null", "sok.voorbeeld.nl", "", False, False),
        ("", "sok.voorbeeld.nl", "", False, False),
        ("ftp://sok.voorbeeld.nl", "sok.voorbeeld.nl", "", False, False),
    ],
)
def test_an_origin_is_ours_when_host_and_port_are(origin, host, passed_on, is_secure, expected):
    headers = {"origin": origin, "host": host} | ({"x-forwarded-host": passed_on} if passed_on else {})
    scheme, lines = "https" if is_secure else "http", Headers(headers).raw
    scope = {"type": "http", "scheme": scheme, "client": ("127.0.0.1", 50_000), "headers": lines}
    assert is_from_here(scope) is expected


@pytest.mark.parametrize("path", ["/", "/waarden", "/aanmelden", "/_stcore/host-config", "/media/x"])
def test_under_a_strange_name_there_is_nothing_but_a_dutch_sentence(url, path):
    status, headers, body = fetch(url + path, headers={"Host": f"kwaad.example:{port_of(url)}"})
    assert status == 421
    assert headers["Content-Type"].startswith("text/html")
    assert 'lang="nl"' in body.decode()
    assert "adres" in body.decode()


def test_programs_on_this_computer_may_ask_under_any_name(url):
    assert fetch(f"{url}/sok/health", headers={"Host": "kwaad.example"})[0] == 200
    assert fetch(f"{url}/sok/command/status", data=b"{}", headers={"Host": "kwaad.example"})[0] == 401


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics?families=session_events",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/bidi-components/x/y",
        "/component/x/index.html",
    ],
)
def test_what_no_page_uses_is_closed(url, path):
    assert fetch(url + path)[0] == 404


def test_what_every_page_uses_is_open(url):
    assert fetch(f"{url}/_stcore/health")[0] == 200
    assert fetch(f"{url}/_stcore/host-config")[0] == 200


def test_the_headers_of_an_account_with_many_groups_fit(url):
    cookie = "; ".join(f"_streamlit_user__{number}={'g' * 4_000}" for number in range(12))
    assert fetch(url, headers={"Cookie": cookie})[0] == 200
    with open_page(url, headers={"Cookie": cookie}) as page:
        page.look()


def test_headers_that_are_too_long_get_a_sentence_and_a_line_in_the_log(served):
    url, log = served
    for name, size in ((b"Cookie", 70_000), (b"X-Groups", 70_000), (b"Cookie", 1_000_000)):
        with connected(url) as connection:
            asked = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            connection.sendall(asked + name + b": " + b"x" * size + b"\r\n\r\n")
            answer = read_all(connection)
        assert answer.startswith(b"HTTP/1.1 431")
        assert "cookies" in answer.decode()
    for line in ("Headers of more than", "too long headers"):
        assert line in log.read_text()


def test_a_request_that_is_no_http_gets_a_sentence(url):
    with connected(url) as connection:
        connection.sendall(b"ZO MAAR WAT\r\n\r\n")
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 400")
    assert "niet te lezen" in answer.decode()


def test_who_breaks_off_a_form_leaves_no_stack_in_the_log(served):
    url, log = served
    for path in ("/aanmelden", "/afmelden"):
        with connected(url) as connection:
            host = url.removeprefix("http://")
            connection.sendall(
                f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {url}\r\nContent-Length: 500\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n\r\nnaam=E".encode()
            )
    with open_page(url) as page:
        page.look()
    assert "Traceback" not in log.read_text()


def silent(url, message):
    """Whether a page that says this gets no answer to it."""
    with open_page(url) as page:
        page.look()
        page.heard_after()
        if message.WhichOneof("type") == "backend_operation_request":
            message.backend_operation_request.session_id = page.session
        return page.heard_after(message) == []


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(clear_cache=True),
        BackMsg(set_run_on_save=True),
        BackMsg(load_git_info=True),
        BackMsg(debug_shutdown_runtime=True),
        BackMsg(debug_disconnect_websocket=True),
        BackMsg(),
    ],
    ids=lambda message: message.WhichOneof("type") or "nothing",
)
def test_what_no_page_says_is_not_heard(url, message):
    assert silent(url, message)


def test_no_visitor_throws_away_what_was_computed_for_everybody(url):
    with open_page(url) as page:
        page.look()
        before = [text for text in page.texts if text.startswith("Bewaard:")]
        page.heard_after(BackMsg(clear_cache=True))
        page.look()
        assert [text for text in page.texts if text.startswith("Bewaard:")] == before != []


def test_nobody_installs_anything(url):
    message = BackMsg()
    message.backend_operation_request.dismiss_skills_nudge.SetInParent()
    assert silent(url, message)


def test_addresses_for_a_thousand_files_are_not_made(url):
    message = BackMsg()
    message.file_urls_request.file_names.extend(["x"] * 1_000)
    assert silent(url, message)


@pytest.mark.parametrize(("said", "code"), [("hallo", 1003), (b"\xff\xff\xff", 1002)])
def test_who_says_no_message_is_cut_off_without_a_stack_in_the_log(served, said, code):
    url, log = served
    with open_page(url) as page:
        page.look()
        page.connection.send(said)
        assert page.hear_the_end() == code
    assert "Traceback" not in log.read_text()


def test_a_message_of_many_megabytes_is_not_taken_in(url):
    with open_page(url) as page:
        page.look()
        with suppress(ConnectionClosed):
            page.connection.send(b"x" * 3_000_000)
        # The server hangs up in the middle of it: its word about why may get lost on the way (None).
        assert page.hear_the_end() in (1009, None)
