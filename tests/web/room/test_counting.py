"""Who leads opens and closes cards, types in paper and hands, and sees whether the sums can be."""

import re

import pytest
from starlette.testclient import TestClient

from sok_metrics import clock
from sok_metrics.nouns.model import ParticipantGroup, Role
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.sign_in import REMEMBERED, cookie_name, new_ticket, signed
from sok_metrics.tasks.room.card_counts import read_channels, read_counts
from sok_metrics.tasks.room.door import door_of
from sok_metrics.tasks.room.limits import read_most
from sok_metrics.tasks.room.tokens import door_code
from tests.browser.serving import give_passphrases
from tests.store.rows import save
from tests.web.room.phones import phone, tap, title, words

PAGE = "/zaal/tellen"


@pytest.fixture(autouse=True)
def _of_this_store(store, monkeypatch):
    monkeypatch.setenv("SOK_DATABASE", str(store.path))
    give_passphrases(store.path)


@pytest.fixture
def leader(app, store):
    with TestClient(app) as client:
        access = read_access(store.path)
        ticket = new_ticket(access, "Els", Role.EDITOR, now=clock.timestamp(), lasts=REMEMBERED)
        client.cookies.set(cookie_name(access), signed(access, ticket))
        yield client


def send(client, path=PAGE, **fields):
    """A form of the page as a browser sends it, with the origin and the token of the page."""
    page = client.get(path)
    token = re.findall('name="teken" value="(.*?)"', page.text)[0]
    return client.post(path, data={"teken": token, **fields}, headers={"Origin": "http://testserver"})


def test_a_card_goes_open_is_answered_and_closed(leader, app, store, room):
    assert "Telt iedereen even zwaar?" in words(leader.get(PAGE))
    send(leader, wat="open", kaart="K-1")
    with phone(app) as client:
        tap(client, "K-1", 4)
    assert "Open op de telefoons. Tot nu toe: 1." in words(leader.get(PAGE))
    page = send(leader, wat="sluit", kaart="K-1")
    assert "1 antwoord: 1 met de telefoon." in words(page)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 1}
    again = send(leader, wat="open", kaart="K-1")
    assert (again.status_code, "Opnieuw openen kan niet" in words(again)) == (409, True)


def test_a_pile_of_paper_and_then_hands_are_added(leader, store):
    fields = {"resident-4": "3", "municipality-1": " 2 ", "other-5": ""}
    page = send(leader, f"{PAGE}/K-1", manier="paper", **fields)
    assert "Erbij geteld: 5." in words(page)
    send(leader, f"{PAGE}/K-1", manier="hands", **{"resident-4": "1"})
    assert read_counts(store, 1, "K-1") == {("resident", 4): 4, ("municipality", 1): 2}
    assert read_channels(store, 1, "K-1") == {"paper": 5, "hands": 1}
    assert "6 antwoorden: 5 op papier en 1 met handen." in words(leader.get(f"{PAGE}/K-1"))


@pytest.mark.parametrize("text", ["-1", "1,5", "1.000", "veel", "²", "9999"])
def test_what_is_no_count_is_said_and_what_was_typed_stays(leader, store, text):
    page = send(leader, f"{PAGE}/K-1", manier="paper", **{"resident-4": text, "resident-5": "7"})
    assert (page.status_code, "is geen aantal" in words(page)) == (409, True)
    assert 'value="7"' in page.text
    assert read_counts(store, 1, "K-1") == {}


@pytest.mark.parametrize(
    "fields", [{"manier": "paper"}, {"manier": "phone", "resident-1": "3"}, {"resident-1": "3"}]
)
def test_nothing_typed_or_no_way_is_said(leader, store, fields):
    assert send(leader, f"{PAGE}/K-1", **fields).status_code == 409
    assert read_counts(store, 1, "K-1") == {}


def test_more_answers_than_people_are_named(leader, store, room):
    save(
        store,
        attendance=[{"meeting_number": "1", "group_name": "resident", "count": "3", "first_time_count": "0"}],
    )
    page = send(leader, f"{PAGE}/K-1", manier="paper", **{"resident-4": "5"})
    assert "Bij bewoner: 5 antwoorden en 3 aanwezigen. Klopt dat?" in words(page)


def test_more_phones_than_people_at_the_door_are_named(leader, app, store, room):
    send(leader, wat="open", kaart="K-1")
    door_of(room).begin(store)
    door_of(room).count(ParticipantGroup.RESIDENT, "erbij", "a")
    for _one in range(2):
        with phone(app) as client:
            tap(client, "K-1", 4)
    assert "meer antwoorden (2) dan mensen bij de deur (1)" in words(leader.get(PAGE))


def test_who_leads_chooses_how_many_phones_and_gives_the_code_of_the_door(leader, room):
    assert f"Code: {door_code(room)}" in words(leader.get(PAGE))
    send(leader, wat="hoogstens", hoogstens="120")
    assert read_most(room) == 120
    for wrong in ("0", "veel", "99999"):
        assert send(leader, wat="hoogstens", hoogstens=wrong).status_code == 409
    assert read_most(room) == 120
    send(leader, wat="hoogstens", hoogstens="")
    assert read_most(room) is None


def test_only_editors_come_here_and_only_by_the_page_itself(leader, app, store, room):
    with phone(app) as client:
        for path in (PAGE, f"{PAGE}/K-1"):
            assert client.get(path).status_code == 403
            assert client.post(path, data={"wat": "open", "kaart": "K-1"}).status_code == 403
    leader.get(PAGE)
    for headers in ({}, {"Origin": "http://elders.example"}):
        answer = leader.post(PAGE, data={"wat": "open", "kaart": "K-1"}, headers=headers)
        assert answer.status_code == 409
    assert room.state.open_cards == ()


def test_what_is_no_card_has_no_page(leader, room):
    for code in ("I-1", "X-9"):
        assert leader.get(f"{PAGE}/{code}").status_code == 404
    assert send(leader, wat="open", kaart="I-1").status_code == 409
    room.change(meeting_number=None)
    assert "geen bijeenkomst" in words(leader.get(PAGE))
    assert title(leader.get(f"{PAGE}/K-1")) == "Deze kaart is er niet"


def test_a_pile_that_is_sent_twice_is_counted_once(leader, store):
    page = leader.get(f"{PAGE}/K-1")
    fields = dict(re.findall('name="(teken|stapel)" value="(.*?)"', page.text))
    fields |= {"manier": "paper", "resident-4": "3"}
    first, again = (
        leader.post(f"{PAGE}/K-1", data=fields, headers={"Origin": "http://testserver"}) for _ in range(2)
    )
    assert "Erbij geteld: 3." in words(first)
    assert (again.status_code, "Deze stapel is al geteld." in words(again)) == (409, True)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 3}


def test_loading_the_answer_again_counts_nothing(leader, store):
    page = send(leader, f"{PAGE}/K-1", manier="paper", **{"resident-4": "3"})
    again = leader.get(str(page.url))
    assert "Erbij geteld: 3." in words(again)
    assert read_counts(store, 1, "K-1") == {("resident", 4): 3}


def test_who_counts_at_the_door_gets_an_address_that_a_phone_can_open(leader, room):
    code = door_code(room)
    shown = words(leader.get(PAGE))
    assert "Zet dan eerst de zaalmodus aan." in shown
    assert code in shown
    room.change(is_open=True, address="http://192.168.1.20:8601")
    page = leader.get(PAGE)
    assert f"192.168.1.20:8601/zaal/deur/{code}" in words(page)
    assert f'href="http://192.168.1.20:8601/zaal/deur/{code}"' in page.text


def test_from_the_counting_one_comes_back_to_the_screen(leader, room):
    assert 'href="/zaal/leiding"' in leader.get(PAGE).text
