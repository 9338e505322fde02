"""The forms to sign in and out, as a browser or somebody else sends them."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.tasks.accounts import attempts, passphrases
from sok_metrics.tasks.accounts.access import access_file, read_access
from sok_metrics.tasks.accounts.passphrases import find_role, set_passphrase
from sok_metrics.tasks.accounts.sign_in import find_account, sign_out_token
from sok_metrics.web.own_computer import SetupCode
from sok_metrics.web.same_site import own_path
from sok_metrics.web.sign_in import SignInRoutes

PASSPHRASE = "vier gewone woorden samen"
HOST = "127.0.0.1:8501"
PRIVATE = {
    "server.address": "127.0.0.1",
    "server.allowedHosts": ["localhost", "127.0.0.1"],
    "server.corsAllowedOrigins": [],
    "server.enableCORS": True,
    "browser.serverAddress": "localhost",
}


@pytest.fixture(autouse=True)
def settings(monkeypatch):
    """The settings of a server of one's own; settings["..."] = changes one."""
    settings = dict(PRIVATE)
    monkeypatch.setattr(config, "get_option", settings.get)
    monkeypatch.setattr(passphrases, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return settings


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A store without any passphrase, and without wrong tries."""
    path = tmp_path / "wijk.duckdb"
    monkeypatch.setenv("SOK_DATABASE", str(path))
    monkeypatch.setattr(attempts, "_attempts", {})
    return path


@pytest.fixture
def code():
    return SetupCode()


@pytest.fixture
def visitor(path, code):
    """visitor(host="...", address="..."): a browser that sends its requests so."""

    def at(host=HOST, address="127.0.0.1", scheme="http", base=""):
        app = Starlette(routes=list(SignInRoutes(base, code).routes()))
        client = TestClient(
            app, base_url=f"{scheme}://{host}", client=(address, 50_000), follow_redirects=False
        )
        client.headers["origin"] = f"{scheme}://{host}"
        return client

    return at


def send(client, address="/aanmelden", **typed):
    """Open a form and send it filled in."""
    form = client.get(address).text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    return client.post(address, data={**hidden, **typed})


def first(client, passphrase=PASSPHRASE, **typed):
    """Choose the first passphrase."""
    return send(client, naam="Els", wachtzin=passphrase, nogmaals=passphrase, **typed)


def account(path, client):
    cookies = {cookie.name: cookie.value for cookie in client.cookies.jar}
    return find_account(read_access(path), cookies, {}, now=1.0)


def test_who_sits_at_the_computer_chooses_the_first_passphrase_and_is_signed_in(path, visitor):
    client = visitor()
    answer = first(client, onthoud="ja", terug="/acties?op=2026-01-05")
    assert (answer.status_code, answer.headers["location"]) == (303, "/acties?op=2026-01-05")
    assert find_role(path, PASSPHRASE) is Role.ADMINISTRATOR
    assert account(path, client).actor.role is Role.ADMINISTRATOR
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=lax"):
        assert part in cookie
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("settings_of_server", "request_of"),
    [
        ({"server.address": "0.0.0.0"}, {}),
        ({"server.address": ""}, {}),
        ({"server.allowedHosts": ["sok.wijk.nl"]}, {}),
        ({"server.allowedHosts": []}, {}),
        ({"server.enableCORS": False}, {}),
        ({"server.corsAllowedOrigins": ["https://sok.wijk.nl"]}, {}),
        ({"browser.serverAddress": "sok.wijk.nl"}, {}),
        ({}, {"address": "192.168.1.20"}),
        ({}, {"host": "sok.wijk.nl"}),
        ({}, {"host": "127.0.0.1.wijk.nl:8501"}),
    ],
)
def test_anybody_else_needs_the_code_of_the_terminal(
    path, visitor, code, settings, settings_of_server, request_of
):
    settings |= settings_of_server
    client = visitor(**request_of)
    assert first(client).status_code == 400
    attempts._attempts.clear()
    assert "Deze code klopt niet. Wacht 1 seconde" in first(client, code="AAAA-AAAA-AAAA-AAAA").text
    assert not access_file(path).exists()
    attempts._attempts.clear()
    assert first(client, code=str(code).lower().replace("-", " ")).status_code == 303
    assert find_role(path, PASSPHRASE) is Role.ADMINISTRATOR


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"])
def test_a_request_that_was_passed_on_does_not_come_from_this_computer(path, visitor, header):
    client = visitor()
    client.headers[header] = "127.0.0.1"
    assert "Die staat in het venster" in client.get("/aanmelden").text
    # With another name in it, the form does not come from a page of ours either.
    assert first(client).status_code in (400, 403)
    assert not access_file(path).exists()


def test_the_code_is_told_at_the_start_of_a_shared_server_without_administrator(path, code, settings, caplog):
    code.show_at_start(path, "http://127.0.0.1:8501")
    assert caplog.text == ""
    settings["server.address"] = "0.0.0.0"
    code.show_at_start(path, "http://127.0.0.1:8501")
    assert f"Open http://127.0.0.1:8501/aanmelden en vul deze code in: {code}" in caplog.text
    caplog.clear()
    settings["browser.serverAddress"] = "sok.voorbeeld.nl"
    code.show_at_start(path, "http://127.0.0.1:8501/wijk")
    assert "Open sok.voorbeeld.nl/wijk/aanmelden en vul" in caplog.text
    caplog.clear()
    set_passphrase(path, Role.ADMINISTRATOR, PASSPHRASE, by=SERVER)
    code.show_at_start(path, "http://127.0.0.1:8501")
    assert caplog.text == ""


def test_the_first_passphrase_is_typed_twice_and_nothing_is_echoed(path, visitor):
    answer = send(visitor(), naam="Els", wachtzin=PASSPHRASE, nogmaals=PASSPHRASE + "x")
    assert answer.status_code == 400
    assert "niet gelijk" in answer.text
    assert PASSPHRASE not in answer.text
    assert 'value="Els"' in answer.text


def test_who_comes_second_does_not_become_the_administrator(path, visitor):
    client = visitor()
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', client.get("/aanmelden").text))
    set_passphrase(path, Role.ADMINISTRATOR, PASSPHRASE, by=SERVER)
    other = {"naam": "Jan", "wachtzin": "een heel andere zin", "nogmaals": "een heel andere zin"}
    assert client.post("/aanmelden", data=form | other).status_code == 400
    assert find_role(path, PASSPHRASE) is Role.ADMINISTRATOR


def test_a_damaged_file_is_told_and_asked_again_from_this_computer_only(path, visitor):
    access_file(path).write_text("{")
    assert "beschadigd" in visitor().get("/aanmelden").text
    assert first(visitor(address="192.168.1.20")).status_code == 400
    assert first(visitor()).status_code == 303


def test_a_file_that_cannot_be_read_closes_the_door(path, visitor):
    access_file(path).mkdir()
    answer = visitor().get("/aanmelden")
    assert answer.status_code == 503
    assert "Niemand kan zich nu aanmelden" in answer.text


@pytest.fixture
def with_passphrase(path):
    set_passphrase(path, Role.ADMINISTRATOR, PASSPHRASE, by=SERVER)


@pytest.mark.usefixtures("with_passphrase")
def test_a_cookie_is_secure_under_https_and_ends_with_the_browser_on_a_borrowed_device(visitor):
    client = visitor(scheme="https", host="sok.wijk.nl")
    cookie = send(client, naam="Els", wachtzin=PASSPHRASE).headers["set-cookie"]
    assert "Secure" in cookie
    assert "Max-Age" not in cookie


@pytest.mark.usefixtures("with_passphrase")
def test_under_a_path_of_its_own_everything_stays_there(visitor):
    client = visitor(base="/sok")
    answer = send(client, "/sok/aanmelden", naam="Els", wachtzin=PASSPHRASE, terug="/elders")
    assert answer.headers["location"] == "/sok/"
    assert "Path=/sok" in answer.headers["set-cookie"]


@pytest.mark.usefixtures("with_passphrase")
@pytest.mark.parametrize("origin", [None, "null", "https://elders.nl", "http://127.0.0.1:9999", "file://"])
def test_a_form_from_another_site_is_refused(path, visitor, origin):
    client = visitor()
    if origin is None:
        del client.headers["origin"]
    else:
        client.headers["origin"] = origin
    answer = send(client, naam="Els", wachtzin=PASSPHRASE)
    assert answer.status_code == 403
    assert account(path, client) is None


@pytest.mark.usefixtures("with_passphrase")
def test_a_form_without_the_token_of_this_browser_is_refused(path, visitor):
    typed = {"naam": "Els", "wachtzin": PASSPHRASE}
    for token, cookie in (("", None), ("x" * 43, None), ("x" * 43, "y" * 43), ("", "")):
        client = visitor()
        if cookie is not None:
            client.cookies["sok_formulier"] = cookie
        answer = client.post("/aanmelden", data=typed | {"teken": token})
        assert answer.status_code == 403
        assert account(path, client) is None


@pytest.mark.usefixtures("with_passphrase")
@pytest.mark.parametrize(
    "body",
    [b"x" * 20_000, b"\xff\xfe=1", b"&".join(b"a=%d" % n for n in range(50)), b"{}", b""],
)
def test_what_is_no_form_is_refused(visitor, body):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert visitor().post("/aanmelden", content=body, headers=headers).status_code == 403
    assert (
        visitor().post("/aanmelden", content=body, headers={"content-type": "text/plain"}).status_code == 403
    )


@pytest.mark.usefixtures("with_passphrase")
def test_many_wrong_tries_at_once_get_one_look(visitor):
    client = visitor(address="192.168.1.20")
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', client.get("/aanmelden").text))

    def guess(number):
        return client.post("/aanmelden", data=form | {"naam": "Els", "wachtzin": f"dit is gok {number}"}).text

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(guess, range(20)))
    assert sum("Deze wachtzin klopt niet" in answer for answer in answers) == 1
    refused = ("net een verkeerde wachtzin", "erg druk met aanmelden")
    assert sum(any(words in answer for words in refused) for answer in answers) == 19


@pytest.mark.usefixtures("with_passphrase")
def test_while_somebody_guesses_the_right_passphrase_gets_in_from_everywhere_else(visitor):
    known = visitor(address="192.168.1.20")
    assert send(known, naam="Els", wachtzin=PASSPHRASE, onthoud="ja").status_code == 303
    send(known, "/afmelden")
    guesser = visitor(address="192.168.1.20")
    for _guess in range(2):
        assert send(guesser, naam="Els", wachtzin="dit is een gok").status_code == 400
    assert "net een verkeerde" in send(visitor(address="192.168.1.20"), naam="Els", wachtzin=PASSPHRASE).text
    for client in (known, visitor(), visitor(address="192.168.1.21")):
        assert send(client, naam="Els", wachtzin=PASSPHRASE).status_code == 303


@pytest.mark.usefixtures("with_passphrase")
def test_behind_a_proxy_here_the_browser_counts_and_not_what_it_makes_up(visitor):
    def passed_on(line):
        client = visitor(address="127.0.0.1")
        client.headers["x-forwarded-for"] = line
        return client

    assert send(passed_on("203.0.113.9"), naam="Els", wachtzin="dit is een gok").status_code == 400
    for line in ("203.0.113.9", "8.8.8.8, 203.0.113.9", "127.0.0.1, 203.0.113.9"):
        assert "net een verkeerde" in send(passed_on(line), naam="Els", wachtzin=PASSPHRASE).text
    assert send(passed_on("203.0.113.10"), naam="Els", wachtzin=PASSPHRASE).status_code == 303
    made_up = visitor(address="192.168.1.20")
    assert send(made_up, naam="Els", wachtzin="dit is een gok").status_code == 400
    made_up.headers["x-forwarded-for"] = "8.8.8.8"
    assert "net een verkeerde" in send(made_up, naam="Els", wachtzin=PASSPHRASE).text


@pytest.mark.usefixtures("with_passphrase")
def test_a_browser_stays_known_after_signing_out_and_is_forgotten_on_a_borrowed_device(path, visitor):
    client = visitor()
    answer = send(client, naam="Els", wachtzin=PASSPHRASE, onthoud="ja")
    [cookie] = [text for text in answer.headers.get_list("set-cookie") if text.startswith("sok_bekend_")]
    for part in ("HttpOnly", "Max-Age=34560000", "Path=/", "SameSite=lax"):
        assert part in cookie
    send(client, "/afmelden")
    assert account(path, client) is None
    assert [name for name in client.cookies if name.startswith("sok_bekend_")]
    borrowed = send(visitor(), naam="Els", wachtzin=PASSPHRASE).headers.get_list("set-cookie")
    assert not any("Max-Age" in text for text in borrowed if text.startswith("sok_"))


@pytest.mark.usefixtures("with_passphrase")
def test_what_people_type_is_shown_as_text(visitor):
    answer = send(visitor(), naam='"><script>alert(1)</script>', wachtzin="verkeerde zin", terug='"><b>')
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.usefixtures("with_passphrase")
def test_signing_out_takes_a_press_of_the_own_page(path, visitor):
    client = visitor()
    send(client, naam="Els", wachtzin=PASSPHRASE)
    kept = dict(client.cookies)
    who = account(path, client)
    assert "aangemeld als Els" in client.get("/afmelden?teken=x").text
    assert client.post("/afmelden", data={"teken": "x"}).status_code == 403
    assert account(path, client) is not None
    token = sign_out_token(read_access(path), who.number)
    answer = client.get(f"/afmelden?teken={token}&terug=/acties")
    assert (answer.status_code, answer.headers["location"]) == (303, "/acties")
    assert account(path, client) is None
    assert find_account(read_access(path), kept, {}, now=1.0) is None


@pytest.mark.usefixtures("with_passphrase")
def test_signing_out_with_the_button_of_the_form(path, visitor):
    client = visitor()
    send(client, naam="Els", wachtzin=PASSPHRASE)
    assert send(client, "/afmelden").status_code == 303
    assert account(path, client) is None
    assert client.get("/afmelden").status_code == 303


def test_the_page_asks_nothing_of_anybody_else_and_is_not_kept(visitor):
    answer = visitor().get("/aanmelden")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "script" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert '<html lang="nl">' in answer.text
    assert not re.search(r"https?://", answer.text)


@pytest.mark.parametrize(
    ("asked", "gone_to"),
    [
        ("/acties?op=2026-01-05", "/acties?op=2026-01-05"),
        ("", "/"),
        ("//elders.nl", "/"),
        ("/\\elders.nl", "/"),
        ("/\t/elders.nl", "/"),
        ("https://elders.nl", "/"),
        ("javascript:alert(1)", "/"),
        ("/a//elders.nl", "/"),
        ("/aanmelden?terug=/aanmelden", "/"),
        ("/afmelden", "/"),
        ("/" + "x" * 2_000, "/"),
    ],
)
def test_after_a_form_one_goes_to_a_page_of_one_own(asked, gone_to):
    assert own_path(asked, "") == gone_to
