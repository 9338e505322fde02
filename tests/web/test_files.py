"""Fetching files as a browser does, and as somebody else tries: each request is asked anew who it is of."""

import json
import re
import threading
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from sok_metrics import clock
from sok_metrics.errors import Problem
from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.access import change_access, read_access
from sok_metrics.tasks.accounts.sign_in import (
    REMEMBERED,
    Account,
    cookie_name,
    end_ticket,
    find_ticket,
    new_ticket,
    signed,
)
from sok_metrics.tasks.files import catalogue
from sok_metrics.tasks.files.asked import Asked
from sok_metrics.tasks.files.marked_copies import hold
from sok_metrics.tasks.storage.backup import back_up
from sok_metrics.web import who
from sok_metrics.web.file_queue import FileQueue
from sok_metrics.web.files import FileRoutes
from tests.browser.serving import give_passphrases

FOR_ADMINISTRATORS = ["geschiedenis.xlsx", "geschiedenis.zip", "gegevens-per-persoon.xlsx"]
FOR_EDITORS = ["alles.xlsx", "leeg.xlsx"]


@pytest.fixture(scope="module")
def store(own_copy):
    opened = own_copy("botu")
    give_passphrases(opened.path)
    return opened


@pytest.fixture(autouse=True)
def _of_this_store(store, monkeypatch):
    monkeypatch.setenv("SOK_DATABASE", str(store.path))


@pytest.fixture
def browser():
    """A browser without cookies; files that take a while are waited for."""
    with TestClient(Starlette(routes=list(FileRoutes("", at_once=60).routes()))) as client:
        yield client


def sign_in(client, store, role, name="Els"):
    """Give the browser the cookie of somebody with this role."""
    access = read_access(store.path)
    ticket = new_ticket(access, name, role, now=clock.timestamp(), lasts=REMEMBERED)
    client.cookies.set(cookie_name(access), signed(access, ticket))
    return ticket


def title(answer):
    [found] = re.findall("<h1>(.*?)</h1>", answer.text)
    return found


@pytest.mark.parametrize(
    "name", FOR_ADMINISTRATORS + FOR_EDITORS + ["fouten.xlsx", "reservekopie.duckdb", "reservekopie.zip"]
)
def test_without_a_cookie_there_is_a_page_instead_of_the_file(browser, name):
    answer = browser.get(f"/ophalen/{name}")
    assert (answer.status_code, title(answer)) == (403, "U bent niet meer aangemeld")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert 'href="/aanmelden?' in answer.text


@pytest.mark.parametrize("name", [*FOR_ADMINISTRATORS, "reservekopie.duckdb", "reservekopie.zip"])
def test_an_editor_does_not_get_what_is_for_administrators(browser, store, name):
    sign_in(browser, store, Role.EDITOR)
    answer = browser.get(f"/ophalen/{name}")
    assert (answer.status_code, title(answer)) == (403, "U mag dit bestand niet ophalen")
    assert "alleen voor het beheer" in answer.text


def test_who_may_gets_a_whole_file_that_nobody_keeps(browser, store):
    sign_in(browser, store, Role.ADMINISTRATOR)
    answer = browser.get("/ophalen/alles.xlsx")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert re.fullmatch(
        r"attachment; filename=\"(sok-alles-[0-9-]{10}\.xlsx)\"; filename\*=UTF-8''\1",
        answer.headers["content-disposition"],
    )
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "access-control-allow-origin" not in answer.headers
    assert "mensen" in openpyxl.load_workbook(BytesIO(answer.content), read_only=True).sheetnames
    archive = ZipFile(BytesIO(browser.get("/ophalen/geschiedenis.zip").content))
    assert archive.testzip() is None


def test_an_editor_gets_the_workbook_without_people(browser, store):
    sign_in(browser, store, Role.ADMINISTRATOR)
    whole = openpyxl.load_workbook(BytesIO(browser.get("/ophalen/alles.xlsx").content), read_only=True)
    sign_in(browser, store, Role.EDITOR)
    without = openpyxl.load_workbook(BytesIO(browser.get("/ophalen/alles.xlsx").content), read_only=True)
    assert set(whole.sheetnames) - set(without.sheetnames) >= {"mensen", "toestemmingen"}


def test_a_cookie_that_was_signed_out_gets_nothing(browser, store):
    sign_in(browser, store, Role.ADMINISTRATOR)
    assert browser.get("/ophalen/leeg.xlsx").status_code == 200
    ticket = find_ticket(read_access(store.path), browser.cookies, now=clock.timestamp())
    assert ticket is not None
    end_ticket(store.path, ticket, now=clock.timestamp())
    # The file was made and is still kept for who asks for the same; this browser may not have it any more.
    assert title(browser.get("/ophalen/leeg.xlsx")) == "U bent niet meer aangemeld"


def test_a_new_passphrase_ends_the_downloads_of_the_old_one(browser, store):
    sign_in(browser, store, Role.EDITOR)
    assert browser.get("/ophalen/leeg.xlsx").status_code == 200
    change_access(store.path, lambda access: access.with_new_epoch(Role.EDITOR))
    assert title(browser.get("/ophalen/leeg.xlsx")) == "U bent niet meer aangemeld"


def test_a_forged_or_outdated_cookie_gets_nothing(browser, store):
    access = read_access(store.path)
    old = new_ticket(access, "Els", Role.ADMINISTRATOR, now=clock.timestamp() - 10**7, lasts=REMEMBERED)
    for text in (signed(access, old), signed(access, old)[:-2] + "xx", "x", '["Els","administrator"]'):
        browser.cookies.set(cookie_name(access), text)
        assert browser.get("/ophalen/alles.xlsx").status_code == 403


def test_who_loses_the_role_while_the_file_is_made_does_not_get_it(store, monkeypatch):
    begun, may_end = threading.Event(), threading.Event()

    def make(asked):
        begun.set()
        assert may_end.wait(30)
        return b"secret"

    slow = catalogue.File("text/plain", lambda asked: "x.txt", make, needs=Role.EDITOR)
    monkeypatch.setattr(catalogue, "FILES", {**catalogue.FILES, "traag.txt": slow})
    monkeypatch.setattr("sok_metrics.web.files.FILES", catalogue.FILES)
    with TestClient(Starlette(routes=list(FileRoutes("", at_once=60).routes()))) as client:
        ticket = sign_in(client, store, Role.EDITOR)
        answers = []
        asking = threading.Thread(target=lambda: answers.append(client.get("/ophalen/traag.txt")))
        asking.start()
        assert begun.wait(30)
        end_ticket(store.path, ticket, now=clock.timestamp())
        may_end.set()
        asking.join(30)
    assert (answers[0].status_code, title(answers[0])) == (403, "U bent niet meer aangemeld")


def test_an_account_of_an_organisation_is_known_by_its_own_cookie(browser, store, monkeypatch):
    here, secret = "https://sok.voorbeeld.nl", "a secret of the tests"
    monkeypatch.setattr(who, "get_origin_from_redirect_uri", lambda: here)
    monkeypatch.setattr(who, "get_cookie_secret", lambda: secret)
    change_access(store.path, lambda access: access.with_role("els@wijk.example", Role.EDITOR))
    claims = {"is_logged_in": True, "email": "els@wijk.example", "email_verified": True, "name": "Els"}

    def fetch(claims, secret=secret):
        text = create_signed_value(secret, "_streamlit_user", json.dumps(claims)).decode()
        browser.cookies.set("_streamlit_user", text)
        return browser.get("/ophalen/leeg.xlsx").status_code

    assert fetch({**claims, "origin": here}) == 200
    assert fetch({**claims, "origin": "https://sok.voorbeeld.nl:8443"}) == 403
    assert fetch({**claims, "origin": here, "email_verified": False}) == 403
    assert fetch({**claims, "origin": here, "is_logged_in": "true"}) == 403
    assert fetch({**claims, "origin": here}, secret="another secret") == 403
    assert fetch([here]) == 403
    assert fetch({**claims, "origin": here}) == 200
    change_access(store.path, lambda access: access.with_role("els@wijk.example", None))
    assert fetch({**claims, "origin": here}) == 403


def test_a_backup_is_fetched_by_its_own_name_only(browser, store):
    backup = back_up(store).path
    beside = backup.with_name("ander.duckdb")
    beside.write_bytes(b"secret")
    address = "/ophalen/reservekopie.duckdb"
    assert browser.get(address, params={"naam": backup.name}).status_code == 403
    sign_in(browser, store, Role.ADMINISTRATOR)
    answer = browser.get(address, params={"naam": backup.name})
    assert answer.content == backup.read_bytes()
    assert f'filename="{backup.name}"' in answer.headers["content-disposition"]
    for name in (
        "",
        "ander.duckdb",
        f"../backups/{backup.name}",
        str(backup),
        store.path.name,
        f"{backup.name}/",
    ):
        answer = browser.get(address, params={"naam": name})
        assert (answer.status_code, title(answer)) == (409, "Het bestand is er niet")


@pytest.mark.parametrize(
    "path", ["", "iets", "alles.xlsx/", "../alles.xlsx", "..%2f..%2fetc%2fpasswd", "ALLES.XLSX", "a/b"]
)
def test_another_name_is_a_page_that_says_so(browser, store, path):
    sign_in(browser, store, Role.ADMINISTRATOR)
    answer = browser.get(f"/ophalen/{path}")
    assert answer.status_code == 404
    assert b"PK" not in answer.content[:2]


def test_asking_for_the_head_makes_no_file(browser, store, monkeypatch):
    made: list[Asked] = []

    def make(asked):
        made.append(asked)
        return b"x"

    wrong = catalogue.File("text/plain", lambda asked: "x.txt", make, needs=Role.EDITOR)
    monkeypatch.setattr("sok_metrics.web.files.FILES", {"x.txt": wrong})
    assert browser.head("/ophalen/x.txt").status_code == 403
    sign_in(browser, store, Role.EDITOR)
    answer = browser.head("/ophalen/x.txt")
    assert (answer.status_code, answer.content, made) == (200, b"", [])
    assert 'filename="x.txt"' in answer.headers["content-disposition"]
    assert browser.post("/ophalen/x.txt").status_code == 405


def test_a_part_is_asked_with_the_role_as_well(browser, store):
    address, part = "/ophalen/alles.xlsx", {"range": "bytes=0-99"}
    assert browser.get(address, headers=part).status_code == 403
    sign_in(browser, store, Role.EDITOR)
    answer = browser.get(address, headers=part)
    assert answer.status_code == 200
    assert openpyxl.load_workbook(BytesIO(answer.content), read_only=True).sheetnames


def test_a_file_that_was_sent_in_is_for_who_sent_it(browser, store):
    ticket = sign_in(browser, store, Role.EDITOR)
    problem = Problem("partijen", 2, "naam", "x", "Vul een naam in.")
    owner = Account("Els", Role.EDITOR, number=ticket.number).signed_in_as
    held = hold("mijn “lijst”.csv", b"code,naam\nA,x\n", [problem], owner)
    address = f"/ophalen/fouten.xlsx?sleutel={held.key}"
    answer = browser.get(address)
    assert "Fouten" in openpyxl.load_workbook(BytesIO(answer.content)).sheetnames
    assert (
        "filename*=UTF-8''mijn%20%E2%80%9Clijst%E2%80%9D-fouten.xlsx" in answer.headers["content-disposition"]
    )
    sign_in(browser, store, Role.ADMINISTRATOR, "Jan")
    assert browser.get(address).status_code == 409
    assert browser.get("/ophalen/fouten.xlsx").status_code == 409
    browser.cookies.clear()
    assert browser.get(address).status_code == 403


def test_a_file_that_was_sent_in_is_gone_with_its_page(browser, store):
    ticket = sign_in(browser, store, Role.EDITOR)
    owner = Account("Els", Role.EDITOR, number=ticket.number).signed_in_as
    key = hold("lijst.csv", b"code\nA\n", [], owner).key
    answer = browser.get(f"/ophalen/fouten.xlsx?sleutel={key}")
    assert answer.status_code == 409
    assert "Kies het bestand daar opnieuw" in answer.text


def test_a_visitor_gets_the_view_and_the_choice_of_the_address(browser):
    real = browser.get("/ophalen/indicatoren.xlsx?voorbeelden=nee")
    past = browser.get("/ophalen/indicatoren.xlsx?op=2024-01-01")
    assert "sok-indicatoren-2024-01-01.xlsx" in past.headers["content-disposition"]
    chosen = browser.get("/ophalen/indicatoren.xlsx?bij=D1&bij=D2&status=not_measured&status=nonsense")
    assert "sok-indicatoren-keuze-" in chosen.headers["content-disposition"]
    sheets = [openpyxl.load_workbook(BytesIO(one.content)) for one in (real, past, chosen)]
    counts = [sheet["Indicatoren"].max_row for sheet in sheets]
    assert len(set(counts)) == 3
    one = browser.get("/ophalen/klapper.pdf?code=P1")
    assert re.search(r"project-P1-[0-9-]{10}\.pdf", one.headers["content-disposition"])
    assert len(pypdf.PdfReader(BytesIO(one.content)).pages) < 4


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("indicatoren.xlsx?op=morgen", "is geen datum"),
        ("indicatoren.xlsx?op=9999-01-01", "moet nog komen"),
        ("indicatoren.xlsx?op=1900-01-01", "nog geen overeenkomst"),
        ("indicatoren.xlsx?code=<b>X</b>", "&#x27;&lt;b&gt;X&lt;/b&gt;&#x27; staat niet"),
        ("indicatoren.xlsx?zoek=zzzz", "Geen enkele indicator past"),
        ("klapper.pdf?code=X", "staat niet in het werkboek"),
        ("a4.pdf?code=X", "staat niet in deze overeenkomst"),
        ("klapper.docx?reeks=1900", "Geen enkel project past"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(browser, asked, sentence):
    answer = browser.get(f"/ophalen/{asked}", headers={"referer": "http://testserver/werkboek?reeks=1"})
    assert (answer.status_code, title(answer)) == (409, "Het bestand is er niet")
    assert sentence in answer.text
    assert 'href="/werkboek?reeks=1"' in answer.text


def test_the_way_back_leads_to_the_dashboard_only(browser):
    for referer in ("http://elders.example/x", "http://testserver//elders.example", "javascript:alert(1)"):
        answer = browser.get("/ophalen/iets", headers={"referer": referer})
        assert 'href="/">Terug' in answer.text
    assert 'href="/">Terug' in browser.get("/ophalen/iets?terug=//elders.example").text


def test_an_unknown_fault_is_a_page_too(browser, monkeypatch, caplog):
    def make(asked):
        raise ZeroDivisionError("secret place")

    wrong = catalogue.File("text/plain", lambda asked: "x.txt", make)
    monkeypatch.setattr("sok_metrics.web.files.FILES", {"x.txt": wrong})
    answer = browser.get("/ophalen/x.txt")
    assert (answer.status_code, title(answer)) == (500, "Het bestand is er niet")
    assert "secret place" not in answer.text
    assert "secret place" in caplog.text


def test_what_takes_a_while_has_a_page_to_wait_on_that_hands_it_over(store, monkeypatch):
    may_end, made = threading.Event(), []

    def make(asked):
        assert may_end.wait(30)
        made.append(asked)
        return b"done"

    slow = catalogue.File("text/plain", lambda asked: "x.txt", make)
    monkeypatch.setattr("sok_metrics.web.files.FILES", {"x.txt": slow})
    routes = FileRoutes("", FileQueue(1), at_once=0.01).routes()
    with TestClient(Starlette(routes=list(routes))) as client:
        first = client.get("/ophalen/x.txt?a=1&a=2", headers={"referer": "http://testserver/werkboek"})
        assert (first.status_code, title(first)) == (202, "Het bestand wordt gemaakt…")
        assert 'href="/werkboek"' in first.text
        again = first.headers["refresh"].removeprefix("1; url=")
        assert again == "/ophalen/x.txt?a=1&a=2&terug=%2Fwerkboek&wacht=1"
        may_end.set()
        ready = client.get(again)
        assert (ready.status_code, title(ready)) == (200, "Uw bestand is klaar")
        assert 'href="/werkboek"' in ready.text
        address = ready.headers["refresh"].removeprefix("0; url=")
        file = client.get(address)
    assert (file.content, file.headers["content-disposition"][:10], len(made)) == (b"done", "attachment", 1)
