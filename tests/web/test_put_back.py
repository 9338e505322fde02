"""Putting a backup back that comes in over the network: by an administrator only, in parts, one at a time."""

import shutil

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.storage import sending_in
from sok_metrics.tasks.storage.place import list_backups
from sok_metrics.web import put_back
from sok_metrics.web.put_back import PutBackRoutes
from tests.browser.serving import give_passphrases
from tests.store.rows import count, party, save

pytestmark = pytest.mark.full

PATH = "/reservekopie-terugzetten"
HOST = "127.0.0.1:8501"
PART = 400_000


@pytest.fixture
def actors(monkeypatch):
    """Who asks now; tests/web/test_sign_in.py and tests/browser go through the real cookies."""
    now = [Actor("Beheer", Role.ADMINISTRATOR)]
    monkeypatch.setattr(put_back, "actor_of", lambda _request: now[0])
    return now


@pytest.fixture
def browser(empty_store, monkeypatch, actors):
    monkeypatch.setenv("SOK_DATABASE", str(empty_store.path))
    app = Starlette(routes=PutBackRoutes("").routes())
    with TestClient(app, base_url=f"http://{HOST}", headers={"Host": HOST}) as client:
        yield client


def ask(browser, path="", body=b"", **headers):
    sent = {"Origin": f"http://{HOST}", "X-Sok-Teken": browser.cookies.get("sok_formulier", "")}
    return browser.post(PATH + path, content=body, headers=sent | headers)


def send(browser, content):
    """What the script of the page does."""
    assert browser.get(PATH).status_code == 200
    number = ask(browser, f"?grootte={len(content)}").json()["number"]
    for start in range(0, len(content), PART):
        answer = ask(browser, f"/{number}?vanaf={start}", content[start : start + PART])
        assert answer.status_code == 200, answer.text
    while True:
        found = ask(browser, f"/{number}/terugzetten").json()
        if found.get("done", True):
            return found


def left_beside(store):
    return [one.name for one in store.path.parent.glob(".*-bezig-*")]


def test_a_backup_of_over_twenty_megabytes_comes_in_and_is_put_back(
    browser, empty_store, built_stores, tmp_path
):
    save(empty_store, party=[party("NIEUW")])
    large = tmp_path / "groot.duckdb"
    shutil.copy(built_stores("botu"), large)
    content = large.read_bytes()
    content += bytes(max(0, 21 * 2**20 - len(content)))  # what stands behind the blocks, DuckDB does not read
    found = send(browser, content)
    assert found["good"], found
    [kept] = list_backups(empty_store.path)
    assert kept.name in found["sentence"]
    assert count(empty_store, "party") > 5
    assert left_beside(empty_store) == []
    refused = send(browser, b"geen reservekopie")
    assert not refused["good"]
    assert "geen SOK-bestand" in refused["sentence"]
    assert left_beside(empty_store) == []


@pytest.mark.parametrize("role", [Role.VISITOR, Role.EDITOR])
def test_who_is_no_administrator_at_that_moment_gets_nowhere(browser, empty_store, actors, role):
    browser.get(PATH)
    number = ask(browser, "?grootte=10").json()["number"]
    actors[0] = Actor("Ander", role)
    answers = [ask(browser, "?grootte=10"), ask(browser, f"/{number}?vanaf=0", b"x")]
    answers += [ask(browser, f"/{number}/terugzetten"), browser.get(PATH)]
    assert {answer.status_code for answer in answers} == {403}
    assert list_backups(empty_store.path) == []


def test_only_a_page_of_ours_can_send(browser, empty_store):
    browser.get(PATH)
    for headers in ({"Origin": "http://127.0.0.1:9999"}, {"X-Sok-Teken": "x" * 43}, {"Origin": ""}):
        assert ask(browser, "?grootte=10", **headers).status_code == 400
    assert left_beside(empty_store) == []


def test_what_does_not_fit_or_is_not_whole_is_refused(browser, empty_store, monkeypatch):
    browser.get(PATH)
    assert "groter dan" in ask(browser, f"?grootte={sending_in.LARGEST + 1}").json()["sentence"]
    for size in ("0", "-5", "x", ""):
        assert ask(browser, f"?grootte={size}").status_code == 400
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(9, 9, 100))
    assert "te weinig ruimte" in ask(browser, "?grootte=1000").json()["sentence"]
    monkeypatch.undo()
    monkeypatch.setenv("SOK_DATABASE", str(empty_store.path))
    monkeypatch.setattr(put_back, "actor_of", lambda _request: Actor("Beheer", Role.ADMINISTRATOR))
    number = ask(browser, "?grootte=10").json()["number"]
    for start, body in ((0, b"x" * 11), (5, b"x"), (0, b"x" * (sending_in.LONGEST_PART + 1)), (-1, b"x")):
        assert ask(browser, f"/{number}?vanaf={start}", body).status_code == 400
    assert "niet heel" in ask(browser, f"/{number}/terugzetten").json()["sentence"]
    assert ask(browser, "/anders?vanaf=0", b"x").status_code == 400


def test_one_at_a_time_and_who_left_is_not_waited_for(browser, empty_store, actors, monkeypatch):
    browser.get(PATH)
    first = ask(browser, "?grootte=10").json()["number"]
    assert ask(browser, "?grootte=10").json()["number"] != first
    actors[0] = Actor("Ander", Role.ADMINISTRATOR)
    assert "nu al een reservekopie" in ask(browser, "?grootte=10").json()["sentence"]
    monkeypatch.setattr(sending_in, "_PATIENCE", -1.0)
    assert ask(browser, "?grootte=10").status_code == 200
    assert len(left_beside(empty_store)) == 1


def test_where_there_is_no_store_the_file_becomes_it(browser, empty_store, built_stores):
    content = built_stores("empty").read_bytes()
    empty_store.close()
    empty_store.path.unlink()
    assert send(browser, content)["good"]
    store = open_store(empty_store.path)
    assert count(store, "agreement") == 1
    store.close()


def test_the_cookie_of_a_browser_says_who_asks(empty_store, monkeypatch):
    """Without anybody's word for it: the real account, which nobody has yet."""
    monkeypatch.setenv("SOK_DATABASE", str(empty_store.path))
    give_passphrases(empty_store.path)
    with TestClient(Starlette(routes=PutBackRoutes("").routes()), base_url=f"http://{HOST}") as client:
        assert client.get(PATH).status_code == 403
