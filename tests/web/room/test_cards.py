"""The cards on phones over HTTP: who comes in, what counts, and what is said otherwise."""

import asyncio
import re
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from sok_metrics import clock
from sok_metrics.tasks.room import limits, voting
from sok_metrics.tasks.room.card_box import card_box_of
from sok_metrics.tasks.room.card_counts import add_counts, read_counts
from sok_metrics.web.room import cards
from sok_metrics.web.room.cards import stamp_of
from sok_metrics.web.room.news import News
from tests.store.rows import meeting, save
from tests.web.room.phones import (
    CODE,
    LEADER,
    SCRIPT,
    app_of,
    phone,
    tap,
    title,
    words,
)
from tests.web.room.serving import serving


@pytest.fixture
def opened(store, room):
    voting.open_card(store, room, "K-1", by=LEADER)


def test_who_scans_the_code_says_once_as_what_and_can_answer(app, store, room, opened):
    with phone(app, group=None) as client:
        assert "U bent hier als" in words(client.get("/zaal/kaarten"))
        page = client.post("/zaal/kaarten/groep", data={"groep": "municipality"})
        assert "Telt iedereen even zwaar?" in words(page)
        assert "U bent hier als: gemeente" in words(page)
        answer = tap(client, "K-1", 4)
        assert (answer.status_code, answer.json()) == (200, {"geteld": True, "woorden": "Geteld: 4."})
        assert "Geteld: 4." in words(client.get("/zaal/kaarten"))
        assert 'value="4" aria-pressed="true"' in client.get("/zaal/kaarten").text
    voting.close_card(store, room, "K-1", by=LEADER)
    assert read_counts(store, 1, "K-1") == {("municipality", 4): 1}


def test_without_a_script_the_forms_do_the_same(app, store, room, opened):
    with phone(app) as client:
        page = client.post("/zaal/kaarten", data={"kaart": "K-1", "score": "2"})
        assert (page.status_code, str(page.url).endswith("/zaal/kaarten")) == (200, True)
        assert "Geteld: 2." in words(page)
        client.post("/zaal/kaarten", data={"kaart": "K-1", "score": "5"})
        voting.close_card(store, room, "K-1", by=LEADER)
        late = client.post("/zaal/kaarten", data={"kaart": "K-1", "score": "1"})
        assert (late.status_code, title(late)) == (410, "Niet geteld")
        assert "gesloten" in words(late)
    assert read_counts(store, 1, "K-1") == {("resident", 5): 1}


def test_one_phone_has_one_answer_however_often_it_scans_and_taps(app, store, room, opened):
    with phone(app) as client:
        for score in (1, 1, 3, 3, 5):
            client.get(f"/zaal/mee/{CODE}")
            tap(client, "K-1", score)
        assert card_box_of(room).answered(room.state) == {"K-1": 1}
        assert card_box_of(room).answers_of(client.cookies["sok_zaal"])["K-1"].score == 5


def test_a_request_that_is_replayed_does_not_undo_a_later_tap(app, room, opened):
    with phone(app) as client:
        tap(client, "K-1", 1, beurt="1")
        tap(client, "K-1", 5, beurt="2")
        replayed = tap(client, "K-1", 1, beurt="1")
        assert (replayed.status_code, replayed.json()) == (409, {"geteld": False, "beurt": 2})
        assert card_box_of(room).answers_of(client.cookies["sok_zaal"])["K-1"].score == 5
        assert 'data-beurt="2"' in client.get("/zaal/kaarten").text


def test_who_turns_out_to_be_of_another_group_takes_the_answers_along(app, store, room, opened):
    with phone(app) as client:
        tap(client, "K-1", 4)
        assert 'aria-pressed="true"' in client.get("/zaal/kaarten?wijzig=groep").text
        client.post("/zaal/kaarten/groep", data={"groep": "entrepreneur"})
    voting.close_card(store, room, "K-1", by=LEADER)
    assert read_counts(store, 1, "K-1") == {("entrepreneur", 4): 1}


@pytest.mark.parametrize("path", ["/zaal/mee/oude-woorden", "/zaal/mee/", "/zaal/mee/%3Cscript%3E"])
def test_a_link_of_another_evening_says_so(app, path):
    with TestClient(app) as client:
        page = client.get(path)
        assert title(page) == "Doe mee"
        assert "sok_zaal" not in client.cookies


def test_the_words_can_be_typed_however(app):
    with TestClient(app) as client:
        assert "Welke woorden" in words(client.get("/zaal/mee"))
        page = client.post("/zaal/mee", data={"woorden": "  Rode  FIETS "})
        assert "U bent hier als" in words(page)
        wrong = client.post("/zaal/mee", data={"woorden": "blauwe fiets"})
        assert "niet van vanavond" in words(wrong)


def test_a_phone_of_another_evening_is_told_so(app, store, room, opened):
    with phone(app) as client:
        save(store, meeting=[meeting(2, str(clock.today()))])
        room.change(meeting_number=2, join_code="gele-boot", open_cards=())
        page = client.get("/zaal/kaarten")
        assert (page.status_code, "niet van vanavond" in words(page)) == (403, True)
        assert client.get("/zaal/kaarten/stand").status_code == 403
        assert tap(client, "K-1", 4).status_code == 410


def test_without_an_evening_there_is_one_sentence(app, room, opened):
    with phone(app) as client:
        room.change(meeting_number=None)
        for path in ("/zaal/kaarten", "/zaal/mee", f"/zaal/mee/{CODE}"):
            answer = client.get(path)
            assert (answer.status_code, title(answer)) == (404, "Er is nu geen avond bezig")


def test_a_browser_without_cookies_is_told_what_to_do(app, opened):
    with TestClient(app, cookies=None) as client:
        client.get(f"/zaal/mee/{CODE}", follow_redirects=False)
        client.cookies.clear()
        page = client.get("/zaal/kaarten")
        assert "bewaart uw browser geen cookies" in words(page)


def test_when_no_card_is_open_the_phone_waits(app, store, room):
    with phone(app) as client:
        assert "Er is nu geen kaart open" in words(client.get("/zaal/kaarten"))
        refused = tap(client, "K-2", 4)
        assert (refused.status_code, "nu niet open" in refused.json()["woorden"]) == (410, True)


@pytest.mark.parametrize("score", ["0", "6", "-1", "4.0", "vier", "", "４", "1e1"])
def test_only_one_to_five_counts(app, room, opened, score):
    with phone(app) as client:
        answer = client.post("/zaal/kaarten", data={"kaart": "K-1", "score": score}, headers=SCRIPT)
        assert (answer.status_code, answer.json()["geteld"]) == (410, False)
    assert card_box_of(room).answered(room.state) == {"K-1": 0}


def test_what_is_no_form_or_far_too_long_is_refused(app, opened):
    with phone(app) as client:
        for body, kind in (
            (b"kaart=" + b"x" * 20_000, "application/x-www-form-urlencoded"),
            (b'{"kaart": "K-1"}', "application/json"),
            (b"\xff\xfe", "application/x-www-form-urlencoded"),
        ):
            answer = client.post("/zaal/kaarten", content=body, headers={**SCRIPT, "Content-Type": kind})
            assert answer.status_code == 410


def test_a_page_of_somebody_else_cannot_answer_for_a_phone(app, room, opened):
    with phone(app) as client:
        for origin in ("http://elders.example", "null", "http://testserver:81"):
            answer = client.post(
                "/zaal/kaarten",
                data={"kaart": "K-1", "score": "1"},
                headers={**SCRIPT, "Origin": origin},
            )
            assert answer.status_code == 410
        assert tap(client, "K-1", 3).status_code == 200
        own = client.post(
            "/zaal/kaarten",
            data={"kaart": "K-1", "score": "4"},
            headers={**SCRIPT, "Origin": "http://testserver"},
        )
        assert own.status_code == 200


def test_forged_tokens_do_not_count(app, room, opened):
    with phone(app) as client:
        for forged in ("x.y", "abc", "a" * 22 + "." + "0" * 32, "a.b.c"):
            headers = {**SCRIPT, "Cookie": f"sok_zaal={forged}; sok_zaal_als=resident"}
            client.cookies.clear()
            answer = client.post("/zaal/kaarten", data={"kaart": "K-1", "score": "1"}, headers=headers)
            assert (answer.status_code, "Scan de code" in answer.json()["woorden"]) == (410, True)
    assert card_box_of(room).answered(room.state) == {"K-1": 0}


def test_clearing_cookies_shows_in_the_sum_and_ends_at_the_bound(app, room, opened):
    limits.choose_most(room, 4)
    with phone(app) as client:
        statuses = []
        for _time in range(6):
            client.cookies.clear()
            client.get(f"/zaal/mee/{CODE}")
            client.post("/zaal/kaarten/groep", data={"groep": "resident"})
            statuses.append(tap(client, "K-1", 5).status_code)
    assert statuses == [200] * 4 + [410] * 2
    assert room.message()["counts"] == {"K-1": 4}


def test_after_closing_the_phone_shows_the_result_with_groups_from_five(app, store, room, opened):
    for group, scores in {"resident": (4, 4, 5, 2, 4, 4), "municipality": (1,) * 6, "other": (3, 3)}.items():
        for score in scores:
            with phone(app, group=group) as client:
                tap(client, "K-1", score)
    add_counts(store, 1, "K-1", {("resident", 5): 2}, channel="paper", by=LEADER, reason="papier")
    voting.close_card(store, room, "K-1", by=LEADER)
    with phone(app) as client:
        text = words(client.get("/zaal/kaarten"))
    assert "Uitslag" in text
    assert "16 antwoorden: 14 met de telefoon en 2 op papier." in text
    assert "bewoner 4 van 5 8 mensen" in text
    assert "anders 3 van 5" not in text


def test_few_answers_are_not_shown(app, store, room, opened):
    with phone(app) as client:
        tap(client, "K-1", 4)
        voting.close_card(store, room, "K-1", by=LEADER)
        text = words(client.get("/zaal/kaarten"))
    assert "te weinig antwoorden" in text
    assert "4 van 5" not in text


def test_what_stood_earlier_stands_beside_it(app, store, room, opened):
    save(
        store,
        meeting=[meeting(7, "2024-03-01")],
        card_answer=[
            {
                "meeting_number": "7",
                "indicator_code": "K-1",
                "group_name": "resident",
                "score": "2",
                "count": "9",
            }
        ],
    )
    add_counts(store, 1, "K-1", {("resident", 4): 6}, channel="hands", by=LEADER, reason="handen")
    voting.close_card(store, room, "K-1", by=LEADER)
    with phone(app) as client:
        text = words(client.get("/zaal/kaarten"))
    assert "1 maart 2024 2 van 5 9 mensen" in text


def test_a_phone_hears_that_a_card_opens_and_closes_and_of_nothing_else(app, store, room):
    with phone(app) as client:
        stamp = re.findall('data-stand="(.*?)"', client.get("/zaal/kaarten").text)[0]
        for change, is_news in (
            (lambda: room.change(slide=3), False),
            (lambda: voting.open_card(store, room, "K-1", by=LEADER), True),
        ):
            later = threading.Timer(0.3, change)
            later.start()
            begun = time.monotonic()
            found = client.get(f"/zaal/kaarten/stand?stand={stamp}").json() if is_news else None
            later.join()
            if found is not None:
                assert time.monotonic() - begun < 5
                assert "Telt iedereen even zwaar?" in found["html"]
                assert found["stand"] != stamp


def test_who_asks_with_an_old_stamp_gets_everything_at_once(app, opened):
    with phone(app) as client:
        tap(client, "K-1", 3)
        found = client.get("/zaal/kaarten/stand?stand=oud").json()
        assert "Geteld: 3." in found["html"]


def test_when_very_many_wait_others_ask_again_later(app, room, opened, monkeypatch):
    monkeypatch.setattr(cards, "_MOST_WAITING", 0)
    with phone(app) as client:
        stamp = stamp_of(room.state)
        assert client.get(f"/zaal/kaarten/stand?stand={stamp}").json() == {"stand": stamp, "wacht": 10}


def test_who_goes_away_is_not_waited_for(app, room, opened):
    with phone(app) as client, serving(app) as url:
        token = client.cookies["sok_zaal"]
        routes = [one for one in app.routes if getattr(one, "path", "") == "/zaal/kaarten/stand"]
        news = routes[0].endpoint.__self__._news
        place = urlsplit(url)
        with socket.create_connection((place.hostname, place.port)) as line:
            asked = f"GET /zaal/kaarten/stand?stand={stamp_of(room.state)} HTTP/1.1\r\nHost: x\r\n"
            line.sendall(f"{asked}Cookie: sok_zaal={token}\r\n\r\n".encode())
            wait_until(lambda: news.waiting == 1)
        wait_until(lambda: news.waiting == 0)


def wait_until(is_so):
    for _time in range(200):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to that")


def test_all_who_wait_are_told_by_one_ear(room):
    async def follow() -> int:
        news = News(room, stamp_of)
        known = stamp_of(room.state)
        waiting = [asyncio.create_task(news.other_than(known, 5)) for _one in range(200)]
        await asyncio.sleep(0.05)
        followers = room.follower_count
        room.change(slide=9)
        await asyncio.sleep(0.05)
        assert not any(one.done() for one in waiting)
        threading.Thread(target=room.change, kwargs={"open_cards": ("K-1",)}).start()
        await asyncio.wait_for(asyncio.gather(*waiting), 3)
        return int(followers)

    assert asyncio.run(follow()) == 1


def test_what_people_wrote_cannot_be_a_page(app, store, room):
    voting.open_card(store, room, "K-2", by=LEADER)
    with phone(app) as client:
        page = client.get("/zaal/kaarten")
        assert "Beslist u mee?" in words(page)
        assert "<b>" not in page.text
        assert "<2026>" not in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]


def test_everything_that_a_phone_loads_is_small(app, store, room, opened):
    voting.open_card(store, room, "K-2", by=LEADER)
    with phone(app, group=None) as client:
        sizes = [len(client.get("/zaal/kaarten").content)]
        sizes.append(len(client.post("/zaal/kaarten/groep", data={"groep": "resident"}).content))
        sizes.append(len(client.get("/zaal/kaarten.js").content))
    assert sum(sizes) < 50_000
    assert "http" not in re.sub("http-equiv", "", client.get("/zaal/kaarten").text).replace("https", "")


def test_the_pages_also_stand_under_a_base(room, opened):
    app = app_of(room, "/monitor")
    with TestClient(app) as client:
        page = client.get(f"/monitor/zaal/mee/{CODE}")
        assert 'action="/monitor/zaal/kaarten/groep"' in page.text
        client.post("/monitor/zaal/kaarten/groep", data={"groep": "resident"})
        answer = client.post("/monitor/zaal/kaarten", data={"kaart": "K-1", "score": "4"}, headers=SCRIPT)
        assert answer.status_code == 200


def test_cookies_are_of_the_room_and_no_script_reads_them(app):
    with TestClient(app) as client:
        answer = client.get(f"/zaal/mee/{CODE}", follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Path=/zaal", "SameSite=lax"))
