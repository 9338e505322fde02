"""The phones' server: on a port of its own, the room's pages only, for who asks by an address of ours."""

import asyncio
import http.client
import shutil
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from sok_metrics import clock
from sok_metrics.nouns.model import Actor, ParticipantGroup, Role
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.room.addresses import own_addresses
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_counts import read_channels
from sok_metrics.tasks.room.card_file import Answer
from sok_metrics.tasks.room.leading import lead
from sok_metrics.tasks.room.state import Trouble
from sok_metrics.tasks.room.tokens import new_token
from sok_metrics.tasks.room.voting import open_card
from sok_metrics.web.connections import watch_connections
from sok_metrics.web.room import listener
from sok_metrics.web.room.app import room_app
from sok_metrics.web.room.rooms import director_of, rooms
from tests.evenings import plan_full_evening

LEADER = Actor("Leider", Role.EDITOR)
OF_THE_DASHBOARD = (
    "/overzicht", "/aanmelden", "/afmelden", "/sok/command/status", "/sok/health", "/sok/bestanden/a.xlsx",
    "/_stcore/health", "/_stcore/stream", "/static/index.html", "/media/x", "/reservekopie-terugzetten",
    "/notities", "/zaal/leiding", "/zaal/leiding/stand", "/zaal/leiding/doe", "/zaal/beelden/1",
    "/zaal/tellen", "/bijeenkomst?nummer=1", "/app/static/fonts/OFL.txt",
)  # fmt: skip


@pytest.fixture
def director(built_stores, tmp_path):
    """The director of a store of its own, with a meeting of today on the screens."""
    path = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), path)
    store = open_store(path)
    number = plan_full_evening(store, clock.today())
    found = director_of(path)
    lead(found, "meeting", str(number), LEADER)
    yield found
    store.close()


@pytest.fixture
def phones(director):
    """A client of the phones' server."""
    with TestClient(room_app(director), base_url="http://127.0.0.1:8601") as client:
        yield client


@pytest.mark.parametrize("path", OF_THE_DASHBOARD)
def test_nothing_of_the_dashboard_is_there(phones, path):
    for method in ("GET", "POST"):
        answer = phones.request(method, path, follow_redirects=False)
        assert answer.status_code == 404, (method, path)
        assert "Hier is niets te zien" in answer.text


@pytest.mark.parametrize(
    "name", ["boos.example", "boos.example:8601", "", "192.0.2.250:8601", "[::1]:8601", "a b"]
)
def test_who_asks_by_another_name_stays_outside(phones, name):
    answer = phones.get("/zaal/stand", headers={"Host": name})
    assert answer.status_code == 421
    assert "Dit adres hoort niet bij deze avond" in answer.text


def test_who_asks_by_our_own_address_comes_in(phones):
    for address in own_addresses():
        assert phones.get("/zaal/stand", headers={"Host": f"{address}:8601"}).status_code == 200


def test_every_answer_has_the_headers_and_pages_have_no_inline_script(phones):
    page = phones.get("/zaal/scherm")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "<script>" not in page.text
    assert "onclick" not in page.text
    for path in ("/zaal/scherm", "/zaal/stand", "/zaal/bestand/screen.js", "/niets", "/"):
        answer = phones.get(path, follow_redirects=False)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert "content-security-policy" in answer.headers, path


def test_who_types_the_address_alone_comes_at_the_cards(phones, director):
    answer = phones.get("/", follow_redirects=False)
    assert answer.headers["location"] == f"/zaal/mee/{director.room.state.join_code}"


def test_a_slide_is_fetched_by_what_it_holds(phones):
    message = phones.get("/zaal/stand").json()
    found = phones.get(f"/zaal/dia/{message['slide']}").json()
    assert "Voortgangsbijeenkomst winter" in found["html"]
    assert phones.get("/zaal/dia/nietbestaand").status_code == 404


def test_files_are_ours_only(phones):
    assert phones.get("/zaal/bestand/plotly.min.js").headers["content-encoding"] == "gzip"
    for name in ("..%2f..%2fapp.py", "app.py", "leader.html", "../app.py"):
        assert phones.get(f"/zaal/bestand/{name}").status_code == 404


def test_the_room_opens_at_an_address_and_closes_again(director):
    with running(director):
        lead(director, "open_room", "", LEADER)
        address = urlsplit(until(lambda: director.room.state.address))
        connection = http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=30)
        connection.request("GET", "/zaal/stand")
        assert connection.getresponse().status == 200
        connection.close()
        qr = http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=30)
        qr.request("GET", "/zaal/qr.svg")
        assert b"<svg" in qr.getresponse().read()
        qr.close()
        lead(director, "close_room", "", LEADER)
        until(lambda: not director.room.state.address)
        with pytest.raises(ConnectionRefusedError):
            http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=2).connect()


def test_after_a_restart_phones_find_it_where_it_was(director):
    with running(director):
        lead(director, "open_room", "", LEADER)
        address = until(lambda: director.room.state.address)
    director.room.change(address="")
    with running(director):
        assert until(lambda: director.room.state.address) == address


def test_it_ends_by_itself_after_the_evening(director, monkeypatch):
    monkeypatch.setattr(listener, "_LOOK_EVERY", 0.2)
    with running(director):
        lead(director, "open_room", "", LEADER)
        until(lambda: director.room.state.address)
        assert director.room.state.ends_at > clock.timestamp()
        director.room.change(ends_at=clock.timestamp() - 1)
        until(lambda: not director.room.state.is_open)
        until(lambda: not director.room.state.address)


def test_at_the_end_of_the_evening_the_open_cards_are_counted_also_by_the_next_server(director, monkeypatch):
    monkeypatch.setattr(listener, "_LOOK_EVERY", 0.2)
    store, room, number = open_store(director.path), director.room, director.room.state.meeting_number
    cards = list_records(store.whole(), "indicator", {"kind": "card"})
    first, second, third = [str(one.values["code"]) for one in cards][:3]
    lead(director, "open_room", "", LEADER)
    for code in (first, second):
        open_card(store, room, code, by=LEADER)
        card_box_of(room).take(new_token(room), code, Answer(ParticipantGroup.RESIDENT, 4))
    with running(director):
        until(lambda: room.state.address)
        time.sleep(0.5)
        assert len(card_box_of(room).left_open()) == 2
        room.change(ends_at=clock.timestamp() - 1)
        until(lambda: not card_box_of(room).left_open())
    assert [read_channels(store, number, code)["phone"] for code in (first, second)] == [1, 1]
    assert not room.state.open_cards

    lead(director, "open_room", "", LEADER)
    open_card(store, room, third, by=LEADER)
    card_box_of(room).take(new_token(room), third, Answer(ParticipantGroup.RESIDENT, 4))
    room.change(ends_at=clock.timestamp() - 1)  # and then the server was not there
    with running(director):
        until(lambda: not card_box_of(room).left_open())
    assert read_channels(store, number, third) == {"phone": 1}


def test_without_a_free_port_it_says_so(director, monkeypatch):
    monkeypatch.setattr(listener, "PORTS", range(0))
    with running(director):
        lead(director, "open_room", "", LEADER)
        assert until(lambda: director.room.state.trouble) == Trouble.NO_PORT


def test_who_connects_and_says_nothing_is_parted_with(director, monkeypatch):
    monkeypatch.setattr("sok_metrics.web.connections.HEADERS_WITHIN", 0.5)
    with running(director):
        lead(director, "open_room", "", LEADER)
        address = urlsplit(until(lambda: director.room.state.address))
        silent = http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=30)
        silent.connect()
        silent.sock.sendall(b"GET /zaal/stand HTTP/1.1\r\nHost: ")
        assert b"408" in silent.sock.recv(200)


def test_the_stream_ends_when_the_server_does(director):
    with running(director):
        lead(director, "open_room", "", LEADER)
        address = urlsplit(until(lambda: director.room.state.address))
        follower = http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=30)
        follower.request("GET", "/zaal/stroom")
        answer = follower.getresponse()
        assert answer.read(5) == b"retry"
        began = time.monotonic()
        lead(director, "close_room", "", LEADER)
        with pytest.raises(http.client.IncompleteRead):
            answer.read()
        until(lambda: not director.room.state.address)
        assert time.monotonic() - began < 15


@contextmanager
def running(director):
    """The room of this director in an event loop of its own, as the server has it."""
    watch_connections()
    ended = threading.Event()

    async def run() -> None:
        async with rooms(director.path):
            while not ended.is_set():
                await asyncio.sleep(0.05)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(30)


def until(found):
    """What is found, as soon as there is something."""
    end = time.monotonic() + 20
    while not (answer := found()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
    return answer
