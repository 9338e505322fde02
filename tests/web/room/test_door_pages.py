"""Counting at the door on phones: only with the code, each tap once, and two phones add up."""

import re

import pytest
from starlette.testclient import TestClient

from sok_metrics.tasks.room.door import door_of, people_at_door
from sok_metrics.tasks.room.tokens import door_code
from tests.store.rows import stored
from tests.web.room.phones import SCRIPT, phone, title, words


def tap(client, group, step, number):
    return client.post("/zaal/deur", data={"groep": group, "stap": step, "tik": number}, headers=SCRIPT)


def test_two_phones_with_the_code_add_up_and_go_to_the_attendance(app, store, room):
    with TestClient(app) as one, TestClient(app) as other:
        for number, client in enumerate((one, other, one)):
            client.get(f"/zaal/deur/{door_code(room)}")
            assert tap(client, "resident", "nieuw", f"a{number}").status_code == 200
        tap(other, "municipality", "erbij", "b")
        seen = words(one.get("/zaal/deur"))
        assert "Er zijn 4 mensen; 75% is bewoner of initiatief. 3 zijn er voor het eerst." in seen
        assert "bewoner: 3 waarvan 3 voor het eerst" in seen
    door_of(room).save(store)
    assert stored(store, "attendance", "1", "resident").values["count"] == "3"
    assert stored(store, "attendance", "1", "resident").values["first_time_count"] == "3"


def test_without_a_script_the_buttons_work_and_a_form_sent_twice_counts_once(app, room):
    with TestClient(app) as client:
        page = client.post("/zaal/deur", data={"code": door_code(room).upper()})
        assert title(page) == "Tellen bij de deur"
        tap_number = re.findall('name="tik" value="(.*?)"', page.text)[0]
        for _time in range(2):
            data = {"groep": "resident", "stap": "erbij", "tik": tap_number}
            page = client.post("/zaal/deur", data=data)
        assert "Er is 1 mens; 100% is bewoner of initiatief." in words(page)


def test_visitors_cannot_count(app, room):
    with phone(app) as client:
        assert "Vraag de code" in words(client.get("/zaal/deur/verkeerd"))
        assert "geeft u de code" in words(client.get("/zaal/deur"))
        assert tap(client, "resident", "erbij", "a").status_code == 403
        assert client.get("/zaal/deur/stand").status_code == 403
        client.post("/zaal/deur", data={"groep": "resident", "stap": "erbij", "tik": "b"})
    assert people_at_door(room) == 0


@pytest.mark.parametrize(
    "data",
    [
        {"groep": "nobody", "stap": "erbij", "tik": "a"},
        {"groep": "resident", "stap": "x", "tik": "a"},
        {"groep": "resident", "stap": "erbij", "tik": ""},
        {"groep": "resident", "stap": "erbij", "tik": "a" * 60},
        {},
    ],
)
def test_what_is_no_tap_changes_nothing(app, room, data):
    with TestClient(app) as client:
        client.get(f"/zaal/deur/{door_code(room)}")
        assert client.post("/zaal/deur", data=data, headers=SCRIPT).status_code == 400
    assert people_at_door(room) == 0


def test_a_page_of_somebody_else_cannot_count(app, room):
    with TestClient(app) as client:
        client.get(f"/zaal/deur/{door_code(room)}")
        data = {"groep": "resident", "stap": "erbij", "tik": "a"}
        answer = client.post("/zaal/deur", data=data, headers={**SCRIPT, "Origin": "http://elders.example"})
        assert answer.status_code == 403
    assert people_at_door(room) == 0


def test_the_code_of_another_evening_is_refused(app, room):
    with TestClient(app) as client:
        client.get(f"/zaal/deur/{door_code(room)}")
        room.change(meeting_number=None)
        assert "geen avond" in words(client.get("/zaal/deur"))
