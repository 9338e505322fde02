"""The dashboard as an organisation runs it: the nginx of deploy/, https, and accounts of the organisation."""

import http.client
import random
import re
import shutil
import socket
import ssl
import subprocess
import uuid
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from oidc_provider_mock import User, run_server_in_thread

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.access import change_access
from tests.browser import nginx
from tests.browser.nginx import NAME, address, running_nginx
from tests.browser.serving import (
    PASSPHRASES,
    ROOT,
    browser,
    free_port,
    open_page,
    said_on,
    serve,
    wait_until_drawn,
)
from tests.browser.test_exchange import choose, download
from tests.browser.test_sign_in import SECRETS, sign_in_at_organisation, who

pytestmark = [
    pytest.mark.browser,
    pytest.mark.full,
    pytest.mark.timeout(300),  # three servers and a browser, on a machine that is busy with other tests
    pytest.mark.skipif(
        nginx.NGINX is None, reason="nginx is not installed (Debian: apt install nginx-light)"
    ),
]

# Numbers as an organisation gives them: Streamlit would pack a regular row of them to almost nothing.
CHANCE = random.Random(400)
GROUPS = [str(uuid.UUID(int=CHANCE.getrandbits(128), version=4)) for _ in range(400)]
ELS = User(
    sub="els",
    claims={"email": "els@wijk.example", "email_verified": True, "name": "Els Bakker", "groups": GROUPS},
)


@pytest.fixture(scope="module")
def chromium():
    """A Chromium that finds the name on this computer, and takes its certificate."""
    with browser(f"--host-resolver-rules=MAP {NAME} 127.0.0.1", "--ignore-certificate-errors") as running:
        yield running


@pytest.fixture(scope="module")
def house(built_stores, tmp_path_factory):
    """A dashboard with the settings of deploy/, at which an organisation signs people in."""
    folder = tmp_path_factory.mktemp("house")
    database = folder / "sok.duckdb"
    shutil.copy(built_stores("real"), database)
    change_access(database, lambda access: access.with_role("els@wijk.example", Role.EDITOR))
    house = SimpleNamespace(folder=folder, port=free_port(), https=free_port())
    with run_server_in_thread(user_claims=[ELS]) as provider:
        secrets = SECRETS.format(port=house.port, provider=provider.server_port)
        secrets = secrets.replace(f"http://127.0.0.1:{house.port}", address(house.https))
        (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
        options = ("--secrets.files", str(folder / "secrets.toml"))
        with serve(database, port=house.port, options=options, settings=settings()):
            yield house


def settings():
    """What deploy/sok-monitor.env says, as systemd reads it."""
    lines = (ROOT / "deploy" / "sok-monitor.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def front(house):
    """front(443): nginx before the dashboard, at this port; its certificate, and a port for http."""
    with ExitStack() as running:
        started = {}

        def at(port):
            if port not in started:
                plain = free_port()
                certificate = running.enter_context(
                    running_nginx(house.folder / str(port), dashboard=house.port, https=port, http=plain)
                )
                started[port] = SimpleNamespace(port=port, plain=plain, certificate=certificate)
            return started[port]

        yield at


@pytest.fixture
def ask(house, front):
    """ask("/path", headers): the answer of nginx at the other port than 443, its certificate checked."""
    here = front(house.https)
    return lambda *arguments, **options: ask_at(here, *arguments, **options)


def ask_at(here, path, *, headers=None, method="GET", body=None):
    trusted = ssl.create_default_context(cafile=str(here.certificate))
    link = http.client.HTTPSConnection(NAME, here.port, timeout=60)
    link.sock = trusted.wrap_socket(
        socket.create_connection(("127.0.0.1", here.port), timeout=60), server_hostname=NAME
    )
    with_host = {"Host": address(here.port).removeprefix("https://"), **(headers or {})}
    link.request(method, path, body=body, headers=with_host)
    answer = link.getresponse()
    content = answer.read().decode("utf-8", errors="replace")
    link.close()
    return SimpleNamespace(status=answer.status, headers=answer.msg, text=content)


@pytest.mark.parametrize("is_usual_port", [True, False], ids=["443", "another port"])
def test_signing_in_a_download_and_an_upload_behind_nginx(chromium, house, front, tmp_path, is_usual_port):
    port = 443 if is_usual_port else house.https
    if is_usual_port and not nginx.is_free(port):
        pytest.skip("this user may not listen at port 443, or somebody does")
    front(port)
    page = open_page(chromium, f"{address(port)}/aanmelden?terug=/uitwisselen", "full-hd")
    page.get_by_label("Uw naam").fill("Noor")
    page.get_by_label("Wachtzin").fill(PASSPHRASES[Role.EDITOR])
    page.get_by_role("button", name="Aanmelden").click()
    wait_until_drawn(page)
    assert page.url == f"{address(port)}/uitwisselen"
    assert {one["name"]: one["secure"] for one in page.context.cookies() if not one["secure"]} == {}
    workbook = openpyxl.load_workbook(download(page, "Excel met alle gegevens", tmp_path / "alles.xlsx"))
    sheet = workbook["partijen"]
    places = {
        cell.value: (line, column)
        for line, row in enumerate(sheet.iter_rows(max_row=6), 1)
        for column, cell in enumerate(row, 1)
    }
    sheet.cell(places["code"][0] + 1, places["naam"][1]).value = f"Een naam van poort {port}"
    workbook.save(tmp_path / "anders.xlsx")
    choose(page, tmp_path / "anders.xlsx")
    page.get_by_role("heading", name="1 veranderd").wait_for(timeout=60_000)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("1 regel is opgeslagen.").wait_for()
    assert said_on(page) == []
    page.context.close()


def test_somebody_in_400_groups_signs_in_with_an_account(chromium, house, front):
    front(house.https)
    page = open_page(chromium, f"{address(house.https)}/toegang", "full-hd")
    sign_in_at_organisation(page, "els")
    assert who(page) == "Els Bakker"
    page.goto(f"{address(house.https)}/toegang")
    wait_until_drawn(page)
    assert "U hoort bij de redactie" in page.inner_text("[data-testid=stMain]")
    kept = [one for one in page.context.cookies() if one["name"].startswith("_streamlit_user")]
    assert kept
    assert all(one["secure"] for one in kept)
    assert sum(len(one["value"]) for one in kept) < 4_096
    page.context.close()


def test_http_leads_to_https(house, front):
    here = front(house.https)
    link = http.client.HTTPConnection("127.0.0.1", here.plain, timeout=60)
    link.request("GET", "/doelen?code=D1", headers={"Host": NAME})
    answer = link.getresponse()
    assert (answer.status, answer.msg["Location"]) == (301, f"{address(here.port)}/doelen?code=D1")
    link.close()


def test_the_browser_stays_on_https_and_so_do_its_cookies(ask):
    answer = ask("/aanmelden")
    assert answer.status == 200
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    cookies = answer.headers.get_all("Set-Cookie")
    assert cookies
    assert all(one.lower().split("; ").count("secure") == 1 for one in cookies)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/_stcore/metrics"), ("GET", "/_stcore/metrics/"), ("POST", "/sok/command/backup")],
)
def test_figures_of_the_server_and_its_commands_are_closed(ask, method, path):
    assert ask(path, method=method).status == 404


def test_who_watches_the_server_may_ask_how_it_is(ask):
    assert '"ok":true' in ask("/sok/health").text


def test_another_name_leads_nowhere(ask):
    assert ask("/", headers={"Host": "evil.example"}).status == 421


@pytest.mark.parametrize(("length", "status"), [(30_000, 200), (65_400, 431)])
def test_many_cookies_work_and_far_too_many_get_the_sentence_of_the_dashboard(ask, length, status):
    answer = ask("/", headers={"Cookie": "ander=" + "x" * length, "Accept-Language": "nl" * 500})
    assert answer.status == status
    assert ("Uw browser stuurt te veel mee" in answer.text) is (status == 431)


def test_what_a_browser_says_of_its_address_does_not_count(ask, house):
    shell = ask("/").text
    script = re.findall(r'src="\./(static/js/[^"]+)"', shell)[0]
    elsewhere = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    headers = {"Accept-Encoding": "gzip", **elsewhere}
    # Files go out packed to who is elsewhere. nginx and this test are on this computer.
    assert ask(f"/{script}", headers=headers).headers["Content-Encoding"] is None
    link = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
    link.request("GET", f"/{script}", headers={"Host": NAME, **headers})
    assert link.getresponse().msg["Content-Encoding"] == "gzip"
    link.close()


@pytest.mark.parametrize(("length", "is_let_in"), [(20 * 1024**2 + 2_000, True), (22 * 1024**2, False)])
def test_the_largest_file_fits_with_what_a_form_puts_around_it(ask, length, is_let_in):
    answer = ask("/aanmelden", method="POST", body=b"x" * length)
    assert (answer.status != 413) is is_let_in


def test_while_the_dashboard_stands_still_visitors_get_a_sentence(tmp_path):
    port = free_port()
    with running_nginx(tmp_path, dashboard=free_port(), https=port, http=free_port()) as certificate:
        answer = ask_at(SimpleNamespace(port=port, certificate=certificate), "/")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "Het dashboard staat even uit" in answer.text


def test_nginx_itself_has_nothing_to_say_about_the_file(house, front):
    front(house.https)
    folder = house.folder / str(house.https)
    command = [str(nginx.NGINX), "-t", "-c", str(folder / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path(folder / "error.log").read_text(encoding="utf-8").count("[emerg]") == 0
