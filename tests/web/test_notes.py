"""The routes of the notes: by an editor on a page of ours, each time, and only what a window sends."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sok_metrics import clock
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.tasks.minutes.draft_files import room_folder
from sok_metrics.web import notes
from sok_metrics.web.notes import NotesRoutes

HOST = "127.0.0.1:8501"


@pytest.fixture
def actors(monkeypatch):
    """Who asks now; tests/browser/test_notes.py goes through the real cookies."""
    now = [Actor("Nour", Role.EDITOR)]
    monkeypatch.setattr(notes, "actor_of", lambda _request: now[0])
    return now


@pytest.fixture
def browser(store, put, monkeypatch, actors):
    day = clock.today().isoformat()
    put(
        "meeting",
        {"number": "1", "kind": "review", "title": "Avond <1>", "held_on": day, "status": "planned"},
    )
    put("agenda_item", {"number": "1", "meeting_number": "1", "position": "1", "title": "Welkom"})
    monkeypatch.setenv("SOK_DATABASE", str(store.path))
    app = Starlette(routes=NotesRoutes("").routes())
    with TestClient(app, base_url=f"http://{HOST}", headers={"Host": HOST}) as client:
        yield client


def send(browser, where="bewaar", number="1", content=None, **headers):
    sent = {"Origin": f"http://{HOST}", "X-Sok-Teken": browser.cookies.get("sok_formulier", "")}
    return browser.post(f"/notuleren/{where}?nummer={number}", json=content, headers=sent | headers)


def note(**more):
    whole = {
        "key": "point_note-1", "table": "point_note", "point": 1, "record": "", "fields": {"text": "Warmte."},
        "version": 0, "tab": "A", "turn": 1, "settles": False, "removes": False,
    }  # fmt: skip
    return whole | more


def test_an_editor_notes_and_reads_it_back(browser):
    shown = browser.get("/notuleren?nummer=1")
    assert shown.status_code == 200
    assert "Avond &lt;1&gt;" in shown.text
    assert "unsafe-inline" not in shown.headers["Content-Security-Policy"].split("script-src")[1]
    answer = send(browser, content=note())
    assert answer.json()["item"]["fields"] == {"text": "Warmte."}
    closed = send(browser, "punt", content={"point": 1, "done": True}).json()
    assert closed["points"][0]["done"]
    [item] = browser.get("/notuleren/stand?nummer=1").json()["items"]
    assert (item["fields"], item["kept"]) == ({"text": "Warmte."}, True)


@pytest.mark.parametrize("role", [Role.VISITOR, None])
def test_who_is_no_editor_or_sends_from_elsewhere_gets_nowhere(browser, actors, store, role):
    browser.get("/notuleren?nummer=1")
    headers = {}
    if role is None:
        headers = {"X-Sok-Teken": "x" * 43}
    else:
        actors[0] = Actor("bezoeker", role)
        assert browser.get("/notuleren?nummer=1").status_code == 403
        assert browser.get("/notuleren/stand?nummer=1").status_code == 403
    for where, content in (("bewaar", note()), ("punt", {"point": 1, "done": True}), ("verslag", {})):
        assert send(browser, where, content=content, **headers).status_code in (400, 403)
    assert send(browser, content=note(), Origin="http://127.0.0.1:9999").status_code in (400, 403)
    assert not room_folder(store.path).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        None, [], {}, {"fields": {"text": 1}}, {"fields": "x"}, {"key": ""}, {"key": "x" * 101},
        {"point": "1"}, {"point": True}, {"version": 1.5}, {"table": "person"}, {"table": "agenda_item"},
        {"point": 7}, {"fields": {"text": "x" * 50_000}}, {"fields": {"text": "x" * 300_000}},
    ],
)  # fmt: skip
def test_what_no_window_of_ours_sends_is_refused_with_a_sentence(browser, store, wrong):
    browser.get("/notuleren?nummer=1")
    answer = send(browser, content=note() | wrong if isinstance(wrong, dict) and wrong else wrong)
    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")
    assert not room_folder(store.path).exists()


@pytest.mark.parametrize("number", ["", "x", "2", "-1", "9" * 30, "²"])
def test_there_is_a_sentence_for_a_meeting_that_is_not_there(browser, number):
    shown = browser.get("/notuleren", params={"nummer": number})
    assert shown.status_code == 404
    assert "bijeenkomst" in shown.text
