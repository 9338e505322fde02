"""The page of who leads: for editors, from this server's own pages only; and what a screen may send."""

import io
import re
import shutil

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sok_metrics import clock
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.sign_in import REMEMBERED, cookie_name, new_ticket, signed
from sok_metrics.tasks.room.kept_pictures import list_pictures
from sok_metrics.tasks.room.leading import lead
from sok_metrics.web.room.rooms import director_of, room_routes
from tests.browser.serving import give_passphrases
from tests.evenings import plan_full_evening

ORIGIN = {"Origin": "http://testserver"}
DO, PAGE = "/zaal/leiding/doe", "/zaal/leiding"


@pytest.fixture
def store(built_stores, tmp_path, monkeypatch):
    path = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), path)
    give_passphrases(path)
    monkeypatch.setenv("SOK_DATABASE", str(path))
    opened = open_store(path)
    yield opened
    opened.close()


@pytest.fixture
def number(store):
    return plan_full_evening(store, clock.today())


@pytest.fixture
def director(store):
    return director_of(store.path)


@pytest.fixture
def visitor(store):
    with TestClient(Starlette(routes=list(room_routes(store.path, "")))) as client:
        yield client


@pytest.fixture
def leader(visitor, store):
    access = read_access(store.path)
    ticket = new_ticket(access, "Els", Role.EDITOR, now=clock.timestamp(), lasts=REMEMBERED)
    visitor.cookies.set(cookie_name(access), signed(access, ticket))
    return visitor


def token_on(client):
    [token] = re.findall('data-token="(.*?)"', client.get(PAGE).text)
    return token


def do(client, command, value="", *, token=None, headers=ORIGIN):
    typed = {"teken": token_on(client) if token is None else token, "opdracht": command, "waarde": value}
    return client.post(DO, data=typed, headers=headers)


def test_a_visitor_is_asked_to_sign_in_and_may_only_follow(visitor):
    answer = visitor.get(f"{PAGE}?nummer=3", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/aanmelden?terug=/zaal/leiding%3Fnummer%3D3"
    assert visitor.get("/zaal/leiding/stand").status_code == 403
    assert visitor.post(DO, data={"opdracht": "next"}, headers=ORIGIN).status_code == 403
    assert visitor.get("/zaal/beelden/1").status_code == 403
    screen = visitor.get("/zaal/scherm")
    assert screen.status_code == 200
    assert "data-lead" not in screen.text
    assert "data-token" not in screen.text
    assert "keys.js" not in screen.text


def test_an_editor_leads(leader, director, number):
    assert do(leader, "meeting", str(number)).json() == {"ok": True}
    do(leader, "next")
    state = leader.get("/zaal/leiding/stand").json()
    assert (state["place"], state["meeting"]["number"]) == (2, number)
    assert state["next"]["heading"]
    assert [card["code"] for card in state["cards"]] == ["SAM-12"]
    assert "data-lead" in leader.get("/zaal/scherm").text


@pytest.mark.parametrize(
    ("token", "headers"),
    [("", ORIGIN), ("x" * 43, ORIGIN), (None, {"Origin": "http://elders.example"}), (None, {})],
    ids=["no token", "strange token", "strange origin", "no origin"],
)
def test_a_command_of_another_page_is_not_done(leader, director, number, token, headers):
    do(leader, "meeting", str(number))
    before = director.room.state
    assert do(leader, "next", token=token, headers=headers).status_code == 403
    assert director.room.state == before


def test_what_cannot_be_done_is_said(leader):
    answer = do(leader, "open_room")
    assert answer.status_code == 409
    assert answer.json()["sentence"] == "Kies eerst een bijeenkomst."
    assert do(leader, "meeting", "12345").json()["sentence"] == "Deze bijeenkomst is er niet meer."


def test_pictures_are_taken_of_the_point_that_asks_for_them_only(leader, director, store, number):
    lead(director, "meeting", str(number), Actor("Els", Role.EDITOR))
    lead(director, "jump", "5", Actor("Els", Role.EDITOR))
    point = director.room.state.point
    lead(director, "close_point", "discussed", Actor("Els", Role.EDITOR))
    headers = {**ORIGIN, "teken": token_on(leader)}
    figures = leader.get(f"/zaal/beelden/{point}").json()["figures"]
    assert len(figures) == 14
    picture = _png()
    assert leader.post(f"/zaal/beelden/{point}/0", content=picture, headers=headers).status_code == 200
    assert leader.post(f"/zaal/beelden/{point}/14", content=picture, headers=headers).status_code == 413
    assert leader.post(f"/zaal/beelden/{point}/1", content=b"<svg>", headers=headers).status_code == 409
    assert (
        leader.post(f"/zaal/beelden/{point}/1", content=b"x" * 2_000_000, headers=headers).status_code == 413
    )
    assert leader.post(f"/zaal/beelden/{point}/1", content=picture, headers=ORIGIN).status_code == 403
    elsewhere = {**headers, "Origin": "http://elders.example"}
    assert leader.post(f"/zaal/beelden/{point}/1", content=picture, headers=elsewhere).status_code == 403
    assert leader.post("/zaal/beelden/1/0", content=picture, headers=headers).status_code == 409
    leader.get(f"/zaal/beelden/{point}")  # a second browser begins too
    [found] = list_pictures(store.path, number, int(point or 0))
    assert found.path.read_bytes() == picture
    do(leader, "pictures_done", str(point))
    assert leader.post(f"/zaal/beelden/{point}/1", content=picture, headers=headers).status_code == 409


def _png() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "png")
    return content.getvalue()
